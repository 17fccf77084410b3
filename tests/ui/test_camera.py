"""The camera's feed with real JPEGs, its line, the places for cameras, and the words for trouble; no browser."""

import asyncio
import gc
import json
import threading
import time
from types import SimpleNamespace

import numpy as np
import pytest
from starlette.datastructures import State

from formcheck.drawing.shapes import Dots
from formcheck.drawing.stills import jpeg
from formcheck.live.session import LiveSession
from formcheck.motion.track import Pose
from formcheck.ui.components import camera, camera_view
from formcheck.ui.components.camera import FULL, MOST_PX, SORRY, STALE_S, TIME, Feed, Places
from formcheck.ui.components.camera_view import WORDS, Shown, words_for

DOT = Dots(layer="skeleton", centres=np.array([[10.0, 20.0]]), radius=3, rgb=(1, 2, 3), edge=(4, 5, 6), edge_radius=4)


def message(t_s=0.0, size_wh=(640, 480), colour=(200, 40, 90)):
    return TIME.pack(t_s) + jpeg(np.full((size_wh[1], size_wh[0], 3), colour, np.uint8))


@pytest.fixture
def clock():
    return SimpleNamespace(now=100.0)


@pytest.fixture
def places(clock):
    return Places(1, clock=lambda: clock.now)


def test_pictures_are_rgb_with_the_time_of_the_camera_and_what_lies_over_them_goes_back(places):
    seen = []
    feed = Feed(lambda image, t_s: seen.append((image, t_s)) or [DOT], places=places)
    answer = json.loads(feed.answer(message(12.5)))
    ((image, t_s),) = seen
    assert t_s == answer["t_s"] == 12.5
    assert image.shape == (480, 640, 3)
    assert image[240, 320].astype(int) == pytest.approx([200, 40, 90], abs=4)
    assert answer["drawing"]["size"] == [640, 480]
    assert answer["drawing"]["colours"] == ["#010203", "#040506"]


