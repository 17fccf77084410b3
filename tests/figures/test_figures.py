"""The figure keeps its word: constant bones, planted feet, angles as posed, the camera where it was put."""

from dataclasses import replace

import numpy as np
import pytest

from figures import DEEP, HINGE, STAND, Body, Shot, floor_squat, hinge, mirrored, posed
from figures.motions import jumping_jacks, lift, lunges, push_ups, walking
from formcheck.motion import landmarks as lm

BODY = Body()
BONES = {("hip", "knee"): BODY.thigh, ("knee", "ankle"): BODY.shank, ("shoulder", "elbow"): BODY.upper_arm}
BONES |= {("elbow", "wrist"): BODY.forearm}


@pytest.mark.parametrize(
    "motion", [floor_squat(1), hinge(1), posed(replace(DEEP, arms="knee")), push_ups(1), walking(4), lunges(1), lift()]
)
def test_bones_keep_their_length(motion):
    joints = Shot(motion=motion).film.joints
    for (a, b), length in BONES.items():
        for side in lm.SIDES:
            bone = (joints[:, lm.at(a, side)] - joints[:, lm.at(b, side)])[:, :2]
            np.testing.assert_allclose(np.linalg.norm(bone, axis=1), length, atol=2e-3, err_msg=f"{side} {a}")


@pytest.mark.parametrize("motion", [floor_squat(2), hinge(2)])
def test_feet_stay_planted(motion):
    joints = Shot(motion=motion).film.joints
    for part in ("ankle", "heel", "foot_index"):
        assert np.ptp(joints[:, list(lm.pair(part))], axis=0).max() < 1e-12


@pytest.mark.parametrize("posture", [STAND, DEEP, HINGE])
def test_angles_are_those_of_the_joints(posture):
    film = Shot(motion=posed(posture)).film
    at = int(np.searchsorted(film.t_s, 2.5))
    shoulder, hip, knee, ankle = (film.joints[at, lm.at(p, "left"), :2] for p in ("shoulder", "hip", "knee", "ankle"))

    def between(a, b):
        return np.degrees(np.arccos(a @ b / np.linalg.norm(a) / np.linalg.norm(b)))

    truth = {name: series[at] for name, series in film.angles.items()}
    assert truth["knee_flexion_deg"] == pytest.approx(between(knee - hip, ankle - knee), abs=1e-6)
    assert truth["hip_flexion_deg"] == pytest.approx(between(hip - shoulder, knee - hip), abs=1e-6)
    assert truth["trunk_inclination_deg"] == pytest.approx(posture.trunk_deg)
    rise = np.degrees(np.arcsin((hip - knee)[1] / BODY.thigh))
    assert truth["thigh_to_horizontal_deg"] == pytest.approx(rise, abs=1e-6)


def test_hands_reach_what_they_hold():
    def hand(arms, part, bottom=DEEP):
        film = Shot(motion=posed(replace(bottom, arms=arms))).film
        at = int(np.searchsorted(film.t_s, 2.5))
        return np.linalg.norm((film.joints[at, lm.at("wrist", "left")] - film.joints[at, lm.at(part, "left")])[:2])

    assert hand("knee", "knee") < 0.12
    assert hand("floor", "foot_index", replace(DEEP, trunk_deg=60)) < 0.10
    assert hand("forward", "shoulder") == pytest.approx(0.97 * (BODY.upper_arm + BODY.forearm), abs=1e-6)


def test_the_camera_looks_where_it_should():
    side, front = (Shot(motion=posed(STAND), body_yaw_deg=h).film for h in (0, 90))
    toe, heel = lm.at("foot_index", "right"), lm.at("heel", "right")
    assert side.track.image_px[0, toe, 0] > side.track.image_px[0, heel, 0] + 20
    assert side.track.world_m[0, lm.at("hip", "right"), 2] < 0 < side.track.world_m[0, lm.at("hip", "left"), 2]
    assert front.track.image_px[0, lm.at("hip", "left"), 0] > front.track.image_px[0, lm.at("hip", "right"), 0] + 20
    assert front.track.world_m[0, toe, 2] < front.track.world_m[0, heel, 2]
    tilted = Shot(motion=posed(STAND), roll_deg=10).film.track.image_px[0]
    assert tilted[lm.NOSE, 0] > tilted[heel, 0] + 30
    assert side.track.image_px[0, lm.NOSE, 1] < side.track.image_px[0, heel, 1]


def test_the_picture_holds_the_body():
    for size in ((540, 960), (720, 720), (960, 540)):
        for motion in (floor_squat(1), hinge(1)):
            points = Shot(motion=motion, size_wh=size).film.track.image_px
            assert (points > 0).all()
            assert (points < size).all()


def test_two_mirrors_make_the_same():
    track = Shot(motion=hinge(1), body_yaw_deg=30).film.track
    twice = mirrored(mirrored(track))
    np.testing.assert_allclose(twice.image_px, track.image_px)
    np.testing.assert_allclose(twice.silhouette, track.silhouette)
    assert not np.allclose(mirrored(track).image_px, track.image_px)


def test_jumping_jacks_leave_the_ground_and_spread_the_feet():
    joints = Shot(motion=jumping_jacks()).film.joints
    left, right = lm.pair("ankle")
    assert joints[:, left, 1].max() > BODY.ankle_up + 0.04
    assert (joints[:, left, 2] - joints[:, right, 2]).max() > 0.8
