"""The lower back of a clip compared with its truth, and the figures of many clips."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

import numpy as np

from formcheck.cli.accuracy.bootstrap import with_intervals
from formcheck.cli.accuracy.figures import BackFigures, mean, most
from formcheck.cli.accuracy.truth import Truth
from formcheck.motion.angles import Angles
from formcheck.motion.track import Floats

Off = Literal["up to 25° off", "25-50° off", "further"]
OFFS: Final[tuple[Off, ...]] = ("up to 25° off", "25-50° off", "further")
BENT_DEG: Final = 20.0  # of true trunk inclination: below, the trunk is not bent
FLAT_DEG, ROUND_DEG = 10.0, 30.0  # compared as the share of pairs in the right order
FLATTISH_DEG, CUT_DEG = 15.0, 22.5  # the same for 15 against 30, cut in the middle


@dataclass(frozen=True, slots=True)
class BackErrors:
    """Lumbar flexion over the bent frames of one clip, (N,): measured (NaN: not reported), true, and the half-width of
    the 90 % interval; and the median estimate of the standing frames, which should be 0 (NaN: none reported).
    """

    off: Off
    measured_deg: Floats
    true_deg: Floats
    band_deg: Floats
    standing_deg: float


def back_errors(angles: Angles, truth: Truth) -> BackErrors | None:
    """None for clips whose truth or analysis has no lower back."""
    true = truth.at("lumbar_flexion_deg", angles.t_s)
    if angles.back is None or not np.isfinite(true).any():
        return None
    trunk = truth.at("trunk_inclination_deg", angles.t_s)
    with np.errstate(invalid="ignore"):
        bent, still = trunk > BENT_DEG, trunk < BENT_DEG / 4
    measured = angles.back.lumbar_flexion_deg
    upright = measured[still & np.isfinite(measured)]
    return BackErrors(
        off_band(truth),
        measured[bent],
        true[bent],
        angles.back.lumbar_band_deg[bent],
        float(np.median(upright)) if len(upright) else float("nan"),
    )


def off_band(truth: Truth) -> Off:
    """How far from side-on the camera stands."""
    yaw = truth.yaw_off_side_deg or 0.0
    return OFFS[0] if yaw <= 25.0 else OFFS[1] if yaw <= 50.0 else OFFS[2]


def pool_backs(found: Sequence[tuple[str, BackErrors]], *, calibrated: bool) -> tuple[BackFigures, ...]:
    """Figures by how far from side-on; ``found`` pairs the person with the errors of a clip."""
    return tuple(
        with_intervals(
            [(person, (person, clip)) for person, clip in same], partial(_figures, off, calibrated=calibrated)
        )
        for off in OFFS
        if (same := [pair for pair in found if pair[1].off == off])
    )


def _figures(off: Off, found: Sequence[tuple[str, BackErrors]], *, calibrated: bool) -> BackFigures:
    clips = [errors for _, errors in found]
    measured, true, band = (
        np.concatenate([getattr(clip, name) for clip in clips]) for name in ("measured_deg", "true_deg", "band_deg")
    )
    reported = np.isfinite(measured) & np.isfinite(band)
    value, known, half = measured[reported], true[reported], band[reported]
    error = value - known
    standing = np.abs([clip.standing_deg for clip in clips if np.isfinite(clip.standing_deg)])
    return BackFigures(
        view=off,
        calibrated=calibrated,
        clips=len(clips),
        people=len({person for person, _ in found}),
        frames=len(error),
        coverage=mean(reported.astype(float), 3),
        mean_abs_error_deg=mean(np.abs(error)),
        bias_deg=mean(error),
        p95_abs_error_deg=most(np.abs(error)),
        within_interval_share=mean((np.abs(error) <= half).astype(float), 3),
        median_half_width_deg=round(float(np.median(half)), 2) if len(half) else None,
        order_share=separation(value[known <= FLAT_DEG], value[known >= ROUND_DEG]),
        balanced_share=_balanced(value[known <= FLATTISH_DEG], value[known >= ROUND_DEG]),
        standing_deg=mean(standing),
    )


def separation(low: Floats, high: Floats) -> float | None:
    """How often one of ``high`` exceeds one of ``low`` (area under the curve); None where one of them is empty."""
    if not len(low) or not len(high):
        return None
    ranks = np.concatenate([low, high]).argsort(kind="stable").argsort(kind="stable")
    return round(float((ranks[len(low) :].sum() - len(high) * (len(high) - 1) / 2) / (len(low) * len(high))), 3)


def _balanced(low: Floats, high: Floats) -> float | None:
    if not len(low) or not len(high):
        return None
    return round(float(((low < CUT_DEG).mean() + (high >= CUT_DEG).mean()) / 2), 3)
