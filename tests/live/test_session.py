"""A live session from the outside: pictures in, pictures out, and what a page may ask."""

import logging
import threading
import time
from dataclasses import replace

import numpy as np
import pytest
from figures import PARALLEL, Shot, floor_squat
from figures.reading import read
from figures.stream import poses
from rows import braced

from formcheck.clip import pipeline
from formcheck.drawing.scene import ACCENT
from formcheck.errors import ModelMissing
from formcheck.live import session
from formcheck.live.session import BROKEN, LIVE_DEFAULTS, LiveSession
from formcheck.motion.track import Pose
from formcheck.movements.rows import HANDS_ON_KNEES
from formcheck.wording.summary import headline

SIZE = (270, 480)
SHOT = Shot(motion=floor_squat(2, still_s=1.6, rest_s=2.0), size_wh=SIZE)
GREY = np.full((SIZE[1], SIZE[0], 3), 90, np.uint8)


class Replayed:
    """An estimator that gives the poses of a shot by time, and what was asked of it."""

    def __init__(self, shot=SHOT):
        self.poses, self.closed, self.asked, self.failing = poses(shot.film.track), 0, [], None

    def __call__(self, image, t_s):
        self.asked.append((image.shape, t_s, image.mean()))
        if self.failing:
            raise self.failing
        if image.shape[0] == 64:
            return Pose.unseen(t_s)
        at = (t_s - self.asked[0][1]) % (self.poses[-1].t_s + 0.1)
        nearest = min(self.poses, key=lambda pose: abs(pose.t_s - at))
        return replace(nearest, t_s=t_s)

    def close(self):
        self.closed += 1


class Stubborn(Replayed):
    """Cannot forget, nor be closed."""

    def __call__(self, image, t_s):
        if image.shape[0] == 64:
            raise RuntimeError("cannot forget")
        return super().__call__(image, t_s)

    def close(self):
        super().close()
        raise RuntimeError("cannot close")


@pytest.fixture(autouse=True)
def drawn_people(monkeypatch):
    """Judged as figures are: the fitted networks know people, not figures."""
    monkeypatch.setattr(
        pipeline, "judge_track", lambda track, facts, options, calibration: read(track, options.movement)
    )
    monkeypatch.setattr(session, "LATE_S", 0.0)


@pytest.fixture
def made():
    return Replayed()


@pytest.fixture
def live(made):
    with_figures = LiveSession(estimator=lambda: made)
    yield with_figures
    with_figures.close()


def play(live, shot=SHOT, first_s=0.0, image=GREY):
    return [live(image, first_s + float(t)) for t in shot.film.track.t_s]


def until(condition, seconds=20.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.01)


def test_a_whole_session_says_what_the_clip_says(live):
    shown = play(live)
    assert all(picture.shape == GREY.shape for picture in shown)
    report, clip = live.report(), read(SHOT.film.track).report
    until(lambda: live.report().reps and len(live.snapshot().reps) == 2)
    report = live.report()
    assert [(r.depth, r.movement) for r in report.reps] == [(r.depth, r.movement) for r in clip.reps]
    assert {(f.rep, f.check): f.verdict for f in report.findings if f.check != "steadiness"} == {
        (f.rep, f.check): f.verdict for f in clip.findings if f.check != "steadiness"
    }
    assert headline(report) == headline(clip)
    assert live.snapshot().fps > 1


def test_the_cue_is_about_the_hands(made):
    shot = replace(braced(PARALLEL, "knee", 1.8), size_wh=SIZE)
    shot = replace(shot, motion=floor_squat(0, still_s=1.5).then(shot.motion)) if shot.motion.reps else shot
    live = LiveSession(estimator=lambda: Replayed(shot))
    play(live, shot)
    until(lambda: live.report().reps)
    assert live.snapshot().cue.text == HANDS_ON_KNEES.cue
    live.close()


