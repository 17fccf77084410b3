"""Somebody who gets up from the floor: where the body is at any time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from sample_videos.render.figure import Figure, figure_of
from sample_videos.render.floor_path import FloorPath
from sample_videos.render.floor_script import FloorScript
from sample_videos.render.joints import Joints
from sample_videos.render.movement import Moment, Sway
from sample_videos.render.people import Person
from sample_videos.render.pose import solve
from sample_videos.render.posture import Posture

SPREAD: Final = 0.06  # one SD of speed between clips


@dataclass(frozen=True, slots=True)
class FloorMoment:
    """The body at one time."""

    t_s: float
    joints: Joints


class FloorPerformance:
    """A script with its speed drawn, for one person's body; ``start_s`` they set out, ``up_s`` they stand."""

    def __init__(self, script: FloorScript, seed: int, person: Person) -> None:
        rng = np.random.default_rng(seed)
        self.script = script
        speed = script.slow * float(np.exp(np.clip(rng.normal(0, SPREAD), -0.12, 0.12)))
        self.path = FloorPath.of(figure_of(person), script.timed, speed)
        self._sway = Sway(rng, script.sway)
        self.start_s, self.up_s = self.path.left_s[0], self.path.at_s[-1]
        self.length_s = self.path.left_s[-1]

    def moments(self, fps: float) -> Iterator[FloorMoment]:
        """One moment per frame."""
        for index in range(round(self.length_s * fps)):
            yield self.at(index / fps)

    def at(self, t_s: float) -> FloorMoment:
        """The body at one time."""
        return FloorMoment(t_s, self.path.joints(t_s, self._sway.applied(Posture(), t_s)))


def skeleton_of(figure: Figure, moment: Moment | FloorMoment) -> Joints:
    """The skeleton in a moment of any performance."""
    if isinstance(moment, FloorMoment):
        return moment.joints
    return solve(figure, moment.posture, moment.stance)
