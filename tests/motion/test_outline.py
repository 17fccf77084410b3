from dataclasses import replace

import numpy as np
import pytest
from figures import Shot, posed
from figures.motions import HINGE

from formcheck.motion import landmarks as lm
from formcheck.motion.outline import Outline, arms_off_back, outline, silhouette, standing_outline, steadied
from formcheck.motion.track import SILHOUETTE_AT

RAYS = len(SILHOUETTE_AT)

HIP, LENGTH = np.array([200.0, 260.0]), 150.0


def drawn(lean_deg, left, right, size=(420, 400)):
    """A mask (H, W) whose edges lie ``left(s)`` and ``right(s)`` beside the hip-shoulder axis at place s along it."""
    along = np.array([np.sin(np.radians(lean_deg)), -np.cos(np.radians(lean_deg))])
    leftward = np.array([along[1], -along[0]])
    y, x = np.mgrid[: size[0], : size[1]].astype(float)
    from_hip = np.stack([x - HIP[0], y - HIP[1]], axis=-1)
    s, beside = from_hip @ along / LENGTH, from_hip @ leftward
    soft = np.clip(np.minimum(left(s) - beside, beside + right(s)) + 0.5, 0, 1)
    return soft * ((s > -0.5) & (s < 1.2)), HIP + LENGTH * along


@pytest.mark.parametrize("lean_deg", [0, 20, 75, 90, -60])
def test_half_widths_are_measured_on_their_own_side(lean_deg):
    mask, shoulder = drawn(lean_deg, lambda s: 20 + 10 * s, lambda s: np.full_like(s, 35.0))
    widths = silhouette(mask, HIP, shoulder)
    assert widths.shape == (2, len(SILHOUETTE_AT))
    np.testing.assert_allclose(widths[0], 20 + 10 * SILHOUETTE_AT, atol=0.7)
    np.testing.assert_allclose(widths[1], 35.0, atol=0.7)


def test_side_zero_is_the_image_left_of_an_upright_person():
    mask, shoulder = drawn(0, lambda s: np.full_like(s, 10.0), lambda s: np.full_like(s, 40.0))
    widths = silhouette(mask, HIP, shoulder)
    left_of_hip = int(HIP[0] - np.flatnonzero(mask[int(HIP[1])] > 0.5)[0])
    assert np.nanmedian(widths[0]) == pytest.approx(left_of_hip, abs=1)


def test_no_edge_where_the_axis_leaves_the_mask_or_the_mask_never_ends():
    mask, shoulder = drawn(0, lambda s: np.where(s > 0.5, -5.0, 20.0), lambda s: np.full_like(s, 20.0))
    assert np.isnan(silhouette(mask, HIP, shoulder)[0][SILHOUETTE_AT > 0.55]).all()
    assert np.isnan(silhouette(np.ones((420, 400)), HIP, shoulder)).all()
    assert np.isnan(silhouette(mask, HIP, HIP + 1.0)).all()
    assert np.isnan(silhouette(mask, np.full(2, np.nan), shoulder)).all()


@pytest.mark.parametrize("body_yaw_deg", [0, 180])
def test_behind_is_the_back_whichever_way_somebody_faces(body_yaw_deg):
    shot = Shot(motion=posed(replace(HINGE, bulge=0.07)), body_yaw_deg=body_yaw_deg)
    edges = outline(shot.film.track.silhouette, 300.0, mirrored=body_yaw_deg == 180)
    bent = int(np.argmax(shot.film.moments.bulge))
    other = outline(shot.film.track.silhouette, 300.0, mirrored=body_yaw_deg == 0)
    assert np.nanmax(edges.behind[bent]) > 1.2 * np.nanmax(other.behind[bent])
    assert edges.shown[bent] == 1.0


def test_what_flickers_is_steadied_and_what_is_hidden_stays_hidden():
    t_s = np.arange(60) / 30
    behind = np.full((60, RAYS), 0.2)
    behind[30] = 0.5
    behind[40:, 5] = np.nan
    even = steadied(Outline(behind), t_s)
    np.testing.assert_allclose(even.behind[30], 0.2)
    assert np.isnan(even.behind[45:, 5]).all()
    assert np.isfinite(even.behind[:36, 5]).all()


def test_arms_ahead_leave_the_back_free_and_hanging_ones_do_not():
    ahead = Shot(motion=posed(HINGE), body_yaw_deg=180).film.track
    hanging = Shot(motion=posed(replace(HINGE, arms="hanging")), body_yaw_deg=180).film.track
    assert not arms_off_back(hanging.image_px[:1], mirrored=True).any()
    moved = ahead.image_px[:1].copy()
    for part in ("elbow", "wrist"):
        moved[:, list(lm.pair(part)), 0] -= 150
    assert arms_off_back(moved, mirrored=True).all()
    assert not arms_off_back(moved, mirrored=False).any()


def reference(free, still, trunk_deg=0.0):
    edges = Outline(np.full((10, RAYS), 0.2))
    frames = np.arange(10)
    return standing_outline(edges, frames < free, frames < still, np.full(10, trunk_deg), np.full(10, 5.0))


def test_the_best_reference_is_upright_with_free_back_then_standing_then_none():
    assert reference(free=5, still=5).kind == "upright"
    assert reference(free=0, still=5).kind == "standing"
    assert reference(free=5, still=5, trunk_deg=40.0).kind == "standing"
    assert reference(free=2, still=2).kind == "none"
    assert np.isnan(reference(free=0, still=0).behind).all()
    np.testing.assert_allclose(reference(free=5, still=0).behind, 0.2)
