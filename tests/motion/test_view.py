import numpy as np
import pytest
from figures import DEEP, Shot, analyzed, floor_squat, hinge, posed
from figures.camera import Hidden

from formcheck.motion import landmarks as lm
from formcheck.motion.track import Track
from formcheck.motion.view import body_yaw_deg, camera_roll_deg, camera_view

ROUND = range(0, 360, 20)


def expected(body_yaw_deg):
    """Kind of view and near side of a person facing a direction."""
    yaw = np.degrees(np.arcsin(abs(np.sin(np.radians(body_yaw_deg)))))
    near = "right" if np.cos(np.radians(body_yaw_deg)) > 0 else "left"
    if yaw < 30:
        return near, near
    if yaw > 70:
        return ("front" if np.sin(np.radians(body_yaw_deg)) > 0 else "back"), None
    return "oblique", near


@pytest.mark.parametrize("distance_m", [None, 3.0], ids=["orthographic", "from 3 m"])
@pytest.mark.parametrize("heading", ROUND)
def test_all_round(heading, distance_m):
    view = camera_view(Shot(motion=floor_squat(1), body_yaw_deg=heading, fps=10, distance_m=distance_m).film.track)
    kind, near = expected(heading)
    assert view.kind == kind
    assert near in (None, view.near)
    assert abs((view.body_yaw_deg - heading + 180) % 360 - 180) < 1.0
    assert view.yaw_deg == pytest.approx(np.degrees(np.arcsin(abs(np.sin(np.radians(heading))))), abs=1.0)
    assert view.facing == (1 if abs((heading + 180) % 360 - 180) <= 90 else -1)


@pytest.mark.parametrize(
    ("heading", "kind"), [(0, "right"), (180, "left"), (25, "right"), (45, "oblique"), (90, "front"), (270, "back")]
)
@pytest.mark.parametrize("motion", [floor_squat(1), hinge(1)], ids=["squat", "hinge"])
def test_the_report_names_the_view_through_noise(heading, kind, motion):
    view = analyzed(Shot(motion=motion, body_yaw_deg=heading, noise_m=0.01)).report.view
    assert view.kind == kind
    assert view.yaw_deg is not None


def test_heading_follows_each_frame_and_is_unknown_when_unseen():
    shot = Shot(motion=floor_squat(1), body_yaw_deg=30, lost_s=((1.0, 2.0),))
    heading = body_yaw_deg(shot.film.track)
    lost = (shot.film.t_s >= 1.0) & (shot.film.t_s <= 2.0)
    assert np.isnan(heading[lost]).all()
    np.testing.assert_allclose(heading[~lost], 30, atol=1e-6)


@pytest.mark.parametrize("hidden", lm.SIDES)
def test_facing_the_camera_the_better_seen_leg_is_taken(hidden):
    worse = Hidden(tuple(f"{hidden}_{part}" for part in lm.LIMB_PARTS), visibility=0.5)
    view = camera_view(Shot(motion=floor_squat(1), body_yaw_deg=90, hidden=(worse,)).film.track)
    assert view.kind == "front"
    assert view.near == lm.other(hidden)


def test_nobody_has_no_view():
    track = Shot(motion=floor_squat(1), lost_s=((-1, 99),)).film.track
    view = camera_view(track)
    assert view.kind == "unknown"
    assert not view.side_on


def test_the_near_side_does_not_flip_when_the_shoulders_turn():
    shot = Shot(motion=posed(DEEP), body_yaw_deg=10)
    track = shot.film.track
    world = track.world_m.copy()
    world[30:40, :, 2] *= -1  # a model that mistakes front for back for a third of a second
    turned = Track(track.t_s, track.image_px, world, track.visibility, track.silhouette, track.size_wh)
    assert camera_view(turned).near == camera_view(track).near == "right"


@pytest.mark.parametrize("roll_deg", [-15, -5, 0, 3, 10, 19])
@pytest.mark.parametrize("heading", [0, 90, 180, 225])
def test_roll_is_read_off_a_standing_person(roll_deg, heading):
    shot = Shot(motion=floor_squat(1), roll_deg=roll_deg, body_yaw_deg=heading, fps=10)
    standing = shot.film.t_s < 1.0
    assert camera_roll_deg(shot.film.track, standing) == pytest.approx(roll_deg, abs=0.5)


def test_no_roll_without_standing_or_beyond_what_a_camera_tilts():
    shot = Shot(motion=floor_squat(1), roll_deg=35, fps=10)
    assert camera_roll_deg(shot.film.track, np.zeros(len(shot.film.t_s), bool)) is None
    assert camera_roll_deg(shot.film.track, shot.film.t_s < 1.0) is None
