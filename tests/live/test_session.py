"""A live session from the outside: pictures in, pictures out, and what a page may ask."""

import threading
from dataclasses import replace

import numpy as np
import pytest
from figures import PARALLEL, Shot, floor_squat
from figures.reading import read
from replayed import GREY, SHOT, SIZE, Replayed, play, until
from rows import braced

from formcheck.drawing.scene import ACCENT
from formcheck.drawing.shapes import Lines, Text
from formcheck.live import session
from formcheck.live.session import LIVE_DEFAULTS, LiveSession
from formcheck.motion.track import Pose
from formcheck.movements.rows import HANDS_ON_KNEES
from formcheck.wording.summary import headline

pytestmark = pytest.mark.usefixtures("drawn_people")


def test_a_whole_session_says_what_the_clip_says(live):
    shown = play(live)
    assert all(picture.shape == GREY.shape for picture in shown)
    report, clip = live.report(), read(SHOT.film.track).report
    assert len(live.snapshot().reps) == 2
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


def numbers(shapes):
    return [shape.words for shape in shapes if isinstance(shape, Text) and "°" in shape.words]


def test_who_leaves_in_mid_repetition_leaves_no_number_behind(live, made):
    times = [float(t) for t in SHOT.film.track.t_s]
    low = next(i for i, pose in enumerate(made.poses) if pose.t_s > SHOT.motion.reps[0].bottom_from_s)
    shapes = [live.look(GREY, t) for t in times[:low]][-1]
    assert len(numbers(shapes)) >= 2, "knee and hip at the bottom"
    made.poses = [Pose.unseen(pose.t_s) for pose in made.poses]
    gone = live.look(GREY, times[low])
    assert numbers(gone) == []
    assert not any(isinstance(shape, Lines) and shape.layer == "skeleton" for shape in gone)
    assert live.snapshot().angles == {}
    assert live.snapshot().depth is None
    for i in range(40):
        live.look(GREY, times[low] + 0.1 * i)
    snap = live.snapshot()
    assert (snap.counting, len(snap.reps)) == (False, 0), "half a repetition is none"


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
