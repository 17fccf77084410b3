"""Who stays at the bottom of a squat: told from a pause, a chair, the ground, and from who never stood."""

from dataclasses import replace

import pytest
from figures import DEEP, LOW, PARALLEL, SHALLOW, STAND, Motion, Posture, Shot, analyzed, findings, posed
from figures.chairs import SEATED
from floor_rows import FLOOR_ROWS, ON_POST
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.measures.held_hands import rung_of
from formcheck.movements.floor_sit import MOVEMENT
from formcheck.schema import RUNGS, Hold, Report
from formcheck.wording.summary import headline

WITHIN_S = 0.3
LEVEL_HEELS = replace(DEEP, heel_lift_deg=0.0)
TIPTOE = replace(DEEP, heel_lift_deg=22)
ON_FLOOR = Posture(knee_deg=128, tibia_deg=32, trunk_deg=70, arms="floor")
HOLDING = replace(STAND, arms="post")


def report_of(motion: Motion, **shot: object) -> Report:
    return analyzed(Shot(motion=motion, **shot)).report


def the_hold(report: Report) -> Hold:
    (rep,) = report.reps
    assert (rep.movement, rep.partial) == ("floor_sit", False)
    assert rep.hold is not None
    return rep.hold


@pytest.mark.parametrize("hold_s", [3.5, 6.0, 12.0])
@pytest.mark.parametrize("bottom", [DEEP, LOW, PARALLEL], ids=["deep", "low", "parallel"])
def test_a_bottom_that_is_held_is_timed_from_arriving_to_leaving(bottom: Posture, hold_s: float):
    motion = posed(bottom, hold_s=hold_s)
    held, (true,) = the_hold(report_of(motion)), motion.reps
    assert held.from_s == pytest.approx(true.bottom_from_s, abs=WITHIN_S)
    assert held.to_s == pytest.approx(true.bottom_to_s, abs=WITHIN_S)
    assert held.seconds == pytest.approx(hold_s, abs=WITHIN_S)
    assert not held.open


@settings(max_examples=15, deadline=None)
@given(hold_s=st.floats(0.3, 8.0), yaw_deg=st.sampled_from([0, 180, 20]))
def test_long_holds_are_held_and_short_ones_are_squats(hold_s: float, yaw_deg: float):
    (rep,) = report_of(posed(DEEP, hold_s=hold_s), body_yaw_deg=yaw_deg).reps
    assert (rep.hold is not None) == (rep.movement == "floor_sit")
    if not 2.5 <= hold_s <= 3.1:
        assert (rep.movement == "floor_sit") == (hold_s > 3.0)


@pytest.mark.parametrize(
    ("bottom", "top", "rung", "heels"),
    [
        (LEVEL_HEELS, STAND, "free", "down"),
        (replace(DEEP, arms="knee"), STAND, "free", "down"),
        (TIPTOE, STAND, "heels_raised", "raised"),
        (ON_POST, HOLDING, "supported", "down"),
        (replace(ON_POST, heel_lift_deg=22), HOLDING, "supported", "raised"),
        (ON_FLOOR, STAND, "supported", "down"),
    ],
    ids=["free", "hands on the legs", "heels raised", "post", "post and heels", "hands on the floor"],
)
def test_the_rung_of_the_ladder(bottom: Posture, top: Posture, rung: str, heels: str):
    held = the_hold(report_of(posed(bottom, top=top, hold_s=4.0)))
    assert (held.rung, held.heels) == (rung, heels)


def test_what_hands_rest_on_is_told():
    hands = {
        name: the_hold(report_of(posed(replace(DEEP, arms=arms), top=replace(STAND, arms=top), hold_s=4.0))).left_hand
        for name, arms, top in (("forward", "forward", "hanging"), ("prayer", "prayer", "prayer"))
    }
    assert hands == {"forward": "free", "prayer": "free"}
    assert the_hold(report_of(posed(ON_POST, top=HOLDING, hold_s=4.0))).left_hand == "other"
    assert the_hold(report_of(posed(replace(DEEP, arms="knee"), hold_s=4.0))).left_hand == "leg"
    assert the_hold(report_of(posed(ON_FLOOR, hold_s=4.0))).left_hand == "floor"


