"""A camera of this machine, or a clip in its place: frame after frame, each with its time."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from formcheck.errors import CameraError
from formcheck.i18n import gettext
from formcheck.media.video import FileSource, Frame

Image = NDArray[np.uint8]
#: Asked for, not promised: the largest size that nearly every webcam sends 30 times a second.
ASKED_WH: Final = (1280, 720)
ASKED_FPS: Final = 30
LONG_SIDE_PX: Final = 960  # as clips are read (settings.VideoSettings)
USUAL_GAP_S: Final = 1 / 30


class Camera(Protocol):
    """A source of frames. One thread reads and closes it; a ``patient`` one waits until each frame was analysed."""

    patient: bool

    def read(self) -> tuple[Image, float]:
        """The next frame (H, W, 3) RGB and its time in seconds since opening, strictly increasing; waits for it.

        Raises CameraError when no more will come.
        """

    def close(self) -> None:
        """Release the camera."""


def open_camera(name: str) -> Camera:
    """The camera of a number ("0" is the first), or a clip played over and over.

    Raises CameraError, and VideoError for a clip that cannot be used.
    """
    return LocalCamera(int(name)) if name.isdecimal() else LoopedClip(Path(name))


class LocalCamera:
    """A webcam. Raises CameraError when it is not there, in use, or not permitted."""

    patient = False

    def __init__(self, number: int) -> None:
        self._capture = cv2.VideoCapture(number)
        if not self._capture.isOpened():
            self._capture.release()
            raise CameraError(_why_closed(number))
        # compressed in the camera: raw pictures of this size do not fit through USB 2 at this rate
        self._capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, ASKED_WH[0])
        self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, ASKED_WH[1])
        self._capture.set(cv2.CAP_PROP_FPS, ASKED_FPS)
        self._capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)  # the newest picture, not the oldest one waiting
        self._opened_s = time.monotonic()

    def read(self) -> tuple[Image, float]:
        """See Camera."""
        there, picture = self._capture.read()
        t_s = time.monotonic() - self._opened_s
        if not there:
            raise CameraError(gettext("The camera sends no image any more. Please check its cable."))
        height, width = picture.shape[:2]
        scale = LONG_SIDE_PX / max(width, height)
        if scale < 1:
            size_wh = (round(width * scale), round(height * scale))
            picture = cv2.resize(picture, size_wh, interpolation=cv2.INTER_AREA)
        return cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), t_s

    def close(self) -> None:
        """See Camera."""
        self._capture.release()


def _why_closed(number: int) -> str:
    """One sentence on a camera that does not open; only Linux shows why."""
    device = Path(f"/dev/video{number}")
    if sys.platform != "linux" or (device.exists() and os.access(device, os.R_OK | os.W_OK)):
        return gettext(
            "Camera {number} does not open. Please close other programs that use it, and allow it in the "
            "system settings.",
            number=number,
        )
    if device.exists():
        return gettext(
            "This account is not allowed to use camera {number}. Please add the account to the group video.",
            number=number,
        )
    return gettext("There is no camera {number}. Please plug one in or choose another number.", number=number)


class LoopedClip:
    """A clip in place of a camera: played at its own pace, over and over, with increasing time.

    On a slow machine it is played slowly instead of dropping frames, so that the result is the same everywhere. Raises
    VideoError when the clip cannot be used. ``now`` and ``wait`` are its clock.
    """

    patient = True

    def __init__(
        self,
        path: Path,
        now: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._source = FileSource(path)
        self._now, self._wait = now, wait
        self._frames = self._endless()
        self._opened_s = now()

    def read(self) -> tuple[Image, float]:
        """See Camera."""
        t_s, frame = next(self._frames)
        early_s = self._opened_s + t_s - self._now()
        if early_s > 0:
            self._wait(early_s)
        else:
            self._opened_s -= early_s  # late: go on from here, without catching up
        return frame.image, t_s

    def close(self) -> None:
        """See Camera."""
        self._source.__exit__()

    def _endless(self) -> Iterator[tuple[float, Frame]]:
        begun_s = 0.0
        while True:
            last_s, gap_s = 0.0, USUAL_GAP_S
            for frame in self._source:
                gap_s = frame.t_s - last_s or gap_s
                last_s = frame.t_s
                yield begun_s + frame.t_s, frame
            begun_s += last_s + gap_s
