"""What is counted live is what is counted in a clip, whatever is dropped, and nothing is ever taken back."""

import threading
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from figures import DEEP, HINGE, PARALLEL, SHALLOW, STAND, Motion, Shot, floor_squat, hinge, posed
from figures.motions import bounced, jumping_jacks, sitting_down
from figures.reading import read
from figures.stream import CLIP, after, counted, filmed, poses
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import braced, hips_first

from formcheck.live.analyzer import AWAY_S, LiveAnalyzer
from formcheck.live.tally import LATER, SAFE_S
from formcheck.motion.track import Pose, Track

READY = {"still_s": 1.6}
SIZE = (540, 960)


def whole(report):
    return [rep for rep in report.reps if not rep.partial]


def verdicts(report, but=frozenset()):
    return {(f.rep, f.check): f.verdict for f in report.findings if f.rep is not None and f.check not in but}


def same(live, clip):
    """Repetitions, depth and verdicts; times within a tenth of a second."""
    assert [(r.index, r.movement, r.depth) for r in live.reps] == [(r.index, r.movement, r.depth) for r in whole(clip)]
    for mine, theirs in zip(live.reps, whole(clip), strict=True):
        for name in ("start_s", "bottom_s", "end_s"):
            assert getattr(mine, name) == pytest.approx(getattr(theirs, name), abs=0.1)
    assert verdicts(live) == verdicts(clip)


STILL = Motion(((0.0, STAND), (2.0, STAND)))
SHOTS = {
    "floor squats": Shot(motion=floor_squat(3, **READY, rest_s=2.0)),
    "hinges": Shot(motion=hinge(3, **READY, rest_s=2.0), body_yaw_deg=180),
    "shallow": Shot(motion=posed(SHALLOW, PARALLEL, **READY, rest_s=2.0)),
    "quick": Shot(motion=floor_squat(3, **READY, down_s=0.7, hold_s=0.1, up_s=0.6, rest_s=0.0).then(STILL)),
    "slow": Shot(motion=floor_squat(1, **READY, down_s=4.0, hold_s=2.0, up_s=4.0, rest_s=2.0)),
    "shaky": Shot(motion=floor_squat(2, **READY, rest_s=2.0), noise_m=0.004),
    "low rate": Shot(motion=floor_squat(2, **READY, rest_s=2.0), fps=15.0, offbeat=0.3),
    "tilted": Shot(motion=floor_squat(2, **READY, rest_s=2.0), roll_deg=7.0),
    "turned": Shot(motion=floor_squat(2, **READY, rest_s=2.0), body_yaw_deg=20),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOTS)
def test_the_verdicts_are_those_of_the_clip(name):
    shot = SHOTS[name]
    live = after(poses(shot.film.track), shot.size_wh).report(CLIP)
    same(live, read(shot.film.track).report)


@pytest.mark.parametrize("row", [braced(PARALLEL, "knee", 1.8), hips_first()], ids=["braced", "hips first"])
def test_faults_are_those_of_the_clip(row):
    stand = Shot(motion=Motion(((0.0, STAND), (1.2, STAND))))
    stream = filmed(stand, row, stand)
    live = after(stream, row.size_wh).report(CLIP)
    same(live, read(Track.from_poses(stream, row.size_wh)).report)
    assert "fault" in verdicts(live).values()


@settings(deadline=None, max_examples=10)
@given(st.integers(0, 2**32 - 1), st.floats(0.0, 0.5), st.integers(1, 12))
def test_nothing_is_ever_taken_back(seed, dropped, lag):
    """Whatever pictures are dropped, and however seldom the judging thread runs."""
    rng = np.random.default_rng(seed)
    stream = [pose for pose in poses(SHOTS["shaky"].film.track) if rng.random() >= dropped]
    reps, findings = (), ()
    for analyzer in counted(stream, judged=lambda i: i % lag == 0):
        snap = analyzer.snapshot(0.0, None)
        assert snap.reps[: len(reps)] == reps
        assert snap.findings[: len(findings)] == findings
        reps, findings = snap.reps, snap.findings
        assert [rep.index for rep in reps] == list(range(1, len(reps) + 1))
        assert all(a.end_s <= b.start_s + 1e-9 for a, b in pairwise(reps))
        assert {f.rep for f in findings} <= {rep.index for rep in reps}
    assert len(reps) == 2


