"""Squat or hinge, from the measured angles at the bottom with their intervals, and from where the hands are held.

In a squat the thighs come near level, or trunk and shins lean equally. In a hinge, however soft its knees, the hips
fold further than the knees bend while the thighs stay well above level. Lengths, loads and balance do not tell the two
apart: a poor squat can be a hinge but for what the person meant, which only the arms may show.
"""

import math
from typing import Final

import numpy as np

from formcheck.measures.facts import ClipFacts
from formcheck.measures.limit import BAND_ERRORS, likely_above
from formcheck.motion import landmarks as lm
from formcheck.motion.reps import RepSpan
from formcheck.motion.track import Floats

#: Hip fold over knee bend. Measured: squats 0.8 to 1.25, of real people 0.8 to 1.2; soft-kneed hinges and lifts 1.4 to
#: 1.8. Chosen: the middle between the nearest of both.
FOLD_RATIO: Final = 1.3
#: The same with the hands held in front, which balance a squat, however far its trunk pitches. Measured: squats of fit
#: people that pitch far forward 1.5; flat hinges with the arms forward 2.9 and more. Chosen: between the two.
BALANCED_RATIO: Final = 2.1
#: Thigh above level. Chosen: short of a shallow squat's fault (20) by half an error; real lifts 21 to 36.
THIGH_DEG: Final = 18.0
#: In trunk lengths, from the shoulders: hands before the chest and not hanging carry no load, they balance a squat.
#: Measured: hands in front 0.3 to 0.6 ahead and up to 0.15 below, hanging ones 0.9 or more below, a hand at the neck
#: behind.
AHEAD, NOT_HANGING = 0.2, 0.5
HELD_OUT_MOST, HANGING_LEAST = 0.15, 0.9  # the same: arms folded before the chest lie between
#: A load held low pulls the trunk forward: hands so far below the shoulders, a trunk that leans beyond a good squat's.
HANGING, LOADED_LEAN_DEG = 0.8, 45.0
THROWN_S: Final = 0.4  # measured: swings straighten in 0.20 to 0.25 s, real squats and lifts in 0.33 and more
MAY_BE: Final = 0.4  # chosen: named a squat, and not judged as one
SURE: Final = 0.7  # chosen: less than that, and a repetition may as well be the other one


def hinge_probability(clip: ClipFacts, span: RepSpan) -> float:
    """How likely (0..1) a repetition that begins and ends standing is a hinge and no squat; NaN where the angles at its
    bottom are not known.
    """
    near, bands = clip.angles.near_side, clip.angles.near_bands
    hip, knee, thigh = (
        (clip.at(getattr(near, name), span.bottom), clip.at(getattr(bands, name), span.bottom) / BAND_ERRORS)
        for name in ("hip_flexion_deg", "knee_flexion_deg", "thigh_to_horizontal_deg")
    )
    if not np.isfinite([*hip, *knee, *thigh]).all():
        return math.nan
    ahead, below = hands_from_shoulders(clip, span.bottom)
    free, balanced = (
        likely_above(hip[0], ratio * knee[0], math.hypot(hip[1], ratio * knee[1]))
        for ratio in (FOLD_RATIO, BALANCED_RATIO)
    )
    share = balancing(ahead, below)
    folded = (1 - share) * free + share * balanced
    high = likely_above(thigh[0], THIGH_DEG, thigh[1])
    loaded = below >= HANGING and clip.at(near.trunk_inclination_deg, span.bottom) >= LOADED_LEAN_DEG
    return max(folded * high, MAY_BE if loaded and folded >= 1.0 - SURE else 0.0)


def balancing(ahead: float, below: float) -> float:
    """How far (0..1) the hands are held out to balance a squat: 1 at the height of the shoulders before them, 0 where
    they hang; folded before the chest they are between, and so may the repetition be.
    """
    if not (ahead >= AHEAD and math.isfinite(below)):
        return 0.0
    return float(np.clip((HANGING_LEAST - below) / (HANGING_LEAST - HELD_OUT_MOST), 0, 1))


def thrown(clip: ClipFacts, span: RepSpan) -> bool:
    """Whether the hands hang at the bottom and are thrown up before the chest, as in a swing, a clean or a snatch: the
    body straightens faster than anybody stands up with a load.
    """
    t_s = clip.track.t_s
    hanging = hands_from_shoulders(clip, span.bottom)[1] >= HANGING
    raised = min(hands_from_shoulders(clip, at)[1] for at in (span.start, span.end)) <= NOT_HANGING
    return bool(hanging and raised and t_s[span.end] - t_s[span.bottom_to] <= THROWN_S)


def hands_from_shoulders(clip: ClipFacts, frame: int) -> tuple[float, float]:
    """How far the hands are before the trunk's line and below the shoulders around a frame, in trunk lengths, mean of
    both, from the world landmarks; NaN where nobody is seen.
    """
    world = np.median(clip.track.world_m[clip.around(frame)], axis=0)
    heading = np.radians(clip.view.body_yaw_deg)
    forward, up = np.array([np.cos(heading), 0.0, -np.sin(heading)]), np.array([0.0, -1.0, 0.0])
    shoulder, hip, wrist = (world[list(lm.pair(part))].mean(axis=0) for part in ("shoulder", "hip", "wrist"))
    trunk: Floats = shoulder - hip
    length = math.hypot(float(trunk @ forward), float(trunk @ up))
    if not length > 0:
        return math.nan, math.nan
    front = (forward * float(trunk @ up) - up * float(trunk @ forward)) / length
    off = (wrist - shoulder) / length
    return float(off @ front), -float(off @ up)
