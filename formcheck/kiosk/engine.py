"""The kiosk's engine: camera, live session and visit in their own threads, restarted by a watchdog when they fail."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.drawing.stills import jpeg
from formcheck.errors import CameraError
from formcheck.i18n import gettext, use_locale
from formcheck.kiosk.choices import KioskSettings, from_environment
from formcheck.kiosk.feed import Feed
from formcheck.kiosk.service import KioskService, KioskState
from formcheck.media.camera import Camera, open_camera

LOOK_S: Final = 0.25  # how often the watchdog looks, and the longest wait for a picture
STUCK_S: Final = 20.0  # one picture takes 40 ms, the first one with loading the model a few seconds
RETRY_S: Final = (0.5, 1.0, 2.0, 5.0, 10.0)  # chosen: soon after a hiccup, rarely while a camera is unplugged
WATCHED_S: Final = 2.0  # pictures are encoded only while a screen asks for them
QUALITY: Final = 80  # chosen: no visible fringes at 3 m, 60 kB a picture
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Picture:
    """The newest frame for the screen as JPEG, with its number; empty when there is none to show."""

    number: int = 0
    jpeg: bytes = b""


class _ServiceThread:
    """Runs one kiosk service in a thread; after ``end`` nothing it does has an effect."""

    def __init__(self, kiosk: "Kiosk", make: Callable[[], KioskService]) -> None:
        self.error: Exception | None = None
        self.busy_s: float | None = None
        self._kiosk, self._make, self.over = kiosk, make, False

    def begin(self) -> None:
        """Start the thread."""
        threading.Thread(target=self._work, name="kiosk service", daemon=True).start()

    def end(self) -> None:
        """End after the current frame."""
        self.over = True

    @property
    def stuck(self) -> bool:
        """Whether one call has taken longer than ``STUCK_S``."""
        busy_s = self.busy_s
        return busy_s is not None and time.monotonic() - busy_s > STUCK_S

    def _work(self) -> None:
        service = None
        try:
            self.busy_s = time.monotonic()
            service = self._make()
            self._serve(service)
        except Exception as error:
            _log.exception("The kiosk service failed")
            self.error = error
        finally:
            if service is not None:
                service.close()

    def _serve(self, service: KioskService) -> None:
        feed, number = self._kiosk.feed, 0
        last_s, last_at = self._kiosk.now_s(), time.monotonic()
        while not self.over:
            if feed is not self._kiosk.feed:
                feed, number = self._kiosk.feed, 0
                service.reset()
            self.busy_s = None
            shot = feed.newer(number, LOOK_S)
            self.busy_s = time.monotonic()
            shown = None
            if shot is None:
                service.wait(last_s + time.monotonic() - last_at)
            else:
                number, last_s, last_at = shot.number, shot.t_s, time.monotonic()
                shown = service.serve(shot.image, shot.t_s)
            self._kiosk.publish(self, service.state, shown)


class Kiosk:
    """One for each process, whatever the number of screens. ``state`` and ``picture`` may be read from any thread."""

    def __init__(
        self,
        settings: KioskSettings,
        opened: Callable[[str], Camera] = open_camera,
        make_service: Callable[[KioskSettings], KioskService] = KioskService,
    ) -> None:
        self._opened, self._make_service = opened, make_service
        self._state, self._picture = KioskState(settings=settings), Picture()
        self._lock, self._ended, self._began_s = threading.RLock(), threading.Event(), time.monotonic()
        self._asked_s = -WATCHED_S
        self._watchdog: threading.Thread | None = None
        self._failures, self._retry_s = 0, 0.0
        self._problem: str | None = None
        self.feed: Feed
        self._thread: _ServiceThread

    def start(self) -> None:
        """Open the camera and serve; a second call changes nothing."""
        with self._lock:
            if self._watchdog is None and not self._ended.is_set():
                self._open()
                self._start_service()
                self._watchdog = threading.Thread(target=self._watch, name="kiosk watchdog", daemon=True)
                self._watchdog.start()

    def stop(self) -> None:
        """Close the camera for good."""
        self._ended.set()
        with self._lock:
            if self._watchdog is not None:
                self.feed.leave()
                self._thread.end()

    @property
    def state(self) -> KioskState:
        """What the screen shows now."""
        return replace(self._state, problem=self._problem)

    @property
    def picture(self) -> Picture:
        """The newest picture to show."""
        self._asked_s = time.monotonic()
        return self._picture

    def choose(self, settings: KioskSettings) -> None:
        """Apply new settings for every screen; the current visit is dropped. A working camera stays open."""
        with self._lock:
            same = settings.camera == self._state.settings.camera
            self._state, self._problem, self._failures = KioskState(settings=settings), None, 0
            if self._watchdog is None or self._ended.is_set():
                return
            self._thread.end()
            if same and not self._broken:
                self.feed.language = settings.language
            else:
                self._open_again()
            self._start_service()

    def now_s(self) -> float:
        """Seconds since this kiosk was made."""
        return time.monotonic() - self._began_s

    def publish(self, thread: "_ServiceThread", state: KioskState, image: NDArray[np.uint8] | None) -> None:
        """Replace what the screens show, unless a newer service thread has taken over. There is no picture under a
        result.
        """
        with self._lock:  # or choices made in between would be undone
            if thread is not self._thread or thread.over:
                return
            self._state = state
            if image is not None:
                self._problem, self._failures = None, 0
                if time.monotonic() - self._asked_s < WATCHED_S:
                    self._picture = Picture(self._picture.number + 1, jpeg(image, QUALITY))
            elif state.stage == "result":
                self._clear()

    def _clear(self) -> None:
        self._picture = Picture(self._picture.number)

    def _open(self, after: Feed | None = None) -> None:
        settings = self._state.settings
        self.feed = Feed(lambda: self._opened(settings.camera), self.now_s, settings.language, after)

    def _open_again(self) -> None:
        self.feed.leave()
        self._open(self.feed)

    @property
    def _broken(self) -> bool:
        return self.feed.error is not None or self.feed.stalled

    def _start_service(self) -> None:
        settings = self._state.settings
        self._thread = _ServiceThread(self, lambda: self._make_service(settings))
        self._thread.begin()

    def _watch(self) -> None:
        while not self._ended.wait(LOOK_S):
            try:
                with self._lock:
                    self._mend()
            except Exception:  # the watchdog must go on whatever happens
                _log.exception("The kiosk's watchdog failed")

    def _mend(self) -> None:
        """Restart what failed, soon at first, later less often."""
        with use_locale(self._state.settings.language):
            trouble = self._trouble()
        if trouble is None or self._ended.is_set():
            return
        if trouble != self._problem:
            _log.warning("Kiosk: %s", trouble)
            self._problem, self._retry_s = trouble, self.now_s() + self._patience_s()
            self._clear()
        elif self.now_s() >= self._retry_s:
            self._failures += 1
            if self._broken:
                self._open_again()
            if self._thread.error or self._thread.stuck:
                self._thread.end()
                self._state = KioskState(settings=self._state.settings)
                self._start_service()
            self._retry_s = self.now_s() + self._patience_s()

    def _patience_s(self) -> float:
        return RETRY_S[min(self._failures, len(RETRY_S) - 1)]

    def _trouble(self) -> str | None:
        """What is wrong now, as a sentence for the trainer; None when all is well."""
        feed, thread = self.feed, self._thread
        if feed.error is not None:
            # other errors may name a file of this machine
            return str(feed.error) if isinstance(feed.error, CameraError) else gettext("The camera has stopped.")
        if feed.stalled:
            return gettext("The camera sends no image. We are opening it again.")
        if thread.error is not None or thread.stuck:
            return gettext("Measuring stopped. We are starting it again.")
        return None


_first: list[Kiosk] = []
_first_lock = threading.Lock()


def the_kiosk() -> Kiosk:
    """The one kiosk of this process, started; made from the environment on first use."""
    with _first_lock:
        if not _first:
            _first.append(Kiosk(from_environment()))
        _first[0].start()
        return _first[0]
