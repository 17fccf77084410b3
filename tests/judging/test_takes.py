"""A view belongs to a repetition: who turns round between repetitions is judged as filmed from each side alone."""

from types import SimpleNamespace

import numpy as np
import pytest
from figures import DEEP, PARALLEL, Shot, analyzed, hinge, posed, read
from figures.reading import context
from figures.spliced import changed_at, one_after_another
from figures.stream import CLIP, after, poses
from hypothesis import given
from hypothesis import strategies as st

from formcheck.judging.analyze import main_take
from formcheck.judging.takes import takes
from formcheck.wording.names import filmed_from

SQUATS = posed(PARALLEL, PARALLEL, still_s=1.6, rest_s=1.6)
RIGHT, LEFT, FRONT = (Shot(motion=SQUATS, body_yaw_deg=yaw) for yaw in (0, 180, 90))


def kinds(report):
    return [rep.view.kind for rep in report.reps]


def test_squats_from_both_sides_are_squats_from_the_side():
    report = read(one_after_another(LEFT, RIGHT)).report
    assert kinds(report) == ["left", "left", "right", "right"]
    for rep in report.reps:
        assert rep.movement == "squat"
        assert rep.depth == "parallel"
        assert rep.peak.knee_flexion_deg == pytest.approx(PARALLEL.knee_deg, abs=2.0)
        assert rep.peak.trunk_inclination_deg == pytest.approx(PARALLEL.trunk_deg, abs=2.0)
    assert {f.verdict for f in report.findings} <= {"good", "not_assessed"}
    assert {f.check for f in report.findings if f.abstain and f.abstain.code == "needs_side"} == set()
    assert filmed_from(report) == (
        "Filmed from the left: repetitions 1, 2",
        "Filmed from the right: repetitions 3, 4",
    )


def test_each_repetition_is_judged_by_what_its_own_view_shows():
    report = read(one_after_another(RIGHT, FRONT)).report
    assert kinds(report) == ["right", "right", "front", "front"]
    depth = {f.rep: f.verdict for f in report.findings if f.check == "depth"}
    tilt = {f.rep: f.verdict for f in report.findings if f.check == "asymmetry"}
    assert [depth[rep] for rep in (1, 2)] == ["good", "good"]
    assert [tilt[rep] for rep in (1, 2)] == ["not_assessed"] * 2
    assert [tilt[rep] for rep in (3, 4)] == ["good"] * 2
    assert report.summary.unjudged_core == ()


def test_hinges_from_both_sides_have_angles():
    shots = [Shot(motion=hinge(2, still_s=1.6, rest_s=1.6), body_yaw_deg=yaw) for yaw in (180, 0)]
    report = read(one_after_another(*shots)).report
    assert kinds(report) == ["left", "left", "right", "right"]
    assert all(rep.peak.hip_flexion_deg is not None for rep in report.reps)


def test_frames_of_a_clip_keep_their_places():
    """Times, spans and angles of the parts lie where they were filmed."""
    answer = read(one_after_another(LEFT, RIGHT))
    assert len(answer.track) == len(answer.angles.t_s) == len(answer.seen_track)
    for rep, span in zip(answer.report.reps, answer.spans, strict=True):
        assert answer.track.t_s[span.bottom] == pytest.approx(rep.bottom_s, abs=1e-3)
        knee = answer.angles.near_side.knee_flexion_deg[span.bottom]
        assert knee == pytest.approx(rep.peak.knee_flexion_deg, abs=1.0)
        assert answer.take_at(span.bottom).view.kind == rep.view.kind


def test_who_turns_inside_a_repetition_is_judged_from_nowhere():
    motion = posed(DEEP, DEEP, still_s=1.6, rest_s=1.6)
    bottom_s = motion.reps[1].bottom_s
    track = changed_at(Shot(motion=motion), Shot(motion=motion, body_yaw_deg=90), bottom_s)
    report = read(track).report
    first, turned = report.reps
    assert (first.view.kind, turned.view.kind) == ("right", "unknown")
    assert turned.peak.knee_flexion_deg is None
    assert turned.depth is None
    why = {f.abstain.code for f in report.findings if f.rep == turned.index and f.abstain}
    assert why == {"turned_inside"}
    assert [f for f in report.findings if f.rep == turned.index and f.verdict != "not_assessed"] == []


