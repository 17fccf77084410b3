"""``formcheck analyze``: clip after clip, keeping what is made."""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from formcheck.cli import console, tables
from formcheck.cli.terminal import printable, say_error, say_line
from formcheck.clip import pipeline
from formcheck.errors import FormcheckError
from formcheck.i18n import use_locale
from formcheck.motion.calibration import Calibration
from formcheck.reports import export, page
from formcheck.schema import Report
from formcheck.settings import AnalysisOptions
from formcheck.storage.calibrations import read_calibration

RESULT_ENDING: Final = ".annotated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is wanted of every clip; ``out`` None means beside the clip."""

    options: AnalysisOptions
    out: Path | None
    files: bool
    video: bool
    as_json: bool
    debug: bool
    calibration: Path | None = None


def analyze_clips(clips: Sequence[Path], job: Job) -> int:
    """Analyse, write and print each clip; returns the exit code. A clip that fails does not stop the others."""
    clips = _sources(clips)
    calibration = read_calibration(job.calibration) if job.calibration else None
    codes = []
    with console.JsonReports(as_list=job.as_json and len(clips) > 1) as printer:
        for at, (clip, paths) in enumerate(zip(clips, export.name_results(clips, job.out), strict=True)):
            label = printable(f"{at + 1}/{len(clips)} {clip.name}" if len(clips) > 1 else clip.name)
            try:
                _analyze(clip, paths, job, label, printer, calibration)
            except BrokenPipeError:
                raise
            except Exception as error:
                if job.debug and not isinstance(error, FormcheckError):
                    raise
                codes.append(say_error(error, about=clip.name))
    return min(codes, default=0)


def _analyze(
    clip: Path,
    paths: export.ResultPaths,
    job: Job,
    label: str,
    printer: console.JsonReports,
    calibration: Calibration | None,
) -> None:
    written: list[Path] = []
    try:
        if job.files and clip.is_file():  # known before minutes of work; a bad clip is the pipeline's to name
            _make_ready(paths.report.parent, may_make=job.out is not None)
        with console.progress(label) as on_progress:
            analysis = pipeline.analyze_clip(clip, job.options, on_progress, calibration)
        if job.files:
            export.write_report(analysis.report, paths.report)
            written.append(paths.report)
            export.write_angles(analysis.angles, paths.angles)
            written.append(paths.angles)
        _show(analysis.report, job, printer)
        if job.files and job.video:
            with console.progress(label) as on_progress:
                stills = pipeline.write_annotated(analysis, paths.video, on_progress)
            written.append(paths.video)
        elif job.files:
            stills = pipeline.rep_stills(analysis)
        if job.files:
            with use_locale(job.options.language):
                export.write_page(page.report_html(analysis.report, analysis.angles, stills.bottoms), paths.page)
            written.append(paths.page)
    finally:
        if written and not job.as_json:
            tables.print_written(written)


def _show(report: Report, job: Job, printer: console.JsonReports) -> None:
    if job.as_json:
        printer.print(report)
    else:
        tables.print_report(report)


def _make_ready(folder: Path, *, may_make: bool) -> None:
    if may_make:
        with suppress(OSError):  # check_writable says why
            folder.mkdir(parents=True, exist_ok=True)
    export.check_writable(folder, "give another folder with --out")


def _sources(clips: Sequence[Path]) -> list[Path]:
    """Leave out clips named twice, and annotated videos beside the clip they were made from (``*.mp4`` names both)."""
    stems = {(os.path.realpath(clip.parent), clip.stem) for clip in clips}
    kept: dict[str, Path] = {}
    for clip in clips:
        stem = clip.stem.removesuffix(RESULT_ENDING)
        if stem != clip.stem and (os.path.realpath(clip.parent), stem) in stems:
            say_line(f"{clip.name} was left out because it is a result of an earlier run.")
        else:
            kept.setdefault(os.path.realpath(clip), clip)
    return list(kept.values())
