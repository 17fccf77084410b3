"""Hands that reach down to the floor: which, when, and for how long."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.measures.facts import ClipFacts
from formcheck.motion import landmarks as lm
from formcheck.motion.contacts import MIN_VISIBILITY
from formcheck.motion.landmarks import Side
from formcheck.motion.reps import RepSpan
from formcheck.motion.smoothing import running_median
from formcheck.motion.standing import heights
from formcheck.motion.track import Floats, quantile

AROUND_S: Final = 0.25  # chosen: of the lowest point, to either side
FOOT_S: Final = 0.5  # chosen: of the lower foot; a foot lifted for a pick is up for a second and more
LOW_QUANTILE: Final = 0.05  # chosen: the lowest frames of a repetition, without a landmark that jumps
NEAR_LOWEST_LEGS: Final = 0.05  # chosen: a hand that stays so near its lowest place is still there


@dataclass(frozen=True, slots=True)
class Reach:
    """A hand over one repetition: its lowest height above the ankles, leg lengths, and how long it is that low;
    ``seen``: well enough to say that it was nowhere lower.
    """

    side: Side
    lowest_legs: float
    seconds: float
    seen: bool


@dataclass(frozen=True, slots=True)
class OverFloor:
    """(N,) heights above the lower ankle, leg lengths: of each hand's lowest landmark, and of the shoulders' middle."""

    hands: dict[Side, Floats]
    shoulder: Floats


def over_floor(clip: ClipFacts) -> OverFloor:
    """Heights of one clip; NaN where a hand is not seen. Who stands on one leg is measured from that foot."""
    image, t_s, leg_px = clip.track.image_px, clip.track.t_s, clip.standing.leg_length_px
    lower_foot = running_median(np.fmax(*(image[:, i, 1] for i in lm.pair("ankle"))), t_s, FOOT_S)
    floor_px = np.fmax(heights(clip.track, clip.view).floor_y_px, lower_foot)
    lowest = {s: np.fmax(*(image[:, lm.at(p, s), 1] for p in ("wrist", "index"))) for s in lm.SIDES}
    hands = {side: (floor_px - y_px) / leg_px for side, y_px in lowest.items()}
    return OverFloor(hands, (floor_px - clip.track.mid_px("shoulder")[:, 1]) / leg_px)


def reaches(clip: ClipFacts, span: RepSpan, over: OverFloor) -> tuple[Reach, ...]:
    """Both hands over a repetition, left and right; one that is not seen is never low."""
    return tuple(_reach(clip, span, side, over.hands[side]) for side in lm.SIDES)


def _reach(clip: ClipFacts, span: RepSpan, side: Side, height_legs: Floats) -> Reach:
    frames = slice(span.start, span.end + 1)
    height, t_s = height_legs[frames], clip.track.t_s[frames]
    lowest = quantile(height, LOW_QUANTILE)
    with np.errstate(invalid="ignore"):
        low = t_s[height <= lowest + NEAR_LOWEST_LEGS]
    around = clip.track.visibility[clip.around(span.bottom, AROUND_S), lm.at("wrist", side)]
    seen = bool(np.isfinite(lowest) and np.median(around) >= MIN_VISIBILITY)
    return Reach(side, lowest, float(low[-1] - low[0]) if len(low) else 0.0, seen)
