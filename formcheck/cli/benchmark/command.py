"""``formcheck bench score`` and ``formcheck bench predict``: anyone's predictions on the rendered clips, scored."""

from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from formcheck.cli.options import ModelOption
from formcheck.cli.terminal import quiet_libraries
from formcheck.errors import BadChoice

SetOption = Annotated[
    Literal["test", "samples"], typer.Option("--set", help="Which rendered videos; samples are for trying things out.")
]
ClipsOption = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Folder of the videos; default: the one in the source checkout.")
]
OWN, RAW = "formcheck", "raw_pose"
FILES: Final = {OWN: f"{OWN}.csv", RAW: f"{RAW}.csv"}


def score(
    predictions: Annotated[Path, typer.Argument(metavar="CSV", help="Your predictions.", show_default=False)],
    clip_set: SetOption = "test",
    clips: ClipsOption = None,
    name: Annotated[str | None, typer.Option(help="Name of the method; default: that of the file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print all figures as JSON.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the tables in Markdown.")] = False,
) -> None:
    """Score predictions of angles, lumbar flexion and hands on legs against the truth of rendered videos.

    The CSV has a row for each clip, time and quantity: clip, t_s, quantity, value and, if there is one, half_width of
    the 90 % interval. Quantities, units and rules: docs/benchmark.md.
    """
    from formcheck.cli.accuracy.command import Job, choose
    from formcheck.cli.benchmark import tables
    from formcheck.cli.benchmark.predictions import read_predictions
    from formcheck.cli.benchmark.scoring import score as score_all

    if as_json and markdown:
        raise BadChoice("Please use --markdown or --json, not both.")
    given = read_predictions(predictions)
    scores = score_all(name or predictions.stem, clip_set, given, choose(Job(clip_set=clip_set, folder=clips)))
    if as_json:
        print(scores.to_json(), end="")  # noqa: T201
    elif markdown:
        print(tables.markdown(scores))  # noqa: T201
    else:
        tables.print_scores(scores)


def predict(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the two CSV files.")],
    clip_set: SetOption = "test",
    clips: ClipsOption = None,
    model: ModelOption = "full",
) -> None:
    """Write this project's predictions, and those of the raw pose model, as CSV files to be scored.

    Writes formcheck.csv, and raw_pose.csv with angles as read off the picture and hands by a plain rule of distance.
    """
    with quiet_libraries(quiet=not context.obj):
        _predict(out, clip_set, clips, model)


def _predict(
    out: Path, clip_set: Literal["test", "samples"], clips: Path | None, model: Literal["lite", "full"]
) -> None:
    from formcheck.cli import console
    from formcheck.cli.accuracy.command import Job, choose
    from formcheck.cli.analyze import make_ready
    from formcheck.cli.benchmark.predictions import own_rows, raw_rows, write_predictions
    from formcheck.cli.tables import print_written
    from formcheck.clip.pipeline import analyze_clip
    from formcheck.errors import printable
    from formcheck.settings import AnalysisOptions

    make_ready(out, may_make=True)
    found = choose(Job(clip_set=clip_set, folder=clips))
    own, raw = list[tuple[str, float, str, float, float]](), list[tuple[str, float, str, float, float]]()
    for at, (clip, _) in enumerate(found, start=1):
        with console.progress(printable(f"{at}/{len(found)} {clip.name}")) as on_progress:
            analysis = analyze_clip(clip, AnalysisOptions(model=model), on_progress)
        own += own_rows(analysis)
        raw += raw_rows(analysis)
    for rows, name in ((own, OWN), (raw, RAW)):
        write_predictions(rows, out / FILES[name])
    print_written([out / name for name in FILES.values()])
