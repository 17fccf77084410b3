"""What stands or lies around: a chair, posts to hold, a weight in the hands, or something that is held or lies there to
be picked up.
"""

from typing import Final

import numpy as np

from sample_videos.render.arm_goals import BLOCK_M, THING_M
from sample_videos.render.assets import Floats
from sample_videos.render.body import OUTWARD, SIDES
from sample_videos.render.chair import chair
from sample_videos.render.figure import Figure
from sample_videos.render.floor_performance import FloorPerformance
from sample_videos.render.geometry import unit
from sample_videos.render.joints import Joints, finger_tip, palm_point
from sample_videos.render.mesh import Mesh, ball, bar, box
from sample_videos.render.movement import Block, Load, Performance, RepTimes
from sample_videos.render.pose import solve
from sample_videos.render.sit_movement import SitPerformance

BLOCK_COLOUR: Final = "b98a55"
POST_COLOUR: Final = "8d8f94"
POST_M: Final = (0.045, 2.0, 0.045)
THING_COLOUR: Final = "c8281e"
BELL_HANGS_M: Final = 0.05  # below the palms


class PropStory:
    """The chair behind a performer, and where a performance's block is at any time.

    "picked up": it lies where the hands reach at the first bottom and is carried from then on; at a second bottom it
    is put down and stays there.
    """

    def __init__(self, figure: Figure, performance: Performance | SitPerformance | FloorPerformance) -> None:
        self._kind: Block = "none"
        self._load: Load | None = None
        self._times: list[RepTimes] = []
        self._grips: list[tuple[Floats, float]] = []
        self._posts: list[Mesh] = []
        if isinstance(performance, Performance):
            self._posts = _posts(performance)
            self._script = performance.script
            self._kind, self._times = performance.script.block, performance.times
            self._load = performance.script.load
        if self._kind == "picked up" and isinstance(performance, Performance):
            for times in self._times[:2]:
                moment = performance.at(times.bottom_s)
                self._grips.append(_grip(solve(figure, moment.posture, moment.stance)))

    def at(self, t_s: float, joints: Joints) -> list[Mesh]:
        """Meshes of the chair, the posts, the block and the weight, if there are any."""
        seat = joints.stance.seat
        held = held_load(joints, self._load) if self._load else []
        return [*(chair(seat) if seat else []), *self._posts, *self._block(t_s, joints), *held]

    def _block(self, t_s: float, joints: Joints) -> list[Mesh]:
        if self._kind == "none":
            return []
        if self._kind == "thing":
            return [self._thing(t_s, joints)]
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

    def _thing(self, t_s: float, joints: Joints) -> Mesh:
        """A small thing: it lies where the hand reaches, and is picked up and put back in turn."""
        posture = self._script.reps[0].bottom
        side = next(side for side in SIDES if (posture.left_arm, posture.right_arm)[SIDES.index(side)].place == "pick")
        arm = posture.left_arm if side == "left" else posture.right_arm
        scale = joints.body.scale
        lying = np.array([OUTWARD[side] * arm.thing_m[0] * scale, THING_M[1] / 2, arm.thing_m[1] * scale])
        taken = sum(t_s >= times.bottom_s for times in self._times) % 2
        return box(finger_tip(joints, side) if taken else lying, THING_M, THING_COLOUR, 20.0)


def _posts(performance: Performance) -> list[Mesh]:
    """One where each hand ever holds on to one."""
    postures = [performance.script.standing, *(rep.bottom for rep in performance.script.reps)]
    places = {
        (OUTWARD[side] * arm.post_m[0], arm.post_m[2])
        for posture in postures
        for side, arm in zip(SIDES, (posture.left_arm, posture.right_arm), strict=True)
        if arm.place == "post"
    }
    return [box(np.array([x, POST_M[1] / 2, z]), POST_M, POST_COLOUR) for x, z in sorted(places)]


def held_load(joints: Joints, load: Load) -> list[Mesh]:
    """A bar through both hands, or a bell below them."""
    left, right = (palm_point(joints, side) for side in ("left", "right"))
    middle, along = (left + right) / 2, unit(left - right)
    if load.kind == "bell":
        low = middle - np.array([0, BELL_HANGS_M + load.radius_m, 0])
        return [
            ball(low, load.radius_m, load.colour),
            bar(left, low, 0.014, "6a6a6a"),
            bar(right, low, 0.014, "6a6a6a"),
        ]
    ends = [middle + s * along * 0.9 for s in (-1, 1)]
    rod = bar(ends[0], ends[1], 0.014, "8a8a8a")
    if not load.radius_m:
        return [rod]
    plates = [bar(middle + s * along * 0.72, middle + s * along * 0.78, load.radius_m, load.colour) for s in (-1, 1)]
    return [rod, *plates]


def _grip(joints: Joints) -> tuple[Floats, float]:
    """(3,) between the palms, and the heading of the line between them."""
    left, right = (palm_point(joints, side) for side in ("left", "right"))
    across = left - right
    return (left + right) / 2, float(np.degrees(np.arctan2(-across[2], across[0])))


def _at_height(place: Floats, height_m: float) -> Floats:
    return np.array([place[0], height_m, place[2]])
