import numpy as np
import pytest
from figures import Shot, floor_squat

from formcheck.motion import landmarks as lm
from formcheck.motion.track import Pose, Track

GOOD = {
    "t_s": np.array([0.0, 0.1]),
    "image_px": np.zeros((2, 33, 2)),
    "world_m": np.zeros((2, 33, 3)),
    "visibility": np.ones((2, 33)),
    "silhouette": np.zeros((2, 2, 25)),
    "size_wh": (10, 20),
}


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("image_px", (2, 33, 3)),
        ("image_px", (3, 33, 2)),
        ("world_m", (2, 32, 3)),
        ("visibility", (2,)),
        ("silhouette", (2, 25)),
        ("sole_deg", (2, 3)),
    ],
)
def test_shapes_must_agree(name, shape):
    with pytest.raises(ValueError, match=name):
        Track(**GOOD | {name: np.zeros(shape)})


@pytest.mark.parametrize("t_s", [[0.0, 0.0], [0.1, 0.0], [0.0, np.nan]])
def test_time_must_increase(t_s):
    with pytest.raises(ValueError, match="increase"):
        Track(**GOOD | {"t_s": np.array(t_s)})


def test_a_track_is_frozen_and_keeps_its_own_copy():
    given = GOOD["image_px"].copy()
    track = Track(**GOOD | {"image_px": given})
    given[:] = 7
    assert (track.image_px == 0).all()
    with pytest.raises(ValueError, match="read-only"):
        track.image_px[0] = 1


def test_poses_stack_to_a_track_and_unseen_ones_are_unknown():
    film = Shot(motion=floor_squat(1)).film.track
    poses = [
        Pose(float(t), *(getattr(film, n)[i] for n in ("image_px", "world_m", "visibility", "silhouette", "sole_deg")))
        for i, t in enumerate(film.t_s[:5])
    ]
    poses.append(Pose.unseen(float(film.t_s[5])))
    track = Track.from_poses(poses, film.size_wh)
    np.testing.assert_array_equal(track.seen, [True] * 5 + [False])
    np.testing.assert_array_equal(track.image_px[:5], film.image_px[:5])
    np.testing.assert_array_equal(track.sole_deg[:5], film.sole_deg[:5])
    assert np.isnan(track.sole_deg[5]).all()
    assert poses[0].seen
    assert not poses[-1].seen


def test_soles_are_unknown_where_nobody_read_them():
    track = Track(**GOOD)
    assert track.sole_deg.shape == (2, 2)
    assert np.isnan(track.sole_deg).all()


def test_no_poses_make_an_empty_track():
    track = Track.from_poses([], (10, 20))
    assert len(track) == 0
    assert track.seen.shape == (0,)


def test_landmarks_pair_left_with_right():
    assert lm.at("knee", "left") == 25
    assert lm.COUNT == 33
    for part in lm.PAIRED:
        left, right = lm.pair(part)
        assert (lm.NAMES[left], lm.NAMES[right]) == (f"left_{part}", f"right_{part}")
    assert [lm.other(s) for s in lm.SIDES] == ["right", "left"]
    assert all(a != b and max(a, b) < lm.COUNT for a, b in lm.BONES)
