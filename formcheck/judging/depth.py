"""A squat's class of depth, from above parallel to thighs resting on the calves, and what lies within the error."""

import math
from typing import Final

from formcheck.measures.limit import BAND_ERRORS, likely_above
from formcheck.schema import DEPTHS, Depth

PARALLEL_DEG: Final = 5.0  # docs/depth.md: the half-width of the 90 % interval of a thigh measured side-on is 4 to 6
FLOOR_KNEE_DEG: Final = 140.0  # docs/depth.md: thighs rest on calves at a true knee of 133 to 147, middle 141
MOST_BAND_DEG: Final = 10.0  # docs/depth.md: wider, two classes no longer hold four fifths of what is likely
NAMED_FROM: Final = 0.2  # docs/depth.md: 0.3 names one wrong class in 7 % of fit bottoms, 0.1 only more by two names
#: Thigh to horizontal at the upper and the lower end of each class on the drawn scale. The outer ends are chosen: a
#: squat of half the way to parallel, and one in which heel and hip nearly meet.
DEPTH_SPANS: Final[dict[Depth, tuple[float, float]]] = {
    "above_parallel": (60.0, PARALLEL_DEG),
    "parallel": (PARALLEL_DEG, -PARALLEL_DEG),
    "below_parallel": (-PARALLEL_DEG, -16.0),
    "floor": (-8.0, -30.0),
}
EDGE: Final = 0.1  # of a class: nearer to its end the mark would seem to lie in both


def depth_of(thigh_deg: float, knee_deg: float) -> Depth:
    """The class of angles that are known exactly: thigh to horizontal and knee flexion at the bottom.

    Rendered people are scored by it; the ``depth`` in their truth files is named by wider limits.
    """
    return depth_classes(thigh_deg, 0.0, knee_deg, 0.0)[0] or "above_parallel"


def depth_classes(
    thigh_deg: float, thigh_band_deg: float, knee_deg: float, knee_band_deg: float, named_from: float = NAMED_FROM
) -> tuple[Depth | None, Depth | None]:
    """The class of a bottom, and the neighbour that it may as well be, or None; (None, None) where neither is known.

    From thigh to horizontal and knee flexion with the half-widths of their 90 % intervals, taken as normal. The class
    is the deepest that is at least as likely as not; a neighbour is named when it, or anything beyond it, is at least
    as likely as ``named_from``. Errors of thigh and knee come from the same hip and knee, so being past both limits of
    full depth is as likely as the less likely of the two. A knee not known (NaN) is never full depth. Source:
    docs/depth.md.
    """
    if not (math.isfinite(thigh_deg) and thigh_band_deg <= MOST_BAND_DEG):
        return None, None
    below = _past(-thigh_deg, PARALLEL_DEG, thigh_band_deg)
    knee_known = math.isfinite(knee_deg) and math.isfinite(knee_band_deg)
    bent = _past(knee_deg, FLOOR_KNEE_DEG, knee_band_deg) if knee_known else 0.0
    deeper = (1.0, _past(-thigh_deg, -PARALLEL_DEG, thigh_band_deg), below, min(below, bent), 0.0)
    at = sum(share >= 0.5 for share in deeper[1:4])
    shallower_share, deeper_share = 1.0 - deeper[at], deeper[at + 1]
    if max(shallower_share, deeper_share) < named_from:
        return DEPTHS[at], None
    return DEPTHS[at], DEPTHS[at + 1 if deeper_share >= shallower_share else at - 1]


def depth_share(depth: Depth, thigh_to_horizontal_deg: float | None) -> float:
    """Place on a scale of four equal classes, 0 at the top and 1 at the floor; the middle of its class when the thigh's
    angle is not known.
    """
    upper, lower = DEPTH_SPANS[depth]
    within = 0.5 if thigh_to_horizontal_deg is None else (upper - thigh_to_horizontal_deg) / (upper - lower)
    return round((list(DEPTH_SPANS).index(depth) + min(max(within, EDGE), 1 - EDGE)) / len(DEPTH_SPANS), 3)


def _past(value: float, limit: float, band: float) -> float:
    """How likely the true value lies at or past a limit, for a normal error of that half-width of its 90 % interval."""
    return likely_above(value, limit, band / BAND_ERRORS)
