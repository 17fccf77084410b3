"""What is seen of rendered people: clothes over the body, pictures (these need EGL), and the camera's view."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sample_videos.render.camera import Camera
from sample_videos.render.figure import Figure
from sample_videos.render.moves import SQUAT
from sample_videos.render.people import PEOPLE
from sample_videos.render.pose import solve
from sample_videos.render.posture import STANDING, Posture, Stance
from sample_videos.render.room import LIGHTS, room
from tests.sample_videos.bodies import figure, needs_body, posed


@needs_body
def test_baggy_shirts_hide_the_hollow_of_an_upright_back_and_lie_on_a_bent_one() -> None:
    person = replace(PEOPLE["anna"], look=replace(PEOPLE["anna"].look, fit="baggy"))
    lifted = []
    for pelvis_deg in (0.0, 80.0):
        spanning, lying = Figure(person), Figure(person)
        lying._cloths = [replace(cloth, cut=replace(cloth.cut, bridges=0.0)) for cloth in lying._cloths]
        joints = solve(spanning, Posture(pelvis_tilt_deg=pelvis_deg, lumbar_flexion_deg=-5.0), Stance())
        moved = np.linalg.norm(spanning.pose(joints).points_m - lying.pose(joints).points_m, axis=1)
        waist = np.abs(spanning._rest_m[:, 1] - spanning.body.joint("spine03")[1]) < 0.04
        lifted.append(float(moved[waist].max()))
    upright_m, bent_m = lifted
    assert upright_m > 0.01
    assert bent_m < 0.6 * upright_m


def renderer(size_wh: tuple[int, int]) -> Any:
    pytest.importorskip("moderngl")
    from sample_videos.render.gl import Renderer

    try:
        return Renderer(size_wh, sky_shadows=2, samples=2, shadow_px=128)
    except Exception as error:  # EGL is missing in many ways
        pytest.skip(f"no OpenGL: {error}")


@needs_body
def test_a_person_is_drawn_the_same_in_film_and_still_and_by_any_of_several_renderers() -> None:
    size = (120, 160)
    first, other = renderer(size), renderer((90, 60))
    camera, standing, low = Camera(size_wh=size), *(figure("jan").pose(posed(p)) for p in (STANDING, SQUAT))
    for one in (first, other):
        one.set_scene([figure("jan")], room(1), LIGHTS["day"])
    start = first.frame([standing], camera)
    film = first.frame([low], camera)
    assert start.shape == film.shape == (160, 120, 3)
    assert np.abs(start.astype(int) - film).mean() > 2
    assert other.frame([low], replace(camera, size_wh=(90, 60))).shape == (60, 90, 3)
    still = first.frame([low], camera, still=True)
    assert np.abs(still.astype(int) - film).mean() < 1.5
    with pytest.raises(ValueError, match="draws"):
        other.frame([low], camera)


def test_a_rolled_camera_leans_upright_things_to_the_right() -> None:
    upright = np.array([[0.0, 0.5, 0.0], [0.0, 1.2, 0.0]])
    for roll_deg in (-5.0, 0.0, 10.0):
        line = np.diff(Camera(roll_deg=roll_deg).project(upright), axis=0)[0]
        assert np.degrees(np.arctan2(line[0], -line[1])) == pytest.approx(roll_deg, abs=0.5)


def test_the_subjects_left_side_is_seen_from_90_degrees() -> None:
    ahead = np.array([[0.0, 1.0, 0.0], [0.0, 1.0, 0.5]])  # the subject faces z
    assert np.diff(Camera(azimuth_deg=90).project(ahead), axis=0)[0, 0] < -10
    assert np.diff(Camera(azimuth_deg=-90).project(ahead), axis=0)[0, 0] > 10
    assert Camera(azimuth_deg=60).yaw_off_side_deg == pytest.approx(30)
