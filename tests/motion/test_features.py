"""The correction's inputs: posture, proportions and view; nothing else of the picture."""

from dataclasses import replace

import numpy as np
import pytest
from figures import DEEP, Shot, floor_squat, mirrored, posed, seen
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.motion.features import features

MOTION = posed(replace(DEEP, trunk_deg=50))


@pytest.mark.parametrize("reference", [True, False])
@pytest.mark.parametrize("body_yaw_deg", [-150, -30, 0, 20, 60, 110, 180])
def test_a_mirrored_person_is_the_same_person(body_yaw_deg, reference):
    track = Shot(motion=MOTION, body_yaw_deg=body_yaw_deg, distance_m=3.0).film.track
    one, other = seen(track, reference=reference), seen(mirrored(track), reference=reference)
    assert one.mirrored != other.mirrored
    np.testing.assert_allclose(features(one), features(other), atol=1e-4)


@settings(max_examples=12, deadline=None)
@given(st.floats(0.3, 1.0), st.floats(-150, 150), st.floats(-150, 150))
def test_size_and_place_in_the_picture_do_not_count(fill, right, down):
    shot = Shot(motion=floor_squat(1), body_yaw_deg=30)
    moved = replace(shot, fill=fill, shift_px=(right, down))
    np.testing.assert_allclose(features(seen(shot.film.track)), features(seen(moved.film.track)), atol=1e-4)


def test_depth_views_and_the_reference_do_count():
    shot = Shot(motion=MOTION)
    base = features(seen(shot.film.track))
    for other in (replace(shot, body_yaw_deg=50), replace(shot, motion=posed(DEEP))):
        assert np.abs(features(seen(other.film.track)) - base).max() > 0.3
    without = features(seen(shot.film.track, reference=False))
    assert without.shape == base.shape
    assert (without[:, -1] == 0).all()
    assert (base[:, -1] == 1).all()
    changed = np.flatnonzero((without != base).any(axis=0))
    assert len(changed) <= 22 + 5  # the reference itself, and lengths held against it


def test_a_frame_without_anybody_has_no_features():
    shot = Shot(motion=MOTION, lost_s=((1.0, 1.4),))
    rows = features(replace(seen(shot.film.track), size_px=300.0))
    lost = ~shot.film.track.seen
    assert lost.any()
    assert np.isnan(rows[lost]).any(axis=1).all()
    assert np.isfinite(rows[~lost]).all()
