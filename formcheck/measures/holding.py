"""A bottom that is held: when somebody arrives there and leaves, whether they squat there, and how steadily."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.measures.facts import ClipFacts
from formcheck.measures.limit import BAND_ERRORS, likely_above
from formcheck.measures.posture import FOOT, FOOT_SEEN, PLANTED_ERROR, RISE_ERROR_SHARE, heel_rise_lengths
from formcheck.measures.seat import BEHIND, SURELY_BEHIND, behind_feet
from formcheck.motion import landmarks as lm
from formcheck.motion.reps import BOTTOM_SHARE, RepSpan
from formcheck.motion.smoothing import fill_gaps, running_median, runs
from formcheck.motion.standing import body_points
from formcheck.motion.track import Floats, nanmedian, quantile
from formcheck.schema import Heels

#: Chosen: who pauses in a squat does so for a second or two, as lifters count it; longer nobody rests by chance.
HOLD_S: Final = 3.0
STAYS_SHARE: Final = 0.85  # chosen: of the way down; who shifts or sways without leaving the bottom stays lower
TOES_S: Final = 1.0  # chosen: toes stay planted; their mark jitters
FILL_S: Final = 0.6  # as in motion.reps: whoever is lost for longer may have done anything meanwhile
KNEELING_DEG: Final = 65.0  # chosen: shins of deep squats lean by 45 at most, with raised heels by 55
MOSTLY: Final = 0.5  # chosen: of a hold
#: Chosen: four times of five. Nothing is said of heels that are less sure to be past the middle of the check's limits.
SURE: Final = 0.8
RAISED_LENGTHS: Final = 0.15  # the middle between good and fault of the heels' check


@dataclass(frozen=True, slots=True)
class Stay:
    """Frames from ``first`` to ``last`` in which the hips stay at the bottom; ``open``: the clip ends before they
    leave it.
    """

    first: int
    last: int
    open: bool

    @property
    def frames(self) -> slice:
        """All of them."""
        return slice(self.first, self.last + 1)


def stay(clip: ClipFacts, span: RepSpan) -> Stay | None:
    """The longest stay of the hips at the bottom of a repetition; None where they do not stay or are not seen.

    Heights are taken over the toes, which keep their place when the heels rise.
    """
    drop = _drop_legs(clip, span)
    known = np.isfinite(drop)
    if not known.any():
        return None
    with np.errstate(invalid="ignore"):
        low = nanmedian(drop[drop >= STAYS_SHARE * np.nanmax(drop)])
        staying = runs(drop >= STAYS_SHARE * low)
        arrived = drop >= BOTTOM_SHARE * low
    first, end = max(staying, key=lambda run: run[1] - run[0])
    at = first + np.flatnonzero(arrived[first:end])
    if not len(at):
        return None
    leaves = end - 1 < int(np.flatnonzero(known)[-1])
    last = int(at[-1]) if leaves else end - 1
    return Stay(span.start + int(at[0]), span.start + last, open=not leaves)


def _drop_legs(clip: ClipFacts, span: RepSpan) -> Floats:
    """How far the hips are below where they were when a repetition began, frame by frame of it, leg lengths."""
    t_s, image = clip.track.t_s, clip.track.image_px
    hip = body_points(clip.track, clip.view)["hip"][:, 1]
    near = image[:, lm.at("foot_index", clip.view.near), 1]
    toe = near if clip.view.side_on else clip.track.mid_px("foot_index")[:, 1]
    height = fill_gaps(running_median(toe, t_s, TOES_S) - hip, t_s, FILL_S) / clip.standing.leg_length_px
    top = nanmedian(height[max(span.start - 2, 0) : span.start + 3])
    return np.asarray(top - height[span.start : span.end + 1])


def lasts_s(clip: ClipFacts, one: Stay) -> float:
    """How long a stay lasts."""
    return float(clip.track.t_s[one.last] - clip.track.t_s[one.first])


def squats(clip: ClipFacts, one: Stay, level_deg: float, *, held_up: bool) -> bool:
    """Whether somebody stays on their feet there with thighs at ``level_deg`` above horizontal or lower: neither kneels
    nor sits on the ground, where nobody keeps the body's middle over the feet unless something holds them up.
    """
    near, frames = clip.angles.near_side, one.frames
    if not nanmedian(near.thigh_to_horizontal_deg[frames]) <= level_deg:
        return False
    if nanmedian(near.tibia_inclination_deg[frames]) >= KNEELING_DEG:
        return False
    behind, band = behind_feet(clip)
    with np.errstate(invalid="ignore"):
        sits = (behind >= BEHIND) & (behind - band >= SURELY_BEHIND)
    return held_up or bool(sits[frames].mean() < MOSTLY)


def heels(clip: ClipFacts, one: Stay) -> Heels | None:
    """Whether the near heel is up for most of a stay; None where that is not sure, as off side-on."""
    seen = clip.seen_in_frames(FOOT) >= FOOT_SEEN
    still = clip.standing.frames & seen
    if clip.model == "lite" or not clip.view.side_on or not still.any():
        return None
    rise = np.where(seen, heel_rise_lengths(clip, still), np.nan)[one.frames]
    if np.isfinite(rise).mean() < MOSTLY:
        return None
    value = max(nanmedian(rise), 0.0)
    up = likely_above(value, RAISED_LENGTHS, float(np.hypot(PLANTED_ERROR, RISE_ERROR_SHARE * value)) / BAND_ERRORS)
    return "raised" if up >= SURE else "down" if up <= 1.0 - SURE else None


def sway_legs(clip: ClipFacts, one: Stay) -> float:
    """How far the middle of the shoulders wanders over the feet while somebody stays: the range of nine tenths of its
    places across the picture or up and down it, whichever is larger, leg lengths; NaN where it is not seen.
    """
    off = clip.track.mid_px("shoulder") - clip.track.mid_px("foot_index")
    seen = off[one.frames][np.isfinite(off[one.frames]).all(axis=1)]
    if len(seen) < MOSTLY * (one.last + 1 - one.first):
        return float("nan")
    ranges = [quantile(column, 0.95) - quantile(column, 0.05) for column in seen.T]
    return float(max(ranges) / clip.standing.leg_length_px)
