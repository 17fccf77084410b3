"""The kiosk's hours in minutes: ``python -m hostile.kiosk_hours [SECONDS] [real]`` has one visitor after the other.

The whole engine works, with its threads, a screen that asks for pictures, and time as the camera tells it. The pose
model sees the first visitor; from then on its landmarks are played again, so that hours pass quickly. With "real" it
sees everybody. Printed: visits, hours of the camera, and memory, threads and open files on the way.
"""

import itertools
import os
import sys
import tempfile
import threading
import time
from dataclasses import astuple, dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from formcheck.kiosk.choices import KioskSettings
from formcheck.kiosk.engine import Kiosk
from formcheck.kiosk.service import KioskService, live_session
from formcheck.live.session import LIVE_DEFAULTS, LiveSession
from formcheck.media.pose import MediaPipePose
from formcheck.media.video import FileSource
from formcheck.motion.track import Pose
from formcheck.storage.small_files import FOLDER
from formcheck.storage.visit_counts import visit_counts

Image = NDArray[np.uint8]
CLIP: Final = Path(__file__).resolve().parents[2] / "sample_videos" / "floor_squat_side.mp4"
EVERY_S: Final = 0.1  # as on a slow machine
STANDS_S: Final = 7.0
STAYS_S: Final = 5.0
CATCHES_UP_S: Final = 0.03  # of our time for each of these pictures: judging has a thread and a pace of its own
NOBODY: Final = 45  # pictures a second apart: the result, and a while without anybody
HIGH_PX: Final = 320
LOOKS_S: Final = 0.1  # how often the screen asks for a picture
SAMPLES: Final = 9


class Visitors:
    """A camera before which one visitor after the other stands, squats three times and leaves."""

    patient = True

    def __init__(self) -> None:
        seen, at_s = [], 0.0
        with FileSource(CLIP) as source:
            for frame in source:
                if frame.t_s >= at_s:
                    width = round(frame.image.shape[1] * HIGH_PX / frame.image.shape[0])
                    seen.append(cv2.resize(frame.image, (width, HIGH_PX)))
                    at_s += EVERY_S
        stands = [seen[0]] * round(STANDS_S / EVERY_S)
        stays = [seen[-1]] * round(STAYS_S / EVERY_S)
        nobody = [np.full_like(seen[0], 90)] * NOBODY
        visit = (
            *((image, EVERY_S, 0.0) for image in (*stands, *seen)),
            *((image, EVERY_S, CATCHES_UP_S) for image in stays),
            *((image, 1.0, 0.0) for image in nobody),
        )
        self._pictures = itertools.cycle([(_numbered(image, n), *times) for n, (image, *times) in enumerate(visit)])
        self.t_s = 0.0

    def read(self) -> tuple[Image, float]:
        """See Camera."""
        image, gap_s, wait_s = next(self._pictures)
        self.t_s += gap_s
        time.sleep(wait_s)
        return image, self.t_s

    def close(self) -> None:
        """Nothing to let go of."""


def _numbered(image: Image, number: int) -> Image:
    """With its number in the first points, for `Remembered`."""
    made = image.copy()
    made[0, :2] = [[number % 256] * 3, [number // 256] * 3]
    return made


class Remembered:
    """The pose model, asked once for each picture."""

    def __init__(self) -> None:
        self._model, self._known = MediaPipePose("lite"), dict[tuple[int, int, int], Pose]()

    def __call__(self, image: Image, t_s: float) -> Pose:
        """The pose in a picture."""
        key = (image.shape[0], int(image[0, 0, 0]), int(image[0, 1, 0]))
        if key not in self._known:
            self._known[key] = self._model(image, t_s)
        return replace(self._known[key], t_s=t_s)

    def close(self) -> None:
        """Release the model."""
        self._model.close()


def replayed_session(_settings: KioskSettings) -> LiveSession:
    """A live session that remembers."""
    return LiveSession(LIVE_DEFAULTS, words=False, estimator=Remembered)


@dataclass(frozen=True)
class Sample:
    """How things stand after so many seconds of this machine."""

    ran_s: float
    hours: float
    visits: int
    memory_mb: float
    threads: int
    files: int


def hours(seconds: float, *, real: bool = False, samples: int = SAMPLES, visits: float = float("inf")) -> list[Sample]:
    """Run for so long, or for so many visits; the first sample is taken once the first visitors have gone."""
    camera = Visitors()
    make = partial(KioskService, make=live_session if real else replayed_session)
    kiosk = Kiosk(KioskSettings(result_s=30), lambda _name: camera, make)
    ended = threading.Event()
    screen = threading.Thread(target=_look, args=(kiosk, ended))
    found: list[Sample] = []
    began_s = time.monotonic()
    kiosk.start()
    screen.start()
    try:
        while _visits() < 3 and time.monotonic() - began_s < seconds:
            time.sleep(LOOKS_S)
        first_s = time.monotonic() - began_s
        for number in range(samples):
            due_s = first_s + (seconds - first_s) * number / (samples - 1)
            while time.monotonic() - began_s < due_s and _visits() < visits:
                time.sleep(LOOKS_S)
            found.append(_sample(time.monotonic() - began_s, camera))
    finally:
        ended.set()
        screen.join()
        kiosk.stop()
    return found


def _look(kiosk: Kiosk, ended: threading.Event) -> None:
    while not ended.wait(LOOKS_S):
        assert kiosk.state.problem is None, kiosk.state.problem
        _ = kiosk.picture


def _visits() -> int:
    return sum(visit_counts().visits.values())


def _sample(ran_s: float, camera: Visitors) -> Sample:
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    memory_mb, threads = int(status["VmRSS"].split()[0]) / 1000, int(status["Threads"])
    return Sample(
        round(ran_s, 1),
        round(camera.t_s / 3600, 2),
        _visits(),
        round(memory_mb, 1),
        threads,
        len(os.listdir("/proc/self/fd")),  # noqa: PTH208 - counts itself, always the same
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        os.environ[FOLDER] = name
        taken = hours(float((sys.argv[1:] or ["60"])[0]), real="real" in sys.argv)
    for line in ([field.name for field in fields(Sample)], *map(astuple, taken)):
        sys.stdout.write(" | ".join(map(str, line)) + "\n")
