from dataclasses import replace

import pytest
from chair_rows import CHAIR_ROWS
from figures import PARALLEL, SHALLOW, STAND, Motion, Posture, Shot, analyzed, findings, floor_squat, posed
from figures.camera import Hidden
from figures.chairs import LEANT, SEATED, ChairStands, chair_stands
from figures.motions import lunges, sitting_down

from formcheck.movements.sit_to_stand import MOVEMENT
from formcheck.schema import Rep, Report
from formcheck.wording.summary import headline

WITHIN_S = 0.3


def report_of(motion: Motion, **shot: object) -> Report:
    return analyzed(Shot(motion=motion, **shot)).report


def rises(report: Report) -> list[Rep]:
    return [rep for rep in report.reps if rep.movement == "sit_to_stand" and not rep.partial]


@pytest.mark.parametrize(
    "stands",
    [chair_stands(1), chair_stands(3), chair_stands(2, whole=False), chair_stands(5, rest_s=0.5, stand_s=0.4)],
    ids=["one", "three", "the last only rises", "five quick ones"],
)
def test_rises_are_counted_with_their_times(stands: ChairStands):
    report = report_of(stands.motion)
    found = rises(report)
    assert report.movement == "sit_to_stand"
    assert len(found) == len(stands.rises) == len(report.reps)
    for rep, truth in zip(found, stands.rises, strict=True):
        assert rep.rise is not None
        assert rep.start_s == pytest.approx(truth.start_s, abs=WITHIN_S)
        assert rep.rise.seat_off_s == pytest.approx(truth.seat_off_s, abs=WITHIN_S)
        assert rep.end_s == pytest.approx(truth.end_s, abs=WITHIN_S)
        assert (rep.rise.sat_s is None) == (truth.sat_s is None)
        if truth.sat_s is not None:
            assert rep.rise.sat_s == pytest.approx(truth.sat_s, abs=WITHIN_S)
            assert rep.rise.down_from_s == pytest.approx(truth.down_from_s, abs=0.4)
        assert rep.rise.lean_deg == pytest.approx(42, abs=5)


@pytest.mark.parametrize(("count", "timed"), [(4, False), (5, True), (7, True)])
def test_five_rises_are_timed_from_setting_out_to_standing(count: int, timed: bool):
    stands = chair_stands(count, rest_s=0.5, stand_s=0.4)
    five_s = report_of(stands.motion).summary.five_s
    assert (five_s is not None) == timed
    if timed:
        assert five_s == pytest.approx(stands.rises[4].end_s - stands.rises[0].start_s, abs=WITHIN_S)


@pytest.mark.parametrize(
    ("stretches", "tries", "verdict"),
    [((), 1, "good"), ((10,), 2, "watch"), ((10, 12), 3, "fault"), ((0, 0), 3, "fault"), ((10, 12, 14), 4, "fault")],
)
def test_tries_that_end_on_the_seat_are_counted(stretches: tuple[float, ...], tries: int, verdict: str):
    answer = analyzed(Shot(motion=chair_stands(1, tries=stretches).motion))
    (rep,) = rises(answer.report)
    assert rep.rise is not None
    assert rep.rise.tries == tries
    assert [f.verdict for f in findings(answer, "tries")] == [verdict]


def test_a_lean_long_before_is_no_try():
    stands = chair_stands(1, rest_s=6.0)
    leaning = [(0.0, SEATED), (0.6, SEATED), (1.2, LEANT), (1.8, SEATED)]
    motion = Motion((*leaning, *stands.motion.keys[1:]))
    (rep,) = rises(report_of(motion))
    assert rep.rise is not None
    assert rep.rise.tries == 1


@pytest.mark.parametrize(
    "motion",
    [
        Motion(((0.0, SEATED), (6.0, SEATED))),
        Motion(((0.0, SEATED), (1.0, SEATED), (1.6, LEANT), (2.6, LEANT), (3.2, SEATED), (5.0, SEATED))),
        sitting_down(),
        lunges(),
        floor_squat(2),
        posed(replace(SHALLOW, knee_deg=92, tibia_deg=22, trunk_deg=38), hold_s=2.0),
        posed(PARALLEL, hold_s=3.0),
        posed(Posture(knee_deg=88, tibia_deg=6, trunk_deg=44), hold_s=0.1),
        posed(
            Posture(knee_deg=95, tibia_deg=12, trunk_deg=8, arms="rail"), top=replace(STAND, arms="rail"), hold_s=1.5
        ),
    ],
    ids=[
        "only sits",
        "only leans forward",
        "only sits down",
        "lunges",
        "squats",
        "pauses above a chair",
        "pauses at parallel",
        "touches a chair",
        "squats from a post",
    ],
)
def test_what_is_no_rise_from_a_seat(motion: Motion):
    assert rises(report_of(motion)) == []


