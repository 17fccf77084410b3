"""The kiosk's engine: camera, session and visit in threads of their own, watched and started again when they fail."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.drawing.stills import jpeg
from formcheck.errors import FormcheckError
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
    """The newest picture for the screen as JPEG, with its number; none yet, or none to be shown: empty."""

    number: int = 0
    jpeg: bytes = b""


class _Shift:
    """One attendant at work in one thread; after ``end`` nothing it does has an effect."""

    def __init__(self, kiosk: "Kiosk", attendant: Callable[[], KioskService]) -> None:
        self.error: Exception | None = None
        self.busy_s: float | None = None
        self._kiosk, self._attendant, self.over = kiosk, attendant, False

    def begin(self) -> None:
        """Start the thread."""
        threading.Thread(target=self._work, name="kiosk service", daemon=True).start()

    def end(self) -> None:
        """After the picture in hand."""
        self.over = True

    @property
    def stuck(self) -> bool:
        """One call takes far too long."""
        busy_s = self.busy_s
        return busy_s is not None and time.monotonic() - busy_s > STUCK_S

    def _work(self) -> None:
        attendant = None
        try:
            self.busy_s = time.monotonic()
            attendant = self._attendant()
            self._attend(attendant)
        except Exception as error:
            _log.exception("The kiosk's attendant failed")
            self.error = error
        finally:
            if attendant is not None:
                attendant.close()

    def _attend(self, attendant: KioskService) -> None:
        feed, number = self._kiosk.feed, 0
        last_s, last_at = self._kiosk.now_s(), time.monotonic()
        while not self.over:
            if feed is not self._kiosk.feed:
                feed, number = self._kiosk.feed, 0
                attendant.look_anew()
            self.busy_s = None
            shot = feed.newer(number, LOOK_S)
            self.busy_s = time.monotonic()
            shown = None
            if shot is None:
                attendant.wait(last_s + time.monotonic() - last_at)
            else:
                number, last_s, last_at = shot.number, shot.t_s, time.monotonic()
                shown = attendant.serve(shot.image, shot.t_s)
            self._kiosk.publish(self, attendant.state, shown)


class Kiosk:
    """One per process, however many screens look at it. ``state`` and ``picture`` may be asked from any thread."""

    def __init__(
        self,
        settings: KioskSettings,
        opened: Callable[[str], Camera] = open_camera,
        attend: Callable[[KioskSettings], KioskService] = KioskService,
    ) -> None:
        self._opened, self._attend = opened, attend
        self._state, self._picture = KioskState(settings=settings), Picture()
        self._lock, self._ended, self._began_s = threading.RLock(), threading.Event(), time.monotonic()
        self._asked_s = -WATCHED_S
        self._watchdog: threading.Thread | None = None
        self._failures, self._retry_s = 0, 0.0
        self._problem: str | None = None
        self.feed: Feed
        self._shift: _Shift

    def start(self) -> None:
        """Open the camera and serve; a second call changes nothing."""
        with self._lock:
            if self._watchdog is None and not self._ended.is_set():
                self._open()
                self._take_shift()
                self._watchdog = threading.Thread(target=self._watch, name="kiosk watchdog", daemon=True)
                self._watchdog.start()

    def stop(self) -> None:
        """Close the camera for good."""
        self._ended.set()
        with self._lock:
            if self._watchdog is not None:
                self.feed.leave()
                self._shift.end()

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
        """From now on, for every screen; whoever is being served is forgotten. A camera that works is kept open."""
        with self._lock:
            same = settings.camera == self._state.settings.camera
            self._state, self._problem, self._failures = KioskState(settings=settings), None, 0
            if self._watchdog is None or self._ended.is_set():
                return
            self._shift.end()
            if same and not self._broken:
                self.feed.language = settings.language
            else:
                self._open_again()
            self._take_shift()

    def now_s(self) -> float:
        """Seconds since this kiosk was made."""
        return time.monotonic() - self._began_s

    def publish(self, shift: "_Shift", state: KioskState, image: NDArray[np.uint8] | None) -> None:
        """Replace what the screen shows, unless another shift has taken over; under a result there is no picture."""
        with self._lock:  # else choices made in between would be undone
            if shift is not self._shift or shift.over:
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

    def _take_shift(self) -> None:
        settings = self._state.settings
        self._shift = _Shift(self, lambda: self._attend(settings))
        self._shift.begin()

    def _watch(self) -> None:
        while not self._ended.wait(LOOK_S):
            try:
                with self._lock:
                    self._mend()
            except Exception:  # the watchdog itself must outlive everything
                _log.exception("The kiosk's watchdog failed")

    def _mend(self) -> None:
        """Start again what failed, soon at first, later less often."""
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
            if self._shift.error or self._shift.stuck:
                self._shift.end()
                self._state = KioskState(settings=self._state.settings)
                self._take_shift()
            self._retry_s = self.now_s() + self._patience_s()

    def _patience_s(self) -> float:
        return RETRY_S[min(self._failures, len(RETRY_S) - 1)]

    def _trouble(self) -> str | None:
        """What is wrong now, as a sentence for the trainer."""
        feed, shift = self.feed, self._shift
        if feed.error is not None:
            return str(feed.error) if isinstance(feed.error, FormcheckError) else gettext("The camera has stopped.")
        if feed.stalled:
            return gettext("The camera sends no image. We are opening it again.")
        if shift.error is not None or shift.stuck:
            return gettext("Measuring stopped. We are starting it again.")
        return None


_first: list[Kiosk] = []
_first_lock = threading.Lock()


def the_kiosk() -> Kiosk:
    """The one kiosk of this process, started; made from the environment when first asked for."""
    with _first_lock:
        if not _first:
            _first.append(Kiosk(from_environment()))
        _first[0].start()
        return _first[0]
