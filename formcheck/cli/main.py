"""The command line: names, options and help. Heavy imports wait until a command runs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import typer

from formcheck import __version__
from formcheck.cli.batch import batch
from formcheck.cli.benchmark.command import predict, score
from formcheck.cli.checkup import checkup
from formcheck.cli.export import export
from formcheck.cli.kiosk import kiosk
from formcheck.cli.open_app import open_app
from formcheck.cli.options import (
    EVERYBODY,
    CalibrationOption,
    FacesOption,
    FromOption,
    LevelOption,
    ModelOption,
    MovementOption,
    PersonOption,
    ToOption,
    check_choices,
    chosen_options,
)
from formcheck.cli.passcode import passcode_app
from formcheck.cli.terminal import (
    BAD_INPUT,
    DEBUG_OPTION,
    checked_stdout,
    drop_stdout,
    prepare_streams,
    quiet_libraries,
    say_error,
    say_line,
)
from formcheck.errors import FormcheckError
from formcheck.settings import AnalysisOptions, Level

PIPE_CLOSED: Final = 141  # 128 + SIGPIPE, what a shell expects of a program whose reader went away
# newer typer has its own copy of click's error classes; this finds the right one in both
_UsageError: Any = typer.BadParameter.__mro__[1]
# no rich help: its import alone costs more than all the rest of --help
app = typer.Typer(name="formcheck", add_completion=False, rich_markup_mode=None)
bench_app = typer.Typer(rich_markup_mode=None, help="Measure speed and accuracy.")
app.add_typer(bench_app, name="bench")
app.add_typer(passcode_app, name="passcode")


def run(argv: Sequence[str]) -> int:
    """Run one command; the one place where an error becomes a sentence on stderr and an exit code.

    0 done, 1 our fault, 2 bad input or bad usage. KeyboardInterrupt passes through.
    """
    args, debug = _without_debug(argv)
    prepare_streams()
    try:
        with checked_stdout():
            return _invoke(args or ["--help"], debug)
    except BrokenPipeError:
        drop_stdout()
        return PIPE_CLOSED
    except _UsageError as error:
        path = error.ctx.command_path if error.ctx else "formcheck"
        say_line(f"{error.format_message().rstrip('.?')}; see {path} --help.")
        return BAD_INPUT
    except Exception as error:
        if debug and not isinstance(error, FormcheckError):
            raise
        return say_error(error)


def _without_debug(argv: Sequence[str]) -> tuple[list[str], bool]:
    """Take --debug from anywhere before ``--``, so that it can simply be added to a command that failed."""
    args = list(argv)
    end = args.index("--") if "--" in args else len(args)
    kept = [arg for arg in args[:end] if arg != DEBUG_OPTION]
    return kept + args[end:], len(kept) < end


def _invoke(args: list[str], debug: bool) -> int:
    command = typer.main.get_command(app)
    try:
        with command.make_context("formcheck", args, obj=debug) as context:
            command.invoke(context)
    except typer.Exit as done:
        return done.exit_code
    return 0


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"formcheck {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
    debug: Annotated[bool, typer.Option(DEBUG_OPTION, help="Show the full traceback when something fails.")] = False,
) -> None:
    """Check squats, hip hinges and chair stands in videos. Everything stays on this computer.

    Exit code 0: done. 2: something is wrong with the input, and a message says what. 1: an error in FormCheck.
    """


OutOption = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Folder for the results; default: the folder of each video.")
]
NoVideoOption = Annotated[bool, typer.Option("--no-video", help="Do not make the annotated video.")]
JsonOption = Annotated[
    bool,
    typer.Option("--json", help="Print only the report (a list for several videos); save files only with --out."),
]
WithVideoOption = Annotated[bool, typer.Option(help="Put the video and its player into the report as well.")]


@app.command()
def analyze(
    context: typer.Context,
    clips: Annotated[list[Path], typer.Argument(metavar="CLIP", help="Video files.", show_default=False)],
    movement: MovementOption = "auto",
    model: ModelOption = "full",
    level: LevelOption = "standard",
    person: PersonOption = None,
    begin_s: FromOption = None,
    end_s: ToOption = None,
    out: OutOption = None,
    no_video: NoVideoOption = False,
    with_video: WithVideoOption = False,
    faces: FacesOption = "bystanders",
    calibration: CalibrationOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check squats, hip hinges and chair stands in videos and save the results.

    Saves CLIP.report.html to read and print, CLIP.annotated.mp4, CLIP.report.json and CLIP.angles.csv. If a video
    cannot be used, the others are still checked, and the exit code is 2. With --person all there is one of each for
    everybody in view: CLIP.person1.report.html and so on, from the left. Of a long video the first ten minutes are
    checked; with --from or --to any part, in pieces of ten minutes at most: CLIP.from0h40m00.report.html and so on.
    """
    from formcheck.cli import analyze as analyzing

    check_choices(person, calibration, begin_s, end_s)
    job = analyzing.Job(
        options=chosen_options(movement, model, person, level, faces),
        everybody=person == EVERYBODY,
        out=out,
        files=out is not None or not as_json,
        video=not no_video,
        player=with_video,
        as_json=as_json,
        debug=bool(context.obj),
        calibration=calibration,
        part=(begin_s, end_s),
    )
    with quiet_libraries(quiet=not context.obj):
        raise typer.Exit(analyzing.analyze_clips(clips, job))