def test_who_only_sits_down_is_told_so():
    report = report_of(sitting_down())
    assert [(rep.movement, rep.partial) for rep in report.reps] == [("sit_to_stand", True)]
    assert (report.movement, report.summary.nothing) == ("sit_to_stand", "sat_down")
    assert headline(report).statement.main == "You only sat down"
    assert report.findings == ()


@pytest.mark.parametrize("before", [posed(PARALLEL), chair_stands(1, whole=False).motion], ids=["squat", "rise"])
def test_sitting_down_after_a_repetition_is_none_of_its_own(before: Motion):
    report = report_of(before.then(sitting_down()))
    assert [rep.partial for rep in report.reps] == [False]


def test_a_squat_after_a_rise_is_a_squat():
    stands = chair_stands(1, whole=False)
    report = report_of(stands.motion.then(posed(PARALLEL)))
    assert [rep.movement for rep in report.reps] == ["sit_to_stand", "squat"]


def test_sitting_on_a_chair_between_is_standing_up_twice():
    """Who starts standing and rests on the seat has risen once, from the seat."""
    rest = replace(SEATED, trunk_deg=8)
    report = report_of(posed(rest, hold_s=1.5))
    assert [(rep.movement, rep.partial) for rep in report.reps] == [("sit_to_stand", False)]


@pytest.mark.parametrize(("cut_s", "partial"), [(0.95, [True, False]), (0.0, [False, False])])
def test_a_rise_under_way_when_the_clip_begins_is_partial(cut_s: float, partial: list[bool]):
    stands = chair_stands(2)
    first_s = 0.0 if cut_s == 0.0 else stands.rises[0].seat_off_s + 0.25
    report = report_of(stands.motion.cut(first_s))
    assert [(rep.movement, rep.partial) for rep in report.reps] == [("sit_to_stand", p) for p in partial]


def test_a_rise_the_clip_cuts_off_is_partial():
    stands = chair_stands(2)
    report = report_of(stands.motion.cut(0.0, stands.rises[1].seat_off_s + 0.45))
    assert [(rep.movement, rep.partial) for rep in report.reps] == [("sit_to_stand", False), ("sit_to_stand", True)]


@pytest.mark.parametrize("yaw", [90, 50])
def test_nothing_is_found_where_angles_are_not_known(yaw: float):
    """Without the correction a turned camera tells no angles, and no seat is better than a guessed one."""
    report = report_of(chair_stands(2).motion, body_yaw_deg=yaw)
    assert rises(report) == []


def test_every_row_has_its_poses():
    assert [("sit_to_stand", check.id) for check in MOVEMENT.checks] == list(CHAIR_ROWS)


@pytest.mark.parametrize("key", CHAIR_ROWS, ids="-".join)
def test_good_fault_and_blind_of_every_row(key: tuple[str, str]):
    row = CHAIR_ROWS[key]
    for shot, verdict in ((row.good, "good"), (row.fault, "fault"), (row.blind, "not_assessed")):
        assert [f.verdict for f in findings(analyzed(shot), key[1])] == [verdict]


def test_why_a_check_cannot_tell():
    only_up = analyzed(Shot(motion=chair_stands(1, whole=False).motion))
    straight_on = analyzed(Shot(motion=chair_stands(2, stand_s=0.4).motion))
    hidden = analyzed(Shot(motion=chair_stands(1).motion, hidden=(Hidden(("wrist", "index"), 0.1),)))
    for answer, check, code in (
        (only_up, "sitting_down", "not_sat_down"),
        (straight_on, "steadiness", "goes_straight_on"),
        (hidden, "hands_on_knees", "hands_hidden"),
    ):
        assert {f.abstain.code for f in findings(answer, check) if f.abstain} == {code}
