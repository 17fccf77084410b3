"""Edges that stay in the picture while the body moves are those of a thing before it."""

from dataclasses import replace

import numpy as np
import pytest

from formcheck.motion import landmarks as lm
from formcheck.motion.fixed_edge import fixed_edges
from formcheck.motion.outline import on_the_back
from formcheck.motion.track import SILHOUETTE_AT, Track

FPS, SIZE_PX, TRUNK_PX, THICK_PX = 30.0, 400.0, 160.0, 40.0
POST_X = 200.0
BACK = on_the_back()


def walking(moved_px, *, post=False, lean_px=0.0):
    """Somebody upright who faces right and moves by so much from side to side; a post hides what is left of it."""
    t_s = np.arange(90) / FPS
    x = POST_X + THICK_PX + moved_px * np.sin(2 * np.pi * t_s / 2.0) - 20.0
    image = np.zeros((len(t_s), lm.COUNT, 2))
    image[..., 0], image[..., 1] = x[:, None], 300.0
    shoulders = list(lm.pair("shoulder"))
    image[:, shoulders] = np.stack([x + lean_px, np.full_like(x, 300.0 - TRUNK_PX)], axis=1)[:, None]
    line_x = x[:, None] + SILHOUETTE_AT * lean_px
    behind = np.full((len(t_s), len(SILHOUETTE_AT)), THICK_PX) + 5 * np.sin(6 * SILHOUETTE_AT)
    if post:
        behind = np.minimum(behind, line_x - POST_X)
    silhouette = np.stack([np.where(behind > 0, behind, np.nan), np.full_like(behind, THICK_PX)], axis=1)
    visibility = np.ones((len(t_s), lm.COUNT))
    return Track(t_s, image, np.zeros((len(t_s), lm.COUNT, 3)), visibility, silhouette, (640, 480))


def test_a_back_that_moves_with_the_body_is_its_own():
    assert not fixed_edges(walking(35.0), SIZE_PX, 0).any()


def test_an_edge_that_stays_while_the_body_passes_is_a_posts():
    track = walking(35.0, post=True)
    found = fixed_edges(track, SIZE_PX, 0)[:, BACK]
    covered = (track.silhouette[:, 0] < THICK_PX - 6)[:, BACK]
    clear = track.image_px[:, lm.at("hip", "left"), 0] > POST_X + THICK_PX + 10
    assert found[covered].mean() > 0.5
    assert not found[clear].any()
    assert not fixed_edges(track, SIZE_PX, 1).any(), "the side away from the post"


@pytest.mark.parametrize("moved_px", [0.0, 3.0])
def test_beside_a_body_that_does_not_move_nothing_is_known(moved_px):
    assert not fixed_edges(walking(moved_px, post=True), SIZE_PX, 0).any()


def test_a_glimpse_of_a_back_is_not_told():
    track = walking(35.0, post=True)
    dark = track.silhouette.copy()
    dark[:, :, ::2] = np.nan
    assert not fixed_edges(replace(track, silhouette=dark), SIZE_PX, 0).any()


def test_one_frame_is_enough_to_ask():
    one = Track(
        *(getattr(walking(0.0), n)[:1] for n in ("t_s", "image_px", "world_m", "visibility", "silhouette")), (9, 9)
    )
    assert fixed_edges(one, SIZE_PX, 0).shape == (1, len(SILHOUETTE_AT))
