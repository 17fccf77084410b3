import numpy as np
import pytest
from figures import Shot, posed
from figures.motions import HINGE

from formcheck.motion.outline import CHORD, back_bulge, silhouette
from formcheck.motion.track import SILHOUETTE_AT

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


@pytest.mark.parametrize("bulge", [0.0, 0.03, 0.07])
@pytest.mark.parametrize(("lean_deg", "facing"), [(75, 1), (-75, -1)])
def test_a_bulge_in_the_mask_is_measured(bulge, lean_deg, facing):
    def back(s):
        u = np.clip((s - CHORD[0]) / (CHORD[1] - CHORD[0]), 0, 1)
        return LENGTH * (0.15 + bulge * 4 * u * (1 - u))

    def front(s):
        return np.full_like(s, LENGTH * 0.15)

    mask, shoulder = drawn(lean_deg, *((back, front) if facing > 0 else (front, back)))
    widths = silhouette(mask, HIP, shoulder)
    film = Shot(motion=posed(HINGE)).film
    track = type(film.track)(
        np.zeros(1),
        np.broadcast_to(np.where(np.arange(33)[:, None] < 23, shoulder, HIP), (1, 33, 2)),
        np.zeros((1, 33, 3)),
        np.ones((1, 33)),
        widths[None],
        (400, 420),
    )
    assert back_bulge(track, facing)[0] == pytest.approx(bulge, abs=0.006)
    assert back_bulge(track, -facing)[0] == pytest.approx(0.0, abs=0.006)


@pytest.mark.parametrize("heading_deg", [0, 180])
def test_the_bulge_of_a_figure_is_the_one_it_was_given(heading_deg):
    shot = Shot(motion=posed(HINGE, HINGE), heading_deg=heading_deg)
    np.testing.assert_allclose(back_bulge(shot.film.track, shot.facing), shot.film.moments.bulge, atol=2e-4)


def test_a_back_that_is_not_shown_has_no_bulge():
    shot = Shot(motion=posed(HINGE), outline=False)
    assert np.isnan(back_bulge(shot.film.track, 1)).all()
