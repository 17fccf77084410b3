"""``formcheck kiosk``: the studio's screen, what makes a machine start into it by itself, and a forgotten PIN."""

from pathlib import Path
from typing import Annotated, Final

import typer

from formcheck.cli.terminal import say_line
from formcheck.errors import OutputError
from formcheck.i18n import Language

PORT: Final = 8501
CameraOption = Annotated[
    str | None,
    typer.Option(
        metavar="NUMBER|CLIP",
        help="Number of the camera, or a video to use instead; default: as chosen last, at first 0.",
        show_default=False,
    ),
]
ClassesOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Your studio's file (.toml); default: the one edited on the page Studio."),
]
LanguageOption = Annotated[
    Language | None,
    typer.Option(help="Language of the screen; default: as chosen last, at first the studio's.", show_default=False),
]
SecondsOption = Annotated[
    float | None,
    typer.Option(
        min=1, max=3600, help="Seconds to show a result; default: as before, at first 30.", show_default=False
    ),
]


def kiosk(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the screen.")] = PORT,
    host: Annotated[str, typer.Option(help="Address to listen on; the default is this computer only.")] = "127.0.0.1",
    camera: CameraOption = None,
    language: LanguageOption = None,
    classes: ClassesOption = None,
    result_seconds: SecondsOption = None,
    screen: Annotated[bool, typer.Option("--screen", help="Open the screen's browser and keep it open.")] = False,
    install: Annotated[
        bool, typer.Option("--install", help="Linux: write the files that start both when this user logs in.")
    ] = False,
    forget_pin: Annotated[
        bool, typer.Option("--forget-pin", help="Remove the PIN, so that a new one is chosen.")
    ] = False,
) -> None:
    """Serve the studio's screen, which starts on its own when somebody stands before it. Press Ctrl-C to stop it.

    Its browser, in a second terminal: formcheck kiosk --screen
    """
    if sum((screen, install, forget_pin)) > 1:
        raise typer.BadParameter("use one of --screen, --install and --forget-pin at a time")
    if forget_pin:
        _forget()
    elif install:
        from formcheck.cli import kiosk_install

        _say_installed(kiosk_install.install(port), kiosk_install.NEXT)
    elif screen:
        from formcheck.cli import kiosk_screen

        raise typer.Exit(kiosk_screen.keep_open(port))
    else:
        from formcheck.cli import serve
        from formcheck.kiosk.choices import Given

        given = Given(camera=camera, language=language, result_s=result_seconds)
        raise typer.Exit(serve.serve_kiosk(host, port, given, classes))


def _forget() -> None:
    from formcheck.storage.pin import forget_pin

    try:
        was = forget_pin()
    except OSError as error:
        raise OutputError(
            f"We can't remove the PIN ({error.strerror}): please check the folder of your data."
        ) from error
    say_line("The PIN is gone. The next one to open the settings chooses a new one." if was else "There is no PIN.")


def _say_installed(paths: list[Path], commands: tuple[str, ...]) -> None:
    for path in paths:
        say_line(f"Written: {path}")
    say_line("Now run, once:")
    for command in commands:
        say_line(f"  {command}")
