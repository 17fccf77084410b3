"""A squat's class of depth, from above parallel to thighs resting on the calves, and what lies within the error."""

import math
from typing import Final

from formcheck.measures.limit import BAND_ERRORS
from formcheck.schema import DEPTHS, Depth

PARALLEL_DEG: Final = 8.0  # brief D1: thighs within the landmark error of horizontal are parallel
FLOOR_KNEE_DEG: Final = 140.0
NAMED_FROM: Final = 0.2  # chosen: a neighbouring class that is true in one case of five is named, too
LEAST_SURE: Final = 0.5  # chosen: with its neighbour a class holds the truth more often than not, or none is named
#: Thigh to horizontal at the upper and the lower end of each class on the drawn scale. The outer ends are chosen: a
#: squat of half the way to parallel, and one in which heel and hip nearly meet.
DEPTH_SPANS: Final[dict[Depth, tuple[float, float]]] = {
    "above_parallel": (60.0, PARALLEL_DEG),
    "parallel": (PARALLEL_DEG, -PARALLEL_DEG),
    "below_parallel": (-PARALLEL_DEG, -20.0),
    "floor": (-16.0, -34.0),
}
EDGE: Final = 0.1  # of a class: nearer to its end the mark would seem to lie in both


def depth_classes(
    thigh_deg: float, thigh_band_deg: float, knee_deg: float, knee_band_deg: float
) -> tuple[Depth | None, Depth | None]:
    """The likeliest class of a bottom, and the neighbour that may as well be true; (None, None) when neither is likely.

    From thigh to horizontal and knee flexion with the half-widths of their 90 % intervals, taken as normal errors that
    do not depend on each other. A knee that was not seen (NaN) is never "floor".
    """
    if not (math.isfinite(thigh_deg) and math.isfinite(thigh_band_deg)):
        return None, None
    above = 1.0 - _below(PARALLEL_DEG, thigh_deg, thigh_band_deg)
    deep = _below(-PARALLEL_DEG, thigh_deg, thigh_band_deg)
    rests = 0.0
    if math.isfinite(knee_deg) and math.isfinite(knee_band_deg):
        rests = 1.0 - _below(FLOOR_KNEE_DEG, knee_deg, knee_band_deg)
    floor = min(rests, deep)
    likely: dict[Depth, float] = {
        "above_parallel": above,
        "parallel": max(1.0 - above - deep, 0.0),
        "below_parallel": deep - floor,
        "floor": floor,
    }
    best = max(DEPTHS, key=lambda depth: likely[depth])
    at = DEPTHS.index(best)
    beside = max(DEPTHS[max(at - 1, 0) : at] + DEPTHS[at + 1 : at + 2], key=lambda depth: likely[depth])
    other = beside if likely[beside] >= NAMED_FROM else None
    sure = likely[best] + (likely[beside] if other else 0.0)
    return (best, other) if sure >= LEAST_SURE else (None, None)


def depth_share(depth: Depth, thigh_to_horizontal_deg: float | None) -> float:
    """Place on a scale of four equal classes, 0 at the top and 1 at the floor; the middle of its class when the thigh's
    angle is not known.
    """
    upper, lower = DEPTH_SPANS[depth]
    within = 0.5 if thigh_to_horizontal_deg is None else (upper - thigh_to_horizontal_deg) / (upper - lower)
    return round((list(DEPTH_SPANS).index(depth) + min(max(within, EDGE), 1 - EDGE)) / len(DEPTH_SPANS), 3)


def _below(limit: float, value: float, band: float) -> float:
    """How likely the true value lies below a limit."""
    return 0.5 * (1.0 + math.erf((limit - value) / (max(band, 1e-6) / BAND_ERRORS * math.sqrt(2.0))))
