"""The contact model's inputs: one hand against both legs, the same for either hand, in the person's own lengths."""

from dataclasses import replace

import numpy as np
import pytest
from figures import PARALLEL, Shot, mirrored, posed
from hand_shots import touching

from formcheck.motion import landmarks as lm
from formcheck.motion.contact_features import contact_features, palm, smoothed_yaw_deg
from formcheck.motion.view import body_yaw_deg

#: The left hand comes to its knee, the right one stays in front.
ONE_HAND = touching(2.5, 3.6, ("knee", "forward"))


def inputs(track, side):
    yaw_deg = smoothed_yaw_deg(track.t_s, body_yaw_deg(track))
    return contact_features(track.t_s, track.image_px, track.world_m, track.visibility, yaw_deg, side)


@pytest.mark.parametrize("side", lm.SIDES)
@pytest.mark.parametrize("body_yaw_deg", [-150, -90, -30, 0, 20, 60, 110, 180])
def test_a_hand_is_the_other_hand_in_a_mirror(body_yaw_deg, side):
    track = replace(ONE_HAND, body_yaw_deg=body_yaw_deg, distance_m=3.0, noise_m=0.004).film.track
    own, mirror = inputs(track, side), inputs(mirrored(track), lm.other(side))
    np.testing.assert_allclose(own, mirror, atol=1e-4)
    assert np.abs(own - inputs(track, lm.other(side))).max() > 0.3, "the hands do different things"


def test_size_and_place_in_the_picture_do_not_count():
    shot = replace(ONE_HAND, body_yaw_deg=30)
    moved = replace(shot, fill=0.4, shift_px=(90.0, -60.0))
    np.testing.assert_allclose(inputs(shot.film.track, "left"), inputs(moved.film.track, "left"), atol=1e-4)


def test_the_rate_of_pictures_does_not_count():
    """Where the hand goes is read off half a second to either side, not off so many frames."""
    slow, fast = (Shot(motion=posed(PARALLEL), fps=fps).film.track for fps in (15.0, 30.0))
    np.testing.assert_allclose(inputs(slow, "left"), inputs(fast, "left")[::2], atol=0.1)


def test_a_frame_without_anybody_has_no_inputs():
    track = replace(ONE_HAND, lost_s=((1.0, 1.4),)).film.track
    lost = ~track.seen
    assert lost.any()
    assert np.isnan(inputs(track, "left")[lost]).any(axis=1).all()
    assert np.isfinite(inputs(track, "left")[~lost]).all()


def test_nobody_at_all_has_no_inputs():
    track = Shot(motion=posed(PARALLEL), lost_s=((0.0, 60.0),)).film.track
    assert np.isnan(inputs(track, "right")).any(axis=1).all()


def test_the_heading_is_a_mean_over_a_second_to_either_side_and_does_not_break_at_half_a_turn():
    t_s = np.arange(0, 6, 0.1)
    yaw_deg = 180.0 + np.where(np.arange(len(t_s)) % 2, 20.0, -20.0)
    yaw_deg = (yaw_deg + 180.0) % 360.0 - 180.0
    yaw_deg[(t_s > 3.0) & (t_s < 3.5)] = np.nan
    found = smoothed_yaw_deg(t_s, yaw_deg)
    assert np.abs(np.abs(found) - 180.0).max() < 4.0
    yaw_deg[t_s > 2.0] = np.nan
    assert np.isfinite(smoothed_yaw_deg(t_s, yaw_deg))[t_s < 2.9].all()
    assert np.isnan(smoothed_yaw_deg(t_s, yaw_deg))[t_s > 3.1].all()


def test_the_palm_lies_between_wrist_and_finger():
    track = ONE_HAND.film.track
    for side in lm.SIDES:
        wrist, finger = (track.image_px[:, lm.at(part, side)] for part in ("wrist", "index"))
        np.testing.assert_allclose(palm(track.image_px, side), (wrist + finger) / 2)
