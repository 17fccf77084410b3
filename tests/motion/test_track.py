from dataclasses import fields, replace

import numpy as np
import pytest
from figures import Shot, floor_squat
from hypothesis import given
from hypothesis import strategies as st

from formcheck.motion import landmarks as lm
from formcheck.motion.angles import turned
from formcheck.motion.smoothing import smooth
from formcheck.motion.track import Pose, Track

GOOD = {
    "t_s": np.array([0.0, 0.1]),
    "image_px": np.zeros((2, 33, 2)),
    "world_m": np.zeros((2, 33, 3)),
    "visibility": np.ones((2, 33)),
    "silhouette": np.zeros((2, 2, 25)),
    "size_wh": (10, 20),
}

#: Every array of a track, whatever is added to it: all but the size of the picture run over the frames.
ARRAYS = {field.name for field in fields(Track)} - {"size_wh"}


def numbered(count):
    """A track of so many frames in which no two numbers of an array are the same."""
    shapes = {name: getattr(Track(**GOOD), name).shape[1:] for name in ARRAYS}
    columns = {name: np.arange(count * np.prod(shape, dtype=int)) * 1.0 for name, shape in shapes.items()}
    return Track(size_wh=(10, 20), **{name: columns[name].reshape(count, *shapes[name]) for name in ARRAYS})


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("image_px", (2, 33, 3)),
        ("image_px", (3, 33, 2)),
        ("world_m", (2, 32, 3)),
        ("visibility", (2,)),
        ("silhouette", (2, 25)),
        ("sole_deg", (2, 3)),
        ("own_edge", (2, 25)),
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


@pytest.mark.parametrize(("name", "shape"), [("sole_deg", (2, 2)), ("own_edge", (2, 2, 25))])
def test_what_nobody_looked_at_is_unknown(name, shape):
    found = getattr(Track(**GOOD), name)
    assert found.shape == shape
    assert np.isnan(found).all()


def test_every_array_of_a_pose_is_in_the_track():
    poses = [Pose(**{field.name: getattr(numbered(3), field.name)[i] for field in fields(Pose)}) for i in range(3)]
    track = Track.from_poses(poses, (10, 20))
    assert {field.name for field in fields(Pose)} == ARRAYS
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(track, name), getattr(numbered(3), name), err_msg=name)


def test_a_track_comes_apart_into_the_poses_it_was_made_of():
    track = numbered(4)
    again = Track.from_poses(track.poses(), track.size_wh)
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(again, name), getattr(track, name), err_msg=name)


def test_tracks_share_arrays_that_nobody_can_change():
    track = numbered(3)
    other = replace(track, image_px=np.zeros_like(track.image_px))
    assert other.world_m is track.world_m
    part = Track(**{name: getattr(track, name)[1:] for name in ARRAYS}, size_wh=track.size_wh)
    assert not np.shares_memory(part.world_m, track.world_m), "a part would keep the whole alive"


@given(st.integers(1, 12), st.data())
def test_cutting_keeps_every_array_of_those_frames(count, data):
    first = data.draw(st.integers(0, count - 1))
    stop = data.draw(st.integers(first + 1, count))
    whole = numbered(count)
    part = whole.cut(first, stop)
    assert part.size_wh == whole.size_wh
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(part, name), getattr(whole, name)[first:stop], err_msg=name)


@given(st.lists(st.booleans(), min_size=1, max_size=12))
def test_frames_without_the_person_show_nothing_of_it(hidden):
    frames, whole = np.array(hidden), numbered(len(hidden))
    rest = whole.without(frames)
    np.testing.assert_array_equal(rest.t_s, whole.t_s)
    np.testing.assert_array_equal(rest.seen, ~frames)
    for name in ARRAYS - {"t_s"}:
        assert np.isnan(getattr(rest, name)[frames]).all(), name
        np.testing.assert_array_equal(getattr(rest, name)[~frames], getattr(whole, name)[~frames], err_msg=name)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=5))
def test_joined_parts_are_the_whole(lengths):
    whole, ends = numbered(sum(lengths)), np.cumsum(lengths)
    joined = Track.joined([whole.cut(int(end) - length, int(end)) for length, end in zip(lengths, ends, strict=True)])
    assert joined.size_wh == whole.size_wh
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(joined, name), getattr(whole, name), err_msg=name)


@pytest.mark.parametrize("change", [smooth, lambda track: turned(track, 8.0)], ids=["smoothed", "levelled"])
def test_moving_the_landmarks_keeps_every_other_array(change):
    whole = numbered(6)
    changed = change(whole)
    for name in ARRAYS - {"image_px", "world_m"}:
        np.testing.assert_array_equal(getattr(changed, name), getattr(whole, name), err_msg=name)


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