app.command()(batch)
app.command()(checkup)
app.command()(export)


@app.command()
def calibrate(
    context: typer.Context,
    clip: Annotated[Path, typer.Argument(metavar="CLIP", help="A guided recording of one person.", show_default=False)],
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to save it; default: CLIP.calibration.json.")
    ] = None,
    model: ModelOption = "full",
) -> None:
    """Learn the shape of one person's back, to measure its rounding more exactly.

    Film from the side: stand up straight with your arms forward for three seconds, bend forward slowly with a flat back
    and come up, then squat once, as low as is comfortable. Only measurements of the outline are saved, no image.
    """
    from formcheck.cli import calibrate as calibrating

    with quiet_libraries(quiet=not context.obj):
        calibrating.calibrate_clip(clip, out, AnalysisOptions(model=model))


@app.command()
def checks(
    level: Annotated[Level, typer.Option(help="Show the limits of this level.")] = "standard",
    markdown: Annotated[bool, typer.Option("--markdown", help="Print a Markdown table.")] = False,
) -> None:
    """List every check with limits, units and sources."""
    from formcheck.cli import tables

    tables.print_checks(level=level, markdown=markdown)


@app.command()
def doctor(context: typer.Context) -> None:
    """Check this computer: models, video, camera, disk, memory."""
    from formcheck.cli import doctor as examination

    with quiet_libraries(quiet=not context.obj):
        troubled = examination.examine()
    raise typer.Exit(BAD_INPUT if troubled else 0)


app.command(name="app")(open_app)
app.command()(kiosk)


@bench_app.command()
def speed(
    context: typer.Context,
    clip: Annotated[Path, typer.Argument(metavar="CLIP", help="A video file.", show_default=False)],
    runs: Annotated[int, typer.Option(min=1, help="How many times to measure each; the median is used.")] = 3,
    model: ModelOption = "full",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Put the figures into the docs of the checkout.")] = False,
) -> None:
    """Compare the speed of the analysis, with and without video, with the pose model alone."""
    from formcheck.cli.bench import speed as bench

    with quiet_libraries(quiet=not context.obj):
        bench.speed(clip, runs=runs, model=model, as_json=as_json, write=write)


@bench_app.command()
def live(
    context: typer.Context,
    clip: Annotated[
        Path, typer.Argument(metavar="CLIP", help="The video to use in place of a camera, again and again.")
    ],
    seconds: Annotated[float, typer.Option(min=1, help="Seconds to measure, after a warm-up of five seconds.")] = 300,
    model: ModelOption = "lite",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Run a live session in real time at 640x480 and 30 frames per second; frames that come too soon are dropped."""
    from formcheck.cli.bench import live as livebench

    with quiet_libraries(quiet=not context.obj):
        livebench.live(clip, seconds=seconds, model=model, as_json=as_json)


@bench_app.command()
def accuracy(
    context: typer.Context,
    clip_set: Annotated[
        Literal["fit", "test", "all", "samples", "release"], typer.Option("--set", help="Which set of rendered videos.")
    ] = "test",
    clips: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of the videos; default: the one in the source checkout.")
    ] = None,
    model: ModelOption = "full",
    raw: Annotated[bool, typer.Option("--raw", help="Use the angles as seen in the image, not corrected.")] = False,
    part: Annotated[int | None, typer.Option(min=1, metavar="N", help="Only N videos, spread evenly.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="The same as --part 12.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the tables of docs/accuracy.md.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print all figures as JSON.")] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Keep the figures in docs/accuracy.json and docs/accuracy.md.")
    ] = False,
) -> None:
    """Compare angles, repetitions and checks of rendered videos with their true values."""
    from formcheck.cli.accuracy import command

    if quick and part is not None:
        raise typer.BadParameter("use --quick or --part, not both")
    part = command.QUICK_PART if quick else part
    job = command.Job(clip_set=clip_set, folder=clips, model=model, raw=raw, part=part)
    with quiet_libraries(quiet=not context.obj):
        command.accuracy(job, markdown=markdown, as_json=as_json, write=write)


bench_app.command()(score)
bench_app.command()(predict)
