"""``formcheck analyze``: clip after clip, keeping what is made."""

import itertools
import math
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from formcheck.cli import console, tables
from formcheck.cli.terminal import say_error, say_line
from formcheck.clip import pipeline
from formcheck.clip.measuring import Found
from formcheck.errors import FormcheckError, PartMissing, printable
from formcheck.i18n import use_locale
from formcheck.leftovers import private_folder
from formcheck.media.video import FileSource
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
    everybody: bool
    out: Path | None
    files: bool
    video: bool
    player: bool
    as_json: bool
    debug: bool
    calibration: Path | None = None
    part: tuple[float | None, float | None] = (None, None)

    @property
    def in_parts(self) -> bool:
        """Whether a part of each clip is wanted, from and to so many seconds: a long one is checked piece by piece."""
        return self.part != (None, None)


def analyze_clips(clips: Sequence[Path], job: Job) -> int:
    """Analyse, write and print each clip; returns the exit code. A clip that fails does not stop the others."""
    clips = _sources(clips)
    calibration = read_calibration(job.calibration) if job.calibration else None
    codes = []
    with console.JsonReports(as_list=job.as_json and (len(clips) > 1 or job.in_parts)) as printer:
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
        if job.files and os.path.isfile(clip):  # noqa: PTH113 - also for a name too long; the pipeline says so
            make_ready(paths.report.parent, may_make=job.out is not None)
        for number, (part, part_paths) in enumerate(_parts(clip, paths, job)):
            try:
                for analysis in _analyses(clip, part, label, calibration):
                    own = _of_person(part_paths, analysis.report) if part.everybody else part_paths
                    _hand_out(analysis, own, part, label, printer, written)
            except PartMissing:  # shorter than its header says, or that says nothing
                if number == 0:
                    raise
                break
    finally:
        if written and not job.as_json:
            tables.print_written(written)


def _parts(clip: Path, paths: export.ResultPaths, job: Job) -> Iterator[tuple[Job, export.ResultPaths]]:
    """What to do of the clip one after the other, and where it goes: equal parts, none longer than one clip may be."""
    if not job.in_parts:
        yield job, paths
        return
    from_s, to_s = job.part[0] or 0.0, job.part[1]
    wanted = replace(job.options.video, from_s=from_s, to_s=to_s)
    with use_locale(job.options.language), FileSource(clip, wanted) as source:
        whole_s = source.info.duration_s
    if whole_s is None and to_s is not None:
        whole_s = to_s - from_s
    pieces = None if whole_s is None else max(math.ceil(whole_s / wanted.longest_s), 1)
    piece_s = wanted.longest_s if whole_s is None or pieces is None else whole_s / pieces
    for number in itertools.count() if pieces is None else range(pieces):
        begin_s = from_s + piece_s * number
        last = pieces is not None and number == pieces - 1
        video = replace(wanted, from_s=begin_s, to_s=to_s if last else begin_s + piece_s)
        yield replace(job, options=replace(job.options, video=video)), paths.of_part(begin_s)


def _analyses(clip: Path, job: Job, label: str, calibration: Calibration | None) -> Iterator[pipeline.Analysis]:
    if job.everybody:
        yield from _everybody(clip, job, label)
        return
    with console.progress(label) as on_progress:
        analysis = pipeline.analyze_clip(clip, job.options, on_progress, calibration)
    yield analysis


def _everybody(clip: Path, job: Job, label: str) -> Iterator[pipeline.Analysis]:
    """Each person's analysis as it is done; what following all of them costs is said before it begins."""
    began_s = time.monotonic()

    def on_found(found: Found) -> None:
        pass_s = time.monotonic() - began_s
        people = f"{found.people} people" if found.people > 1 else "one person" if found.people else "nobody"
        more = f" Following each takes about {found.passes * pass_s:.0f} seconds more." if found.passes else ""
        say_line(f"{clip.name}: we found {people}.{more}")

    analyses = pipeline.analyze_everybody(clip, job.options, lambda now: shown(now), on_found)
    while True:
        with console.progress(label) as shown:
            analysis = next(analyses, None)
        if analysis is None:
            return
        yield analysis


def _of_person(paths: export.ResultPaths, report: Report) -> export.ResultPaths:
    """``clip.report.json`` as ``clip.person2.report.json``; unchanged where nobody was found."""
    return paths.of_person(report.quality.person) if report.quality.person else paths


def _hand_out(
    analysis: pipeline.Analysis,
    paths: export.ResultPaths,
    job: Job,
    label: str,
    printer: console.JsonReports,
    written: list[Path],
) -> None:
    if job.files:
        export.write_report(analysis.report, paths.report)
        written.append(paths.report)
        export.write_angles(analysis.angles, paths.angles)
        written.append(paths.angles)
    _show(analysis.report, job, printer)
    if not job.files:
        return
    if job.video:
        with console.progress(label) as on_progress:
            stills = pipeline.write_annotated(analysis, paths.video, on_progress)
        written.append(paths.video)
    else:
        stills = pipeline.rep_stills(analysis)
    _write_page(analysis, stills.bottoms, paths.page, job)
    written.append(paths.page)


def _write_page(analysis: pipeline.Analysis, bottoms: Mapping[int, bytes], path: Path, job: Job) -> None:
    """The report to read and print, with the clip in it when that is asked for."""
    html = page.report_html
    if job.player:
        with private_folder() as folder:
            html = partial(html, player=pipeline.player_html(analysis, folder))
    with use_locale(job.options.language):
        export.write_page(html(analysis.report, analysis.angles, bottoms), path)


def _show(report: Report, job: Job, printer: console.JsonReports) -> None:
    if job.as_json:
        printer.print(report)
    else:
        tables.print_report(report)


def make_ready(folder: Path, *, may_make: bool) -> None:
    """Make the folder where that is allowed, and raise OutputError where nothing can be saved in it."""
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
