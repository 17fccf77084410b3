"""The callback of a stream with real frames, the places for streams, and the words for trouble; no browser."""

import threading
from fractions import Fraction
from types import SimpleNamespace

import av
import numpy as np
import pytest
import streamlit_webrtc

from formcheck.ui.components import camera
from formcheck.ui.components import camera_problems as camera_trouble
from formcheck.ui.components.camera import FULL, SORRY, STALE_S, Feed, Places
from formcheck.ui.components.camera_problems import QUIET, QUIET_S, WORDS, words_for


def frame(pts=0, size_wh=(640, 480), colour=(200, 40, 90)):
    image = np.full((size_wh[1], size_wh[0], 3), colour, np.uint8)
    made = av.VideoFrame.from_ndarray(image, "rgb24").reformat(format="yuv420p")  # as WebRTC hands them over
    made.pts, made.time_base = pts, Fraction(1, 90_000)
    return made


@pytest.fixture
def clock():
    return SimpleNamespace(now=100.0)


@pytest.fixture
def places(clock):
    return Places(1, clock=lambda: clock.now)


def test_pictures_are_rgb_with_the_time_of_the_camera_and_frames_keep_their_stamps(places):
    seen = []

    def picture(image, t_s):
        seen.append((image.copy(), t_s))
        return 255 - image

    feed = Feed(picture, places=places)
    for pts in (90_000, 93_000, 180_000):  # a gap where frames were dropped
        shown = feed(frame(pts))
        assert (shown.pts, shown.time_base) == (pts, Fraction(1, 90_000))
    assert [t_s for _, t_s in seen] == pytest.approx([1.0, 93_000 / 90_000, 2.0])
    image = seen[0][0]
    assert image.shape == (480, 640, 3)
    assert image[240, 320].astype(int) == pytest.approx([200, 40, 90], abs=6)
    assert shown.to_ndarray(format="rgb24")[240, 320].astype(int) == pytest.approx([55, 215, 165], abs=6)


@pytest.mark.parametrize(
    ("sent", "seen"), [((320, 240), (640, 480)), ((1280, 720), (640, 360)), ((480, 640), (480, 640))]
)
def test_a_browser_that_sends_less_under_load_changes_no_pixel_counts(places, sent, seen):
    sizes = []
    Feed(lambda image, _: sizes.append(image.shape) or image, places=places)(frame(size_wh=sent))
    assert sizes == [(seen[1], seen[0], 3)]


def test_an_error_inside_is_said_and_the_stream_goes_on(places, caplog):
    broken = [True, True, False]

    def picture(image, _):
        if broken.pop(0):
            raise RuntimeError("inside")
        return image

    feed, sent = Feed(picture, places=places), frame()
    assert feed(sent) is sent
    assert feed.problem == SORRY
    assert feed(sent) is sent
    assert sum(record.exc_info is not None for record in caplog.records) == 1, "logged once, not thirty times a second"
    assert feed(sent) is not sent
    assert feed.problem is None


def test_a_picture_that_comes_while_another_is_worked_on_is_dropped_not_queued(places):
    inside, go_on, worked = threading.Event(), threading.Event(), []

    def picture(image, t_s):
        worked.append(t_s)
        inside.set()
        assert go_on.wait(5)
        return image

    feed = Feed(picture, places=places)
    first = threading.Thread(target=feed, args=(frame(0),))
    first.start()
    assert inside.wait(5)
    late = frame(9_000)
    assert feed(late) is late
    go_on.set()
    first.join(5)
    assert worked == [0.0]


def test_the_end_closes_once_gives_the_place_back_and_lets_no_late_picture_in(places):
    closed, worked = [], []
    feed = Feed(lambda image, _: worked.append(1) or image, lambda: closed.append(1), places=places)
    feed(frame())
    assert not places.free()
    feed.end()
    feed.end()
    assert closed == [1]
    assert places.free()
    feed(frame(9_000))
    assert worked == [1]
    assert places.free()


def test_a_second_stream_waits_for_a_place_and_goes_on_by_itself(places):
    first, second = (Feed(lambda image, _: image, places=places) for _ in range(2))
    sent = frame()
    first(sent)
    assert second(sent) is sent
    assert second.problem == FULL
    assert not second.started
    first.end()
    assert second(sent) is not sent
    assert second.problem is None


def test_a_stream_that_lost_its_browser_loses_its_place(places, clock):
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


@pytest.fixture
def streamer(monkeypatch):
    """Stands in for the component, which cannot run without a browser."""
    stub = SimpleNamespace(asked={}, state=SimpleNamespace(playing=False, signalling=False))

    def webrtc_streamer(**asked):
        stub.asked = asked
        return SimpleNamespace(state=stub.state)

    monkeypatch.setattr(streamlit_webrtc, "webrtc_streamer", webrtc_streamer)
    return stub


def test_the_stream_asks_for_no_microphone_and_nobody_elses_server(streamer, places):
    feed = Feed(lambda image, _: image, places=places)
    assert camera.stream("key", feed, ()) == "idle"
    assert streamer.asked["rtc_configuration"] == {"iceServers": []}
    assert streamer.asked["media_stream_constraints"]["audio"] is False
    assert streamer.asked["async_processing"] is True
    assert streamer.asked["video_frame_callback"] is feed
    streamer.asked["on_video_ended"]()
    assert feed.ended
    streamer.state.signalling = True
    assert camera.stream("key", feed, ("stun:relay.example",)) == "connecting"
    assert streamer.asked["rtc_configuration"] == {"iceServers": [{"urls": ["stun:relay.example"]}]}
    streamer.state.playing = True
    assert camera.stream("key", feed, ()) == "playing"


def test_every_trouble_has_words_and_a_way_out(places, clock, monkeypatch):
    monkeypatch.setattr(camera_trouble, "PLACES", places)
    feed = Feed(lambda image, _: image, places=places, clock=lambda: clock.now)
    assert words_for(None, feed, "idle") is None
    for trouble, words in WORDS.items():
        assert words_for(trouble, feed, "idle") == words
    places.take("another tab")
    assert words_for(None, feed, "idle") == FULL
    assert words_for(None, feed, "connecting") is None


def test_while_it_plays_the_pictures_decide(places, clock):
    feed = Feed(lambda image, _: image, places=places, clock=lambda: clock.now)
    assert words_for("busy", feed, "playing") is None
    clock.now += QUIET_S + 0.1
    assert words_for(None, feed, "playing") == QUIET
    assert words_for("none", feed, "playing") == WORDS["none"]
    feed(frame())
    assert words_for("none", feed, "playing") is None
    feed.problem = SORRY
    assert words_for(None, feed, "playing") == SORRY
