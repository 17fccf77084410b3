"""Cutting a clip into segments and joining their poses."""

from dataclasses import fields, replace

import numpy as np
import pytest

from formcheck.clip.segments import BLEND, LONGEST, RUN_IN, SHORTEST, join, segment_length
from formcheck.motion.track import Pose


def body_at(x_px: float, t_s: float) -> Pose:
    pose = Pose.unseen(t_s)
    points = np.random.default_rng(0).uniform(0, 40, (33, 2))
    points[[11, 12]], points[[23, 24]] = (20.0, 0.0), (20.0, 100.0)
    return replace(pose, image_px=points + np.array([x_px, 0.0]), world_m=np.zeros((33, 3)), visibility=np.ones(33))


@pytest.mark.parametrize("frames", [None, 1, 50, 97, 282, 635, 9000])
def test_segments_come_in_equal_pairs(frames: int | None) -> None:
    length = segment_length(frames)
    assert SHORTEST <= length <= LONGEST
    if frames and frames > 2 * SHORTEST:
        assert -(-frames // length) % 2 == 0


def test_one_segment_fades_into_the_next() -> None:
    first = [body_at(0.0, k / 25) for k in range(30)]
    second = [body_at(10.0, (k + 30 - RUN_IN) / 25) for k in range(RUN_IN + 20)]
    joined = join([first, second])
    assert [p.t_s for p in joined] == [k / 25 for k in range(50)]
    x = np.array([p.image_px[0, 0] for p in joined]) - first[0].image_px[0, 0]
    assert x[30 - BLEND - 1] == 0.0
    assert x[30] == pytest.approx(10.0)
    assert np.abs(np.diff(x)).max() < 10.0 / BLEND


def test_two_bodies_are_not_blended_into_one_between_them() -> None:
    first = [body_at(0.0, k / 25) for k in range(30)]
    second = [body_at(400.0, (k + 30 - RUN_IN) / 25) for k in range(RUN_IN + 20)]
    places = {round(float(p.image_px[23, 0])) for p in join([first, second])}
    assert places == {20, 420}


def test_where_one_segment_lost_the_person_the_other_counts() -> None:
    first = [body_at(0.0, k / 25) for k in range(30)]
    second = [Pose.unseen((k + 30 - RUN_IN) / 25) for k in range(RUN_IN)]
    assert all(p.seen for p in join([first, second]))


def test_no_array_is_lost_where_segments_meet() -> None:
    """Whatever is added to a pose: what both segments see comes out as it went in."""
    arrays = [field.name for field in fields(Pose) if field.name not in ("t_s", "image_px")]

    def seen_at(t_s: float) -> Pose:
        pose = body_at(0.0, t_s)
        return replace(pose, **{name: np.full_like(getattr(pose, name), 0.5) for name in arrays})

    joined = join([[seen_at(k / 25) for k in range(30)], [seen_at((k + 30 - RUN_IN) / 25) for k in range(RUN_IN + 5)]])
    for pose in joined:
        for name in arrays:
            np.testing.assert_allclose(getattr(pose, name), 0.5, err_msg=name)