@pytest.mark.parametrize("mirrored", [True, False])
def test_the_picture_is_mirrored_and_the_judging_is_not(made, mirrored):
    picture = GREY.copy()
    picture[:, :40] = (200, 30, 30)
    live = LiveSession(mirrored=mirrored, outline=False, estimator=lambda: made)
    shown = live(picture, 0.0)
    red = (shown[-40:] == (200, 30, 30)).all(axis=-1).mean(axis=0)
    assert red[-40:].mean() > 0.9 if mirrored else red[:40].mean() > 0.9
    blue = np.flatnonzero((live(picture, 0.03) == ACCENT).all(axis=-1).any(axis=0))
    person = made.poses[0].image_px[:, 0].mean()
    assert blue.mean() == pytest.approx(SIZE[0] - person if mirrored else person, abs=12)
    play(live, first_s=0.1)
    until(lambda: live.report().reps)
    assert live.report().view.near_side == "right"
    live.close()


def test_the_picture_given_is_left_alone(live):
    before = GREY.copy()
    play(live, replace(SHOT, motion=SHOT.motion.cut(last_s=0.5)))
    assert (before == GREY).all()


def test_before_the_first_picture(live):
    snap = live.snapshot()
    assert (snap.framing.hint, snap.counting, snap.reps, snap.cue, snap.problem) == ("nobody", False, (), None, None)
    assert live.report() is None
    assert live.stills() == {}


def test_stills_show_the_bottom_unmirrored(live, made):
    marked = GREY.copy()
    marked[:60, :60] = (1, 2, 3)
    play(live, image=marked)
    until(lambda: live.report() and len(live.stills()) == 2)
    for number, still in live.stills().items():
        assert still.shape == GREY.shape
        assert (still[:60, :60] == (1, 2, 3)).all(), "left stays left"
        assert (still == ACCENT).all(axis=-1).any(), "skeleton"
        assert number in {rep.index for rep in live.snapshot().reps}


def test_stills_are_bounded(live, monkeypatch):
    monkeypatch.setattr("formcheck.live.onscreen.STILLS_MOST", 1)
    play(live)
    until(lambda: live.report() and len(live.snapshot().reps) == 2)
    assert list(live.stills()) == [2]


def test_time_going_backwards_is_another_stream(live, made):
    play(live)
    until(lambda: live.report().reps)
    live(GREY, 0.5)
    snap = live.snapshot()
    assert (snap.reps, snap.counting, snap.t_s) == ((), False, 0.5)
    times = [t for _, t, _ in made.asked]
    assert times == sorted(times), "the model's own time never goes back"
    assert len(set(times)) == len(times)


def test_the_same_time_twice_does_no_harm(live):
    for t_s in (0.0, 0.0, 0.0, 0.04):
        live(GREY, t_s)
    assert live.snapshot().problem is None


def test_restart_forgets_and_close_is_idempotent(live, made):
    play(live)
    until(lambda: live.report().reps)
    live.restart()
    assert (live.snapshot().reps, live.report(), live.stills()) == ((), None, {})
    play(live, first_s=100.0)
    until(lambda: live.report().reps)
    live.close()
    live.close()
    assert made.closed == 1
    assert live.report().reps, "what was counted can still be asked for"
    live(GREY, 200.0)
    assert live.snapshot().reps == (), "a picture after that begins a new stream"
    live.close()


def test_a_late_picture_does_not_open_a_closed_session(live, made, monkeypatch):
    monkeypatch.setattr(session, "LATE_S", 60.0)
    live(GREY, 0.0)
    live.close()
    assert live(GREY, 0.1) is GREY
    assert len(made.asked) == 1


@pytest.mark.parametrize("picture", [None, np.zeros((4, 4)), np.zeros((9, 9, 4), np.uint8), "picture"])
def test_never_raises_whatever_comes(live, picture):
    assert live(picture, 0.0) is picture
    assert live.snapshot().problem == BROKEN
    live(GREY, 0.1)
    assert live.snapshot().problem is None


@pytest.mark.parametrize("t_s", [float("nan"), float("inf")])
def test_impossible_times_are_reported(live, t_s):
    assert live(GREY, t_s) is GREY
    assert live.snapshot().problem == BROKEN


