"""Where a squat lies on the scale from above parallel to the floor."""

from typing import Final

from formcheck.judging.analyze import FLOOR_THIGH_DEG, PARALLEL_DEG
from formcheck.schema import Depth

#: Thigh to horizontal at the upper and the lower end of each class, from the top down. The outer ends are chosen: a
#: squat of half the way to parallel, and one in which heel and hip nearly meet.
DEPTH_SPANS: Final[dict[Depth, tuple[float, float]]] = {
    "above_parallel": (60.0, PARALLEL_DEG),
    "parallel": (PARALLEL_DEG, -PARALLEL_DEG),
    "below_parallel": (-PARALLEL_DEG, -24.0),
    "floor": (FLOOR_THIGH_DEG, -34.0),
}
EDGE: Final = 0.1  # of a class: nearer to its end the mark would seem to lie in both


def depth_share(depth: Depth, thigh_to_horizontal_deg: float | None) -> float:
    """Place on a scale of four equal classes, 0 at the top and 1 at the floor; the middle of its class when the thigh's
    angle is not known.
    """
    upper, lower = DEPTH_SPANS[depth]
    within = 0.5 if thigh_to_horizontal_deg is None else (upper - thigh_to_horizontal_deg) / (upper - lower)
    return round((list(DEPTH_SPANS).index(depth) + min(max(within, EDGE), 1 - EDGE)) / len(DEPTH_SPANS), 3)
