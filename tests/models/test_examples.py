"""What the networks are taught: inputs as the product computes them, truth mirrored along with them."""

from dataclasses import replace

import numpy as np
import pytest
from figures import DEEP, Shot, mirrored, posed, seen

from formcheck.motion import landmarks as lm
from formcheck.motion.correction import OUTPUTS
from formcheck.motion.features import features
from formcheck.motion.track import Track
from models.fit.examples import examples
from models.fit.shard import TRUTHS, Shard

SHOT = Shot(motion=posed(replace(DEEP, trunk_deg=50)), body_yaw_deg=30)


def shard(track: Track, body_yaw_deg: float, *, shot: int = 0) -> Shard:
    """Every tenth frame of a drawn clip, which begins standing; left and right truth differ on purpose."""
    rows = np.arange(0, len(track), 10)
    truth = np.tile(np.arange(len(TRUTHS), dtype=float), (len(rows), 1))
    truth[:, TRUTHS.index("body_yaw_deg")] = body_yaw_deg
    columns = (getattr(track, name)[rows] for name in ("image_px", "world_m", "visibility", "silhouette"))
    return Shard(*columns, truth, np.full(len(rows), shot), np.full(len(rows), 7))


def test_each_picture_comes_with_and_without_its_reference():
    track = SHOT.film.track
    every = examples(shard(track, 30.0))
    count = len(track.t_s[::10])
    assert len(every.inputs) == 2 * count
    assert every.has_reference.sum() == count
    assert set(every.person) == {7}
    np.testing.assert_allclose(every.off_side_deg, 30.0, atol=1e-4)
    product = features(seen(track))[::10]
    np.testing.assert_allclose(every.inputs[every.has_reference][:, :150], product[:, :150], atol=0.1)


@pytest.mark.parametrize("body_yaw_deg", [30.0, 75.0])
def test_mirrored_people_teach_the_same(body_yaw_deg):
    track = replace(SHOT, body_yaw_deg=body_yaw_deg).film.track
    one = examples(shard(track, body_yaw_deg))
    other = examples(shard(mirrored(track), 180.0 - body_yaw_deg))
    np.testing.assert_allclose(one.inputs, other.inputs, atol=1e-3)
    left_of_one = one.truth[:, OUTPUTS.index("left_knee_flexion_deg")]
    np.testing.assert_array_equal(left_of_one, TRUTHS.index("left_knee_flexion_deg"))
    left_of_mirrored = other.truth[:, OUTPUTS.index("left_knee_flexion_deg")]
    np.testing.assert_array_equal(left_of_mirrored, TRUTHS.index("right_knee_flexion_deg"))
    off = OUTPUTS.index("heading_off_deg")
    np.testing.assert_allclose(one.truth[:, off], other.truth[:, off], atol=1e-3)


def test_the_outputs_are_among_the_truths():
    assert set(OUTPUTS) - {"heading_off_deg"} <= set(TRUTHS)
    assert {lm.mirrored(name) for name in OUTPUTS} == set(OUTPUTS)
