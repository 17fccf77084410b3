"""``formcheck app``: the Streamlit server as a child process."""

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import formcheck
from formcheck.cli.terminal import OUR_FAULT, say_line
from formcheck.errors import BadChoice, FormcheckError

if TYPE_CHECKING:
    from formcheck.kiosk.choices import Given

NAME_CHARS: Final = 200  # of a name given back in a sentence
GRACE_S: Final = 5.0  # the server closes its sockets in well under a second; then it is ended by force


def need_app() -> None:
    """Raises BadChoice where only the command line was installed."""
    if find_spec("streamlit") is None or find_spec("sqlalchemy") is None:
        raise BadChoice("The app is not installed: please run pip install 'formcheck[app]' first.")


def app_path() -> Path:
    """The Streamlit script: of the installed wheel, else of the checkout. Raises FormcheckError when both lack."""
    package = Path(formcheck.__file__).parent
    for path in (package / "_app" / "app.py", package.parent / "app.py"):
        if path.is_file():
            return path
    raise FormcheckError(f"The app is missing at {path}: please install FormCheck again.")


def command(host: str, port: int | None) -> list[str]:
    """The command that serves the app behind its guard."""
    return _starting("formcheck.ui.serving", host, port)


def kiosk_command(host: str, port: int | None) -> list[str]:
    """The command that serves the kiosk's page with the camera's pictures beside it."""
    return _starting("formcheck.kiosk.server", host, port)


def _starting(module: str, host: str, port: int | None) -> list[str]:
    code = "import sys; from formcheck.cli.starting import start; start(*sys.argv[1:])"
    # -P: no module of the working folder is taken for one of ours
    return [sys.executable, "-P", "-c", code, module, str(app_path()), host, *([] if port is None else [str(port)])]


def serve(host: str, port: int | None, classes: Path | None = None) -> int:
    """Serve the app until Ctrl-C; returns the exit code.

    Raises BadChoice when host and port cannot be had, or ``classes`` is no studio's file.
    """
    need_app()
    return served(command(host, port), host, port, named(classes))


def serve_kiosk(host: str, port: int | None, given: "Given", classes: Path | None = None) -> int:
    """Serve the kiosk until Ctrl-C; returns the exit code. ``given``: what the command line said.

    Raises BadChoice when host and port cannot be had, the camera is neither a number nor a clip, or ``classes`` is no
    studio's file.
    """
    need_app()
    from formcheck.kiosk.choices import CAMERA_DIGITS, as_environment

    camera = given.camera
    is_number = camera is None or (camera.isdecimal() and len(camera) <= CAMERA_DIGITS)
    if camera and not is_number and not os.path.isfile(camera):  # noqa: PTH113 - also for a name too long for the disk
        name = camera[:NAME_CHARS]
        raise BadChoice(f"There is no video {name}: give --camera a number (0 is the first) or a video file.")
    return served(kiosk_command(host, port), host, port, as_environment(given) | named(classes))


def named(classes: Path | None) -> dict[str, str]:
    """The studio's file as the server gets to know it. Raises BadChoice."""
    if classes is None:
        return {}
    from formcheck.storage.classes import FILE, read_studio

    read_studio(classes)
    return {FILE: str(classes.absolute())}


def served(command: list[str], host: str, port: int | None, environment: Mapping[str, str]) -> int:
    """Run a server until Ctrl-C; returns the exit code. Raises BadChoice when host and port cannot be had."""
    check_free(host, port or 0)
    say_line("Starting, which takes some seconds. Press Ctrl-C to stop it.")
    # it ends when the other end of its standard input closes: even when this process is killed
    tied = {**os.environ, **environment, "FORMCHECK_TIED": "1"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=tied) as server:
        try:
            if server.wait() == 0:
                return 0
            say_line("The app stopped with the error shown above.")
            return OUR_FAULT
        except KeyboardInterrupt:
            # Ctrl-C reached the server too, a signal to this process alone did not
            server.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(GRACE_S)
                return 0
            server.kill()
            return 0


def check_free(host: str, port: int) -> None:
    """Raises BadChoice when host and port cannot be had; port 0: any."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, UnicodeError) as error:  # a name no network knows, or one that cannot be a name
        what = f"port {port} of {host[:NAME_CHARS]}" if port else f"the address {host[:NAME_CHARS]}"
        why = getattr(error, "strerror", None) or "it is not an address"
        raise BadChoice(f"We can't use {what} ({why}): please give another --port or --host.") from error
