"""Stands in for the engine behind the command line: what it is asked, and the report it makes of every clip."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import made_reports

from formcheck import schema as r
from formcheck.clip import pipeline
from formcheck.errors import UnreadableVideo
from formcheck.settings import AnalysisOptions

LIMIT = r.LimitUsed(good=12.0, fault=25.0, bad="above", unit="deg", source="made up")
#: The command in a process of its own.
MODULE = [sys.executable, "-m", "formcheck"]


def rep(index: int, *, partial: bool = False) -> r.Rep:
    """A deep squat more than a minute into the clip."""
    return made_reports.rep(
        index,
        start_s=60.0 + index,
        bottom_s=61.3 + index,
        end_s=62.0 + index,
        partial=partial,
        peak=r.Peak(
            knee_flexion_deg=118.4,
            hip_flexion_deg=101.2,
            trunk_inclination_deg=None,
            tibia_inclination_deg=31.0,
            thigh_to_horizontal_deg=-7.0,
        ),
        tempo=r.Tempo(descent_s=1.24, bottom_s=0.31, ascent_s=0.96),
    )


def finding(check: str, verdict: r.Verdict, rep: int | None, value: float | None, **more: Any) -> r.Finding:
    """With a limit, where ``more`` says no other."""
    return made_reports.finding(check, verdict, rep, value=value, **({"limit": LIMIT} | more))


def report(name: str) -> r.Report:
    """Two squats and a part of one, with every verdict and something for each table."""
    leaning = r.Note(code="excess_lean", values={"deg": 19.0})
    return made_reports.report(
        (rep(1), rep(2), rep(3, partial=True)),
        (
            finding("depth", "good", 1, -7.0),
            finding("trunk_tibia", "watch", 1, 14.0),
            finding("trunk_tibia", "fault", 2, 31.0, notes=(leaning,)),
            finding("trunk_tibia", "fault", 3, 27.0),
            finding("knee_valgus", "not_assessed", None, None, abstain=r.Note(code="needs_front")),
            finding("repeatability", "watch", None, None),
        ),
        clip=made_reports.clip(name=name),
        quality=r.Quality(
            level="limited",
            detected_share=0.9,
            people=(),
            person=1,
            notes=(r.Note(code="several_people", values={"people": 2.0, "person": 1.0}),),
        ),
    )


class Pipeline:
    """Stands in for the engine: notes what it is asked, fails for clips called bad or broken."""

    def __init__(self) -> None:
        self.asked: list[tuple[Path, AnalysisOptions]] = []
        self.video_error: Exception | None = None

    def analyze_clip(
        self, path: Path, options: AnalysisOptions, on_progress: Callable[[Any], None], calibration: Any = None
    ) -> Any:
        self.asked.append((path, options))
        if path.stem.startswith("bad"):
            raise UnreadableVideo(f"{path.name} is not a video.")
        if path.stem.startswith("broken"):
            raise TypeError("nobody foresaw this")
        on_progress(pipeline.Progress("measuring", 1, 2))
        return SimpleNamespace(
            path=path,
            report=report(os.fsencode(path.name).decode(errors="replace")),
            angles=SimpleNamespace(columns=lambda: {"t_s": _Column([0.0, 0.5])}),
        )

    def write_annotated(self, analysis: Any, path: Path, on_progress: Callable[[Any], None]) -> Any:
        if self.video_error:
            raise self.video_error
        on_progress(pipeline.Progress("drawing", 2, 2))
        path.write_text("video")
        return SimpleNamespace(bottoms={1: b"drawn"})


class _Column(list[float]):
    def tolist(self) -> list[float]:
        return self
