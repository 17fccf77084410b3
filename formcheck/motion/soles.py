"""How steep each sole lies in the picture, read off the lower edge of the person mask.

The pose model's heel mark is no witness of a heel: as the shin leans, it climbs along it, by up to a third of a foot,
while the shoe stands still. The mask's lower edge keeps to the shoe: under a planted foot it does not move, under a
lifted heel it turns about the ball. Of the marks only the place and the size of the foot are taken.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.motion import landmarks as lm
from formcheck.motion.outline import MASK_EDGE
from formcheck.motion.track import Floats

SOLE: Final = np.linspace(0.30, 0.90, 21)  # from toe to heel mark; measured on fit people: errs least of four spans
ABOVE, BELOW = 0.9, 0.6  # chosen: foot lengths around the lower mark: a heel rises by half of one, marks lie off
LEAST_PX: Final = 8.0  # chosen: a shorter foot (far away, or pointing at the camera) has no slope to read
LEAST_SHOWN: Final = 0.6  # chosen: of the places; fewer are a corner of a foot behind something
STRAIGHT: Final = 0.05  # foot lengths; chosen: an edge that scatters more around a line is not one sole


def sole_deg(mask: NDArray[np.floating], image_px: Floats) -> Floats:
    """(2,) slope of the left and right sole in the picture, degrees, heel above toes +; NaN where it is not seen.

    ``mask`` (H, W) 0..1; ``image_px`` (33, 2). Planted feet read what the camera makes of the floor, which is why only
    the change since standing means anything. Lies where a hand, a plate or the other foot ends the mask below the foot.
    """
    feet = [[image_px[lm.at(part, side)] for part in ("heel", "foot_index")] for side in lm.SIDES]
    return np.array([_slope_deg(mask, heel, toe) for heel, toe in feet])


def _slope_deg(mask: NDArray[np.floating], heel: Floats, toe: Floats) -> float:
    length = float(np.linalg.norm(toe - heel))
    if not np.isfinite(length) or length < LEAST_PX or abs(toe[0] - heel[0]) < length / 2:
        return float("nan")
    back = -float(np.sign(toe[0] - heel[0]))
    edge_px = _lower_edge(mask, toe[0] + back * length * SOLE, max(heel[1], toe[1]), length)
    shown = np.isfinite(edge_px)
    if shown.mean() < LEAST_SHOWN:
        return float("nan")
    behind, high = SOLE[shown], -edge_px[shown] / length
    first, second = np.triu_indices(len(behind), 1)
    slope = float(np.median((high[second] - high[first]) / (behind[second] - behind[first])))
    off = high - slope * behind
    straight = float(np.median(np.abs(off - np.median(off)))) <= STRAIGHT
    return float(np.degrees(np.arctan(slope))) if straight else float("nan")


def _lower_edge(mask: NDArray[np.floating], x_px: Floats, foot_y: float, length: float) -> Floats:
    """Where the mask ends below at some columns, to parts of a pixel; NaN where it has no end near the foot."""
    height, width = mask.shape
    top, end = (int(np.clip(foot_y + k * length, 0, height)) for k in (-ABOVE, BELOW))
    columns = np.round(x_px).astype(int)
    if end - top < 2:
        return np.full(len(x_px), np.nan)
    part = mask[top:end, np.clip(columns, 0, width - 1)]
    inside = part >= MASK_EDGE
    last = len(part) - 1 - np.argmax(inside[::-1], axis=0)
    ends = inside.any(axis=0) & (last < len(part) - 1) & (columns >= 0) & (columns < width)
    at = np.arange(len(columns))
    within, beyond = part[last, at], part[np.minimum(last + 1, len(part) - 1), at]
    return np.where(ends, top + last + (within - MASK_EDGE) / np.maximum(within - beyond, 1e-6), np.nan)
