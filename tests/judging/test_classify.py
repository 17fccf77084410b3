from dataclasses import replace

import pytest
from figures import DEEP, HINGE, LOW, PARALLEL, SHALLOW, STOOP, Shot, analyzed, floor_squat, hinge, posed, read
from figures.motions import Motion, burpees, jumping_jacks, lift, lunges, push_ups, sitting_down, walking

from formcheck.motion import landmarks as lm

SQUATS = {"deep": DEEP, "low": LOW, "parallel": PARALLEL, "shallow": SHALLOW}
HINGES = {
    "soft knees": HINGE,
    "straight knees": STOOP,
    "knees well bent": replace(HINGE, knee_deg=45, tibia_deg=8, trunk_deg=72),
    "half way": replace(HINGE, knee_deg=20, trunk_deg=50),
}
OTHERS = {
    "push-ups": Shot(motion=push_ups(), size_wh=(960, 540)),
    "lunges": Shot(motion=lunges(), size_wh=(720, 720)),
    "short lunges": Shot(motion=lunges(step_m=0.5), size_wh=(720, 720)),
    "stepping down": Shot(motion=posed(*[replace(DEEP, forward_m=0.6)] * 2), size_wh=(960, 540)),
    "lunges, oblique": Shot(motion=lunges(), body_yaw_deg=45, size_wh=(720, 720)),
    "walking": Shot(motion=walking(), size_wh=(960, 540), shift_px=(-300, 0)),
    "burpees": Shot(motion=burpees(), size_wh=(960, 540)),
    "jumping jacks": Shot(motion=jumping_jacks(), body_yaw_deg=90, size_wh=(720, 720)),
    "sitting down": Shot(motion=sitting_down()),
}


@pytest.mark.parametrize("body_yaw_deg", [0, 45, 90])
@pytest.mark.parametrize("bottom", SQUATS.values(), ids=SQUATS)
def test_a_squat_is_a_squat(bottom, body_yaw_deg):
    answer = analyzed(Shot(motion=posed(bottom), body_yaw_deg=body_yaw_deg))
    assert answer.report.movement == "squat"
    assert [r.movement for r in answer.report.reps] == ["squat"]


@pytest.mark.parametrize("body_yaw_deg", [180, 225, 90])
@pytest.mark.parametrize("bottom", HINGES.values(), ids=HINGES)
def test_a_hinge_is_a_hinge(bottom, body_yaw_deg):
    answer = analyzed(Shot(motion=posed(bottom), body_yaw_deg=body_yaw_deg))
    assert answer.report.movement == "hinge"
    assert [r.movement for r in answer.report.reps] == ["hinge"]
    assert answer.report.reps[0].depth is None


@pytest.mark.parametrize("shot", OTHERS.values(), ids=OTHERS)
def test_other_movements_are_not_judged(shot):
    report = analyzed(shot).report
    assert report.findings == ()
    assert report.summary.reps_complete == 0
    assert report.movement == "none" or all(r.partial for r in report.reps)


@pytest.mark.parametrize("choice", ["squat", "hinge"])
def test_the_choice_does_not_make_a_squat_of_a_push_up(choice):
    report = analyzed(OTHERS["push-ups"], choice).report
    assert report.movement == "none"
    assert report.findings == ()


def test_the_two_numbers_that_decide():
    squat, bend = (analyzed(Shot(motion=m)).report.reps[0] for m in (floor_squat(1), hinge(1)))
    assert squat.stoop_squat_index < 40
    assert squat.hip_knee_ratio == pytest.approx(
        (DEEP.trunk_deg - DEEP.tibia_deg + DEEP.knee_deg) / DEEP.knee_deg, abs=0.02
    )
    assert bend.stoop_squat_index > 80
    assert bend.hip_knee_ratio == pytest.approx((76 - 4 + 26) / 26, abs=0.05)


@pytest.mark.parametrize(("bottom", "choice"), [(DEEP, "hinge"), (HINGE, "squat")])
def test_the_choice_overrules(bottom, choice):
    report = analyzed(Shot(motion=posed(bottom)), choice).report
    assert report.movement == choice
    assert {r.movement for r in report.reps} == {choice}
    squatted = {f.check for f in report.findings} >= {"depth"}
    assert squatted == (choice == "squat")


def test_squatting_a_chosen_hinge_is_said():
    (finding,) = (f for f in analyzed(Shot(motion=posed(DEEP)), "hinge").report.findings if f.check == "hinge_pattern")
    assert finding.verdict == "fault"


def test_the_main_movement_is_the_more_frequent():
    report = analyzed(Shot(motion=posed(DEEP, HINGE, HINGE))).report
    assert [r.movement for r in report.reps] == ["squat", "hinge", "hinge"]
    assert report.movement == "hinge"


def test_a_lift_from_the_floor_is_whole_without_a_descent():
    report = analyzed(Shot(motion=lift())).report
    (rep,) = report.reps
    assert rep.movement == "hinge"
    assert not rep.partial
    assert rep.tempo.descent_s is None
    assert rep.tempo.ascent_s > 0.5
    verdicts = {f.check: f.verdict for f in report.findings}
    assert verdicts["tempo"] == "not_assessed"
    assert verdicts["hands_on_knees"] == "not_assessed"


def test_a_squat_that_opens_at_its_bottom_is_partial():
    motion = Motion(posed(DEEP, DEEP).cut(first_s=2.5).keys, (), None)
    report = analyzed(Shot(motion=motion)).report
    assert [r.partial for r in report.reps] == [True, False]


@pytest.mark.parametrize(("visibility", "movement"), [(0.1, "hinge"), (0.9, "none")], ids=["guessed", "seen"])
def test_feet_outside_the_picture_that_jump_about_are_no_step(visibility, movement):
    """Half a second at a time as guessed landmarks do; the same is a step back and forth when the feet are seen."""
    shot = Shot(motion=hinge(1))
    track = shot.film.track
    inside = (abs(track.t_s - track.t_s.mean()) < 0.8) & (abs(track.t_s - track.t_s.mean()) > 0.3)
    feet = [lm.at(part, side) for part in ("ankle", "heel", "foot_index") for side in lm.SIDES]
    places, seen = track.image_px.copy(), track.visibility.copy()
    for part in feet:
        places[inside, part, 0] += 0.6 * shot.px_per_m
        seen[inside, part] = visibility
    jumping = replace(track, image_px=places, visibility=seen)
    assert read(jumping).report.movement == movement
