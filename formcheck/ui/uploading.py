"""How much may be on its way into the uploaders of all pages at once.

Streamlit holds an uploaded file until a page takes it, and bounds one file only: many browsers that send at once would
fill memory and disk before any page has run. What is announced is counted, and what comes without being announced.
"""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from formcheck.ui.room import DISK_LEFT_BYTES, Room

UPLOAD: Final = "/_stcore/upload_file/"
UPLOADS_BYTES: Final = 2_000_000_000  # chosen: two films of the largest size, or fifteen minutes of a phone's
PATIENCE_S: Final = 60.0  # chosen: a phone that walks out of the Wi-Fi gives its room back
DRAIN_S: Final = 5.0  # chosen: a browser that still sends reads no answer; most films are through by then
TOO_SLOW: Final = 408
NO_ROOM: Final = 507
WORDS: Final = {
    NO_ROOM: "There is no room for another video right now. Please try again in a few minutes.",
    TOO_SLOW: "Nothing more of this video arrived. Please try again.",
}


def held_by_streamlit() -> int:
    """Bytes that have arrived and that no page has taken yet."""
    from streamlit import runtime

    if not runtime.exists():
        return 0
    kept = runtime.get_instance().uploaded_file_mgr.get_stats()
    return sum(one.byte_length for stats in kept.values() for one in stats)  # type: ignore[attr-defined]


def disk_left() -> int:
    """Bytes that may still be written where uploads lie meanwhile."""
    return shutil.disk_usage(tempfile.gettempdir()).free - DISK_LEFT_BYTES


class Uploads:
    """Refuses an upload that there is no room for, before it is read or as soon as it turns out."""

    def __init__(
        self,
        app: ASGIApp,
        most_bytes: int = UPLOADS_BYTES,
        held: Callable[[], int] = held_by_streamlit,
        left: Callable[[], int] = disk_left,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._app, self._held, self._left, self._patience_s = app, held, left, patience_s
        self._room = Room(most_bytes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI asks for it."""
        if scope["type"] != "http" or scope["method"] != "PUT" or UPLOAD not in scope["path"]:
            await self._app(scope, receive, send)
            return
        one = _Arriving(self._takes, self._patience_s, receive)
        try:
            if one.take(_announced(scope)):
                await self._handed_on(one, scope, send)
            if one.refused:
                await one.drain()
                await PlainTextResponse(WORDS[one.refused], one.refused)(scope, receive, send)
        finally:
            self._room.give_back(one.taken)

    async def _handed_on(self, one: "_Arriving", scope: Scope, send: Send) -> None:
        async def unless_refused(message: Message) -> None:
            if not one.refused:
                await send(message)

        try:
            await self._app(scope, one.receive, unless_refused)
        except Exception:
            if not one.refused:  # else it only says that its browser seems to have left
                raise

    def _takes(self, size: int) -> bool:
        return size <= self._left() and self._room.has(size + self._held()) and self._room.take(size)


@dataclass(slots=True)
class _Arriving:
    """One upload: how much room it has ``taken``, how much has come, and the status it was ``refused`` with."""

    takes: Callable[[int], bool]
    patience_s: float
    asked: Receive
    taken: int = 0
    come: int = 0
    refused: int = 0
    ended: bool = field(default=False)

    def take(self, size: int) -> bool:
        """Room for so many bytes more, or it is refused."""
        if size and not self.takes(size):
            self.refused = NO_ROOM
            return False
        self.taken += size
        return True

    async def receive(self) -> Message:
        """What comes next; to the page a refused browser has left."""
        try:
            message = await asyncio.wait_for(self.asked(), self.patience_s)
        except TimeoutError:
            self.refused = TOO_SLOW
            return {"type": "http.disconnect"}
        self.come += len(message.get("body", b""))
        self.ended = not message.get("more_body")
        if self.come > self.taken and not self.take(self.come - self.taken):
            return {"type": "http.disconnect"}
        return message

    async def drain(self) -> None:
        """Let what is on its way come, and keep none of it."""
        end_s = time.monotonic() + DRAIN_S
        while not self.ended and self.refused != TOO_SLOW and (left_s := end_s - time.monotonic()) > 0:
            try:
                message = await asyncio.wait_for(self.asked(), left_s)
            except TimeoutError:
                return
            self.ended = not message.get("more_body")


def _announced(scope: Scope) -> int:
    words = Headers(scope=scope).get("content-length", "")
    return int(words) if words.isdecimal() and len(words) <= 15 else 0
