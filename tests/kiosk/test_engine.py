"""The engine outlives cameras that stall, fail or hang, and sessions that raise or never answer."""

import threading
import time

import numpy as np
import pytest
from kiosk_visits import FakeSession, one_visit, seen

from formcheck.errors import CameraError, VideoNotFound
from formcheck.i18n import gettext, use_locale
from formcheck.kiosk import engine, feed
from formcheck.kiosk.choices import KioskSettings
from formcheck.kiosk.engine import Kiosk
from formcheck.kiosk.service import KioskService

SECONDS = 10.0
GONE = "The camera sends no image any more. Please check its cable."


class FakeCamera:
    """Pictures as fast as they are taken, ``step_s`` apart; at number ``at`` something happens."""

    patient = True

    def __init__(self, at=None, happens=None, step_s=0.1):
        self.number, self.at, self.happens, self.step_s = 0, at, happens, step_s
        self.closed = threading.Event()

    def read(self):
        self.number += 1
        if self.number == self.at:
            self.happens()
        return np.full((24, 32, 3), self.number % 256, np.uint8), self.number * self.step_s

    def close(self):
        self.closed.set()


class Device:
    """One camera under every name: it opens only when nobody has it open, and a picture takes a while."""

    def __init__(self):
        self.held, self.times_opened = threading.Lock(), 0

    def __call__(self):
        if not self.held.acquire(blocking=False):
            raise CameraError("Camera 0 does not open: close other programs that use it.")
        self.times_opened += 1
        camera = FakeCamera()
        camera.patient, read = False, camera.read
        camera.read = lambda: time.sleep(0.05) or read()
        camera.close = self.held.release
        return camera


def hang():
    time.sleep(60)


def fail():
    raise CameraError(gettext(GONE))


@pytest.fixture(autouse=True)
def hurried(monkeypatch):
    """The same engine in a hurry."""
    monkeypatch.setattr(engine, "LOOK_S", 0.01)
    monkeypatch.setattr(engine, "RETRY_S", (0.05,))
    monkeypatch.setattr(engine, "STUCK_S", 0.5)
    monkeypatch.setattr(feed, "STALLED_S", 0.4)
    monkeypatch.setattr(feed, "OPENING_S", 0.4)
    monkeypatch.setattr(feed, "LET_GO_S", 0.3)


@pytest.fixture
def kiosk():
    """``kiosk(cameras, sessions)``: started, each camera and session taken in turn, the last one again and again."""
    running = []

    def start(cameras, sessions=(FakeSession,), settings=None):
        opened, made = [], []

        def open_(_name):
            camera = cameras[min(len(opened), len(cameras) - 1)]
            opened.append(camera() if callable(camera) else camera)
            return opened[-1]

        def attend(chosen):
            made.append(sessions[min(len(made), len(sessions) - 1)]())
            return KioskService(chosen, lambda _: made[-1])

        one = Kiosk(settings or KioskSettings(result_s=1), open_, attend)
        one.opened, one.made = opened, made
        running.append(one)
        one.start()
        return one

    yield start
    for one in running:
        one.stop()


def until(true, what):
    give_up_s = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < give_up_s, what
        time.sleep(0.005)


def new_picture(one):
    number = one.picture.number
    until(lambda: one.picture.number > number + 1, "no picture came")


def test_pictures_come_as_jpeg(kiosk):
    one = kiosk([FakeCamera])
    new_picture(one)
    assert one.picture.jpeg.startswith(b"\xff\xd8")
    assert one.state.problem is None


def test_unwatched_pictures_are_not_encoded(kiosk, monkeypatch):
    monkeypatch.setattr(engine, "WATCHED_S", -1.0)
    one = kiosk([FakeCamera])
    until(lambda: one.opened and one.opened[0].number > 5, "the camera was not read")
    assert one.picture.jpeg == b""


def test_a_whole_visit(kiosk):
    one = kiosk([FakeCamera], [lambda: FakeSession(one_visit)])
    for stage in ("countdown", "squatting", "result", "idle"):
        until(lambda stage=stage: one.state.stage == stage, f"never {stage}")


def test_no_picture_under_a_result(kiosk):
    one = kiosk([FakeCamera], [lambda: FakeSession(one_visit)], KioskSettings(result_s=1000))
    until(lambda: one.state.stage == "result", "no result")
    until(lambda: one.picture.jpeg == b"", "the visitor's picture stayed")


@pytest.mark.parametrize("happens", [hang, fail])
def test_a_camera_that_stalls_or_fails_is_opened_again(kiosk, happens):
    one = kiosk([lambda: FakeCamera(at=5, happens=happens), FakeCamera])
    until(lambda: one.state.problem, "nobody noticed")
    assert one.picture.jpeg == b""
    until(lambda: len(one.opened) > 1, "not opened again")
    new_picture(one)
    assert one.state.problem is None