def test_who_asks_while_the_last_repetition_is_being_judged_waits_for_it():
    """Somebody stops the camera right after standing up; the judging thread is still at work."""
    shot = SHOTS["turned"]
    stuck, go_on = threading.Event(), threading.Event()

    def slow(track):
        analyzed = read(track)
        if len(analyzer.reps) == 1 and analyzed.spans[-1].ended and len(whole(analyzed.report)) == 2:
            stuck.set()
            go_on.wait(10.0)
        return analyzed

    analyzer = LiveAnalyzer(slow)
    for pose in poses(shot.film.track):
        analyzer.add(pose, shot.size_wh)
        worker = threading.Thread(target=analyzer.work)
        worker.start()
        while worker.is_alive() and not stuck.is_set():
            worker.join(0.01)
        if stuck.is_set():
            break
    threading.Timer(0.3, go_on.set).start()
    analyzer.work(at_once=True)
    assert len(analyzer.report(CLIP).reps) == 2
    worker.join(5.0)


def test_a_repetition_is_committed_soon_after_its_end_and_not_sooner():
    shot = SHOTS["floor squats"]
    seen = 0
    for analyzer in counted(poses(shot.film.track)):
        snap = analyzer.snapshot(0.0, None)
        if len(snap.reps) > seen:
            seen += 1
            assert SAFE_S <= snap.t_s - snap.reps[-1].end_s <= SAFE_S + 0.4
            assert snap.cue is not None
            assert (snap.cue.rep, snap.cue.t_s) == (seen, pytest.approx(snap.t_s))
    assert seen == 3


def test_judging_is_asked_for_about_twice_a_repetition():
    asked = []
    shot = SHOTS["floor squats"]
    after(poses(shot.film.track), judge=lambda track: asked.append(1) or read(track))
    assert 3 <= len(asked) <= 3 * 3


def test_findings_of_what_follows_come_later_and_once():
    kinds = {}
    for analyzer in counted(poses(SHOTS["floor squats"].film.track)):
        snap = analyzer.snapshot(0.0, None)
        for rep in snap.reps:
            checks = [f.check for f in snap.findings if f.rep == rep.index]
            assert len(checks) == len(set(checks))
            kinds.setdefault(rep.index, set()).add(bool(LATER & set(checks)))
    assert all(seen == {False, True} for seen in kinds.values())


def test_long_sessions_stay_short_in_memory_and_right():
    shot = Shot(motion=floor_squat(3, **READY))
    stream = filmed(*[shot] * 5)
    longest = 0
    for analyzer in counted(stream):
        longest = max(longest, len(analyzer._ring))
    report = analyzer.report(CLIP)
    assert len(report.reps) == 15
    assert longest <= (15 + 1 + 6) * 30
    assert {r.depth for r in report.reps} == {"floor"}
    assert {v for (_, check), v in verdicts(report, LATER).items() if check == "depth"} == {"good"}
    (alike,) = [f for f in report.findings if f.rep is None]
    assert (alike.check, alike.verdict) == ("repeatability", "good")


def test_what_is_said_of_a_set_is_said_of_all_of_it_not_of_the_last_seconds():
    """The first three squats differ, those in the buffer at the end are alike: together they differ."""
    deep, high = (Shot(motion=posed(bottom, **READY)) for bottom in (DEEP, replace(PARALLEL, knee_deg=112)))
    stream = filmed(deep, high, deep, *[deep] * 4)
    *_, analyzer = counted(stream)
    assert len(analyzer._ring) < 0.6 * len(stream)
    report = analyzer.report(CLIP)
    knees = [rep.peak.knee_flexion_deg for rep in report.reps]
    (alike,) = [f for f in report.findings if f.rep is None]
    assert len(knees) == 7
    assert alike.value == pytest.approx(np.std(knees, ddof=1), abs=0.1)
    assert alike.verdict in {"watch", "fault"}


