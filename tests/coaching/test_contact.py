from dataclasses import replace

import numpy as np
import pytest
from figures import DEEP, HINGE, LOW, PARALLEL, SHALLOW, STAND, Motion, Shot, analyzed, findings, posed
from figures.body import Posture
from figures.camera import Hidden
from rows import ROWS, braced

from formcheck.coaching.contact import longest_s

LEGS, FLOOR = "hands_on_knees", "hands_on_floor"
HALF_DOWN = Posture(knee_deg=60, tibia_deg=17, trunk_deg=22)


def verdicts(shot, check=LEGS):
    return [f.verdict for f in findings(analyzed(shot), check)]


def resting_at_the_bottom(bottom):
    """Hands rest on the knees for a second, and leave before the body rises."""
    down, held, free = replace(bottom, arms="forward"), replace(bottom, arms="knee"), replace(bottom, arms="forward")
    keys = ((0.0, STAND), (1.2, STAND), (2.4, down), (2.7, held), (3.7, held), (4.1, free), (4.3, free), (5.3, STAND))
    return Motion((*keys, (6.5, STAND)))


def sliding_down(bottom):
    """Hands slide down the thighs to below the knees and up again, as hinges are taught."""
    middle = replace(HINGE, trunk_deg=40, knee_deg=18, arms="thigh")
    keys = ((0.0, STAND), (1.2, STAND), (1.8, middle), (2.4, bottom), (2.7, bottom), (3.3, middle), (3.9, STAND))
    return Motion((*keys, (5.0, STAND)))


FREE = {
    "hinge, arms hang past the knees": posed(HINGE, HINGE),
    "hinge, knees well bent": posed(replace(HINGE, knee_deg=45, tibia_deg=10)),
    "hinge, hands slide down the legs": sliding_down(replace(HINGE, arms="floor")),
    "hinge, hands to the floor": posed(replace(HINGE, knee_deg=70, tibia_deg=16, trunk_deg=80, arms="floor")),
    "squat, arms hanging": posed(*[replace(PARALLEL, arms="hanging")] * 2),
    "deep squat, arms hanging": posed(*[replace(DEEP, arms="hanging")] * 2),
    "squat, prayer": posed(replace(DEEP, arms="prayer"), top=replace(STAND, arms="prayer")),
    "squat, arms forward": posed(LOW, LOW),
    "squat, hands hover over the thighs": posed(replace(PARALLEL, arms="hovering"), up_s=1.8),
    "squat, overhead": posed(replace(PARALLEL, arms="overhead"), top=replace(STAND, arms="overhead")),
    "deep squat, hands rest on the knees at the bottom only": resting_at_the_bottom(DEEP),
    "parallel squat, hands rest on the knees at the bottom only": resting_at_the_bottom(PARALLEL),
}


@pytest.mark.parametrize("heading_deg", [0, 180])
@pytest.mark.parametrize("motion", FREE.values(), ids=FREE)
def test_free_hands_raise_no_alarm(motion, heading_deg):
    answer = analyzed(Shot(motion=motion, heading_deg=heading_deg))
    for check in (LEGS, FLOOR):
        assert findings(answer, check)
        for finding in findings(answer, check):
            assert finding.verdict != "fault", f"{check} {finding.value}: {finding.reason}"


AWAY = ("squat, arms hanging", "squat, arms forward", "squat, prayer", "squat, hands hover over the thighs")


@pytest.mark.parametrize("name", ["hinge, arms hang past the knees", *AWAY])
def test_hands_that_stay_away_are_good(name):
    assert set(verdicts(Shot(motion=FREE[name]))) == {"good"}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("motion", [FREE["squat, arms hanging"], FREE["hinge, arms hang past the knees"]])
def test_free_hands_raise_no_alarm_through_jitter(motion, seed):
    shot = Shot(motion=motion, noise_m=0.012, seed=seed)
    assert "fault" not in verdicts(shot)
    assert "fault" not in verdicts(shot, FLOOR)


@pytest.mark.parametrize("arms", ["knee", "thigh", ("knee", "forward"), ("forward", "knee")], ids=str)
@pytest.mark.parametrize("heading_deg", [0, 180])
def test_a_hand_on_the_leg_while_rising_is_found(heading_deg, arms):
    shot = replace(braced(PARALLEL, arms, 1.8), heading_deg=heading_deg)
    (finding,) = findings(analyzed(shot), LEGS)
    assert finding.verdict == "fault", f"{finding.value}: {finding.reason}"
    if isinstance(arms, tuple):
        side = "Left" if arms[0] == "knee" else "Right"
        assert f"{side} hand" in finding.reason
    else:
        assert "Both hands" in finding.reason
    assert ("knee" if "knee" in arms else "thigh") in finding.reason.rpartition("(")[2]


@pytest.mark.parametrize("heading_deg", [40, 90])
def test_hands_on_the_knees_are_found_from_other_views(heading_deg):
    shot = replace(braced(PARALLEL, "knee", 1.8), heading_deg=heading_deg)
    assert verdicts(shot) == ["fault"]


@pytest.mark.parametrize("heading_deg", [40, 90, 270])
@pytest.mark.parametrize("arms", ["hanging", "forward", "prayer"])
def test_free_hands_raise_no_alarm_from_other_views(heading_deg, arms):
    shot = Shot(motion=posed(replace(LOW, arms=arms), top=replace(STAND, arms=arms)), heading_deg=heading_deg)
    assert "fault" not in verdicts(shot)
    assert "fault" not in verdicts(shot, FLOOR)


def test_a_shallow_rise_with_hands_on_thighs_is_found():
    assert verdicts(braced(SHALLOW, "thigh", 1.6)) == ["fault"]


def test_bracing_is_found_through_jitter():
    shot = replace(braced(PARALLEL, "knee", 1.8), noise_m=0.01)
    assert verdicts(shot) == ["fault"]


def test_a_hand_on_the_thigh_of_a_hinge_is_found_only_when_it_stays():
    assert verdicts(ROWS["hinge", LEGS].fault) == ["fault"]
    assert verdicts(braced(HINGE, "thigh", 0.6)) != ["fault"]


@pytest.mark.parametrize("parts", [("wrist",), ("wrist", "index", "elbow")])
def test_hidden_hands_are_not_free_hands(parts):
    shot = replace(braced(PARALLEL, "knee", 1.8), hidden=(Hidden(parts, 0.4),))
    for check in (LEGS, FLOOR):
        (finding,) = findings(analyzed(shot), check)
        assert finding.verdict == "not_assessed"
        assert "hidden" in finding.reason


def test_one_hidden_hand_is_said():
    shot = Shot(motion=posed(PARALLEL), hidden=(Hidden(("left_wrist", "left_index"), 0.2),))
    (finding,) = findings(analyzed(shot), LEGS)
    assert finding.verdict == "good"
    assert "other hand is hidden" in finding.reason


def test_longest_stretch():
    t_s = np.arange(10) / 10
    mask = np.array([1, 1, 0, 1, 1, 1, 1, 0, 1, 1], bool)
    assert longest_s(mask, t_s, 0, 9) == (pytest.approx(0.3), 4)
    assert longest_s(mask, t_s, 0, 3) == (pytest.approx(0.1), 0)
    assert longest_s(np.zeros(10, bool), t_s, 2, 9) == (0.0, 2)
