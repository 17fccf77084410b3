"""A camera of this machine says why it does not open; a clip stands in for one and never ends."""

import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from formcheck.errors import CameraError, VideoNotFound
from formcheck.media import camera
from formcheck.media.camera import LocalCamera, LoopedClip, open_camera
from formcheck.media.video import FileSink


@pytest.fixture
def clip(tmp_path):
    """Five pictures, one every 0.2 s, each a little lighter."""
    path = tmp_path / "clip.mp4"
    with FileSink(path, (64, 64)) as sink:
        for number in range(5):
            sink.write(np.full((64, 64, 3), 40 * number, np.uint8), number * 0.2)
    return path


class FakeClock:
    def __init__(self):
        self.now_s, self.waits = 100.0, []

    def now(self):
        return self.now_s

    def wait(self, seconds):
        self.waits.append(seconds)
        self.now_s += seconds


def test_a_clip_starts_over_and_its_time_runs_on(clip):
    clock = FakeClock()
    endless = LoopedClip(clip, clock.now, clock.wait)
    read = [endless.read() for _ in range(12)]
    times = [t_s for _, t_s in read]
    assert times == pytest.approx([0.2 * number for number in range(12)], abs=1e-3)
    brightness = [int(image.mean()) for image, _ in read]
    assert brightness[5:10] == brightness[:5] == sorted(brightness[:5])
    assert read[0][0].shape == (64, 64, 3)
    endless.close()


def test_a_clip_keeps_its_own_pace(clip):
    clock = FakeClock()
    endless = LoopedClip(clip, clock.now, clock.wait)
    for _ in range(8):
        endless.read()
    assert clock.now_s - 100.0 == pytest.approx(1.4, abs=1e-3)


def test_a_slow_reader_is_not_hurried(clip):
    clock = FakeClock()
    endless = LoopedClip(clip, clock.now, clock.wait)
    endless.read()
    clock.now_s += 5.0
    endless.read()
    clock.waits.clear()
    endless.read()
    assert clock.waits == [pytest.approx(0.2, abs=1e-3)]


def test_a_missing_clip_is_said(tmp_path):
    with pytest.raises(VideoNotFound):
        open_camera(str(tmp_path / "none.mp4"))


class FakeCapture:
    """cv2.VideoCapture with three pictures of one size in blue, green and red order."""

    opens, size_wh, pictures = True, (1280, 720), 3

    def __init__(self, number):
        self.left, self.set_to, self.released = self.pictures, {}, False

    def isOpened(self):  # noqa: N802 - OpenCV's name
        return self.opens

    def set(self, key, value):
        self.set_to[key] = value

    def read(self):
        self.left -= 1
        picture = np.zeros((self.size_wh[1], self.size_wh[0], 3), np.uint8)
        picture[..., 0] = 200
        return (True, picture) if self.left >= 0 else (False, None)

    def release(self):
        self.released = True


@pytest.fixture
def capture(monkeypatch):
    made = []

    class Kept(FakeCapture):
        def __init__(self, number):
            super().__init__(number)
            made.append(self)

    monkeypatch.setattr(cv2, "VideoCapture", Kept)
    return Kept, made


def test_pictures_are_rgb_reduced_and_timed(capture):
    one = open_camera("1")
    image, t_s = one.read()
    assert image.shape == (540, 960, 3)
    assert image[0, 0].tolist() == [0, 0, 200]
    assert 0 <= t_s <= one.read()[1]
    assert capture[1][0].set_to[cv2.CAP_PROP_BUFFERSIZE] == 1
    one.close()
    assert capture[1][0].released


def test_small_pictures_stay_as_they_are(capture, monkeypatch):
    monkeypatch.setattr(capture[0], "size_wh", (640, 480))
    assert LocalCamera(0).read()[0].shape == (480, 640, 3)


def test_a_camera_that_stops_is_said(capture):
    one = LocalCamera(0)
    for _ in range(3):
        one.read()
    with pytest.raises(CameraError, match="check its cable"):
        one.read()


@pytest.mark.parametrize(
    ("there", "permitted", "platform", "said"),
    [
        (False, False, "linux", "There is no camera 3"),
        (True, False, "linux", "group video"),
        (True, True, "linux", "close other programs"),
        (False, False, "darwin", "allow it in the system settings"),
    ],
)
def test_a_camera_that_does_not_open_says_why(capture, monkeypatch, there, permitted, platform, said):
    monkeypatch.setattr(capture[0], "opens", False)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "exists", lambda path: there)
    monkeypatch.setattr(camera.os, "access", lambda path, mode: permitted)
    with pytest.raises(CameraError, match=said):
        open_camera("3")
    assert capture[1][0].released