def test_a_set_as_a_stream_and_as_a_clip_is_told_alike():
    """Good, good, good, watch, watch, fault, fault on the lower back: never "nothing to work on"."""
    bulges = (0.02, 0.02, 0.02, 0.045, 0.045, 0.07, 0.07)
    shot = Shot(motion=posed(*[replace(HINGE, bulge=bulge) for bulge in bulges], **READY, rest_s=2.0))
    live, clip = after(poses(shot.film.track)).report(CLIP), read(shot.film.track).report
    for report in (live, clip):
        told = [f.verdict for f in report.findings if f.check == "lower_back_rounding"]
        assert told == ["good"] * 3 + ["watch"] * 2 + ["fault"] * 2
        first = report.summary.findings[0]
        assert (report.summary.outcome, first.check, first.times, first.judged) == (
            "work",
            "lower_back_compensation",
            2,
            7,
        )
    assert live.summary == clip.summary


def test_nothing_is_counted_before_somebody_is_ready():
    at_once = Shot(motion=floor_squat(2, still_s=0.2, rest_s=0.0))
    assert after(filmed(at_once)).snapshot(0.0, None).reps == ()
    facing = Shot(motion=floor_squat(2, **READY, rest_s=2.0), body_yaw_deg=90)
    snap = after(filmed(facing)).snapshot(0.0, None)
    assert (snap.reps, snap.counting, snap.framing.hint) == ((), False, "turn_sideways")


@pytest.mark.parametrize("motion", [jumping_jacks(), sitting_down(), Motion(((0.0, STAND), (8.0, STAND)))])
def test_what_is_no_repetition_is_not_counted(motion):
    stand = Motion(((0.0, STAND), (1.6, STAND)))
    assert after(filmed(Shot(motion=stand.then(motion)))).snapshot(0.0, None).reps == ()


def test_a_bounce_at_the_bottom_is_one_repetition():
    shot = Shot(motion=Motion(((0.0, STAND), (1.0, STAND))).then(bounced(DEEP, (0.6, 1.2), PARALLEL)))
    assert len(after(filmed(shot)).snapshot(0.0, None).reps) == 1


def test_after_leaving_the_search_starts_again_and_counting_goes_on():
    away = [Pose.unseen(t) for t in np.arange(0.0, AWAY_S + 1.0, 1 / 30)]
    first = filmed(Shot(motion=floor_squat(1, **READY, rest_s=2.0)))
    gone = [replace(pose, t_s=pose.t_s + first[-1].t_s + 0.04) for pose in away]
    back = [
        replace(pose, t_s=pose.t_s + gone[-1].t_s + 0.04)
        for pose in filmed(Shot(motion=floor_squat(1, **READY, rest_s=2.0), body_yaw_deg=180))
    ]
    counting = [a.snapshot(0.0, None).counting for a in counted([*first, *gone])]
    assert (counting[len(first) - 1], counting[-1]) == (True, False)
    snap = after([*first, *gone, *back]).snapshot(0.0, None)
    assert snap.counting
    assert [rep.index for rep in snap.reps] == [1, 2]


def test_whoever_turns_round_or_steps_back_is_measured_again():
    here = Shot(motion=floor_squat(1, **READY, rest_s=1.5))
    stream = filmed(here, replace(here, body_yaw_deg=180), replace(here, fill=0.66))
    report = after(stream).report(CLIP)
    assert [r.depth for r in report.reps] == ["floor"] * 3


def test_a_report_says_why_there_is_nothing():
    assert LiveAnalyzer(read).report(CLIP) is None
    nobody = after([Pose.unseen(t / 30) for t in range(60)]).report(CLIP)
    assert nobody.summary.nothing == "nobody"
    still = after(filmed(Shot(motion=Motion(((0.0, STAND), (3.0, STAND)))))).report(CLIP)
    assert still.reps == ()
    assert still.summary.nothing == "no_repetition"


def test_the_report_survives_json():
    report = after(poses(SHOTS["hinges"].film.track)).report(CLIP)
    assert type(report).from_json(report.to_json()) == report
    assert (report.movement, report.clip) == ("hinge", CLIP)
