"""Calibration of the 90 % intervals on rendered clips of the fit people.

The networks are fitted on single pictures of people in any posture. In clips, filtered over time and with ordinary
squats and hinges, their errors are smaller. One factor for each angle in side views and another in front views set the
interval to cover 90 % of the true angles.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from formcheck.clip.measuring import measure
from formcheck.judging.analyze import analyze
from formcheck.judging.context import JudgingContext, ModelUsed
from formcheck.judging.quality import SourceFacts
from formcheck.media.video import FileSource
from formcheck.motion.angles import CSV_ANGLES, Angles
from formcheck.motion.correction import HIPS, OUTPUTS, Correction
from formcheck.motion.track import Floats, Track
from formcheck.schema import Clip
from formcheck.settings import AnalysisOptions
from sample_videos.render.people import FIT_PEOPLE

FIT_NAMES: Final = {person.name for person in FIT_PEOPLE}
SHARE: Final = 0.90
SIDE_MOST_DEG: Final = 15.0
FRONT_LEAST_DEG: Final = 50.0
LEAST, MOST = 0.4, 1.5  # beyond, something else is wrong
LEAST_CLIPS: Final = 4  # chosen: fewer clips of a movement say more about their people than about the movement
NO_CLIP: Final = Clip(name="", duration_s=0, fps=0, width=0, height=0, rotation_deg=0, codec="", frames_analysed=0)
MODEL: Final = ModelUsed("full", "")


def interval_calibration(clips: Path, correction: Correction) -> NDArray[np.float32]:
    """(2, outputs + hips) factors of the half-widths, side and front, that cover 90 % of the true angles of the fit
    people's clips. The heading has no truth in clips and gets the median of the others.
    """
    pooled: dict[str, list[tuple[str, dict[str, Floats]]]] = {"side": [], "front": []}
    for truth, shares in _clips(clips, correction):
        off_deg = float(truth["yaw_off_side_deg"])
        if off_deg <= SIDE_MOST_DEG:
            pooled["side"].append((truth["movement"], shares))
        elif off_deg > FRONT_LEAST_DEG:
            pooled["front"].append((truth["movement"], shares))
    return np.stack([_factors(found) for found in pooled.values()]).astype(np.float32)


def covering(clips: Sequence[tuple[str, Floats]]) -> float:
    """The factor with which half-widths cover 90 % of the errors.

    ``clips``: movement and errors over half-widths, one per frame; every clip counts the same, however long.
    """
    shares = np.concatenate([shares for _, shares in clips])
    weights = np.concatenate([np.full(len(shares), 1.0 / max(len(shares), 1)) for _, shares in clips])
    return float(np.quantile(shares, SHARE, weights=weights, method="inverted_cdf"))


def covering_each(clips: Sequence[tuple[str, Floats]]) -> float:
    """The same for each movement with at least four clips as for all together, so that many easy squats do not make
    up for seats and hinges.
    """
    movements = [movement for movement, _ in clips]
    often = {movement for movement in movements if movements.count(movement) >= LEAST_CLIPS}
    groups = [clips, *([clip for clip in clips if clip[0] == movement] for movement in sorted(often))]
    return max(covering(group) for group in groups)


def _factors(found: list[tuple[str, dict[str, Floats]]]) -> Floats:
    if not found:
        return np.ones(len(OUTPUTS) + len(HIPS))
    by_angle = {name: covering([(movement, clip[name]) for movement, clip in found]) for name in CSV_ANGLES}
    usual = float(np.median(list(by_angle.values())))
    names = [name.removeprefix("left_").removeprefix("right_") for name in (*OUTPUTS, *HIPS)]
    return np.clip([by_angle.get(name, usual) for name in names], LEAST, MOST)


def _clips(folder: Path, correction: Correction) -> Iterator[tuple[dict[str, Any], dict[str, Floats]]]:
    """The truth of each clip, and every error over its half-width, by angle."""
    for path in sorted(folder.glob("*.truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        if truth["split"] != "fit":
            continue
        assert truth["person_name"] in FIT_NAMES, "only people of the fit split may be used for fitting"
        yield truth, _shares(_angles(folder / truth["clip"], correction), truth["frames"])


def _angles(clip: Path, correction: Correction) -> Angles:
    context = JudgingContext(AnalysisOptions(), MODEL, correction=correction)
    return analyze(measured_track(clip), SourceFacts(clip=NO_CLIP), context).angles


def measured_track(clip: Path) -> Track:
    """The track of a clip."""
    options = AnalysisOptions()
    with FileSource(clip, options.video) as source:
        return measure(source, options, lambda _count: None).track


def _shares(angles: Angles, truth: dict[str, list[float]]) -> dict[str, Floats]:
    found = {}
    for name in CSV_ANGLES:
        key = f"{angles.near}_{name}"
        known = np.interp(angles.t_s, truth["t_s"], truth[key if key in truth else name])
        share = np.abs(getattr(angles.near_side, name) - known) / getattr(angles.near_bands, name)
        found[name] = share[np.isfinite(share)]
    return found
