"""A camera read in a thread of its own: only the newest frame is kept, no queue."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.i18n import Language, set_locale
from formcheck.media.camera import Camera

OPENING_S: Final = 20.0  # Windows takes up to half of that for some webcams
STALLED_S: Final = 3.0  # the request: a camera this long without a picture is opened again
LET_GO_S: Final = 3.0  # chosen: many times one picture and closing; a driver that takes longer may never let go


@dataclass(frozen=True, slots=True)
class Shot:
    """One frame (H, W, 3) RGB with its number and its time on the kiosk's clock."""

    number: int
    image: NDArray[np.uint8]
    t_s: float


class Feed:
    """Opens a camera and reads it until ``leave``, or until it fails: then ``error`` says why.

    ``now_s`` is the kiosk's clock, to which the camera's time is shifted. ``language`` is that of the errors.
    ``after``: the feed before, which must release the camera first; many cameras open only once.
    """

    def __init__(
        self,
        opened: Callable[[], Camera],
        now_s: Callable[[], float],
        language: Language,
        after: "Feed | None" = None,
    ) -> None:
        self.error: Exception | None = None
        self.language, self.gone = language, threading.Event()
        self._opened, self._now_s = opened, now_s
        self._news = threading.Condition()
        self._newest: Shot | None = None
        self._heard_s = time.monotonic()
        self._leaving, self._taken = False, 0
        before = after.gone if after else None
        threading.Thread(target=self._work, args=(before,), name="kiosk camera", daemon=True).start()

    def newer(self, than: int, wait_s: float) -> Shot | None:
        """The newest frame if its number is above ``than``; waits for one, None when none comes."""
        with self._news:
            self._news.wait_for(lambda: self._newest is not None and self._newest.number > than, wait_s)
            shot = self._newest if self._newest and self._newest.number > than else None
            if shot:
                self._taken = shot.number
                self._news.notify_all()
        return shot

    @property
    def stalled(self) -> bool:
        """Whether no frame has come for too long."""
        patience_s = STALLED_S if self._newest else OPENING_S
        return time.monotonic() - self._heard_s > patience_s

    def leave(self) -> None:
        """Close the camera after the current frame. A thread stuck in a driver stays behind, without effect."""
        with self._news:
            self._leaving = True
            self._news.notify_all()

    def _seen(self) -> bool:
        return self._leaving or self._newest is None or self._taken >= self._newest.number

    def _work(self, before: threading.Event | None) -> None:
        try:
            if before is not None:
                before.wait(LET_GO_S)
            if not self._leaving:
                self._read()
        except Exception as error:
            self.error = error
        finally:
            self.gone.set()

    def _read(self) -> None:
        self._heard_s = time.monotonic()
        set_locale(self.language)  # of this thread, whose errors are sentences too
        camera = self._opened()
        begun_s, number = self._now_s(), 0
        try:
            while not self._leaving:
                set_locale(self.language)
                image, t_s = camera.read()
                number += 1
                with self._news:
                    self._newest, self._heard_s = Shot(number, image, begun_s + t_s), time.monotonic()
                    self._news.notify_all()
                    if camera.patient:
                        self._news.wait_for(self._seen, STALLED_S / 2)
        finally:
            camera.close()
