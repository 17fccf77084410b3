"""A clip that is stored on its side, or upside down, with nothing in the file that says so."""

from dataclasses import replace

import numpy as np
import pytest
from figures import PARALLEL, Shot, hinge, posed, read

from formcheck.motion.track import Track

SQUATS = posed(PARALLEL, PARALLEL, still_s=1.6, rest_s=1.6)


def laid(track: Track, quarters: int) -> Track:
    """The track as a picture shows it that was turned by so many quarters clockwise."""
    turn = np.linalg.matrix_power(np.array([[0.0, -1.0], [1.0, 0.0]]), quarters % 4)
    wide, high = track.size_wh
    size = (high, wide) if quarters % 2 else track.size_wh
    image = (track.image_px - np.array(track.size_wh) / 2) @ turn.T + np.array(size) / 2
    world = track.world_m.copy()
    world[..., :2] = world[..., :2] @ turn.T
    return replace(track, image_px=image, world_m=world, size_wh=size)


@pytest.mark.parametrize("quarters", [1, 2, 3])
@pytest.mark.parametrize("motion", [SQUATS, hinge(2)], ids=["squats", "hinges"])
@pytest.mark.parametrize("body_yaw_deg", [0, 90])
def test_a_clip_that_lies_is_to_be_turned(quarters, motion, body_yaw_deg):
    track = Shot(motion=motion, body_yaw_deg=body_yaw_deg).film.track
    assert read(track).report.summary.nothing is None
    summary = read(laid(track, quarters)).report.summary
    assert (summary.nothing, summary.reps_complete) == ("stored_turned", 0)


def test_who_lies_still_is_no_reason_to_turn_the_clip():
    track = laid(Shot(motion=SQUATS).film.track, 1)
    still = replace(track, image_px=np.repeat(track.image_px[:1], len(track), axis=0))
    still = replace(still, world_m=np.repeat(track.world_m[:1], len(track), axis=0))
    assert read(still).report.summary.nothing == "no_repetition"
