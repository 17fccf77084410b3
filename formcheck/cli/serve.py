"""``formcheck app``: the Streamlit server as a child process."""

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import formcheck
from formcheck.cli.terminal import OUR_FAULT, say_line
from formcheck.errors import BadChoice, FormcheckError

if TYPE_CHECKING:
    from formcheck.kiosk.choices import KioskSettings

GRACE_S: Final = 5.0  # the server closes its sockets in well under a second; then it is ended by force


def app_path() -> Path:
    """The Streamlit script: of the installed wheel, else of the checkout. Raises FormcheckError when both lack."""
    package = Path(formcheck.__file__).parent
    for path in (package / "_app" / "app.py", package.parent / "app.py"):
        if path.is_file():
            return path
    raise FormcheckError(f"The app is missing at {path}: please install FormCheck again.")


def command(host: str, port: int | None) -> list[str]:
    """The command that serves the app: no usage statistics, no question for an e-mail address."""
    options = {"server.address": host, "browser.gatherUsageStats": "false", "server.showEmailPrompt": "false"}
    if port is not None:
        options["server.port"] = str(port)
    return [sys.executable, "-m", "streamlit", "run", str(app_path()), *(f"--{k}={v}" for k, v in options.items())]


def kiosk_command(host: str, port: int | None) -> list[str]:
    """The command that serves the kiosk's page with the camera's pictures beside it."""
    code = "import sys; from formcheck.kiosk.server import main; main(*sys.argv[1:])"
    return [sys.executable, "-c", code, str(app_path()), host, *([] if port is None else [str(port)])]


def serve(host: str, port: int | None, classes: Path | None = None) -> int:
    """Serve the app until Ctrl-C; returns the exit code.

    Raises BadChoice when host and port cannot be had, or ``classes`` is no list of a studio's classes.
    """
    if classes is None:
        return _served(command(host, port), host, port)
    from formcheck.storage.classes import FILE, read_studio

    read_studio(classes)
    return _served(command(host, port), host, port, {FILE: str(classes.absolute())})


def serve_kiosk(host: str, port: int | None, choices: "KioskSettings") -> int:
    """Serve the kiosk until Ctrl-C; returns the exit code.

    Raises BadChoice when host and port cannot be had, or the camera is neither a number nor a clip.
    """
    from formcheck.kiosk.choices import as_environment

    if not choices.camera.isdecimal() and not Path(choices.camera).is_file():
        raise BadChoice(f"There is no video {choices.camera}: give --camera a number (0 is the first) or a video file.")
    return _served(kiosk_command(host, port), host, port, as_environment(choices))


def _served(command: list[str], host: str, port: int | None, environment: Mapping[str, str] | None = None) -> int:
    _check_free(host, port or 0)
    with subprocess.Popen(command, env={**os.environ, **(environment or {})}) as server:
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


def _check_free(host: str, port: int) -> None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        what = f"port {port} of {host}" if port else f"the address {host}"
        raise BadChoice(
            f"We can't use {what} ({error.strerror or error}): please give another --port or --host."
        ) from error
