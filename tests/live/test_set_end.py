"""A set ends by itself: after what was wanted, after a rest, and never in the middle of it."""

import msgspec
import pytest
from figures import DEEP, Shot, posed
from figures.chairs import chair_stands
from figures.reading import read
from figures.stream import filmed

from formcheck.live import set_end
from formcheck.live.set_end import JUDGE_EVERY_S, STILL_S, SetEnd
from formcheck.live.tally import LATER_S
from formcheck.motion.track import Pose, Track

SIZE = (540, 960)


JUDGED = {}


def judge(track):
    """Once for each beginning of a stream, however many tests judge it."""
    key = (len(track), float(track.t_s[-1]), track.image_px[-1].tobytes())
    if key not in JUDGED:
        JUDGED[key] = read(track).report
    return JUDGED[key]


class Now(SetEnd):
    """Judges at once: a test has no time to wait for a thread."""

    def add(self, pose, size_wh):
        super().add(pose, size_wh)
        if self._thread is not None:
            self._thread.join()
            self._took_s = 0.0


def over_at(poses, end):
    """When the set is over, in seconds of the stream; None when it never is."""
    for pose in poses:
        end.add(pose, SIZE)
        if end.over:
            return pose.t_s
    return None


def resting(poses, seconds):
    """The stream, and then the last pose held."""
    last = poses[-1]
    columns = (last.image_px, last.world_m, last.visibility, last.silhouette, last.sole_deg)
    return [*poses, *(Pose(last.t_s + (i + 1) / 30, *columns) for i in range(round(seconds * 30)))]


@pytest.fixture(scope="module")
def three_squats():
    shot = Shot(motion=posed(DEEP, DEEP, DEEP))
    return resting(filmed(shot), 8.0), shot.motion.reps


def test_it_ends_soon_after_the_last_one_that_was_wanted(three_squats):
    poses, reps = three_squats
    end = Now(judge, "squat", 3)
    at_s = over_at(poses, end)
    assert end.count == 3
    assert reps[-1].end_s + LATER_S - 0.5 <= at_s <= reps[-1].end_s + LATER_S + JUDGE_EVERY_S + 0.5


def test_fewer_than_wanted_and_then_a_rest_is_enough(three_squats):
    poses, reps = three_squats
    end = Now(judge, "squat", 5)
    at_s = over_at(poses, end)
    assert end.count == 3
    assert at_s == pytest.approx(reps[-1].end_s + STILL_S, abs=1.0)


def test_it_goes_on_while_somebody_moves(three_squats):
    poses, reps = three_squats
    moving = [pose for pose in poses if pose.t_s < reps[-1].end_s]
    assert over_at(moving, Now(judge, "squat", 5)) is None


def test_standing_still_before_the_first_one_ends_nothing(three_squats):
    poses, _ = three_squats
    still = resting(poses[:15], 10.0)
    assert over_at(still, Now(judge, "squat", 3)) is None


def test_another_movement_does_not_count(three_squats):
    assert over_at(three_squats[0], Now(judge, "hinge", 3)) is None


def test_a_movement_that_does_not_begin_standing_is_counted_too():
    stands = chair_stands(5, rest_s=0.5, stand_s=0.4)
    end = Now(judge, "sit_to_stand", 5)
    at_s = over_at(resting(filmed(Shot(motion=stands.motion)), 6.0), end)
    assert end.count == 5
    assert at_s is not None


def test_who_leaves_after_some_repetitions_ends_it(three_squats):
    poses, reps = three_squats
    gone = [pose for pose in poses if pose.t_s <= reps[-1].end_s + 1.0]
    gone += [Pose.unseen(gone[-1].t_s + (i + 1) / 30) for i in range(round((STILL_S + 1) * 30))]
    assert over_at(gone, Now(judge, "squat", 5)) is not None


def test_a_judge_that_fails_leaves_the_end_to_the_time_limit(three_squats, caplog):
    def broken(track):
        raise ValueError("no")

    end = Now(broken, "squat", 3)
    assert over_at(three_squats[0], end) is None
    assert end.count == 0
    assert "cannot be judged" in caplog.text


def test_a_slow_judge_leaves_the_camera_its_time(three_squats, monkeypatch):
    calls = []

    def slow(track):
        calls.append(track.t_s[-1])
        return judge(track)

    end = SetEnd(slow, "squat", 3)
    monkeypatch.setattr(set_end, "JUDGE_SHARE", 1e-6)  # as if each took very long
    for pose in three_squats[0][:150]:
        end.add(pose, SIZE)
        if end._thread is not None:
            end._thread.join()
    assert len(calls) == 1


def test_a_clock_that_goes_back_is_ignored(three_squats):
    poses, _ = three_squats
    end = Now(judge, "squat", 3)
    for pose in (*poses[:40], *poses[:40]):
        end.add(pose, SIZE)
    assert len(end._poses) == 40


def test_few_pictures_a_second_are_no_rest(three_squats):
    poses, reps = three_squats
    slow = [pose for pose in poses[::20] if pose.t_s < reps[-1].end_s + 1.0]
    end = Now(lambda track: judge_first(poses), "squat", 5)
    assert over_at(slow, end) is None
    assert end.count == 1


def judge_first(poses):
    """As if only the first repetition had been found so far."""
    found = judge(Track.from_poses(poses, SIZE))
    return msgspec.structs.replace(found, reps=found.reps[:1])
