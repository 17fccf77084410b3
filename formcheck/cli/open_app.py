"""``formcheck app``: the pages, for this machine alone, or for phones in its network as well."""

from typing import Annotated

import typer

from formcheck.cli.kiosk import CameraOption, ClassesOption, LanguageOption, SecondsOption


def open_app(
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port; default: 8501 or the next free one.", show_default=False)
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on; the default is this computer only.")] = "127.0.0.1",
    classes: ClassesOption = None,
    phones: Annotated[
        bool, typer.Option("--phones", help="Let phones in your network in, with a passcode and over HTTPS.")
    ] = False,
    as_kiosk: Annotated[bool, typer.Option("--kiosk", help="The same as formcheck kiosk.")] = False,
    camera: CameraOption = None,
    language: LanguageOption = None,
    result_seconds: SecondsOption = None,
) -> None:
    """Open the app in the browser. Press Ctrl-C to stop it.

    --phones needs a passcode first: formcheck passcode set trainer. With it, --host names the network's address where
    this computer has several. --camera, --language and --result-seconds are for --kiosk: see formcheck kiosk --help.
    """
    from formcheck.cli import serve as serving

    if phones:
        from formcheck.cli import phones as opening

        if as_kiosk:
            raise typer.BadParameter("--phones is for the app, not for the kiosk")
        raise typer.Exit(opening.serve_to_phones(host, port, classes))
    if not as_kiosk:
        raise typer.Exit(serving.serve(host, port, classes))
    from formcheck.kiosk.choices import Given

    given = Given(camera=camera, language=language, result_s=result_seconds)
    raise typer.Exit(serving.serve_kiosk(host, port, given, classes))
