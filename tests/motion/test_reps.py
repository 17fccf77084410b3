from dataclasses import replace

import numpy as np
import pytest
from figures import DEEP, HINGE, LOW, PARALLEL, SHALLOW, STAND, Shot, analyzed, floor_squat, hinge, posed, read
from figures.body import Posture
from figures.camera import prefix
from figures.motions import bounced, walking_in

QUICK = {"still_s": 0.8, "down_s": 0.8, "hold_s": 0.1, "up_s": 0.7, "rest_s": 0.5}
FRAME_S = 1 / 30


def whole(answer):
    return [r for r in answer.report.reps if not r.partial]


def assert_true(answer, shot, frames=2.0):
    """Every repetition of the shot was found, where it was."""
    reps = whole(answer)
    assert len(reps) == len(shot.motion.reps)
    for rep, truth, i in zip(reps, shot.motion.reps, range(99), strict=False):
        start, _, _, end = shot.film.crossings_s(i)
        assert rep.start_s == pytest.approx(start, abs=frames / shot.fps)
        assert rep.end_s == pytest.approx(end, abs=frames / shot.fps)
        assert rep.bottom_s == pytest.approx(truth.bottom_s, abs=0.1)


@pytest.mark.parametrize(
    ("bottom", "heading", "count"),
    [(DEEP, 0, n) for n in range(1, 7)] + [(HINGE, 180, n) for n in (1, 2, 5)],
    ids=lambda v: None if isinstance(v, int) else "squat" if v is DEEP else "hinge",
)
def test_repetitions_are_counted_and_placed(bottom, heading, count):
    shot = Shot(motion=posed(*[bottom] * count, **QUICK), body_yaw_deg=heading)
    answer = analyzed(shot)
    assert_true(answer, shot)
    assert [r.index for r in answer.report.reps] == list(range(1, count + 1))
    assert answer.report.summary.reps_complete == count


@pytest.mark.parametrize("heading", [45, 90, 270])
@pytest.mark.parametrize("bottom", [DEEP, HINGE], ids=["squat", "hinge"])
def test_repetitions_are_counted_from_any_view(bottom, heading):
    shot = Shot(motion=posed(bottom, bottom, **QUICK), body_yaw_deg=heading, noise_m=0.005)
    assert_true(analyzed(shot), shot, frames=4)


@pytest.mark.parametrize("fps", [5, 12, 60])
def test_every_frame_rate_counts(fps):
    shot = Shot(motion=floor_squat(3), fps=fps)
    assert_true(analyzed(shot), shot)


@pytest.mark.parametrize("hold_s", [0.0, 3.0])
def test_a_pause_at_the_bottom_is_one_repetition(hold_s):
    shot = Shot(motion=posed(DEEP, DEEP, hold_s=hold_s))
    answer = analyzed(shot)
    assert_true(answer, shot)
    assert whole(answer)[0].tempo.bottom_s >= hold_s


def test_a_pause_at_the_top_is_no_repetition():
    shot = Shot(motion=posed(DEEP, DEEP, rest_s=4.0))
    assert_true(analyzed(shot), shot)


def test_a_pause_on_the_way_up_does_not_split():
    half = Posture(knee_deg=75, tibia_deg=22, trunk_deg=25)
    shot = Shot(motion=posed(DEEP, up_s=3.0, rising=[(0.3, half), (0.7, half)]))
    assert_true(analyzed(shot), shot)


def test_a_bounce_at_the_bottom_does_not_count():
    shot = Shot(motion=bounced(DEEP, [0.7, 1.4], PARALLEL))
    assert len(whole(analyzed(shot))) == 1


def test_rising_most_of_the_way_does_count():
    nearly_up = Posture(knee_deg=35, tibia_deg=12, trunk_deg=10)
    assert len(whole(analyzed(Shot(motion=bounced(DEEP, [1.5], nearly_up))))) == 2


def test_bending_the_knees_a_little_does_not_count():
    dip = Posture(knee_deg=35, tibia_deg=14, trunk_deg=8)
    answer = analyzed(Shot(motion=posed(dip, dip, DEEP, DEEP)))
    assert len(answer.report.reps) == 2
    assert answer.report.summary.reps_complete == 2


def test_small_dips_alone_are_no_repetitions():
    dip = Posture(knee_deg=30, tibia_deg=13, trunk_deg=5)
    assert analyzed(Shot(motion=posed(dip, dip, dip))).report.reps == ()


@pytest.mark.parametrize("motion", [floor_squat(2), hinge(2)], ids=["squat", "hinge"])
def test_walking_in_does_not_count(motion):
    shot = Shot(motion=walking_in(motion), size_wh=(960, 540))
    assert_true(analyzed(shot), shot)


def test_getting_into_position_does_not_count():
    settling = Posture(knee_deg=60, tibia_deg=18, trunk_deg=20)  # a bit more than half way down
    shot = Shot(motion=posed(settling, DEEP, DEEP, DEEP))
    assert len(whole(analyzed(shot))) == 3


