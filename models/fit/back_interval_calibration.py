"""Calibration of the 90 % intervals of the lower back on rendered clips of the fit people.

With a personal calibration what is left is mostly an offset that differs between movements: it is taken from a hinge
and fits a hinge better than a seat. So that interval covers each movement on its own.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from formcheck.clip.calibration import calibrate
from formcheck.errors import BadChoice
from formcheck.judging.analyze import Analyzed, analyze
from formcheck.judging.context import JudgingContext
from formcheck.judging.quality import SourceFacts
from formcheck.motion.calibration import Calibration
from formcheck.motion.correction import Correction, from_arrays
from formcheck.motion.lumbar import BackModel
from formcheck.motion.track import Floats, Track
from formcheck.settings import AnalysisOptions
from models.fit.interval_calibration import (
    FIT_NAMES,
    LEAST,
    MODEL,
    MOST,
    NO_CLIP,
    covering,
    covering_each,
    measured_track,
)

LEANING_DEG: Final = 20.0  # of true trunk inclination, as in the tables
FARTHEST_DEG: Final = 50.0


def back_interval_calibration(clips: Path, angles: Path, model: BackModel) -> NDArray[np.float32]:
    """(2,) factors of the half-widths, without and with a calibration, that cover 90 % of the true lumbar flexion,
    with one in each movement.
    """
    with np.load(angles, allow_pickle=False) as stored:
        correction = from_arrays(dict(stored))
    calibrated = dict(_calibrations(clips / "calibration", correction, model))
    pooled: tuple[list[tuple[str, Floats]], list[tuple[str, Floats]]] = ([], [])
    for truth, track in _clips(clips):
        if truth["yaw_off_side_deg"] > FARTHEST_DEG:
            continue
        own = calibrated.get(truth["person_name"])
        for kept, reference in zip(pooled, (None, own), strict=True):
            if reference is not None or kept is pooled[0]:
                shares = _shares(_analyzed(track, correction, model, reference), truth)
                kept.append((truth["movement"], shares))
    rules = zip(pooled, (covering, covering_each), strict=True)
    factors = [rule(kept) if kept else 1.0 for kept, rule in rules]
    return np.clip(factors, LEAST, MOST).astype(np.float32)


def _calibrations(folder: Path, correction: Correction, model: BackModel) -> Iterator[tuple[str, Calibration]]:
    for truth, track in _clips(folder):
        try:
            yield truth["person_name"], calibrate(_analyzed(track, correction, model, None))
        except BadChoice as why:
            print(f"{truth['person_name']}: {why}")


def _clips(folder: Path) -> Iterator[tuple[dict[str, Any], Track]]:
    for path in sorted(folder.glob("*.truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        if truth["split"] == "fit":
            assert truth["person_name"] in FIT_NAMES, "only people of the fit split may be used for fitting"
            yield truth, measured_track(folder / truth["clip"])


def _analyzed(track: Track, correction: Correction, model: BackModel, own: Calibration | None) -> Analyzed:
    context = JudgingContext(AnalysisOptions(), MODEL, correction=correction, back_model=model, calibration=own)
    return analyze(track, SourceFacts(clip=NO_CLIP), context)


def _shares(analyzed: Analyzed, truth: dict[str, Any]) -> Floats:
    """Errors over half-widths in bent frames."""
    back, t_s, frames = analyzed.angles.back, analyzed.angles.t_s, truth["frames"]
    if back is None:
        return np.empty(0)
    known, trunk = (
        np.interp(t_s, frames["t_s"], frames[name]) for name in ("lumbar_flexion_deg", "trunk_inclination_deg")
    )
    share = np.abs(back.lumbar_flexion_deg - known) / back.lumbar_band_deg
    return np.asarray(share[np.isfinite(share) & (trunk > LEANING_DEG)])
