from dataclasses import replace

import numpy as np
import pytest
from figures import DEEP, STAND, Shot, analyzed, floor_squat, hinge, posed
from figures.body import Posture
from figures.motions import Motion, walking

from formcheck.motion.standing import heights, standing
from formcheck.motion.view import camera_view


def stand_of(shot):
    track = shot.film.track
    view = camera_view(track)
    return standing(track, view, heights(track, view))


@pytest.mark.parametrize("body_yaw_deg", [0, 45, 90, 180])
@pytest.mark.parametrize("motion", [floor_squat(1), hinge(1)], ids=["squat", "hinge"])
def test_lengths_and_heights_are_the_persons_own(motion, body_yaw_deg):
    shot = Shot(motion=motion, body_yaw_deg=body_yaw_deg)
    stand = stand_of(shot)
    scale = shot.px_per_m
    assert stand.found
    assert stand.leg_length_px == pytest.approx(shot.body.leg * scale, rel=0.01)
    assert stand.trunk_length_px == pytest.approx(shot.body.trunk * scale, rel=0.01)
    assert stand.hip_height_px == pytest.approx(shot.body.leg * scale, rel=0.01)
    assert stand.shoulder_height_px == pytest.approx((shot.body.leg + shot.body.trunk) * scale, rel=0.01)


def test_only_steady_upright_frames_are_standing():
    shot = Shot(motion=floor_squat(1))
    stand, t_s, (rep,) = stand_of(shot), shot.film.t_s, shot.motion.reps
    assert not stand.frames[(t_s > rep.start_s + 0.3) & (t_s < rep.end_s - 0.3)].any()
    assert stand.frames[(t_s > 0.1) & (t_s < rep.start_s - 0.1)].all()
    assert t_s[stand.first].max() <= 1.0 + 1e-6


@pytest.mark.parametrize(
    "motion",
    [
        Motion(((0.0, DEEP), (2.0, DEEP))),
        Motion(((0.0, Posture(knee_deg=88, tibia_deg=2, arms="thigh")), (2.0, Posture(knee_deg=88, tibia_deg=2)))),
        Motion(((0.0, replace(STAND, trunk_deg=50)), (2.0, replace(STAND, trunk_deg=50)))),
    ],
    ids=["squatting", "seated", "bent over"],
)
def test_other_postures_are_not_standing(motion):
    assert not stand_of(Shot(motion=motion)).found


def test_walking_is_not_standing_still():
    stand = stand_of(Shot(motion=walking(), size_wh=(960, 540)))
    assert stand.frames.mean() < 0.3


def test_the_baseline_is_reported():
    baseline = analyzed(Shot(motion=floor_squat(1))).report.baseline
    assert baseline.found
    assert baseline.knee_flexion_deg == pytest.approx(STAND.knee_deg, abs=0.5)
    assert baseline.trunk_inclination_deg == pytest.approx(0.0, abs=0.5)
    assert baseline.end_s - baseline.start_s <= 1.0 + 1e-6
    squatting = analyzed(Shot(motion=Motion(((0.0, DEEP), (2.0, DEEP))))).report.baseline
    assert not squatting.found
    assert squatting.leg_length_px is None


def test_a_carried_camera_does_not_change_heights():
    """The floor is where the ankles are, wherever the picture moves."""
    shot = Shot(motion=posed(DEEP))
    track = shot.film.track
    drift = 40 * np.sin(track.t_s / 3)[:, None, None] * [0.0, 1.0]
    moved = type(track)(
        track.t_s, track.image_px + drift, track.world_m, track.visibility, track.silhouette, track.size_wh
    )
    view = camera_view(track)
    np.testing.assert_allclose(heights(moved, view).hip_px, heights(track, view).hip_px, atol=20)
