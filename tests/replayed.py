"""A live session on drawn people: a stand-in for the pose model, and what plays pictures to it."""

import time
from dataclasses import replace

import numpy as np
from figures import Shot, floor_squat
from figures.stream import poses

from formcheck.motion.track import Pose

SIZE = (270, 480)
SHOT = Shot(motion=floor_squat(2, still_s=1.6, rest_s=2.0), size_wh=SIZE)
GREY = np.full((SIZE[1], SIZE[0], 3), 90, np.uint8)


class Replayed:
    """An estimator that gives the poses of a shot by time, and what was asked of it."""

    def __init__(self, shot=SHOT):
        self.poses, self.closed, self.asked, self.failing = poses(shot.film.track), 0, [], None

    def __call__(self, image, t_s):
        self.asked.append((image.shape, t_s, image.mean()))
        if self.failing:
            raise self.failing
        if image.shape[0] == 64:
            return Pose.unseen(t_s)
        at = (t_s - self.asked[0][1]) % (self.poses[-1].t_s + 0.1)
        nearest = min(self.poses, key=lambda pose: abs(pose.t_s - at))
        return replace(nearest, t_s=t_s)

    def close(self):
        self.closed += 1


class Stubborn(Replayed):
    """Cannot forget, nor be closed."""

    def __call__(self, image, t_s):
        if image.shape[0] == 64:
            raise RuntimeError("cannot forget")
        return super().__call__(image, t_s)

    def close(self):
        super().close()
        raise RuntimeError("cannot close")


def play(live, shot=SHOT, first_s=0.0, image=GREY):
    return [live(image, first_s + float(t)) for t in shot.film.track.t_s]


def until(condition, seconds=20.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.01)
