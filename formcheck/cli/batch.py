"""``formcheck batch``: many clips, on this machine or on a cluster. Heavy imports wait until it runs."""

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli.options import (
    EVERYBODY,
    FacesOption,
    LevelOption,
    ModelOption,
    MovementOption,
    PersonOption,
    chosen_options,
)
from formcheck.cli.terminal import BAD_INPUT, OUR_FAULT, quiet_libraries
from formcheck.errors import printable
from formcheck.settings import AnalysisOptions

if TYPE_CHECKING:
    from formcheck.batch.pools import Pool
    from formcheck.batch.records import Record


def batch(
    context: typer.Context,
    sources: Annotated[
        list[str], typer.Argument(metavar="FOLDER|GLOB|LIST", help="Where the videos are.", show_default=False)
    ],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the results.", show_default=False)],
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Videos to check at once; default: one for each core.", show_default=False)
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Use the workers of this Dask scheduler, as in tcp://host:8786."),
    ] = None,
    movement: MovementOption = "auto",
    model: ModelOption = "full",
    level: LevelOption = "standard",
    person: PersonOption = None,
    faces: FacesOption = "bystanders",
) -> None:
    """Check many videos: all in a folder, those a pattern names, or those of a list (.txt, a path or URL a line).

    Saves DIR/index.html, what needs a word first; DIR/summary.csv and .parquet; and a report for each video. Run it
    again to go on where it was stopped: finished videos are skipped while they and the settings are the same. If a
    video cannot be used, the others are still checked, and the exit code is 2.
    """
    if jobs is not None and cluster is not None:
        raise typer.BadParameter("use --jobs or --cluster, not both")
    options = chosen_options(movement, model, person, level, faces)
    with quiet_libraries(quiet=not context.obj):
        raise typer.Exit(check_many(sources, out, options, everybody=person == EVERYBODY, jobs=jobs, cluster=cluster))


def check_many(
    sources: list[str], out: Path, options: AnalysisOptions, *, everybody: bool, jobs: int | None, cluster: str | None
) -> int:
    """Check, keep and sum up; returns the exit code. Raises FormcheckError; what was kept is summed up all the same."""
    from formcheck.batch.folder import ResultFolder
    from formcheck.batch.index import PAGE, write_index
    from formcheck.batch.run import run
    from formcheck.batch.sources import find_clips
    from formcheck.batch.summary import write_tables
    from formcheck.batch.work import check, settings_sha256
    from formcheck.cli.batch_progress import BatchProgress

    clips = find_clips(sources, out)
    folder = ResultFolder(out)
    tasks = folder.tasks(clips, options, settings_sha256(options, everybody=everybody), everybody=everybody)
    try:
        with closing(_pool(jobs, cluster, len(tasks))) as pool, BatchProgress(len(tasks)) as progress:
            run(tasks, pool, check, folder, progress)
    finally:
        done = folder.records(clips)
        write_tables(done, out)
        write_index(done, out, waiting=len(clips) - len(done))
        typer.echo(printable(f"Wrote {out / PAGE}"))
    return _exit_code(done)


def _pool(jobs: int | None, cluster: str | None, clips: int) -> "Pool":
    if cluster is not None:
        from formcheck.batch.cluster import ClusterPool

        return ClusterPool(cluster)
    from formcheck.batch.pools import LocalPool

    return LocalPool(min(jobs or os.cpu_count() or 1, clips))


def _exit_code(records: "list[Record]") -> int:
    if any(record.timing.trace for record in records):
        return OUR_FAULT
    return BAD_INPUT if any(row.attention == "failed" for record in records for row in record.rows) else 0
