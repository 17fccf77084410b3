"""Clips with a known truth and what was measured and reported of them, all made up, and their figures."""

import json
from pathlib import Path
from typing import Any

import made_reports
import msgspec
import numpy as np

from formcheck import schema as r
from formcheck.cli.accuracy.comparing import Compared, compare
from formcheck.cli.accuracy.figures import Accuracy, Source
from formcheck.cli.accuracy.pooling import pool
from formcheck.cli.accuracy.truth import TrueFault, TrueRep, Truth
from formcheck.motion.angles import CSV_ANGLES, Angles, Bands, OneSide, SideAngles

ROOT = Path(__file__).resolve().parents[2]
T_S = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
TRUE_DEG = dict(zip(CSV_ANGLES, (100.0, 95.0, 30.0, 25.0, -10.0), strict=True))
REPS = (TrueRep(0.5, 1.5, 2.5), TrueRep(3.5, 4.5, 5.5))
SOURCE = Source(
    clip_set="test",
    part=None,
    formcheck_version="1",
    model="full",
    model_sha256="a",
    correction_sha256="b",
    back_sha256="c",
)


def true_clip(**changes: Any) -> Truth:
    """Six seconds with two squats, whose angles never change."""
    frames = {"t_s": T_S} | {name: [value] * len(T_S) for name, value in TRUE_DEG.items()}
    given = {"movement": "squat", "reps": REPS, "frames": frames, "near_side": "left", "person": "a made-up person"}
    return Truth(**(given | changes))


def _side(add_deg: float, band_deg: float, count: int) -> OneSide:
    values = {name: np.full(count, value + add_deg) for name, value in TRUE_DEG.items()}
    angles = SideAngles(**values, elbow_flexion_deg=np.zeros(count), shoulder_flexion_deg=np.zeros(count))
    return OneSide(angles, Bands(**{name: np.full(count, band_deg) for name in CSV_ANGLES}), angles)


def measured(
    left_add_deg: float = 2.0, right_add_deg: float = 50.0, band_deg: float = 3.0, near: Any = "left"
) -> Angles:
    """The angles of such a clip, each side off by so much, twice a second."""
    t_s = np.arange(0.0, 6.01, 0.5)
    left, right = (_side(add, band_deg, len(t_s)) for add in (left_add_deg, right_add_deg))
    return Angles(t_s, near, left, right, np.ones(len(t_s)), np.ones(len(t_s)))


def rep(index: int, bottom_s: float, *, depth: r.Depth | None = "floor", partial: bool = False) -> r.Rep:
    """A squat to the floor, a second to either side of its bottom."""
    return made_reports.rep(index, bottom_s, depth=depth, partial=partial)


def finding(check: str, rep: int | None, verdict: r.Verdict) -> r.Finding:
    """In the order of a truth file: check, repetition, then what came out."""
    return made_reports.finding(check, verdict, rep)


def reported(reps: tuple[r.Rep, ...], *findings: r.Finding, movement: r.MovementName = "squat") -> r.Report:
    made_by = msgspec.structs.replace(made_reports.PROVENANCE, correction_sha256="b", back_sha256="c")
    return made_reports.report(reps, findings, movement=movement, provenance=made_by)


def pooled(*clips: Compared) -> Accuracy:
    return pool(SOURCE, clips)


def write_clips(folder: Path, **splits: str) -> None:
    """Empty clips with their truth files, each of the split given."""
    truth = {
        "movement": "squat",
        "reps": [{"start_s": 0.5, "bottom_s": 1.5, "end_s": 2.5}, {"start_s": 3.5, "bottom_s": 4.5, "end_s": 5.5}],
        "depth": "floor",
        "faults": [{"check": "heels", "level": "clear", "size": 0.2, "unit": "foot lengths", "rep": None}],
        "near_miss": None,
        "frames": true_clip().frames | {"contact_left": ["none"] * len(T_S), "hand_on_knee_left": [False] * len(T_S)},
    }
    for name, split in splits.items():
        (folder / f"{name}.mp4").touch()
        text = json.dumps(truth | {"clip": f"{name}.mp4", "split": split, "person_name": f"{split} person"})
        (folder / f"{name}.truth.json").write_text(text, encoding="utf-8")


def example() -> Accuracy:
    """Figures of one clip that got most things right."""
    truth = true_clip(faults=(TrueFault("heels", "clear", 0), TrueFault("tempo", "mild", 0)), depth="below_parallel")
    findings = (finding("heels", 1, "watch"), finding("heels", 2, "fault"), finding("steadiness", 2, "watch"))
    report = reported((rep(1, 1.5), rep(2, 4.45)), *findings)
    return pooled(compare("a", report, measured(-2.04), truth))
