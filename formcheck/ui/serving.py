"""Serves Streamlit's page to its own pages only: who may ask, what every answer carries, and settings that stand fast.

Streamlit would read settings from the home folder and the one it is started in too, trusts frames around it, and takes
any name for its own. Here only the settings beside the script are read, every protective one is given with the start,
and requests are checked before Streamlit sees them.
"""

import os
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from ipaddress import ip_address
from pathlib import Path
from types import FrameType
from typing import Any, Final
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from formcheck.leftovers import private_folder
from formcheck.ui import visits_kept
from formcheck.ui.components import camera
from formcheck.ui.conversation import POLICY_VIOLATION
from formcheck.ui.phones import listening, upload
from formcheck.ui.phones.passes import HEADER, HERE, PASS, open_at
from formcheck.ui.uploading import Uploads

TIED: Final = "FORMCHECK_TIED"  # set by a parent that holds the other end of standard input
STDIN: Final = 0  # its number: a thread that waits in Python's own stream would keep Python from ending
STOP_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
GRACE_S: Final = 5.0  # sockets are closed in well under a second
HOSTS: Final = "FORMCHECK_HOSTS"  # more names this server answers to, with commas between: behind a proxy of your own
ANY_ADDRESS: Final = frozenset({"", "0.0.0.0", "::"})
FORBIDDEN: Final = 403
#: Streamlit's own settings that protect; as flags they hold whatever a config.toml somewhere says.
PROTECTION: Final[dict[str, Any]] = {
    "server.enableCORS": True,
    "server.corsAllowedOrigins": [],
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "client.allowedOrigins": [],
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "browser.gatherUsageStats": False,
    "server.showEmailPrompt": False,
}
#: A page with a camera is drawn twice a second. Streamlit would sweep all memory after each time: measured, a quarter
#: of a second with every thread held. Python's own sweeps are enough.
PACE: Final[dict[str, Any]] = {"runner.postScriptGC": False}
#: Our pages in no frame but a component's own, and nothing sent to another server.
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(), usb=(), payment=()",
}
CONNECT: Final = "connect-src 'self' data: blob:; form-action 'self'; base-uri 'self'; object-src 'none'"
COMPONENT: Final = "/component/"  # served into a frame of our own page


class Guard:
    """Refuses requests for another name and from foreign pages; sets the headers of every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI asks for it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origin = headers.get("host"), headers.get("origin")
        socket_asked = scope["type"] == "websocket"
        guarded = _with_headers(send, scope["path"])
        if is_ours(host) and (same_page(origin, host) if origin or socket_asked else True):
            await self._app(_with_pass(scope), receive, guarded)
        elif socket_asked:
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        else:
            refusal = PlainTextResponse("This page is for its own server only.", FORBIDDEN)
            await refusal(scope, receive, guarded)


def _with_headers(send: Send, path: str) -> Send:
    """Sends what it is given, answers with the headers that protect them."""
    framed = "'self'" if path.startswith(COMPONENT) else "'none'"

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            answered = MutableHeaders(scope=message)
            answered.update(HEADERS)
            # beside one the page has already: a browser holds to both
            answered.append("Content-Security-Policy", f"frame-ancestors {framed}; {CONNECT}")
            answered["X-Frame-Options"] = "SAMEORIGIN" if framed == "'self'" else "DENY"
        await send(message)

    return guarded


def _with_pass(scope: Scope) -> Scope:
    """The request, saying who asks: what a browser says of that itself is dropped."""
    kept = [one for one in scope["headers"] if one[0].lower() != HEADER.encode()]
    return {**scope, "headers": [*kept, (HEADER.encode(), scope.get(PASS, HERE).encode())]}


def is_ours(host: str | None) -> bool:
    """Whether a request was meant for this server: by an address, or by a name that only this machine goes by.

    Any other name is refused: its owner could point it at this machine.
    """
    name = _name(host)
    with suppress(ValueError):
        return bool(ip_address(name))
    own = socket.gethostname().lower()
    more = (one.strip().lower() for one in os.environ.get(HOSTS, "").split(","))
    return bool(name) and name in {"localhost", own, f"{own}.local", *more}


def same_page(origin: str | None, host: str | None) -> bool:
    """Whether a browser asks from a page of this server and not from a foreign page."""
    if not origin or not is_ours(host):
        return False
    with suppress(ValueError):
        return urlsplit(origin).netloc.lower() == (host or "").lower()
    return False


def _name(host: str | None) -> str:
    with suppress(ValueError):
        return (urlsplit(f"//{host or ''}").hostname or "").lower()
    return ""


Lifespan = Callable[[st.App], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def _always(_app: st.App) -> AsyncIterator[None]:
    yield


def run(app: str, options: dict[str, Any], routes: Sequence[BaseRoute] = (), lifespan: Lifespan = _always) -> None:
    """Serve a Streamlit script until Ctrl-C, guarded, with these settings besides."""
    sys.argv = [app]  # where App.run looks for .streamlit beside
    own = str(Path(app).absolute().parent / ".streamlit")
    # those beside the script alone: others could fetch a theme from an address, watch the whole disk, or stop the start
    config.get_config_files = lambda file_name: [f"{own}/{file_name}"]
    served = st.App(
        Path(app), routes=list(routes), lifespan=lifespan, middleware=[Middleware(Guard), Middleware(Uploads)]
    )
    # without this Streamlit asks the Internet what the server's address is
    shown = options.get("server.address") or ""
    address = {"browser.serverAddress": "localhost" if shown in ANY_ADDRESS else shown}
    if os.environ.pop(TIED, None):
        threading.Thread(target=_end_with_parent, name="parent watch", daemon=True).start()
    for number in STOP_SIGNALS:
        signal.signal(number, _stop_once)  # uvicorn sends itself what stopped it once more
    with private_folder() as folder, suppress(KeyboardInterrupt):  # Ctrl-C is how it ends
        tempfile.tempdir = str(folder)  # for whatever is written here: gone with this server, however that ends
        served.run(config={**PROTECTION, **PACE, **address, **options})


def _stop_once(_signal: int, _frame: FrameType | None) -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _end_with_parent() -> None:
    """End once the other end of standard input is closed, as it is when the parent was killed."""
    while os.read(STDIN, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_S)
    os._exit(0)


def main(app: str, host: str, port: str | None = None, *switches: str) -> None:
    """Serve the app. ``switches``: "headless" opens no browser, "still" does not watch the source."""
    options: dict[str, Any] = {"server.address": host}
    if port:
        options["server.port"] = int(port)
    if "headless" in switches:
        options["server.headless"] = True
    if "still" in switches:
        options["server.fileWatcherType"] = "none"
    routes: list[BaseRoute] = [camera.ROUTE, visits_kept.ROUTE]
    if open_at():
        run(app, options, [*routes, *upload.ROUTES], listening.for_phones)
    else:
        run(app, options, routes)
