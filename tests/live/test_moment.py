from itertools import groupby

import numpy as np
import pytest
from figures import DEEP, PARALLEL, SHALLOW, Shot, floor_squat, hinge, posed
from figures.stream import poses

from formcheck.live.moment import PARALLEL_AT, PhaseTracker
from formcheck.motion.track import Pose


def moments(shot, standing=30):
    stream = poses(shot.film.track)
    watch = PhaseTracker(stream[:standing], shot.size_wh)
    return watch, [watch.look(pose) for pose in stream]


@pytest.mark.parametrize("body_yaw_deg", [0, 180])
def test_angles_are_those_of_the_person(body_yaw_deg):
    shot = Shot(motion=posed(PARALLEL, hold_s=1.0), body_yaw_deg=body_yaw_deg)
    _, seen = moments(shot)
    at = int(3.0 * 30)
    truth = shot.film.angles
    for name in ("knee", "hip"):
        assert seen[at].angles[name] == pytest.approx(truth[f"{name}_flexion_deg"][at], abs=1.0)
    for name in ("trunk", "tibia"):
        assert seen[at].angles[name] == pytest.approx(truth[f"{name}_inclination_deg"][at], abs=1.0)


@pytest.mark.parametrize(("bottom", "low", "high"), [(SHALLOW, 0.4, 0.6), (PARALLEL, 0.68, 0.8), (DEEP, 1.0, 1.0)])
def test_the_gauge_ends_where_the_squat_does(bottom, low, high):
    _, seen = moments(Shot(motion=posed(bottom, hold_s=0.5)))
    depths = [moment.depth for moment in seen]
    assert depths[0] == pytest.approx(0.0, abs=0.06)
    assert low <= max(depths) <= high


def test_the_gauge_only_rises_on_the_way_down_and_falls_on_the_way_up():
    _, seen = moments(Shot(motion=floor_squat(1)))
    depths = np.array([moment.depth for moment in seen])
    low = int(depths.argmax())
    assert (np.diff(depths[: low + 1]) >= -1e-9).all()
    assert (np.diff(depths[low + 15 :]) <= 1e-9).all()
    assert depths[low] > PARALLEL_AT


@pytest.mark.parametrize(
    "motion", [floor_squat(2), hinge(2), floor_squat(2, hold_s=1.5), floor_squat(2, down_s=3.0, up_s=3.0)]
)
@pytest.mark.parametrize("noise_m", [0.0, 0.004])
def test_phases_follow_each_other(motion, noise_m):
    _, seen = moments(Shot(motion=motion, noise_m=noise_m))
    order = [phase for phase, group in groupby(m.phase for m in seen) if len(list(group)) > 2]
    assert order == ["standing", *(["descent", "bottom", "ascent", "standing"] * 2)]


def test_nobody_has_no_numbers():
    shot = Shot(motion=floor_squat(1))
    watch, _ = moments(shot)
    moment = watch.look(Pose.unseen(99.0))
    assert (moment.angles, moment.depth, moment.phase) == ({}, None, None)
    assert watch.look(poses(shot.film.track, 100.0)[0]).depth == pytest.approx(0.0, abs=0.06)
