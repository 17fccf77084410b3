"""A straight upright edge where the buttock should be round is that of a post."""

from dataclasses import replace

import numpy as np
import pytest

from formcheck.motion import landmarks as lm
from formcheck.motion.straight_edge import cut_off
from formcheck.motion.track import SILHOUETTE_AT, Floats, Track

SIZE_PX, TRUNK_PX, HIP_PX = 400.0, 160.0, np.array([300.0, 300.0])
BUTTOCK_PX, SEAT_PX, WAIST_PX = 52.0, 24.0, 26.0  # how far buttock and waist stand out; SEAT_PX: 15 cm of radius


def outline_px() -> Floats:
    """(25,) a round buttock below a straight back."""
    round_px = BUTTOCK_PX - (np.clip(0.1 - SILHOUETTE_AT, -0.3, 0.3) / 0.3) ** 2 * SEAT_PX
    return np.asarray(np.where(SILHOUETTE_AT < 0.35, round_px, WAIST_PX + 8.0))


def leaning(lean_deg: float, *, mirrored: bool = False, post_px: float | None = None, tilt_deg: float = 0.0) -> Track:
    """One frame of somebody who leans forward; a post stands so far behind the hips and hides what lies behind it."""
    forward = -1.0 if mirrored else 1.0
    along = np.array([forward * np.sin(np.radians(lean_deg)), -np.cos(np.radians(lean_deg))])
    behind = np.array([along[1], -along[0]]) * forward
    reach = outline_px()
    if post_px is not None:
        line = HIP_PX + SILHOUETTE_AT[:, None] * TRUNK_PX * along
        tilt = np.tan(np.radians(tilt_deg))
        away = (line - HIP_PX) @ [forward, tilt] + post_px  # from the post's edge to the line
        reach = np.minimum(reach, away / -(behind @ [forward, tilt]))
    image = np.tile(HIP_PX, (1, lm.COUNT, 1))
    image[:, list(lm.pair("shoulder"))] = HIP_PX + TRUNK_PX * along
    silhouette = np.full((1, 2, len(SILHOUETTE_AT)), 40.0)
    silhouette[0, int(mirrored)] = np.where(reach > 0, reach, np.nan)
    return Track(np.zeros(1), image, np.zeros((1, lm.COUNT, 3)), np.ones((1, lm.COUNT)), silhouette, size_wh=(640, 480))


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("lean_deg", [0.0, 15.0, 25.0, 40.0, 60.0, 80.0])
def test_a_free_back_is_not_cut_off(lean_deg: float, mirrored: bool) -> None:
    assert not cut_off(leaning(lean_deg, mirrored=mirrored), SIZE_PX, int(mirrored)).any()


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("tilt_deg", [-4.0, 0.0, 4.0])
@pytest.mark.parametrize("lean_deg", [25.0, 40.0])
def test_a_post_before_the_buttock_cuts_it_off(lean_deg: float, tilt_deg: float, mirrored: bool) -> None:
    track = leaning(lean_deg, mirrored=mirrored, post_px=15.0, tilt_deg=tilt_deg)
    assert cut_off(track, SIZE_PX, int(mirrored)).all()
    assert not cut_off(track, SIZE_PX, 1 - int(mirrored)).any(), "the side away from the post"


def test_a_post_behind_the_body_hides_nothing() -> None:
    assert not cut_off(leaning(40.0, post_px=90.0), SIZE_PX, 0).any()


def test_a_leaning_thing_is_not_taken_for_a_post() -> None:
    assert not cut_off(leaning(40.0, post_px=15.0, tilt_deg=20.0), SIZE_PX, 0).any()


def test_an_outline_with_holes_is_no_edge() -> None:
    track = leaning(40.0, post_px=15.0)
    dark = track.silhouette.copy()
    dark[:, :, ::3] = np.nan
    assert not cut_off(replace(track, silhouette=dark), SIZE_PX, 0).any()


def test_nobody_is_not_cut_off() -> None:
    track = leaning(40.0)
    assert not cut_off(track.without(np.array([True])), SIZE_PX, 0).any()