def test_a_hold_the_clip_ends_in_counts_as_at_least():
    report = report_of(posed(DEEP, hold_s=14.0).cut(0.0, 14.0))
    held = the_hold(report)
    assert held.open
    assert held.seconds == pytest.approx(14.0 - 2.4, abs=WITHIN_S)
    assert "at least 12 seconds" in headline(report).count
    assert [(f.verdict, [n.code for n in f.notes]) for f in report.findings if f.check == "hold_time"] == [
        ("good", ["at_least"])
    ]
    assert {f.abstain.code for f in report.findings if f.check.startswith("hands_on") and f.abstain} == {"hold_goes_on"}


@pytest.mark.parametrize(
    ("motion", "movement"),
    [
        (posed(DEEP, hold_s=2.0), "squat"),
        (posed(SHALLOW, hold_s=5.0), "squat"),
        (posed(DEEP, hold_s=8.0).cut(4.0), "squat"),
        (posed(replace(SEATED, trunk_deg=8), hold_s=5.0), "sit_to_stand"),
        (posed(Posture(knee_deg=30, tibia_deg=4, trunk_deg=76), hold_s=5.0), "hinge"),
    ],
    ids=["a pause of two seconds", "above parallel", "never stood before", "on a chair", "a hinge"],
)
def test_what_is_no_sitting_in_a_squat(motion: Motion, movement: str):
    assert [rep.movement for rep in report_of(motion).reps] == [movement]
    assert all(rep.hold is None for rep in report_of(motion).reps)


def test_kneeling_and_sitting_on_the_ground_are_none():
    kneeling = Posture(knee_deg=150, tibia_deg=85, trunk_deg=5)
    ground = Posture(knee_deg=95, tibia_deg=-30, trunk_deg=5)
    for low in (kneeling, ground):
        assert all(rep.hold is None for rep in report_of(posed(low, hold_s=5.0)).reps)


def test_the_headline_says_how_long_and_on_what_help():
    assert headline(report_of(posed(TIPTOE, hold_s=6.0))).count.endswith("6 seconds with your heels up")
    assert headline(report_of(posed(DEEP, hold_s=6.0))).count.endswith("6 seconds without help")
    front = headline(report_of(posed(DEEP, hold_s=6.0), body_yaw_deg=90))
    assert front.count.endswith("6 seconds"), "from the front nobody knows about the heels"


def test_the_set_speaks_of_the_highest_rung_and_its_longest_hold():
    motion = posed(TIPTOE, hold_s=7.0).then(posed(DEEP, hold_s=3.5)).then(posed(DEEP, hold_s=5.0))
    best = report_of(motion).summary.hold
    assert best is not None
    assert best.rung == "free"
    assert best.seconds == pytest.approx(5.0, abs=WITHIN_S)


@given(
    st.fixed_dictionaries({side: st.sampled_from(["free", "leg", "floor", "other", "hidden", "doubt"])
                           for side in ("left", "right")}),
    st.sampled_from(["down", "raised", None]),
)  # fmt: skip
def test_no_rung_is_claimed_that_was_not_seen(hands, heels):
    rung = rung_of(hands, heels)
    if set(hands.values()) & {"floor", "other"}:
        assert rung == "supported"
    elif "doubt" in hands.values() or set(hands.values()) == {"hidden"} or heels is None:
        assert rung is None
    else:
        assert rung == ("free" if heels == "down" else "heels_raised")
    assert rung is None or rung in RUNGS


def test_every_row_has_its_poses():
    assert [("floor_sit", check.id) for check in MOVEMENT.checks] == list(FLOOR_ROWS)


def test_why_a_check_cannot_tell():
    front = analyzed(Shot(motion=posed(DEEP, hold_s=4.0), body_yaw_deg=90))
    open_end = analyzed(Shot(motion=posed(DEEP, hold_s=8.0).cut(0.0, 6.5)))
    for answer, check, code in (
        (front, "squat_help", "heels_from_side"),
        (open_end, "hold_time", "hold_goes_on"),
        (open_end, "hands_on_knees", "hold_goes_on"),
    ):
        assert {f.abstain.code for f in findings(answer, check) if f.abstain} == {code}
