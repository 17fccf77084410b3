"""Faults a clip shows, and how large they truly are, measured on the posed skeleton."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sample_videos.render.body import SIDES
from sample_videos.render.movement import Kind, RepTimes
from sample_videos.render.moves import Level
from sample_videos.render.truth import Contact, Truth

HIPS_RISE_SHARE: Final = 0.4  # as the check hips_first
BENT_KNEE_DEG: Final = 50.0
TEMPO_FROM, TEMPO_TO = 0.05, 0.95  # share of the way down
#: Of the depth named in a truth file: the first limits there were, kept because the benchmark's truth is fixed.
LEVEL_DEG: Final = 8.0
RESTING_KNEE_DEG, RESTING_THIGH_DEG = 125.0, -10.0


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that was asked for: id of FormCheck's check, its level, the repetition (from 0) or None for all."""

    check: str
    level: Level
    rep: int | None = None


@dataclass(frozen=True)
class RepTruth:
    """The true moments of one repetition and when they were; indices of the bottom's middle and of leaving it."""

    t_s: Sequence[float]
    truths: Sequence[Truth]
    bottom: int
    rising: int

    def rise(self) -> Sequence[Truth]:
        """From leaving the bottom to standing."""
        return self.truths[self.rising :]


def cut_rep(t_s: Sequence[float], truths: Sequence[Truth], times: RepTimes) -> RepTruth:
    """The moments of one repetition out of a whole clip's."""
    inside = [i for i, t in enumerate(t_s) if times.start_s <= t <= times.end_s]
    first, last = inside[0], inside[-1]
    nearest = np.asarray(t_s[first : last + 1])
    bottom = int(np.argmin(np.abs(nearest - times.bottom_s)))
    rising = int(np.argmin(np.abs(nearest - times.up_s)))
    return RepTruth(t_s[first : last + 1], truths[first : last + 1], bottom, rising)


def thigh_at_bottom(rep: RepTruth) -> float:
    """Degrees above horizontal, mean of both legs."""
    truth = rep.truths[rep.bottom]
    return (truth.left.thigh_to_horizontal_deg + truth.right.thigh_to_horizontal_deg) / 2


def _trunk_minus_tibia(rep: RepTruth) -> float:
    truth = rep.truths[rep.bottom]
    return truth.trunk_inclination_deg - (truth.left.tibia_inclination_deg + truth.right.tibia_inclination_deg) / 2


def _hips_first(rep: RepTruth) -> float:
    """Rise of the shoulders over that of the hips when the hips have made 40 % of theirs."""
    rise = rep.rise()
    low, high = rise[0].hip_height_m, rise[-1].hip_height_m
    moment = next(t for t in rise if t.hip_height_m >= low + HIPS_RISE_SHARE * (high - low))
    return (moment.shoulder_height_m - rise[0].shoulder_height_m) / max(moment.hip_height_m - low, 1e-6)


def _knees_in(rep: RepTruth) -> float:
    """Distance of the knees over that of the ankles where the knees are well bent."""
    bent = [t for t in rep.truths if t.left.knee_flexion_deg > BENT_KNEE_DEG]
    return min(t.knee_to_ankle_width for t in bent)


def _hinge_ratio(rep: RepTruth) -> float:
    truth = rep.truths[rep.bottom]
    return truth.left.hip_flexion_deg / max(truth.left.knee_flexion_deg, 1e-6)


def contact_s(rep: RepTruth, wanted: tuple[Contact, ...]) -> float:
    """Longest time one hand touches while rising, seconds."""
    rise = rep.rise()
    step_s = rep.t_s[1] - rep.t_s[0]
    longest = 0
    for side in SIDES:
        run = 0
        for truth in rise:
            run = run + 1 if truth.side(side).contact in wanted else 0
            longest = max(longest, run)
    return longest * step_s


