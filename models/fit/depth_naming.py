"""The rule that names a squat's depth, and the bench's squats as FormCheck measures them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.stats import norm

from formcheck.cli.accuracy.command import Job, choose
from formcheck.cli.accuracy.comparing import DEPTHS, match_reps
from formcheck.clip.pipeline import analyze_clip
from formcheck.schema import Depth

PARALLEL_DEG, FLOOR_KNEE_DEG = 5.0, 140.0
SECOND_FROM: Final = 0.2
SIGMAS_IN_BAND: Final = 1.645  # a band holds 90 % of a normal error


@dataclass(frozen=True, slots=True)
class Reading:
    """One moment of a bench clip, measured with half bands and true."""

    split: str
    view: str
    clip: str
    bottom: bool
    thigh: float
    thigh_band: float
    knee: float
    knee_band: float
    true_thigh: float
    true_knee: float


Named = tuple[Depth, Depth | None]


def depth_of(thigh: float, knee: float) -> Depth:
    """The class of known angles."""
    if thigh > PARALLEL_DEG:
        return "above_parallel"
    if thigh > -PARALLEL_DEG:
        return "parallel"
    return "floor" if knee >= FLOOR_KNEE_DEG else "below_parallel"


def named_depth(
    thigh: float, thigh_band: float, knee: float, knee_band: float, second_from: float = SECOND_FROM
) -> Named:
    """The class, and the neighbour that it may as well be, or None.

    ``deeper``: how likely the squat is past each limit. Errors of thigh and knee come from the same hip and knee, so
    being past both is as likely as the less likely of the two. A knee not known is never full depth.
    """
    sigma = max(thigh_band, 1e-6) / SIGMAS_IN_BAND
    bent = (
        norm.cdf((knee - FLOOR_KNEE_DEG) / (max(knee_band, 1e-6) / SIGMAS_IN_BAND))
        if np.isfinite(knee + knee_band)
        else 0.0
    )
    below = norm.cdf((-PARALLEL_DEG - thigh) / sigma)
    deeper = (1.0, norm.cdf((PARALLEL_DEG - thigh) / sigma), below, min(below, bent), 0.0)
    at = sum(share >= 0.5 for share in deeper[1:4])
    shallower_share, deeper_share = 1 - deeper[at], deeper[at + 1]
    if max(shallower_share, deeper_share) < second_from:
        return DEPTHS[at], None
    return DEPTHS[at], DEPTHS[at + 1 if deeper_share >= shallower_share else at - 1]


def readings() -> list[Reading]:
    """The bench's squats as FormCheck measures them: every frame of each repetition, its bottom marked."""
    found = []
    for clip, truth in choose(Job(clip_set="all")):
        if truth.movement != "squat":
            continue
        analysis = analyze_clip(clip)
        angles, told = analysis.angles, [rep for rep in analysis.report.reps if not rep.partial]
        near, bands = angles.near_side, angles.near_bands
        bottoms = {int(np.argmin(np.abs(angles.t_s - rep.bottom_s))) for rep in match_reps(truth, told) if rep}
        inside = np.any([(angles.t_s >= rep.start_s) & (angles.t_s <= rep.end_s) for rep in truth.reps], axis=0)
        true = [truth.at(f"{name}_deg", angles.t_s, angles.near) for name in ("thigh_to_horizontal", "knee_flexion")]
        series = (
            near.thigh_to_horizontal_deg, bands.thigh_to_horizontal_deg, near.knee_flexion_deg,
            bands.knee_flexion_deg, *true,
        )  # fmt: skip
        for i in np.flatnonzero(inside):
            values = [float(values[i]) for values in series]
            if np.isfinite([values[0], values[1], values[4], values[5]]).all():
                found.append(Reading(truth.split or "", truth.view_band, clip.stem, int(i) in bottoms, *values))
    return found