@pytest.mark.parametrize(
    "sent", [b"", b"no time", TIME.pack(1.0) + b"no picture", "words", message(size_wh=(MOST_PX // 1000, 1001))]
)
def test_what_is_no_picture_of_ours_draws_nothing_and_ends_nothing(places, sent):
    feed = Feed(lambda *_: [DOT], places=places)
    assert json.loads(feed.answer(sent))["drawing"] is None
    assert json.loads(feed.answer(message()))["drawing"]
    assert feed.problem is None


def test_an_error_inside_is_said_and_the_camera_goes_on(places, caplog):
    broken = [True, True, False]

    def look(*_):
        if broken.pop(0):
            raise RuntimeError("inside")
        return [DOT]

    feed = Feed(look, places=places)
    feed.answer(message())
    assert feed.problem == SORRY
    feed.answer(message())
    assert sum(record.exc_info is not None for record in caplog.records) == 1, "logged once, not thirty times a second"
    assert json.loads(feed.answer(message()))["drawing"]
    assert feed.problem is None


def test_the_end_closes_once_gives_the_place_back_and_lets_no_late_picture_in(places):
    closed, worked = [], []
    feed = Feed(lambda *_: worked.append(1), lambda: closed.append(1), places=places)
    feed.answer(message())
    assert not places.free()
    feed.end()
    feed.end()
    assert closed == [1]
    assert places.free()
    assert feed.answer(message()) is None, "the line is closed"
    assert worked == [1]


def test_a_second_camera_waits_for_a_place_and_goes_on_by_itself(places):
    first, second = (Feed(lambda *_: [DOT], places=places) for _ in range(2))
    first.answer(message())
    assert json.loads(second.answer(message()))["drawing"] is None
    assert second.problem == FULL
    first.end()
    assert json.loads(second.answer(message()))["drawing"]
    assert second.problem is None


def test_a_camera_that_went_quiet_loses_its_place(places, clock):
    assert places.take("lost")
    assert not places.take("other")
    clock.now += STALE_S
    assert places.free()
    assert places.take("other")
    assert not places.take("lost")


def test_there_is_a_place_for_each_core_and_at_least_one():
    many = [object() for _ in range(200)]
    taken = [holder for holder in many if camera.PLACES.take(holder)]
    for holder in many:
        camera.PLACES.give_back(holder)
    assert len(taken) == max(1, camera.os.cpu_count() or 1)


class Browser:
    """A socket whose browser sends messages and then closes its tab."""

    def __init__(self, line, *messages):
        self.path_params, self.state = {"line": line}, State()
        self.messages, self.answers, self.closed, self.accepted = list(messages), [], None, False

    async def accept(self):
        self.accepted = True

    async def receive(self):
        if self.messages:
            return {"type": "websocket.receive", "bytes": self.messages.pop(0)}
        return {"type": "websocket.disconnect"}

    async def send_text(self, text):
        self.answers.append(json.loads(text))

    async def close(self, code=1000):
        self.closed = code


def test_each_picture_is_answered_and_the_work_ends_with_the_tab(places):
    closed = []
    feed = Feed(lambda *_: [DOT], lambda: closed.append(threading.current_thread().name), places=places)
    tab = Browser(feed.line, message(1.0), message(2.0))
    asyncio.run(camera.serve(tab))
    assert [answer["t_s"] for answer in tab.answers] == [1.0, 2.0]
    until(lambda: closed)
    assert feed.ended
    assert places.free()


class BlindModel:
    """A pose model that sees nobody."""

    closed = False

    def __call__(self, image, t_s):
        return Pose.unseen(t_s)

    def close(self):
        self.closed = True


def test_opened_and_closed_many_times_no_model_no_thread_and_no_feed_stays(places):
    models = []

    def visit():
        models.append(BlindModel())
        session = LiveSession(estimator=lambda: models[-1])
        feed = Feed(session.look, session.close, places=places)
        asyncio.run(camera.serve(Browser(feed.line, message(1.0), message(1.1))))
        until(lambda: models[-1].closed)

    visit()
    gc.collect()
    threads, feeds = threading.active_count(), len(camera._feeds)
    for _ in range(20):
        visit()
    until(lambda: threading.active_count() <= threads)
    gc.collect()
    assert len(camera._feeds) <= feeds
    assert places.free()


def test_a_line_is_good_for_one_connection_and_cannot_be_guessed(places):
    feed = Feed(lambda *_: [DOT], places=places)
    for line in ("", "guess", feed.line[:-1]):
        stranger = Browser(line, message())
        asyncio.run(camera.serve(stranger))
        assert (stranger.closed, stranger.accepted) == (1008, False)
    asyncio.run(camera.serve(Browser(feed.line, message())))
    late = Browser(feed.line, message())
    asyncio.run(camera.serve(late))
    assert (late.closed, late.accepted) == (1008, False)
    assert len(feed.line) >= 32


def test_a_feed_that_has_ended_says_goodbye(places):
    feed = Feed(lambda *_: feed.end() if feed.ended else [DOT], places=places)
    tab = Browser(feed.line, message(), message())
    answer = feed.answer
    feed.answer = lambda sent: (answer(sent), feed.end())[0]  # the page is done after the first
    asyncio.run(camera.serve(tab))
    assert len(tab.answers) == 1
    assert tab.closed == 1000


def until(true, patience_s=10.0):
    end = time.monotonic() + patience_s
    while not true():
        assert time.monotonic() < end, "too late"
        time.sleep(0.01)


@pytest.fixture
def component(monkeypatch):
    """Stands in for the component, which cannot run without a browser."""
    stub = SimpleNamespace(asked={}, found={})

    def mounted(**asked):
        stub.asked = asked
        return stub.found

    monkeypatch.setattr(camera_view, "_component", lambda: mounted)
    return stub


def test_the_page_hands_over_a_line_of_its_own_and_hears_how_the_camera_is(component, places):
    feed = Feed(lambda *_: [DOT], places=places)
    assert camera_view.show("key", feed) == Shown("idle")
    assert component.asked["data"]["path"] == f"/camera/{feed.line}"
    feed.take()
    assert camera_view.show("key", feed) == Shown("idle")
    assert component.asked["data"]["path"] == "", "good for one start"
    component.found = {"state": "playing", "trouble": "quiet"}
    assert camera_view.show("key", feed) == Shown("playing", "quiet")
    component.found = {"state": "something", "trouble": "else"}
    assert camera_view.show("key", feed) == Shown("idle")


def test_every_trouble_has_words_and_a_way_out(places, monkeypatch):
    monkeypatch.setattr(camera_view, "PLACES", places)
    feed = Feed(lambda *_: [DOT], places=places)
    assert words_for(Shown("idle"), feed) is None
    for trouble, words in WORDS.items():
        assert words_for(Shown("idle", trouble), feed) == words
        assert words_for(Shown("playing", trouble), feed) == words
    places.take("another tab")
    assert words_for(Shown("idle"), feed) == FULL
    assert words_for(Shown("connecting"), feed) is None
    feed.problem = SORRY
    assert words_for(Shown("playing"), feed) == SORRY
