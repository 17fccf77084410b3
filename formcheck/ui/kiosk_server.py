"""Serves the kiosk: Streamlit's page, and beside it one route for picture and state and one for the idle film.

The camera hangs on this machine, so its pictures need no WebRTC. The browser asks for one message after the other over
a WebSocket and gets what is newest then: nothing ever waits in a queue.
"""

import asyncio
import json
import sys
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from formcheck.kiosk.attendant import KioskState
from formcheck.kiosk.demo import Demo
from formcheck.kiosk.engine import Kiosk, the_kiosk
from formcheck.ui import samples
from formcheck.ui.kiosk_view import view
from formcheck.ui.theme import DARK, TEXT_ON_DARK

LIVE: Final = "/kiosk/live"
FILM: Final = "/kiosk/film.mp4"
POLL_S: Final = 0.01  # a third of the time between two pictures
IDLE_S: Final = 1.0  # the browser hears something at least this often, or it knows that the server is gone
FILMED: Final = "floor_squat_side"
POLICY_VIOLATION: Final = 1008  # RFC 6455
#: Whatever the browser prefers, the page is dark: nothing flashes before the screen is there.
NIGHT: Final = {
    "theme.light.backgroundColor": DARK["paper"],
    "theme.light.secondaryBackgroundColor": DARK["card"],
    "theme.light.textColor": DARK["ink"],
    "theme.light.borderColor": DARK["line"],
    "theme.light.primaryColor": TEXT_ON_DARK["accent"],
}
BOOT: Final = uuid.uuid4().hex  # a screen that finds another one loads its page anew


async def live(socket: WebSocket) -> None:
    """Answers every message of the browser with the state when it is new, else with the next picture."""
    if not of_this_page(socket.headers.get("origin"), socket.headers.get("host")):
        await socket.close(POLICY_VIOLATION)
        return
    await socket.accept()
    kiosk, told, number = the_kiosk(), "", 0
    with suppress(WebSocketDisconnect, RuntimeError):
        while True:
            await socket.receive_text()
            news = await _news(kiosk, told, number)
            if isinstance(news, str):
                told = news
                await socket.send_text(_timed(news, kiosk.state))
            elif news:
                number, jpeg = news
                await socket.send_bytes(jpeg)
            else:
                await socket.send_text("{}")


async def _news(kiosk: Kiosk, told: str, number: int) -> str | tuple[int, bytes] | None:
    seen: KioskState | None = None
    for _ in range(round(IDLE_S / POLL_S)):
        state = kiosk.state
        if state is not seen:
            seen = state
            words = json.dumps(screen(state))
            if words != told:
                return words
        picture = kiosk.picture
        if picture.jpeg and picture.number > number:
            return picture.number, picture.jpeg
        await asyncio.sleep(POLL_S)
    return None


def screen(state: KioskState) -> dict[str, Any]:
    """The view with where to find the film."""
    demo = film()
    path = demo.path(state.settings.language) if demo else None
    return view(state) | {"boot": BOOT, "film": f"{FILM}?{path.stem}" if path else None}


def _timed(words: str, state: KioskState) -> str:
    return json.dumps(json.loads(words) | {"left_s": state.left_s})


def of_this_page(origin: str | None, host: str | None) -> bool:
    """Whether a browser's socket was opened by a page of this server and not by a foreign one that was looked at here.

    A name other than localhost is refused: whoever owns it could point it at this machine.
    """
    if not origin or not host:
        return False
    theirs, name = urlsplit(origin).netloc, urlsplit(f"//{host}").hostname or ""
    with suppress(ValueError):
        return theirs == host and (name == "localhost" or bool(ip_address(name)))
    return False


def show_film(_request: Request) -> Response:
    """The film of the idle screen."""
    found = film()
    if found is None:
        return Response(status_code=404)
    return FileResponse(found.path(the_kiosk().state.settings.language), headers={"Cache-Control": "no-store"})


@lru_cache(maxsize=1)
def film() -> Demo | None:
    """The sample the idle screen shows; None when the samples did not come along."""
    clips = {sample.path.stem: sample.path for sample in samples.all_samples()}
    return Demo(clips[FILMED]) if FILMED in clips else None


@asynccontextmanager
async def _open_hours(_app: st.App) -> AsyncIterator[None]:
    kiosk = the_kiosk()
    try:
        yield
    finally:
        kiosk.stop()
        if demo := film():
            demo.close()


def main(app: str, host: str, port: str | None = None) -> None:
    """Serve until Ctrl-C."""
    sys.argv = [app]  # where App.run looks for .streamlit beside
    routes = [WebSocketRoute(LIVE, live), Route(FILM, show_film)]
    options: dict[str, Any] = {
        "server.address": host,
        "server.headless": True,  # the screen's own browser is started in its kiosk mode, not as a window here
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": False,
        **NIGHT,
    }
    if port:
        options["server.port"] = int(port)
    st.App(Path(app), routes=routes, lifespan=_open_hours).run(config=options)


if __name__ == "__main__":
    main(*sys.argv[1:])
