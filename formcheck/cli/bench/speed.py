"""``formcheck bench speed``: analysis against the bare pose model, in one process and one run."""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from rich import box
from rich.table import Table

from formcheck.cli.bench import speed_page
from formcheck.cli.bench.figures import SpeedFigures, rounded
from formcheck.cli.console import PlainConsole
from formcheck.clip import pipeline
from formcheck.errors import printable
from formcheck.leftovers import private_folder
from formcheck.media import pose, video
from formcheck.settings import AnalysisOptions, ModelName

BYTES_PER_MB = 1_000_000


def speed(clip: Path, *, runs: int, model: ModelName, as_json: bool, write: bool = False) -> None:
    """Measure and print; ``write``: also into the docs. Raises VideoError when the clip cannot be used."""
    if write:
        speed_page.check_writing()
    figures = measure(clip, runs, model)
    if write:
        speed_page.keep(rounded(figures))
    if as_json:
        print(json.dumps(asdict(rounded(figures)), indent=2))  # noqa: T201
    else:
        _print(figures)


def measure(clip: Path, runs: int, model: ModelName) -> SpeedFigures:
    """Time the three jobs ``runs`` times, taking turns, so that a busy moment does not hit only one of them."""
    options = AnalysisOptions(model=model)
    frames = 0

    def landmarker() -> float:
        nonlocal frames
        with video.FileSource(clip, options.video) as source:
            pictures = _Counted((frame.image, frame.t_s) for frame in source)
            seconds = pose.bare_landmarker_seconds(pictures, model)
        frames = pictures.count
        return seconds

    def analysis() -> float:
        return _timed(lambda: pipeline.analyze_clip(clip, options))

    def analysis_with_video() -> float:
        with private_folder() as folder:
            out = folder / "annotated.mp4"
            return _timed(lambda: pipeline.write_annotated(pipeline.analyze_clip(clip, options), out))

    jobs = (landmarker, analysis, analysis_with_video)
    seconds: list[list[float]] = [[], [], []]
    for run in range(runs):
        for job in (0, 1, 2) if run % 2 == 0 else (2, 1, 0):
            seconds[job].append(jobs[job]())
    return SpeedFigures(
        clip=clip.name,
        model=model,
        frames=frames,
        cores=cores(),
        landmarker_s=seconds[0],
        analysis_s=seconds[1],
        analysis_with_video_s=seconds[2],
        peak_memory_mb=_peak_memory_mb(),
    )


class _Counted:
    """Passes pictures on, one by one, and counts them."""

    def __init__(self, pictures: Iterator[tuple[pose.Image, float]]) -> None:
        self.pictures = pictures
        self.count = 0

    def __iter__(self) -> Iterator[tuple[pose.Image, float]]:
        for picture in self.pictures:
            self.count += 1
            yield picture


def _timed(job: Callable[[], object]) -> float:
    begin = time.perf_counter()
    job()
    return time.perf_counter() - begin


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _peak_memory_mb() -> float | None:
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak * (1 if sys.platform == "darwin" else 1024) / BYTES_PER_MB, 1)


def _print(figures: SpeedFigures) -> None:
    bare = statistics.median(figures.landmarker_s)
    table = Table(
        box=box.SIMPLE,
        title_style="bold",
        title=printable(f"{figures.clip}: {figures.frames} frames, {figures.model} model"),
    )
    table.add_column("")
    for head in ("Seconds", "Frames/s", "Against model alone", "Runs"):
        table.add_column(head, justify="right")
    for name, runs in (
        ("pose model alone", figures.landmarker_s),
        ("analysis", figures.analysis_s),
        ("analysis and video", figures.analysis_with_video_s),
    ):
        middle = statistics.median(runs)
        each = ", ".join(f"{seconds:.2f}" for seconds in runs)
        table.add_row(name, f"{middle:.2f}", f"{figures.frames / middle:.1f}", f"{middle / bare:.2f}", each)
    console = PlainConsole()
    console.print(table)
    memory = "not known" if figures.peak_memory_mb is None else f"{figures.peak_memory_mb:.0f} MB"
    console.print(f"{figures.cores} cores; peak memory {memory}. Seconds are those of the median run.")