def test_repetitions_of_different_depth_all_count():
    shot = Shot(motion=posed(LOW, PARALLEL, DEEP, PARALLEL))
    assert_true(analyzed(shot), shot)
    depths = [r.depth for r in analyzed(shot).report.reps]
    assert depths == ["below_parallel", "parallel", "floor", "parallel"]


@pytest.mark.parametrize("bottom", [DEEP, HINGE], ids=["squat", "hinge"])
def test_a_clip_that_begins_on_the_way_down_has_a_partial_first(bottom):
    shot = Shot(motion=posed(bottom, bottom, bottom).cut(first_s=2.0))
    answer = analyzed(shot)
    assert [r.partial for r in answer.report.reps] == [True, False, False]
    assert {f.rep for f in answer.report.findings} <= {2, 3, None}
    assert answer.report.summary.reps_partial == 1


@pytest.mark.parametrize("bottom", [DEEP, HINGE], ids=["squat", "hinge"])
def test_a_clip_that_ends_on_the_way_up_has_a_partial_last(bottom):
    motion = posed(bottom, bottom)
    shot = Shot(motion=motion.cut(last_s=motion.reps[1].bottom_to_s + 0.1))
    answer = analyzed(shot)
    assert [r.partial for r in answer.report.reps] == [False, True]
    assert answer.report.reps[1].tempo.ascent_s is None
    assert {f.rep for f in answer.report.findings} <= {1, None}


def test_a_person_lost_for_a_moment_keeps_her_repetition():
    motion = floor_squat(2)
    lost = (motion.reps[0].start_s + 0.5, motion.reps[0].start_s + 0.9)
    shot = Shot(motion=motion, lost_s=(lost,))
    assert len(whole(analyzed(shot))) == 2


def test_a_person_lost_for_long_breaks_the_repetition_but_not_the_next():
    motion = floor_squat(2)
    lost = (motion.reps[0].bottom_s, motion.reps[0].bottom_s + 1.2)
    answer = analyzed(Shot(motion=motion, lost_s=(lost,)))
    assert [r.partial for r in answer.report.reps] == [True, False]
    assert answer.report.reps[1].bottom_s == pytest.approx(motion.reps[1].bottom_s, abs=0.1)


def test_a_clip_of_standing_has_no_repetition():
    assert analyzed(Shot(motion=posed(STAND, STAND), noise_m=0.01)).report.reps == ()


@pytest.mark.parametrize("fps", [30, 60])
@pytest.mark.parametrize(("down_s", "hold_s", "up_s"), [(1.2, 0.4, 1.0), (3.0, 0.0, 0.8), (0.8, 1.5, 2.0)])
@pytest.mark.parametrize("bottom", [DEEP, HINGE], ids=["squat", "hinge"])
def test_phases_and_tempo(bottom, down_s, hold_s, up_s, fps):
    shot = Shot(motion=posed(bottom, down_s=down_s, hold_s=hold_s, up_s=up_s), fps=fps)
    (rep,) = analyzed(shot).report.reps
    start, low_from, low_to, end = shot.film.crossings_s(0)
    within = 2.5 / fps + 0.005
    assert rep.tempo.descent_s == pytest.approx(low_from - start, abs=within)
    assert rep.tempo.bottom_s == pytest.approx(low_to - low_from, abs=within)
    assert rep.tempo.ascent_s == pytest.approx(end - low_to, abs=within)
    assert rep.start_s < rep.bottom_s < rep.end_s


MIXED = posed(replace(DEEP, knee_deg=125), PARALLEL, DEEP, **QUICK)


@pytest.mark.parametrize(
    "shot",
    [
        Shot(motion=posed(DEEP, DEEP, **QUICK)),
        Shot(motion=posed(HINGE, HINGE, **QUICK), body_yaw_deg=180),
        Shot(motion=MIXED, noise_m=0.004),
        Shot(motion=posed(SHALLOW, SHALLOW, **QUICK), body_yaw_deg=90),
    ],
    ids=["squat", "hinge", "different depths", "front"],
)
def test_a_growing_clip_says_the_same_about_what_is_over(shot):
    """Live analysis sees prefixes: a repetition that ended 0.35 s ago stays as it will be at the end."""
    track = shot.film.track
    at_the_end = whole(analyzed(shot))
    assert len(at_the_end) == len(shot.motion.reps)
    for count in range(40, len(track), 29):
        now = float(track.t_s[count - 1])
        over = [r for r in at_the_end if r.end_s <= now - 0.35]
        if not over:
            continue
        then = whole(read(prefix(track, count)))[: len(over)]
        assert len(then) == len(over), f"at {now:.2f} s"
        for early, late in zip(then, over, strict=True):
            for instant in ("start_s", "bottom_s", "end_s"):
                difference = abs(getattr(early, instant) - getattr(late, instant))
                assert difference <= 1.01 * FRAME_S, f"{instant} at {now:.2f} s"
            assert early.movement == late.movement


def test_a_rep_in_progress_is_partial():
    shot = Shot(motion=floor_squat(1))
    track = shot.film.track
    count = int(np.searchsorted(track.t_s, shot.motion.reps[0].bottom_s))
    answer = read(prefix(track, count))
    assert all(r.partial for r in answer.report.reps)