@pytest.mark.parametrize("yaw", [0, 20, 45, 90, 180, -90])
def test_who_does_not_turn_is_one_take(yaw):
    track = Shot(motion=SQUATS, body_yaw_deg=yaw, noise_m=0.004).film.track
    assert [(take.first, take.stop) for take in takes(track, context())] == [(0, len(track))]


def test_differences_between_views_are_no_differences_between_repetitions():
    motion = posed(DEEP, DEEP, DEEP, still_s=1.6, rest_s=1.6)
    shots = [Shot(motion=motion, body_yaw_deg=0), Shot(motion=motion, body_yaw_deg=90)]
    alone, both = analyzed(shots[0]).report, read(one_after_another(*shots)).report
    spread = [[f.value for f in report.findings if f.check == "repeatability"] for report in (alone, both)]
    assert spread[0] == pytest.approx(spread[1], abs=0.2)


def test_live_says_of_a_turn_what_the_clip_says():
    track = one_after_another(LEFT, RIGHT)
    clip = read(track).report
    live = after(poses(track), track.size_wh).report(CLIP)
    assert kinds(live) == kinds(clip)
    assert live.view.kind == clip.view.kind
    assert np.isclose([r.bottom_s for r in live.reps], [r.bottom_s for r in clip.reps], atol=0.1).all()
    said = [{(f.rep, f.check): f.verdict for f in r.findings if f.rep} for r in (live, clip)]
    assert said[0] == said[1]
    assert live.summary.counts == clip.summary.counts


def parts(*filmed):
    """Takes of a hundred frames, each given as its view and how many of the seven repetitions in it are whole."""
    every, spans = [], []
    for i, (kind, whole) in enumerate(filmed):
        view = SimpleNamespace(kind=kind, side_on=kind in ("left", "right"))
        every.append(SimpleNamespace(view=view, first=100 * i, stop=100 * (i + 1)))
        spans += [SimpleNamespace(partial=k >= whole, start=100 * i + 16 * k) for k in range(7)]
    return every, spans


VIEWS = st.sampled_from(["left", "right", "front", "oblique", "unknown"])


@given(st.lists(st.tuples(VIEWS, st.integers(0, 5)), min_size=1, max_size=6), VIEWS)
def test_the_take_that_stands_for_a_clip_is_one_of_the_usual_view(filmed, usual):
    every, spans = parts(*filmed)
    main = main_take(every, spans, usual)
    fitting = [whole for kind, whole in filmed if kind == usual] or [whole for _, whole in filmed]
    if usual in {kind for kind, _ in filmed}:
        assert main.view.kind == usual
    assert filmed[every.index(main)][1] == max(fitting)


def test_without_a_usual_view_the_first_take_from_the_side_stands_for_the_clip():
    every, spans = parts(("front", 2), ("oblique", 2), ("right", 2), ("left", 2), ("left", 1))
    assert main_take(every, spans, None) is every[2]
    assert main_take(every, spans, "unknown") is every[2]


def test_many_short_takes_of_one_view_outweigh_one_long_take_of_another():
    """Two and two repetitions from the front, three from the side between them: the clip is one from the front."""
    three = Shot(motion=posed(PARALLEL, PARALLEL, PARALLEL, still_s=1.6, rest_s=1.6))
    answer = read(one_after_another(FRONT, three, FRONT))
    assert kinds(answer.report) == ["front"] * 2 + ["right"] * 3 + ["front"] * 2
    assert [take.view.kind for take in answer.takes] == ["front", "right", "front"]
    assert answer.report.view.kind == answer.view.kind == "front"
    assert answer.main is answer.takes[0]
