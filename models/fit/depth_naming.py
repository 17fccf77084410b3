"""The rule that names a squat's depth, and the bench's squats as FormCheck measures them."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from formcheck.cli.accuracy.command import Job, choose
from formcheck.cli.accuracy.comparing import match_reps
from formcheck.clip.pipeline import analyze_clip
from formcheck.judging.depth import NAMED_FROM, depth_classes
from formcheck.schema import Depth

Named: TypeAlias = tuple[Depth, Depth | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """One moment of a bench clip, measured with the half-widths of its intervals and true."""

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


def named_depth(
    thigh: float, thigh_band: float, knee: float, knee_band: float, second_from: float = NAMED_FROM
) -> Named:
    """The product's rule, with another share from which a second class is named."""
    classes = depth_classes(thigh, thigh_band, knee, knee_band, named_from=second_from)
    return classes[0] or "above_parallel", classes[1]


def readings() -> list[Reading]:
    """The bench's squats as FormCheck measures them: every frame of each repetition, its bottom marked."""
    found = []
    for clip, truth in choose(Job(clip_set="all")):
        if truth.movement != "squat":
            continue
        analysis = analyze_clip(clip)
        angles, whole = analysis.angles, [rep for rep in analysis.report.reps if not rep.partial]
        near, bands = angles.near_side, angles.near_bands
        bottoms = {int(np.argmin(np.abs(angles.t_s - rep.bottom_s))) for rep in match_reps(truth, whole) if rep}
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
