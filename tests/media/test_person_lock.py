from dataclasses import replace

import numpy as np
from figures import Shot, floor_squat
from figures.stream import poses
from hypothesis import given
from hypothesis import strategies as st

from formcheck.media.person_lock import GIVE_UP_S, PersonLock
from formcheck.motion.track import Pose

SQUAT = poses(Shot(motion=floor_squat(1)).film.track)


def elsewhere(pose, by_px=300.0):
    return replace(pose, image_px=pose.image_px + np.array([by_px, 0.0]))


@given(st.integers(1, 12))
def test_one_person_is_passed_on_even_where_pictures_are_dropped(step):
    stays = PersonLock()
    for pose in SQUAT[::step]:
        assert stays(pose, held=True) is pose


def test_whoever_walks_through_is_not_seen_and_the_person_is_again_after():
    stays = PersonLock()
    for i, pose in enumerate(SQUAT):
        passing = 40 <= i < 60
        seen = stays(elsewhere(pose) if passing else pose, held=True)
        assert seen.seen is not passing
        assert seen.t_s == pose.t_s


def test_whoever_stays_is_the_one_in_the_end():
    stays = PersonLock()
    stays(SQUAT[0], held=True)
    there = [replace(elsewhere(SQUAT[0]), t_s=k / 10) for k in range(1, 60)]
    seen = [stays(pose, held=True).seen for pose in there]
    assert seen.index(True) / 10 >= GIVE_UP_S - 0.2
    assert all(seen[seen.index(True) :])


def test_before_counting_anybody_is_welcome():
    stays = PersonLock()
    stays(SQUAT[0], held=False)
    assert stays(elsewhere(SQUAT[1]), held=False).seen


def test_nobody_stays_nobody():
    pose = Pose.unseen(1.0)
    assert PersonLock()(pose, held=True) is pose
