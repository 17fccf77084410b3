"""What the networks of the lower back are taught."""

from dataclasses import replace

import numpy as np
from figures import Shot, mirrored, posed, seen
from figures.motions import HINGE

from formcheck.motion.lumbar import OUTPUTS, back_features
from formcheck.motion.outline import NO_REFERENCE, outline
from formcheck.motion.track import Track
from models.fit.back_examples import REFERENCES, back_examples
from models.fit.shard import TRUTHS, Shard

SHOT = Shot(motion=posed(replace(HINGE, bulge=0.05)))


def shard(track: Track, body_yaw_deg: float) -> Shard:
    """Every tenth frame of a drawn clip, of which the first two stand."""
    rows = np.arange(0, len(track), 10)
    truth = np.tile(np.arange(len(TRUTHS), dtype=float), (len(rows), 1))
    truth[:, TRUTHS.index("body_yaw_deg")] = body_yaw_deg
    columns = (getattr(track, name)[rows] for name in ("image_px", "world_m", "visibility", "silhouette"))
    return Shard(*columns, truth, np.zeros(len(rows), np.int64), np.full(len(rows), 7))


def test_each_bent_picture_comes_with_both_references_and_without():
    track = SHOT.film.track
    every = back_examples(shard(track, 0.0))
    count = len(track.t_s[::10])
    counts = [int((every.reference == kind).sum()) for kind in range(len(REFERENCES))]
    assert counts == [count - 1, count - 1, count], "no picture is held against itself"
    shown = replace(seen(track), reference=None)
    edges = outline(track.silhouette, shown.size_px, mirrored=False)
    product = back_features(shown, edges, NO_REFERENCE)[::10]
    alone = every.inputs[every.reference == REFERENCES.index("none")]
    np.testing.assert_allclose(alone[:, -50:], product[:, -50:], atol=1e-3)


def test_anything_else_gives_its_standing_picture_and_none():
    track = SHOT.film.track
    both = back_examples(shard(track, 0.0), shard(track, 0.0))
    count = len(track.t_s[::10])
    counts = [int((both.reference == kind).sum()) for kind in range(len(REFERENCES))]
    assert counts == [count - 1, 2 * (count - 1), 2 * count]


def test_mirrored_people_teach_the_same():
    one, other = back_examples(shard(SHOT.film.track, 0.0)), back_examples(shard(mirrored(SHOT.film.track), 180.0))
    np.testing.assert_allclose(one.inputs, other.inputs, atol=1e-3)
    np.testing.assert_array_equal(one.truth[:, 0], TRUTHS.index(OUTPUTS[0]))


def test_pictures_from_the_front_teach_nothing():
    turned = shard(SHOT.film.track, 90.0)
    both = back_examples(shard(SHOT.film.track, 0.0), turned)
    assert both.off_side_deg.max() <= 60