def test_a_model_that_fails_is_reported_logged_once_and_made_again(live, made, monkeypatch, caplog):
    monkeypatch.setattr(session, "RETRY_S", 0.0)
    live(GREY, 0.0)
    made.failing = RuntimeError("graph broken")
    with caplog.at_level(logging.ERROR):
        assert live(GREY, 0.1) is GREY
        assert live(GREY, 0.2) is GREY
    assert len(caplog.records) == 1
    assert live.snapshot().problem == BROKEN
    made.failing = None
    assert live(GREY, 0.3) is not GREY
    assert live.snapshot().problem is None
    assert made.closed == 2


@pytest.mark.parametrize(
    "again", [lambda live: live.restart(), lambda live: live(GREY, 0.1)], ids=["asked", "new stream"]
)
def test_a_model_that_cannot_be_reset_is_made_again(again):
    made = []
    live = LiveSession(estimator=lambda: made.append(Stubborn()) or made[-1])
    live(GREY, 5.0)
    again(live)
    assert made[0].closed == 1
    assert live(GREY, 0.2) is not GREY
    assert live.snapshot().problem is None
    assert len(made) == 2
    live.close()


def test_a_model_that_is_missing_says_what_to_do_and_is_not_tried_each_time():
    tried = []

    def missing():
        tried.append(1)
        raise ModelMissing("The model is not there: run make models.")

    live = LiveSession(estimator=missing)
    for t_s in range(5):
        assert live(GREY, float(t_s)) is GREY
    assert live.snapshot().problem == "The model is not there: run make models."
    assert len(tried) == 1


def test_judging_that_fails_is_reported_and_the_picture_goes_on(live, monkeypatch):
    def broken(*_args):
        raise RuntimeError("judging")

    monkeypatch.setattr(pipeline, "judge_track", broken)
    shown = play(live)
    until(lambda: live.snapshot().problem == BROKEN)
    assert shown[-1] is not GREY
    assert live.report() is None


def test_pages_and_camera_may_ask_at_once(live):
    stop, errors = threading.Event(), []

    def page():
        while not stop.is_set():
            try:
                live.snapshot(), live.stills(), live.report()
            except Exception as error:
                errors.append(error)

    reader = threading.Thread(target=page)
    reader.start()
    play(live)
    stop.set()
    reader.join()
    assert errors == []


def test_words_are_in_the_language_of_the_session(made):
    said = {}
    for language in ("en", "zh"):
        live = LiveSession(replace(LIVE_DEFAULTS, language=language), estimator=lambda: made)
        live(GREY, 0.0)
        said[language] = live.snapshot().framing.words
        live.close()
    assert said["en"] == "Stand up straight and still."


def test_the_judging_thread_ends_by_itself(live, monkeypatch):
    monkeypatch.setattr(session, "IDLE_S", 0.05)
    live(GREY, 0.0)
    until(lambda: not any(t.name == "live judging" for t in threading.enumerate()))
    live(GREY, 0.1)
    assert any(t.name == "live judging" for t in threading.enumerate())


def test_whoever_walks_through_is_neither_counted_nor_followed(made):
    """The model jumps to somebody else in the middle of a squat and back again."""
    shot = Shot(motion=floor_squat(2, still_s=1.6, rest_s=2.0), size_wh=SIZE)
    walker = Replayed(shot)
    walker.poses = [
        replace(pose, image_px=pose.image_px * 0.6 + (120.0, 100.0)) if 2.6 < pose.t_s < 3.0 else pose
        for pose in walker.poses
    ]
    live = LiveSession(estimator=lambda: walker)
    play(live, shot)
    until(lambda: live.report() and len(live.snapshot().reps) == 2)
    first, second = live.snapshot().reps
    (hidden,) = (f for f in live.report().findings if f.check == "depth" and f.rep == first.index)
    assert (hidden.abstain.code, first.depth) == ("leg_hidden", None), "her bottom was hidden, not the walker's judged"
    assert second.depth == "floor"
    live.close()
