"""Whether somebody goes down and up on both legs, feet side by side and planted."""

from typing import Final

import numpy as np

from formcheck.measures.facts import ClipFacts
from formcheck.measures.feet import split
from formcheck.motion import landmarks as lm
from formcheck.motion.contacts import MIN_VISIBILITY
from formcheck.motion.directions import angle_between_deg
from formcheck.motion.reps import UPRIGHT_LEGS, RepSpan
from formcheck.motion.smoothing import runs
from formcheck.motion.standing import body_points
from formcheck.motion.track import Floats, Track

LUNGE_SPLIT: Final = 0.4  # chosen: one foot this many leg lengths before the other ...
LUNGE_KNEES: Final = 0.3  # ... and one knee this much lower is a lunge
ONE_LEG_SPLIT: Final = 0.8  # chosen: a foot this far back is off the ground, or a long step
FEET_MOVED: Final = 0.5  # chosen: feet that travel half a leg length within the rep have stepped or jumped
#: Chosen: feet at the edge of the picture or behind a plate jump for up to 0.2; in a burpee they are back for 0.4.
STEPPED_S: Final = 0.3
#: By the world landmarks. Measured: real squats and lifts differ by up to 48, side lunges by 92 to 110.
KNEES_APART_DEG: Final = 65.0


def on_two_feet(clip: ClipFacts, span: RepSpan) -> bool:
    """Whether somebody upright on two planted feet, side by side, went down on both legs and up."""
    tops = [i for i, seen in ((span.start, span.began), (span.end, span.ended)) if seen]
    if any(clip.angles.shoulder_height_legs[i] < UPRIGHT_LEGS for i in tops):
        return False
    if _knees_apart_deg(clip.track, span.bottom) > KNEES_APART_DEG:
        return False
    stance = split(clip.track.world_m[span.bottom])
    if abs(stance.foot) > ONE_LEG_SPLIT or (abs(stance.foot) > LUNGE_SPLIT and abs(stance.knee) > LUNGE_KNEES):
        return False
    ankle = body_points(clip.track, clip.view)["ankle"]
    moved = [np.linalg.norm(_place(ankle, i) - _place(ankle, span.bottom)) for i in tops]
    if any(m > FEET_MOVED * clip.standing.leg_length_px for m in moved):
        return False
    return _stepped_s(clip, ankle, span) < STEPPED_S


def _stepped_s(clip: ClipFacts, ankle: Floats, span: RepSpan) -> float:
    """How long at a time feet that are seen are somewhere else within a repetition that begins and ends in one place,
    as in a burpee. Feet outside the picture are guessed here and there.
    """
    inside = slice(span.start, span.end + 1)
    away = np.linalg.norm(ankle[inside] - _place(ankle, span.bottom), axis=1)
    sides = [clip.view.near] if clip.view.side_on else lm.SIDES
    seen = clip.track.visibility[inside][:, [lm.at("ankle", side) for side in sides]].min(axis=1) >= MIN_VISIBILITY
    t_s = clip.track.t_s[inside]
    stays = runs(seen & (away > FEET_MOVED * clip.standing.leg_length_px))
    return max((float(t_s[stop - 1] - t_s[first]) for first, stop in stays), default=0.0)


def _place(points: Floats, index: int) -> Floats:
    window = points[max(index - 2, 0) : index + 3]
    window = window[np.isfinite(window).all(axis=1)]
    return np.median(window, axis=0) if len(window) else np.full(2, np.nan)


def _knees_apart_deg(track: Track, index: int) -> float:
    """How much further one knee bends than the other; a leg that stays straight carries nothing, as in a side lunge."""
    world = np.median(track.world_m[max(index - 2, 0) : index + 3], axis=0)
    hip, knee, ankle = (world[list(lm.pair(part))] for part in ("hip", "knee", "ankle"))
    left, right = angle_between_deg(knee - hip, ankle - knee)
    return float(abs(left - right))
