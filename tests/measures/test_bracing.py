from dataclasses import replace

import numpy as np
import pytest
from figures import DEEP, HINGE, LOW, PARALLEL, SHALLOW, STAND, Motion, Shot, analyzed, findings, posed, read
from figures.camera import Hidden
from hand_shots import FLOOR, LEGS, codes, supports, touching, verdicts, with_arms
from rows import ROWS, braced

from formcheck.motion import landmarks as lm
from formcheck.wording.findings import words

SLOW_UP_S = 1.8
OFF_SIDE_DEG = (30, 45, 60, 90, 135, 270)


def resting_at_the_bottom(bottom):
    """Hands rest on the knees for a second, and leave before the body rises."""
    down, held, free = replace(bottom, arms="forward"), replace(bottom, arms="knee"), replace(bottom, arms="forward")
    keys = ((0.0, STAND), (1.2, STAND), (2.4, down), (2.7, held), (3.7, held), (4.1, free), (4.3, free), (5.3, STAND))
    return Motion((*keys, (6.5, STAND)))


FREE = {
    "hinge, arms hang past the knees": posed(HINGE, HINGE),
    "hinge, knees well bent": posed(replace(HINGE, knee_deg=45, tibia_deg=10)),
    "slow hinge, arms hang past the knees": posed(HINGE, down_s=3.0, hold_s=1.0, up_s=3.0),
    "hinge, holding a block": with_arms(HINGE, "block"),
    "hinge, hands on the hips": with_arms(HINGE, "hips", up_s=2.0),
    "hinge, hands to the floor": posed(replace(HINGE, knee_deg=70, tibia_deg=16, trunk_deg=80, arms="floor")),
    "squat, arms hanging": posed(*[replace(PARALLEL, arms="hanging")] * 2),
    "deep squat, arms hanging": posed(*[replace(DEEP, arms="hanging")] * 2),
    "squat, prayer": with_arms(DEEP, "prayer"),
    "slow squat, holding a block": with_arms(DEEP, "block", up_s=2.0),
    "slow squat, hands on the hips": with_arms(PARALLEL, "hips", up_s=2.0),
    "squat, arms forward": posed(LOW, LOW),
    "squat, hands hover over the thighs": posed(
        replace(PARALLEL, arms="hovering"), top=replace(STAND, arms="forward"), up_s=1.8
    ),
    "squat, overhead": with_arms(PARALLEL, "overhead"),
    "deep squat, hands rest on the knees at the bottom only": resting_at_the_bottom(DEEP),
    "parallel squat, hands rest on the knees at the bottom only": resting_at_the_bottom(PARALLEL),
}


@pytest.mark.parametrize("body_yaw_deg", [0, 180])
@pytest.mark.parametrize("motion", FREE.values(), ids=FREE)
def test_free_hands_raise_no_alarm(motion, body_yaw_deg):
    shot = Shot(motion=motion, body_yaw_deg=body_yaw_deg)
    for check in (LEGS, FLOOR):
        assert findings(analyzed(shot), check)
        for finding in findings(analyzed(shot), check):
            assert finding.verdict == "good", f"{check} {finding.value}: {words(finding)}"
    assert all(s.kind == "rest" for rep in analyzed(shot).report.reps for s in rep.supports)


@pytest.mark.parametrize(("bottom", "up_s"), [(HINGE, 0.8), (HINGE, 1.6), (SHALLOW, 0.8), (SHALLOW, 1.2)])
def test_hands_that_slide_along_the_thighs_are_no_fault(bottom, up_s):
    """From below the knees to the hips, touching all the way."""
    film = Shot(motion=posed(bottom, up_s=up_s)).film.track
    share = np.interp(film.t_s, [1.2, 2.4, 2.7, 2.7 + up_s], [0.1, 1.1, 1.1, 0.1])[:, None]
    answer = read(on_thighs(film, share))
    (finding,) = findings(answer, LEGS)
    assert finding.verdict != "fault", words(finding)


def on_thighs(track, share, before=0.2):
    """The track of a person facing right with both palms on the thighs, at a share of the way to the knee."""
    image = track.image_px.copy()
    for side in lm.SIDES:
        hip, knee = image[:, lm.at("hip", side)], image[:, lm.at("knee", side)]
        thigh = knee - hip
        palm = hip + share * thigh + before * np.stack([thigh[:, 1], -thigh[:, 0]], axis=1)
        shift = palm - (image[:, lm.at("wrist", side)] + image[:, lm.at("index", side)]) / 2
        for part in ("wrist", "index", "pinky", "thumb"):
            image[:, lm.at(part, side)] += shift
    return replace(track, image_px=image)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ["squat, arms hanging", "hinge, arms hang past the knees", "squat, prayer"])
def test_free_hands_raise_no_alarm_through_jitter(name, seed):
    shot = Shot(motion=FREE[name], noise_m=0.012, seed=seed)
    assert set(verdicts(shot)) == {"good"}
    assert "fault" not in verdicts(shot, FLOOR)


