"""Squat, hinge, or between the two: by angles with their intervals, and by where the hands are."""

from dataclasses import replace

import pytest
from figures import DEEP, HINGE, STAND, Shot, posed, read
from figures.body import Posture
from figures.motions import Motion

from formcheck.measures.pattern import balancing
from formcheck.motion.angles import CSV_ANGLES, RAW_BANDS
from formcheck.movements import movements

TIMES = {"still_s": 1.2, "rest_s": 1.2}
#: Knee, shin and trunk of hinges with ever softer knees; the thighs stay 20 and more above level.
SOFT = [(5, 0, 60), (20, 3, 65), (35, 4, 62), (50, 6, 58), (65, 8, 58), (75, 9, 54), (80, 14, 58)]
#: Of squats from shallow to deep, some of them leaning far.
SQUATS = [(62, 16, 30), (80, 22, 32), (98, 25, 38), (118, 30, 36), (142, 38, 36), (112, 22, 62), (106, 16, 70)]
PATTERN = {row.id for movement in movements().values() for row in movement.checks if row.pattern}


def judged(posture, yaw=0, bands=None, choice="auto"):
    shot = Shot(motion=posed(posture, **TIMES), body_yaw_deg=yaw)
    return read(shot.film.track, choice, **({} if bands is None else {"bands": bands})).report


def posture(knee, tibia, trunk, arms):
    return Posture(knee_deg=knee, tibia_deg=tibia, trunk_deg=trunk, arms=arms)


@pytest.mark.parametrize("arms", ["hanging", "hips"])
@pytest.mark.parametrize("at", SOFT)
def test_a_hinge_with_soft_knees_is_a_hinge(at, arms):
    report = judged(posture(*at, arms))
    assert [rep.movement for rep in report.reps] == ["hinge"]
    assert [f.check for f in report.findings if f.verdict == "fault" and f.check != "hinge_pattern"] == []


@pytest.mark.parametrize("arms", ["hanging", "forward"])
@pytest.mark.parametrize("at", SQUATS)
def test_a_squat_is_a_squat(at, arms):
    assert [rep.movement for rep in judged(posture(*at, arms)).reps] == ["squat"]


def test_hands_held_in_front_tell_a_poor_squat_from_a_hinge():
    low = (76, 13, 60)
    assert [judged(posture(*low, arms)).reps[0].movement for arms in ("hanging", "forward")] == ["hinge", "squat"]
    faults = {f.check for f in judged(posture(*low, "forward")).findings if f.verdict == "fault"}
    assert {"depth", "trunk_tibia"} <= faults


def test_arms_folded_before_the_chest_balance_by_half():
    assert (balancing(0.6, 0.0), balancing(0.6, 1.0), balancing(0.1, 0.0)) == (1.0, 0.0, 0.0)
    assert balancing(float("nan"), float("nan")) == 0.0
    assert 0.3 < balancing(0.4, 0.5) < 0.7


@pytest.mark.parametrize("at", [(72, 16, 38), (72, 16, 40), (88, 20, 49), (94, 22, 52)])
def test_between_the_two_neither_is_asked_for(at):
    """With the intervals of real pictures it may be either: no finding of a squat's or a hinge's pattern."""
    report = judged(posture(*at, "hanging"), bands=RAW_BANDS)
    asked = [f for f in report.findings if f.check in PATTERN]
    assert asked
    assert {f.abstain.code for f in asked if f.abstain} == {"between_movements"}
    assert {f.verdict for f in asked} == {"not_assessed"}


@pytest.mark.parametrize("choice", ["squat", "hinge"])
def test_who_says_what_they_do_is_judged_by_it(choice):
    report = judged(posture(72, 16, 40, "hanging"), bands=RAW_BANDS, choice=choice)
    assert [rep.movement for rep in report.reps] == [choice]
    assert "between_movements" not in {f.abstain.code for f in report.findings if f.abstain}


def test_a_weight_thrown_up_is_no_hinge_of_ours():
    """As in a swing: hands up in front, hanging at the bottom, and up again faster than anybody stands up."""
    up, down = replace(STAND, arms="forward"), replace(HINGE, knee_deg=65, tibia_deg=14, trunk_deg=50)
    keys, t = [(0.0, STAND), (1.0, STAND), (1.4, up)], 1.4
    for _ in range(4):
        keys += [(t + 0.6, down), (t + 0.95, up), (t + 1.2, up)]
        t += 1.2
    report = read(Shot(motion=Motion((*keys, (t + 1.0, up)))).film.track).report
    assert report.reps == ()
    assert report.summary.nothing == "other_movement"


@pytest.mark.parametrize("arms", ["hanging", "forward", "prayer"])
def test_quick_squats_and_hinges_are_not_thrown(arms):
    quick = {"still_s": 1.2, "down_s": 0.5, "hold_s": 0.1, "up_s": 0.5, "rest_s": 0.6}
    for bottom in (replace(DEEP, arms=arms), replace(HINGE, arms="hanging")):
        top = replace(STAND, arms="hanging" if bottom.knee_deg < 90 else arms)
        report = read(Shot(motion=posed(bottom, bottom, top=top, **quick)).film.track).report
        assert len([rep for rep in report.reps if not rep.partial]) == 2


def test_every_check_of_a_pattern_reads_angles():
    assert {"depth", "trunk_tibia", "trunk_lean", "hinge_pattern", "straight_knee_stoop"} == PATTERN
    assert set(RAW_BANDS) == set(CSV_ANGLES)
