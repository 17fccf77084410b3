"""The browser's camera: its pictures come in over a WebSocket of this server, what lies over them goes back as data.

The browser shows its own camera. It sends the next picture when the one before was answered, and drops those between.
"""

import asyncio
import json
import logging
import os
import secrets
import struct
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from formcheck.drawing.shapes import AnyShape
from formcheck.drawing.stills import from_jpeg
from formcheck.i18n import gettext_noop
from formcheck.player.packing import pack_picture
from formcheck.ui.conversation import POLICY_VIOLATION, Message, converse

Image = NDArray[np.uint8]
#: Takes an upright, unmirrored RGB picture and its time in seconds; returns what to lay over its mirror image, or None.
LookFunction = Callable[[Image, float], Sequence[AnyShape] | None]

TIME: Final = struct.Struct("<d")  # seconds of the browser's clock, before each JPEG
MOST_PX: Final = 1280 * 1280  # four times what our own page sends
STALE_S: Final = 15.0  # chosen: a camera that sent nothing for so long gives its place away
SORRY: Final = gettext_noop(
    "Something went wrong with the camera image. Please start the camera again (the server log has details)."
)
FULL: Final = gettext_noop(
    "This computer can't follow another camera right now: others are running, in another tab of yours or with somebody "
    "else. Please stop yours there or wait until one is free, then press Start again."
)
log = logging.getLogger("formcheck.ui")


class Places:
    """How many cameras may run at once in this process: each costs a pose model and most of a core."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = most, clock
        self._last_s: dict[object, float] = {}
        self._lock = threading.Lock()

    def take(self, holder: object) -> bool:
        """Take a place or keep it, at every picture; False when others have all of them."""
        with self._lock:
            self._forget_stale()
            if holder not in self._last_s and len(self._last_s) >= self._most:
                return False
            self._last_s[holder] = self._clock()
            return True

    def give_back(self, holder: object) -> None:
        """Free a place, held or not."""
        with self._lock:
            self._last_s.pop(holder, None)

    def free(self) -> bool:
        """Whether one more camera may start."""
        with self._lock:
            self._forget_stale()
            return len(self._last_s) < self._most

    def _forget_stale(self) -> None:
        now_s = self._clock()
        self._last_s = {holder: at_s for holder, at_s in self._last_s.items() if now_s - at_s < STALE_S}


#: Chosen: one camera a core. The light model takes 21 ms of each 33 ms.
PLACES: Final = Places(max(1, os.cpu_count() or 1))


class Feed:
    """One camera of one visitor: pictures in, what lies over them out; never raises.

    ``line`` names it to the browser and cannot be guessed; it is good for one connection, and forgotten with the feed.
    ``taken``: a browser has come for it. ``problem`` is one sentence for the page, untranslated, or None; ``close`` is
    called once, when the camera has left.
    """

    def __init__(
        self, look: LookFunction, close: Callable[[], None] = lambda: None, *, places: Places = PLACES
    ) -> None:
        self.line = secrets.token_urlsafe(24)
        self.problem: str | None = None
        self.taken = self.ended = False
        self._look, self._close, self._places = look, close, places
        self._busy, self._ending = threading.Lock(), threading.Lock()
        _feeds[self.line] = self

    def take(self) -> bool:
        """Whether this is the first to take the line."""
        with self._ending:
            taken, self.taken = self.taken, True
            return not (taken or self.ended)

    def answer(self, message: Message) -> str | None:
        """What to draw over a picture, as JSON with the picture's own time; None after the end."""
        if self.ended:
            return None
        shapes, t_s, size_wh = None, None, (0, 0)
        try:
            if isinstance(message, bytes):
                (t_s,) = TIME.unpack_from(message)
                image = from_jpeg(message[TIME.size :], MOST_PX)
                size_wh = (image.shape[1], image.shape[0])
                shapes = self._shapes(image, t_s)
        except Exception:
            if self.problem != SORRY:  # thirty times a second would drown the log
                log.exception("a picture of the camera failed")
            self.problem = SORRY
        drawing = None if shapes is None else pack_picture(shapes, size_wh)
        return json.dumps({"t_s": t_s, "drawing": drawing}, separators=(",", ":"))

    def _shapes(self, image: Image, t_s: float) -> Sequence[AnyShape] | None:
        with self._busy:
            if self.ended:
                return None
            if not self._places.take(self):
                self.problem = FULL
                return None
            shapes = self._look(image, t_s)
            self.problem = None
            return shapes

    def end(self) -> None:
        """The camera has left, whoever noticed it: give the place back and close, once."""
        with self._ending:
            if self.ended:
                return
            self.ended = True
        with self._busy:  # not under a picture's feet
            self._places.give_back(self)
            self._close()


_feeds: WeakValueDictionary[str, Feed] = WeakValueDictionary()


async def serve(socket: WebSocket) -> None:
    """One camera, from its first picture until its tab leaves; its thread and its pose model end with it."""
    feed = _feeds.get(socket.path_params["line"])
    if feed is None or not feed.take():
        await socket.close(POLICY_VIOLATION)
        return
    worker = ThreadPoolExecutor(1, "camera")
    loop = asyncio.get_running_loop()
    try:
        await converse(socket, lambda message: loop.run_in_executor(worker, feed.answer, message))
    finally:
        worker.submit(feed.end)
        worker.shutdown(wait=False)


ROUTE: Final = WebSocketRoute("/camera/{line}", serve)


def path(feed: Feed) -> str:
    """Where the browser sends this feed's pictures; empty once a browser does, for it will not do for another start."""
    return "" if feed.taken else f"/camera/{feed.line}"
