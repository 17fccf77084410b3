"""``formcheck export``: a judged clip in the formats that other programs read."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from formcheck.cli.options import (
    EVERYBODY,
    SHOWN_CHARS,
    CalibrationOption,
    LevelOption,
    ModelOption,
    MovementOption,
    PersonOption,
    person_number,
)
from formcheck.cli.terminal import quiet_libraries, say_error, say_line
from formcheck.errors import BadChoice, FormcheckError, printable
from formcheck.settings import AnalysisOptions

if TYPE_CHECKING:
    from formcheck.motion.calibration import Calibration

FORMATS: Final = ("trc", "mot", "csv", "parquet")
LEAST_M, MOST_M = 0.5, 2.5  # chosen: of a person's height


ToOption = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="|".join(FORMATS),
        help="The formats, with commas between; default: all of them.",
        show_default=False,
    ),
]
HeightOption = Annotated[
    float | None,
    typer.Option(min=LEAST_M, max=MOST_M, metavar="METRES", help="The person's height, which scales the markers."),
]
OutOption = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Folder for the files; default: the folder of each video.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is wanted of every clip; ``formats`` None: every one that its view allows."""

    options: AnalysisOptions
    calibration: Path | None
    formats: tuple[str, ...] | None
    out: Path | None
    height_m: float | None
    debug: bool


def export(
    context: typer.Context,
    clips: Annotated[list[Path], typer.Argument(metavar="CLIP", help="Video files.", show_default=False)],
    to: ToOption = None,
    height: HeightOption = None,
    out: OutOption = None,
    movement: MovementOption = "auto",
    model: ModelOption = "full",
    level: LevelOption = "standard",
    person: PersonOption = None,
    calibration: CalibrationOption = None,
) -> None:
    """Save markers and angles for OpenSim (TRC, MOT) and tidy tables (CSV, Parquet).

    Saves CLIP.report.json, CLIP.trc, CLIP.mot, and the tables of angles, repetitions and findings as
    CLIP.angles.parquet, CLIP.tidy.angles.csv and so on. TRC needs a video filmed from the side; one camera sees a
    plane, so depth in it is not measured. What is weak stands in the head of the MOT file.
    """
    if person == EVERYBODY:
        raise typer.BadParameter("export takes one person: use --person N.")
    job = Job(
        options=AnalysisOptions(movement=movement, model=model, person=person_number(person), level=level),
        calibration=calibration,
        formats=None if to is None else _known_formats(to),
        out=out,
        height_m=height,
        debug=bool(context.obj),
    )
    with quiet_libraries(quiet=not context.obj):
        raise typer.Exit(export_clips(clips, job))


def _known_formats(words: str) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(word.strip().lower() for word in words.split(",")))
    if unknown := [name for name in named if name not in FORMATS]:
        raise typer.BadParameter(f"'{unknown[0][:SHOWN_CHARS]}' is not one of {', '.join(FORMATS)}.")
    return named


def export_clips(clips: Sequence[Path], job: Job) -> int:
    """Measure, judge and write each clip; returns the exit code. A clip that fails does not stop the others."""
    from formcheck.cli.tables import print_written
    from formcheck.reports.export import name_results
    from formcheck.storage.calibrations import read_calibration

    calibration = read_calibration(job.calibration) if job.calibration else None
    codes = []
    for clip, paths in zip(clips, name_results(clips, job.out), strict=True):
        written: list[Path] = []
        try:
            for path in _export(clip, paths.report, job, calibration):
                written.append(path)  # noqa: PERF402 - those before a failure count
        except Exception as error:
            if job.debug and not isinstance(error, FormcheckError):
                raise
            codes.append(say_error(error, about=clip.name))
        finally:
            if written:
                print_written(written)
    return min(codes, default=0)


def _export(clip: Path, report: Path, job: Job, calibration: "Calibration | None") -> Iterator[Path]:
    from formcheck.cli import console
    from formcheck.cli.analyze import make_ready
    from formcheck.clip import pipeline
    from formcheck.reports import opensim, tidy
    from formcheck.reports.export import REPORT_ENDING, write_report

    if os.path.isfile(clip):  # noqa: PTH113 - also for a name too long; the pipeline says so
        make_ready(report.parent, may_make=job.out is not None)
    with console.progress(printable(clip.name)) as on_progress:
        analyzed = pipeline.analyze_clip(clip, job.options, on_progress, calibration).analyzed
    write_report(analyzed.report, report)  # says whose the other files are, and what is weak in them
    yield report
    stem = report.name.removesuffix(f".{REPORT_ENDING}")
    wanted = job.formats or FORMATS
    if "mot" in wanted:
        opensim.write_mot(analyzed, path := report.with_name(f"{stem}.mot"))
        yield path
    tables = tidy.tidy_tables(analyzed)
    for kind, write, ending in (("csv", tidy.write_csv, "tidy.{}.csv"), ("parquet", tidy.write_parquet, "{}.parquet")):
        for name, table in tables.items() if kind in wanted else ():
            write(table, path := report.with_name(f"{stem}.{ending.format(name)}"))
            yield path
    if "trc" in wanted:
        try:
            opensim.write_trc(analyzed, path := report.with_name(f"{stem}.trc"), job.height_m)
            yield path
        except BadChoice as error:
            if job.formats is not None:
                raise
            say_line(f"{printable(clip.name)}: {error}")
