"""What stands or lies around: a chair, or a block that is held or lies on the floor until hands pick it up."""

from typing import Final

import numpy as np

from sample_videos.render.arm_goals import BLOCK_M
from sample_videos.render.assets import Floats
from sample_videos.render.chair import chair
from sample_videos.render.figure import Figure
from sample_videos.render.joints import Joints, palm_point
from sample_videos.render.mesh import Mesh, box
from sample_videos.render.movement import Block, Performance, RepTimes
from sample_videos.render.pose import solve
from sample_videos.render.sit_movement import SitPerformance

BLOCK_COLOUR: Final = "b98a55"


class PropStory:
    """The chair behind a performer, and where a performance's block is at any time.

    "picked up": it lies where the hands reach at the first bottom and is carried from then on; at a second bottom it
    is put down and stays there.
    """

    def __init__(self, figure: Figure, performance: Performance | SitPerformance) -> None:
        self._kind: Block = "none"
        self._times: list[RepTimes] = []
        self._grips: list[tuple[Floats, float]] = []
        if isinstance(performance, Performance):
            self._kind, self._times = performance.script.block, performance.times
        if self._kind == "picked up":
            for times in self._times[:2]:
                moment = performance.at(times.bottom_s)
                self._grips.append(_grip(solve(figure, moment.posture, moment.stance)))

    def at(self, t_s: float, joints: Joints) -> list[Mesh]:
        """Meshes of the chair and the block, if there are any."""
        seat = joints.stance.seat
        return [*(chair(seat) if seat else []), *self._block(t_s, joints)]

    def _block(self, t_s: float, joints: Joints) -> list[Mesh]:
        if self._kind == "none":
            return []
        middle, heading_deg = _grip(joints)
        if self._kind == "held":
            return [box(middle, BLOCK_M, BLOCK_COLOUR, heading_deg)]
        lying_m = BLOCK_M[1] / 2
        first, first_heading = self._grips[0]
        if t_s <= self._times[0].bottom_s:
            return [box(_at_height(first, lying_m), BLOCK_M, BLOCK_COLOUR, first_heading)]
        if len(self._times) > 1 and t_s >= self._times[1].bottom_s:
            last, last_heading = self._grips[1]
            return [box(_at_height(last, lying_m), BLOCK_M, BLOCK_COLOUR, last_heading)]
        return [box(_at_height(middle, middle[1] - first[1] + lying_m), BLOCK_M, BLOCK_COLOUR, heading_deg)]


def _grip(joints: Joints) -> tuple[Floats, float]:
    """(3,) between the palms, and the heading of the line between them."""
    left, right = (palm_point(joints, side) for side in ("left", "right"))
    across = left - right
    return (left + right) / 2, float(np.degrees(np.arctan2(-across[2], across[0])))


def _at_height(place: Floats, height_m: float) -> Floats:
    return np.array([place[0], height_m, place[2]])
