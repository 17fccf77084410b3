"""``formcheck checkup``: clips of the check-up's tests, judged together. Heavy imports wait until it runs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from formcheck.cli.options import FacesOption, ModelOption, own_limits
from formcheck.cli.terminal import quiet_libraries
from formcheck.errors import BadChoice, printable
from formcheck.settings import AnalysisOptions

if TYPE_CHECKING:
    from formcheck.advice.visit import Step
    from formcheck.schema import Visit, VisitPart

TAKE: Final = "."  # between the name of a test and that of its take


def checkup(
    context: typer.Context,
    clips: Annotated[list[str], typer.Argument(metavar="NAME=FILE", help="Videos by test.", show_default=False)],
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Save the result as a page to print.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    model: ModelOption = "full",
    faces: FacesOption = "bystanders",
) -> None:
    """Check the tests of the five-minute check-up together.

    NAME is the test, as in sit_to_stand=chair.mp4. Where a test is filmed twice, add the take: NAME.coached=FILE.
    """
    with quiet_libraries(quiet=not context.obj):
        options = AnalysisOptions(model=model, own_limits=own_limits(), faces=faces)
        check_together(clips, html, options, as_json=as_json)


def check_together(clips: list[str], html: Path | None, options: AnalysisOptions, *, as_json: bool) -> None:
    """Judge, print and save. Raises FormcheckError, before anything is judged where that can be known."""
    from datetime import UTC, datetime

    from formcheck.advice.visit import steps, visit_of
    from formcheck.media.files import check_clip
    from formcheck.reports.export import check_not_read, check_writable, write_page
    from formcheck.reports.visit_page import visit_html

    named = named_clips(clips, steps())
    for path in named.values():
        check_clip(path)
    if html is not None:
        check_not_read(html, named.values())
        check_writable(html.parent, "give another file with --html")
    stills: dict[tuple[str, str], bytes] = {}
    in_order = [(step, take.id) for step in steps() for take in step.visit.takes if (step.name, take.id) in named]
    visit = visit_of(
        [_judged(step, take, named[step.name, take], options, stills) for step, take in in_order], datetime.now(UTC)
    )
    if as_json:
        typer.echo(visit.to_json())
    else:
        _print(visit)
    if html is not None:
        write_page(visit_html(visit, (), stills, may_move=True), html)


def named_clips(clips: list[str], known: "tuple[Step, ...]") -> dict[tuple[str, str], Path]:
    """The clips by movement and take. Raises BadChoice with what may be written instead."""
    keys = {}
    for step in known:
        for at, take in enumerate(step.visit.takes):
            keys[f"{step.name}{TAKE}{take.id}" if at else step.name] = (step.name, take.id)
    found: dict[tuple[str, str], Path] = {}
    for text in clips:
        name, equals, path = text.partition("=")
        key = keys.get(name.strip().replace("-", "_"))
        if not (equals and path):
            raise BadChoice(f"“{printable(text)}” is not NAME=FILE. Please write {next(iter(keys))}=video.mp4.")
        if key is None:
            raise BadChoice(f"“{printable(name)}” is not a test. Please choose from: {', '.join(keys)}.")
        if key in found:
            raise BadChoice(f"“{printable(name)}” is there twice. Please give one video for each test.")
        found[key] = Path(path)
    return found


def _judged(
    step: "Step", take: str, path: Path, options: AnalysisOptions, stills: dict[tuple[str, str], bytes]
) -> "VisitPart":
    from dataclasses import replace

    from formcheck.advice.visit import part_of
    from formcheck.cli import console
    from formcheck.clip import pipeline

    with console.progress(printable(path.name)) as on_progress:
        analysis = pipeline.analyze_clip(path, replace(options, movement=step.name), on_progress)
    if picture := next(iter(pipeline.rep_stills(analysis).bottoms.values()), None):
        stills[step.name, take] = picture
    return part_of(step, take, analysis.report)


def _print(visit: "Visit") -> None:
    from formcheck.advice.causes import SHORT_TITLES
    from formcheck.advice.plan import FIRST_CAUSES
    from formcheck.advice.visit import made_on, step_of, visit_causes
    from formcheck.advice.visit_words import change_lines, due_words, line, seen
    from formcheck.cli.console import PlainConsole

    out = PlainConsole()
    for part in visit.parts:
        step = step_of(part.movement)
        if step is None:
            continue
        out.print(f"{step.visit.title}: {step.take(part.take).title}", style="bold")
        for row in step.visit.rows:
            out.print(f"  {line(row, part.value(row.id))}")
        for _, words in seen(part.report):
            out.print(f"  {words}")
        for words in change_lines(step, part.take, visit, ()):
            out.print(f"  {words}")
    for cause in visit_causes(visit)[:FIRST_CAUSES]:
        out.print(f"{cause.words}: {SHORT_TITLES[cause.cause]}")
    out.print(due_words(made_on(visit)))