@pytest.mark.parametrize("body_yaw_deg", OFF_SIDE_DEG)
@pytest.mark.parametrize("arms", ["hanging", "forward", "prayer", "block", "hips", "overhead"])
def test_free_hands_raise_no_alarm_from_other_views(body_yaw_deg, arms):
    shot = Shot(motion=with_arms(LOW, arms), body_yaw_deg=body_yaw_deg)
    assert set(verdicts(shot)) == {"good"}
    assert "fault" not in verdicts(shot, FLOOR)


@pytest.mark.parametrize("arms", ["knee", "thigh", ("knee", "forward"), ("forward", "knee")], ids=str)
@pytest.mark.parametrize("body_yaw_deg", [0, 180])
def test_a_hand_on_the_leg_while_rising_is_found(body_yaw_deg, arms):
    shot = replace(braced(PARALLEL, arms, SLOW_UP_S), body_yaw_deg=body_yaw_deg)
    (finding,) = findings(analyzed(shot), LEGS)
    assert finding.verdict == "fault", f"{finding.value}: {words(finding)}"
    place = "knee" if "knee" in arms else "thigh"
    side = "both"
    if isinstance(arms, tuple):
        side = "left" if arms[0] == place else "right"
        assert {s.side for s in supports(shot) if s.kind == "braced"} == {side}
    assert codes(finding) == {f"{side}_on_{place}"}


@pytest.mark.parametrize("body_yaw_deg", OFF_SIDE_DEG)
@pytest.mark.parametrize("arms", ["knee", "thigh"])
def test_hands_on_the_legs_are_found_from_other_views(body_yaw_deg, arms):
    assert verdicts(replace(braced(PARALLEL, arms, SLOW_UP_S), body_yaw_deg=body_yaw_deg)) == ["fault"]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("body_yaw_deg", [0, 45])
def test_bracing_is_found_through_jitter(body_yaw_deg, seed):
    shot = replace(braced(PARALLEL, "knee", SLOW_UP_S), noise_m=0.008, body_yaw_deg=body_yaw_deg, seed=seed)
    assert verdicts(shot) == ["fault"]


def test_a_shallow_rise_with_hands_on_thighs_is_found():
    assert verdicts(braced(SHALLOW, "thigh", 1.6)) == ["fault"]


def test_a_hand_on_the_thigh_of_a_hinge_is_found_only_when_it_stays():
    assert verdicts(ROWS["hinge", LEGS].fault) == ["fault"]
    assert verdicts(braced(HINGE, "thigh", 0.5)) != ["fault"]


def test_a_brush_is_good_and_says_nothing_of_hands_on_the_leg():
    shot = touching(3.0, 3.05)
    (finding,) = findings(analyzed(shot), LEGS)
    assert (finding.verdict, codes(finding)) == ("good", set())
    assert {s.kind for s in supports(shot)} <= {"touched"}


def test_resting_at_the_bottom_is_told_as_resting():
    shot = Shot(motion=resting_at_the_bottom(PARALLEL))
    (finding,) = findings(analyzed(shot), LEGS)
    assert finding.verdict == "good"
    assert codes(finding) == {"hands_rested"}
    assert {(s.side, s.place, s.kind) for s in supports(shot)} == {("left", "knee", "rest"), ("right", "knee", "rest")}


def test_an_arm_that_cannot_carry_only_touches():
    film = braced(PARALLEL, "knee", SLOW_UP_S).film.track
    image = film.image_px.copy()
    for side in lm.SIDES:
        image[:, lm.at("elbow", side)] = image[:, lm.at("wrist", side)] + [0.0, 40.0]
    answer = read(replace(film, image_px=image))
    (finding,) = findings(answer, LEGS)
    assert finding.verdict == "watch"
    assert {s.kind for s in answer.report.reps[0].supports} == {"touched"}


@pytest.mark.parametrize("parts", [("wrist",), ("wrist", "index", "elbow")])
def test_hidden_hands_are_not_free_hands(parts):
    shot = replace(braced(PARALLEL, "knee", SLOW_UP_S), hidden=(Hidden(parts, 0.4),))
    for check in (LEGS, FLOOR):
        (finding,) = findings(analyzed(shot), check)
        assert finding.verdict == "not_assessed"
        assert finding.abstain.code == "hands_hidden"
    assert supports(shot) is None
    assert analyzed(shot).report.reps[0].hands_seen == ()


@pytest.mark.parametrize("hidden", ["left_wrist", "left_knee"])
def test_one_hidden_hand_is_said(hidden):
    shot = Shot(motion=posed(PARALLEL), hidden=(Hidden((hidden,), 0.35),))
    (finding,) = findings(analyzed(shot), LEGS)
    assert finding.verdict == "good"
    assert codes(finding) == {"other_hand_hidden"}


def test_a_hand_on_a_hidden_knee_is_not_found_there():
    shot = replace(braced(PARALLEL, "knee", SLOW_UP_S), hidden=(Hidden(("left_knee",), 0.4),))
    assert {s.side for s in supports(shot)} == {"right"}


def test_hands_on_the_floor_are_supports():
    shot = ROWS["squat", FLOOR].fault
    assert {(s.place, s.kind) for s in supports(shot)} == {("floor", "braced")}
    assert verdicts(shot, FLOOR) == ["fault"]


def test_a_lift_has_no_supports():
    lifted = ROWS["squat", "tempo"].blind
    assert [rep.supports for rep in analyzed(lifted).report.reps] == [None]
