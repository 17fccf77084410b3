"""Whether the outline behind a person is the person's own: what the network is given, and that it answers.

How well it tells a back from a post before it is tested on rendered pictures in `test_covered_back`.
"""

import numpy as np
import pytest

from formcheck.media.bundles import edge_model
from formcheck.motion import landmarks as lm
from formcheck.motion.outline import REACH
from formcheck.motion.own_edge import (
    SAMPLES,
    edge_inputs,
    edge_model_from_arrays,
    edge_share,
    own_edge,
    side_behind,
    strip,
)
from formcheck.motion.track import SILHOUETTE_AT

HIP, SHOULDER = np.array([100.0, 160.0]), np.array([100.0, 60.0])
WALL, SHIRT = (200, 180, 150), (40, 80, 160)


def pictured(thick_px=25):
    """An upright block in a shirt before a wall, and its mask."""
    image = np.full((220, 200, 3), WALL, np.uint8)
    mask = np.zeros((220, 200))
    image[30:200, 100 - thick_px : 100 + thick_px] = SHIRT
    mask[30:200, 100 - thick_px : 100 + thick_px] = 1.0
    return image, mask


@pytest.mark.parametrize("side", [0, 1])
def test_a_strip_shows_mask_and_colours_along_the_rays(side):
    """From the axis of the trunk outward: first the shirt, where the mask is, then the wall."""
    seen = strip(*pictured(), HIP, SHOULDER, side)
    assert seen.shape == (len(SILHOUETTE_AT), SAMPLES, 4)
    ends = 25 / (REACH * 100)
    np.testing.assert_allclose(edge_share(seen[None])[0], ends, atol=1.5 / SAMPLES)
    np.testing.assert_allclose(seen[:, 2, 1:] * 255, np.tile(SHIRT, (25, 1)), atol=1)
    np.testing.assert_allclose(seen[:, -2, 1:] * 255, np.tile(WALL, (25, 1)), atol=1)


def test_a_ray_that_leaves_the_picture_is_black_there():
    seen = strip(*pictured(), HIP - [90.0, 0.0], SHOULDER - [90.0, 0.0], 0)
    assert (seen[:, -2] == 0).all()


def test_a_brighter_picture_gives_the_same_inputs():
    """Colours are held against the person's own, so that a dark room is no dark post."""
    image, mask = pictured()
    dark, light = (edge_inputs(strip(image + np.uint8(k), mask, HIP, SHOULDER, 0)[None]) for k in (0, 40))
    np.testing.assert_allclose(dark, light, atol=1e-3)


@pytest.mark.parametrize(("facing", "side"), [(1, 0), (-1, 1)])
def test_the_back_is_on_the_side_that_the_feet_point_away_from(facing, side):
    image_px = np.zeros((lm.COUNT, 2))
    for foot in lm.SIDES:
        image_px[lm.at("foot_index", foot), 0] = 20.0 * facing
    assert side_behind(image_px) == side


def test_a_picture_is_judged_the_same_alone_and_among_others():
    """Live asks for one picture at a time, fitting for many."""
    image, mask = pictured()
    both = np.stack([strip(image, mask, HIP, SHOULDER, side) for side in (0, 1)])
    both[1, :, 10:, 0] = 0.0
    together = own_edge(both, edge_model())
    assert together.shape == (2, len(SILHOUETTE_AT))
    assert ((together > 0) & (together < 1)).all()
    for seen, own in zip(both, together, strict=True):
        np.testing.assert_allclose(own_edge(seen[None], edge_model())[0], own, atol=1e-5)


def test_a_file_without_its_arrays_is_refused():
    with pytest.raises(KeyError):
        edge_model_from_arrays({"own_edge_plane0_matrix": np.zeros((1, 1, 3, 3))})