def descent_s(rep: RepTruth) -> float:
    """From 5 to 95 % of the hips' way down; for a hinge of the shoulders'."""
    heights = np.array([truth.shoulder_height_m for truth in rep.truths[: rep.bottom + 1]])
    share = (heights[0] - heights) / max(heights[0] - heights[-1], 1e-6)
    begin, end = (int(np.argmax(share >= limit)) for limit in (TEMPO_FROM, TEMPO_TO))
    return rep.t_s[end] - rep.t_s[begin]


#: How each fault is measured, and its unit.
SIZES: Final[Mapping[str, tuple[Callable[[RepTruth], float], str]]] = {
    "depth": (thigh_at_bottom, "deg above horizontal"),
    "trunk_tibia": (_trunk_minus_tibia, "deg trunk over shin"),
    "trunk_lean": (lambda rep: rep.truths[rep.bottom].trunk_inclination_deg, "deg"),
    "hips_first": (_hips_first, "shoulder rise over hip rise"),
    "heels": (lambda rep: max(t.heel_rise_foot_lengths for t in rep.truths), "foot lengths"),
    "lower_back_rounding": (lambda rep: max(t.lumbar_flexion_deg for t in rep.truths), "deg lumbar flexion"),
    "straight_knee_stoop": (lambda rep: rep.truths[rep.bottom].left.knee_flexion_deg, "deg knee flexion"),
    "hinge_pattern": (_hinge_ratio, "hip over knee flexion"),
    "hands_on_knees": (lambda rep: contact_s(rep, ("knee", "thigh")), "s of contact while rising"),
    "hands_on_floor": (lambda rep: contact_s(rep, ("floor",)), "s of contact while rising"),
    "tempo": (descent_s, "s of descent"),
    "knee_valgus": (_knees_in, "knee over ankle distance"),
}
#: Checks whose fault lies at small sizes.
SMALL_IS_WORSE: Final = frozenset({"hips_first", "straight_knee_stoop", "hinge_pattern", "tempo", "knee_valgus"})


#: Checks that are judged in a movement; from the front FormCheck can see fewer of them.
CHECKS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "squat": (
        "depth", "trunk_tibia", "trunk_lean", "hips_first", "heels", "lower_back_rounding", "hands_on_knees",
        "hands_on_floor", "tempo", "knee_valgus",
    ),
    "floor_sit": ("depth", "trunk_lean", "heels", "lower_back_rounding", "hands_on_knees", "hands_on_floor"),
    "hinge": (
        "hinge_pattern", "lower_back_rounding", "straight_knee_stoop", "hands_on_knees", "hands_on_floor", "tempo",
    ),
    "pick_up": ("lower_back_rounding", "hands_on_knees", "tempo"),
}  # fmt: skip


def sizes_of(kind: Kind, rep: RepTruth) -> dict[str, float]:
    """True size of everything a movement is judged by, at one repetition."""
    return {check: round(SIZES[check][0](rep), 3) for check in CHECKS_OF[kind]}


def size_of(fault: Fault, reps: Sequence[RepTruth]) -> tuple[float, str]:
    """True size at the worst repetition the fault is asked for, and its unit."""
    measure, unit = SIZES[fault.check]
    sizes = [measure(rep) for i, rep in enumerate(reps) if fault.rep in (None, i)]
    return (min if fault.check in SMALL_IS_WORSE else max)(sizes), unit


def depth_class(reps: Sequence[RepTruth]) -> str:
    """The word in a truth file: depth of the shallowest repetition by the true thigh angle."""
    worst = max(reps, key=thigh_at_bottom)
    return thigh_class(thigh_at_bottom(worst), worst.truths[worst.bottom].left.knee_flexion_deg)


def thigh_class(thigh_deg: float, knee_deg: float) -> str:
    """Depth by the true angles at the bottom, in the classes of `formcheck.judging.depth` but with wider limits.

    They describe a clip. Nothing is scored by them: for that `depth_of` names the true angles.
    """
    if thigh_deg > LEVEL_DEG:
        return "above_parallel"
    if thigh_deg >= -LEVEL_DEG:
        return "parallel"
    return "floor" if knee_deg >= RESTING_KNEE_DEG and thigh_deg <= RESTING_THIGH_DEG else "below_parallel"
