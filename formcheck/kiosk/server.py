"""Serves the kiosk: Streamlit's page, one route for frames and state, and one for the idle film.

The camera is attached to this machine. The browser asks for one message at a time over a WebSocket and gets the newest:
nothing waits in a queue.
"""

import asyncio
import json
import math
import sys
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from formcheck.advice.classes import Studio
from formcheck.kiosk.demo import Demo
from formcheck.kiosk.engine import Kiosk, the_kiosk
from formcheck.kiosk.service import KioskState, the_studio
from formcheck.kiosk.view import view
from formcheck.ui.check import samples
from formcheck.ui.components.theme import DARK, TEXT_ON_DARK
from formcheck.ui.conversation import converse
from formcheck.ui.serving import run

LIVE: Final = "/kiosk/live"
FILM: Final = "/kiosk/film.mp4"
POLL_S: Final = 0.01  # a third of the time between two pictures
IDLE_S: Final = 1.0  # the browser hears something at least this often, or it knows that the server is gone
FILMED: Final = "floor_squat_side"
#: Whatever the browser prefers, the page is dark: nothing flashes before the screen is there.
NIGHT: Final = {
    "theme.light.backgroundColor": DARK["paper"],
    "theme.light.secondaryBackgroundColor": DARK["card"],
    "theme.light.textColor": DARK["ink"],
    "theme.light.borderColor": DARK["line"],
    "theme.light.primaryColor": TEXT_ON_DARK["accent"],
}
BOOT: Final = uuid.uuid4().hex  # a screen that finds another value loads its page again


async def live(socket: WebSocket) -> None:
    """Answers every message of the browser with the state when it is new, else with the next picture."""
    listener = _Listener(the_kiosk())
    await converse(socket, lambda _: listener.news())


class _Listener:
    """One screen: the state it was sent last, and the number of the frame it was sent last."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk, self._number = kiosk, 0
        self._seen: tuple[KioskState, str | None, Studio | None] | None = None
        self._sent: dict[str, Any] = {}

    async def news(self) -> str | bytes:
        """The next message: a new state or a frame; after ``IDLE_S`` without either, an empty state."""
        for _ in range(round(IDLE_S / POLL_S)):
            if words := self._words():
                return words
            picture = self._kiosk.picture
            if picture.jpeg and picture.number > self._number:
                self._number = picture.number
                return picture.jpeg
            await asyncio.sleep(POLL_S)
        return "{}"

    def _words(self) -> str | None:
        """The state if it looks different. Built for a new state only: with a result it holds an image."""
        state = self._kiosk.state
        left_s = None if state.left_s is None else math.ceil(state.left_s)  # as it is shown
        seen = (replace(state, left_s=left_s), _film_url(state), the_studio())
        if seen == self._seen:
            return None
        self._seen, message = seen, screen(state)
        if message == self._sent:
            return None
        self._sent = message
        return json.dumps(message | {"left_s": state.left_s})


def screen(state: KioskState) -> dict[str, Any]:
    """The view, with the address of the film."""
    return view(state) | {"boot": BOOT, "film": _film_url(state)}


def _film_url(state: KioskState) -> str | None:
    demo = film()
    return f"{FILM}?{demo.path(state.settings.language).stem}" if demo else None


def show_film(_request: Request) -> Response:
    """The film of the idle screen."""
    found = film()
    if found is None:
        return Response(status_code=404)
    return FileResponse(found.path(the_kiosk().state.settings.language), headers={"Cache-Control": "no-store"})


@lru_cache(maxsize=1)
def film() -> Demo | None:
    """The clip of the idle screen; None when the samples are not installed."""
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
    routes = [WebSocketRoute(LIVE, live), Route(FILM, show_film)]
    options: dict[str, Any] = {
        "server.address": host,
        "server.headless": True,  # the screen's own browser is started in its kiosk mode, not as a window here
        "server.fileWatcherType": "none",
        **NIGHT,
    }
    if port:
        options["server.port"] = int(port)
    run(app, options, routes, _open_hours)


if __name__ == "__main__":
    main(*sys.argv[1:])
