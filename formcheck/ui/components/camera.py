"""The browser's camera in a page: one picture in, one picture out. The only importer of streamlit_webrtc."""

import logging
import os
import threading
import time
from collections.abc import Callable
from typing import Any, Final, Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from formcheck.i18n import gettext, gettext_noop

Image = NDArray[np.uint8]
#: Takes an upright, unmirrored RGB picture and its media time in seconds; returns the picture to show.
PictureFunction = Callable[[Image, float], Image]
StreamState = Literal["idle", "connecting", "playing"]

LONG_SIDE_PX: Final = 640  # asked of the camera, and kept when the browser sends less under load: pixels are compared
CONSTRAINTS: Final = {
    "video": {"width": {"ideal": 640}, "height": {"ideal": 480}, "frameRate": {"ideal": 30}},
    "audio": False,
}
STALE_S: Final = 15.0  # chosen: a stream that sent nothing for so long has lost its browser; its place is given away
SORRY: Final = gettext_noop(
    "Something went wrong with the camera image. Please start the camera again (the server log has details)."
)
FULL: Final = gettext_noop(
    "The camera is already running in another tab, and this computer can't run it twice. Please "
    "stop it there, then press Start again."
)
log = logging.getLogger("formcheck.ui")


class VideoFrame(Protocol):
    """What is used of an ``av.VideoFrame``."""

    pts: Any
    time_base: Any
    time: float | None
    width: int
    height: int

    def to_ndarray(self, **options: Any) -> NDArray[Any]:
        """The picture, converted and scaled as the options say."""
        ...


F = TypeVar("F", bound=VideoFrame)


class Places:
    """How many streams may run at once in this process: each costs a pose model and most of a core."""

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
        """Whether one more stream may start."""
        with self._lock:
            self._forget_stale()
            return len(self._last_s) < self._most

    def _forget_stale(self) -> None:
        now_s = self._clock()
        self._last_s = {holder: at_s for holder, at_s in self._last_s.items() if now_s - at_s < STALE_S}


#: Chosen: one stream a core. The light model takes 21 ms of each 33 ms.
PLACES: Final = Places(max(1, os.cpu_count() or 1))


class Feed:
    """The callback of one stream: hands pictures to a function and never raises, which would freeze the stream.

    A picture that comes while another is worked on is dropped. ``problem`` is one sentence for the page, or None;
    ``close`` is called once when the stream has ended.
    """

    def __init__(
        self,
        picture: PictureFunction,
        close: Callable[[], None] = lambda: None,
        *,
        places: Places = PLACES,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.problem: str | None = None
        self.started = self.ended = False
        self._picture, self._close, self._places, self._clock = picture, close, places, clock
        self._busy, self._ending = threading.Lock(), threading.Lock()
        self._waiting_since_s: float | None = None

    def __call__(self, frame: F) -> F:
        """The frame to show for a frame of the camera."""
        self._waiting_since_s = self._clock()
        if self.ended or not self._busy.acquire(blocking=False):
            return frame
        try:
            return self._shown(frame)
        except Exception:
            if self.problem is None:
                log.exception("a picture of the camera failed")
            self.problem = SORRY
            return frame
        finally:
            self._busy.release()

    def _shown(self, frame: F) -> F:
        if not self._places.take(self):
            self.problem = FULL
            return frame
        self.started = True
        scale = LONG_SIDE_PX / max(frame.width, frame.height)
        width, height = (max(2, 2 * round(side * scale / 2)) for side in (frame.width, frame.height))
        image = np.ascontiguousarray(frame.to_ndarray(format="rgb24", width=width, height=height), dtype=np.uint8)
        made: Any = type(frame)
        shown: F = made.from_ndarray(np.ascontiguousarray(self._picture(image, float(frame.time or 0.0))), "rgb24")
        shown.pts, shown.time_base = frame.pts, frame.time_base
        self.problem = None
        return shown

    def quiet_s(self) -> float:
        """Seconds without a picture: since the last one, or since this was first asked."""
        now_s = self._clock()
        if self._waiting_since_s is None:
            self._waiting_since_s = now_s
        return now_s - self._waiting_since_s

    def end(self) -> None:
        """The stream is over, from whichever thread: give the place back and close, once."""
        with self._ending:
            if self.ended:
                return
            self.ended = True
        self._places.give_back(self)
        with self._busy:  # not under a picture's feet
            self._close()


def stream(key: str, feed: Feed, ice_servers: tuple[str, ...]) -> StreamState:
    """Show the camera with its start and stop button; the feed gets its pictures. Addresses: STUN or TURN, or none."""
    from streamlit_webrtc import webrtc_streamer

    callback: Any = feed  # any frame will do for it; its type alone asks for av, which is not imported here
    context = webrtc_streamer(
        key=key,
        video_frame_callback=callback,
        on_video_ended=feed.end,
        async_processing=True,
        rtc_configuration={"iceServers": [{"urls": [address]} for address in ice_servers]},  # None would ask Google
        media_stream_constraints=CONSTRAINTS,
        media_toggle_controls=False,
        video_html_attrs={
            "autoPlay": True,
            "controls": False,
            "muted": True,
            "style": {"width": "100%", "borderRadius": "14px", "background": "#0D1421"},
        },
        translations=_component_words(),
    )
    if context.state.playing:
        return "playing"
    return "connecting" if context.state.signalling else "idle"


def _component_words() -> Any:
    return {
        "start": gettext("Start the camera"),
        "stop": gettext("Stop"),
        "select_device": gettext("Choose the camera"),
        "select_camera": gettext("Camera"),
        "media_api_not_available": gettext("This browser does not let this page use the camera."),
        "device_ask_permission": gettext("Please allow the camera."),
        "device_not_available": gettext("We found no camera."),
        "device_access_denied": gettext("The camera is not allowed."),
        "turn_camera_on": gettext("Camera on"),
        "turn_camera_off": gettext("Camera off"),
    }