def test_a_camera_that_is_not_there_is_tried_again(kiosk):
    tries = []

    def missing_at_first():
        tries.append(1)
        if len(tries) < 4:
            raise CameraError("There is no camera 0: plug one in, or choose another number.")
        return FakeCamera()

    one = kiosk([missing_at_first])
    until(lambda: one.state.problem, "nobody noticed")
    assert one.state.problem.startswith("There is no camera 0")
    new_picture(one)
    assert one.state.problem is None


def test_a_new_camera_starts_a_new_sequence(kiosk):
    one = kiosk([lambda: FakeCamera(at=5, happens=fail), FakeCamera])
    until(lambda: len(one.opened) > 1 and one.opened[1].number > 2, "not opened again")
    until(lambda: "restart" in one.made[0].said, "the session went on as if nothing had been")
    assert one.opened[0].closed.wait(SECONDS)


def raising():
    raise ZeroDivisionError("a fault of ours")


def test_a_session_that_raises_is_replaced(kiosk, caplog):
    broken = FakeSession(lambda t_s: raising())
    one = kiosk([FakeCamera], [lambda: broken, FakeSession])
    until(lambda: len(one.made) > 1, "not replaced")
    new_picture(one)
    assert one.state.problem is None
    assert "close" in broken.said
    assert "a fault of ours" in caplog.text


def test_a_session_that_hangs_is_replaced_and_has_no_effect(kiosk):
    freed = threading.Event()

    def stuck(t_s):
        freed.wait(SECONDS)
        return seen("ready", problem="from the past")

    one = kiosk([FakeCamera], [lambda: FakeSession(stuck), FakeSession])
    until(lambda: len(one.made) > 1, "not replaced")
    new_picture(one)
    freed.set()
    new_picture(one)
    assert one.state.framing.hint == "nobody"


def test_new_choices_hold_at_once_and_forget_the_visitor(kiosk):
    one = kiosk([FakeCamera], [lambda: FakeSession(one_visit), FakeSession], KioskSettings(result_s=1000))
    until(lambda: one.state.stage == "result", "no result")
    one.choose(KioskSettings(language="zh", camera="1"))
    assert one.state.settings.language == "zh"
    assert one.state.result is None
    assert one.opened[0].closed.wait(SECONDS)
    new_picture(one)
    assert one.state.settings.camera == "1"


def test_choices_that_are_not_the_camera_keep_it_open(kiosk):
    device = Device()
    one = kiosk([device])
    new_picture(one)
    for chosen in (KioskSettings(voice=False), KioskSettings(language="zh"), KioskSettings(movement="hinge")):
        one.choose(chosen)
        new_picture(one)
        assert one.state.settings == chosen
    assert len(one.made) == 4
    assert device.times_opened == 1


def test_a_camera_that_opens_only_once_at_a_time_is_waited_for(kiosk, caplog):
    device = Device()
    one = kiosk([device])
    for number in range(1, 6):
        new_picture(one)
        one.choose(KioskSettings(camera=str(number)))
    until(lambda: device.times_opened == 6, "not opened again")
    new_picture(one)
    assert caplog.text == ""


def test_choices_open_a_camera_that_failed_at_once(kiosk, monkeypatch):
    monkeypatch.setattr(engine, "RETRY_S", (2 * SECONDS,))
    broken = threading.Event()
    one = kiosk([lambda: FakeCamera(at=5, happens=broken.wait), FakeCamera])
    until(lambda: one.feed.stalled, "it works")
    one.choose(KioskSettings(voice=False))
    new_picture(one)
    broken.set()
    assert len(one.opened) == 2


def test_a_camera_kept_open_fails_in_the_language_chosen_last(kiosk, caplog):
    one = kiosk([lambda: FakeCamera(happens=fail), FakeCamera])
    new_picture(one)
    one.choose(KioskSettings(language="zh"))
    one.opened[0].at = one.opened[0].number + 100
    until(lambda: len(one.opened) == 2, "it did not fail")
    with use_locale("zh"):
        assert gettext(GONE) in caplog.text


def test_it_ends_when_asked_to(kiosk):
    one = kiosk([FakeCamera])
    new_picture(one)
    one.stop()
    assert one.opened[0].closed.wait(SECONDS)
    until(lambda: "close" in one.made[0].said, "the session was not closed")


def test_many_visits_leave_nothing_behind(kiosk):
    """Threads, sessions and cameras after twenty visits are those of the first."""
    one = kiosk([FakeCamera], [lambda: FakeSession(lambda t_s: one_visit(t_s % 30))])
    new_picture(one)
    threads = threading.active_count()
    for _ in range(20):
        until(lambda: one.state.stage == "result", "no result")
        until(lambda: one.state.stage == "idle", "not idle again")
    assert threading.active_count() <= threads  # one of an earlier test may have ended meanwhile
    assert (len(one.opened), len(one.made)) == (1, 1)


def test_a_kiosk_says_no_path_of_this_machine(kiosk):
    def gone():
        raise VideoNotFound("We can't find /videos/anna/clip.mp4. Please check the name and the folder.")

    one = kiosk([gone], [FakeSession])
    until(lambda: one.state.problem, "no problem")
    assert one.state.problem == "The camera has stopped."
