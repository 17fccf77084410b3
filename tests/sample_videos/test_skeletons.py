"""How rendered people move, and the truth their skeletons tell."""

from dataclasses import replace

import numpy as np
import pytest

from sample_videos.render.movement import Brace, Performance, Rep, Script
from sample_videos.render.moves import FLOOR_SQUAT, HINGE, SQUAT, faulty
from sample_videos.render.posture import PLACES, STANDING, Arm, Posture, Stance, mixed
from sample_videos.render.record import truth_record
from sample_videos.render.samples import SAMPLES
from sample_videos.render.truth import true_angles
from tests.sample_videos.bodies import figure, needs_body, posed


def test_the_same_seed_moves_the_same_and_another_does_not() -> None:
    script = SAMPLES[0].judged.script
    moments = [[m.posture for m in Performance(script, seed).moments(10)] for seed in (1, 1, 2)]
    assert moments[0] == moments[1]
    assert moments[0] != moments[2]


def test_movement_is_continuous_and_reaches_its_bottom() -> None:
    for kind in ("depth", "hips_first", "hands_on_knees", "tempo"):
        script = Script("squat", (faulty(Rep(SQUAT), kind, "strong"),) * 2)
        performance = Performance(script, 3)
        knees = np.array([m.posture.knee_flexion_deg for m in performance.moments(50)])
        assert np.abs(np.diff(knees)).max() < 20
        bottom = performance.at(performance.times[1].bottom_s).posture
        assert bottom.knee_flexion_deg == pytest.approx(script.reps[1].bottom.knee_flexion_deg, abs=1.0)


@needs_body
@pytest.mark.parametrize("name", ["jan", "rosa", "jonas", "hana"])
@pytest.mark.parametrize("target", [STANDING, SQUAT, FLOOR_SQUAT, HINGE, mixed(STANDING, SQUAT, 0.5)])
def test_requested_angles_are_reached(name: str, target: Posture) -> None:
    truth = true_angles(posed(target, name))
    for side in (truth.left, truth.right):
        assert side.knee_flexion_deg == pytest.approx(target.knee_flexion_deg, abs=1.0)
        assert side.tibia_inclination_deg == pytest.approx(target.tibia_inclination_deg, abs=1.0)
        chain = side.knee_flexion_deg + truth.trunk_inclination_deg - side.tibia_inclination_deg
        assert side.hip_flexion_deg == pytest.approx(chain)
    assert truth.lumbar_flexion_deg == target.lumbar_flexion_deg


@needs_body
def test_feet_stay_planted_and_legs_keep_their_length() -> None:
    still = posed(STANDING)
    for share in np.linspace(0, 1, 7):
        joints = posed(mixed(STANDING, FLOOR_SQUAT, float(share)))
        for side in ("left", "right"):
            for bone in ("foot", "toe3-1"):
                np.testing.assert_allclose(joints.at(bone, side), still.at(bone, side), atol=1e-3)
            thigh = np.linalg.norm(joints.at("lowerleg01", side) - joints.at("upperleg01", side))
            assert thigh == pytest.approx(joints.body.thigh_m[side], abs=1e-6)


@needs_body
def test_a_lifted_heel_turns_over_the_ball_of_the_foot() -> None:
    down, up = posed(SQUAT), posed(replace(SQUAT, heel_lift_deg=20))
    np.testing.assert_allclose(up.at("toe3-1", "left"), down.at("toe3-1", "left"), atol=1e-3)
    assert up.at("foot", "left")[1] > down.at("foot", "left")[1] + 0.02
    assert true_angles(down).heel_rise_foot_lengths == pytest.approx(0, abs=0.01)
    assert 0.2 < true_angles(up).heel_rise_foot_lengths < 0.4


@needs_body
def test_knees_cave_in_and_one_foot_can_stand_ahead() -> None:
    widths = [true_angles(posed(SQUAT, stance=Stance(knees_in=k))).knee_to_ankle_width for k in (0.0, 0.3, 0.5)]
    assert widths[0] > 1.1 > 0.9 > widths[1] > widths[2]
    truth = true_angles(posed(SQUAT, stance=Stance(stagger_m=0.15)))
    mean = (truth.left.knee_flexion_deg + truth.right.knee_flexion_deg) / 2
    assert mean == pytest.approx(SQUAT.knee_flexion_deg, abs=1.0)
    assert abs(truth.left.knee_flexion_deg - truth.right.knee_flexion_deg) > 2


@needs_body
def test_nothing_asked_for_breaks_the_skeleton() -> None:
    rng = np.random.default_rng(5)
    for _ in range(40):
        posture = Posture(*rng.uniform([0, -15, -20, -10, -10], [160, 50, 110, 60, 30]))
        arms = [Arm(str(rng.choice(PLACES)), str(rng.choice(PLACES)), float(rng.random())) for _ in range(2)]  # type: ignore[arg-type]
        joints = posed(posture.with_arms(*arms), stance=Stance(rng.uniform(0.8, 2.5), rng.uniform(0, 40)))
        assert np.isfinite(joints.places_m).all()
        assert np.isfinite(joints.rotations).all()
        assert all(np.isfinite(v) for v in true_angles(joints).flat().values() if not isinstance(v, str))
    with pytest.raises(ValueError, match="finite"):
        posed(replace(SQUAT, knee_flexion_deg=float("nan")))


@needs_body
@pytest.mark.parametrize("name", ["jan", "rosa", "jonas", "mei"])
def test_hands_touch_what_they_should_and_nothing_else(name: str) -> None:
    crouched = Posture(100, 24, 32, 20, 8)
    for place, contact in (("knees", "knee"), ("thighs", "thigh"), ("forward", "none"), ("prayer", "none")):
        truth = true_angles(posed(crouched.with_arms(place), name))  # type: ignore[arg-type]
        assert (truth.left.contact, truth.right.contact) == (contact, contact)
    one = true_angles(posed(crouched.with_arms(Arm("knees"), Arm("forward")), name))
    assert (one.left.contact, one.right.contact) == ("knee", "none")
    near = true_angles(posed(crouched.with_arms(Arm("knees", gap_m=0.07)), name))
    assert near.left.contact == "none"
    for free in (STANDING, SQUAT.with_arms("hang"), HINGE):
        assert true_angles(posed(free, name)).left.contact == "none"
    floor = Posture(140, 36, 42, 26, 10).with_arms("floor")
    assert true_angles(posed(floor, name)).right.contact == "floor"


@needs_body
def test_a_push_ends_before_standing_and_is_measured() -> None:
    script = Script("squat", (Rep(SQUAT, ascent_s=1.6, braces=(Brace("knees", 0.1, 0.6),)),))
    spec = replace(SAMPLES[0], cast=(replace(SAMPLES[0].judged, script=script),))
    frames = truth_record(spec, figure("mara"))["frames"]
    touching = [t for t, word in zip(frames["t_s"], frames["contact_left"], strict=True) if word == "knee"]
    assert 0.4 < touching[-1] - touching[0] < 1.1
