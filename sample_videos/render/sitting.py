"""How a body sits on a chair: hips on the seat, feet planted, trunk upright or leaning."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
import scipy.sparse as sp

from sample_videos.render.assets import Floats
from sample_videos.render.body import Body
from sample_videos.render.figure import Figure
from sample_videos.render.joints import Joints
from sample_videos.render.pose import inclination_deg, solve
from sample_videos.render.posture import STANDING, Posture, Seat, Stance
from sample_videos.render.template import template

SEAT_OVER_STATURE: Final = 0.262  # a chair that fits: the seat as high as the hollow of the knee
LOWEST_M, HIGHEST_M = 0.40, 0.50
SQUASH_M: Final = 0.010  # flesh and clothes give way by this
UNDER_HIPS_M: Final = 0.15  # ahead of and behind the hip joints there is flesh to sit on
BEHIND_BODY_M: Final = 0.055  # from the body to the rear edge: the chair's back and a little air
REACHED_M: Final = 1e-4
SETTLES: Final = 3
BEFORE_SEAT_M: Final = 0.03  # from the seat to the calves of who stands before it
LEGS: Final = ("lowerleg", "upperleg")
SEATED: Final = ("root", "pelvis", "upperleg")  # bones whose flesh lies on a seat
TRUNK: Final = ("root", "pelvis", "spine")

UPRIGHT: Final = Posture(
    lumbar_flexion_deg=19.0, thoracic_flexion_deg=5.0, neck_deg=-11.0
)  # sitting rounds the back a little
LEANING: Final = Posture(lumbar_flexion_deg=15.0, thoracic_flexion_deg=4.0)


@dataclass(frozen=True, slots=True)
class Chair:
    """What somebody sits on; ``height_m`` None fits the person; ``depth_m`` is less where the calves need room;
    ``tibia_deg`` how far their feet are drawn back (knee ahead of ankle).
    """

    height_m: float | None = None
    back: bool = True
    width_m: float = 0.44
    depth_m: float = 0.40
    tibia_deg: float = 9.0

    def height_for(self, body: Body) -> float:
        """Metres from the floor to the seat."""
        fitting = float(np.clip(SEAT_OVER_STATURE * body.shape.stature_m, LOWEST_M, HIGHEST_M))
        return fitting if self.height_m is None else self.height_m


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody on a chair: where its seat is, and the bend of their legs in degrees while they sit."""

    figure: Figure
    stance: Stance
    knee_flexion_deg: float
    tibia_inclination_deg: float

    def leaning(self, trunk_deg: float, *, upright: bool = False) -> Posture:
        """On the seat with the trunk inclined by so much, mid-hip to mid-shoulder, forward +."""
        legs = {name: getattr(self, name) for name in ("knee_flexion_deg", "tibia_inclination_deg")}
        return leant(self.figure, replace(UPRIGHT if upright else LEANING, **legs), self.stance, trunk_deg)


@lru_cache(maxsize=64)
def leant(figure: Figure, posture: Posture, stance: Stance, trunk_deg: float) -> Posture:
    """A posture with the pelvis tilted so that the trunk inclines by so much."""
    joints = solve(figure, replace(posture, pelvis_tilt_deg=0.0), stance)
    bent_deg = inclination_deg(joints.middle("upperarm01") - joints.middle("upperleg01"))
    return replace(posture, pelvis_tilt_deg=trunk_deg - bent_deg)


def sit_on(figure: Figure, chair: Chair, stance: Stance, upright_deg: float, leaning_deg: float) -> Sitting:
    """Set somebody on a chair: the flesh under their hips on the seat, whether upright or leaning by so much."""
    free = replace(stance, seat=None)
    height_m, knee_deg = chair.height_for(figure.body), 90.0
    for _ in range(SETTLES):  # what flesh lies on the seat depends on the thighs, and they on the flesh
        sitting = Sitting(figure, free, knee_deg, chair.tibia_deg)
        upright = sitting.leaning(upright_deg, upright=True)
        posed = [solve(figure, posture, free) for posture in (upright, sitting.leaning(leaning_deg))]
        flesh_m = float(np.mean([hips_over_skin_m(joints) for joints in posed]))
        knee_deg = _knee_for(figure, upright, free, height_m + flesh_m - SQUASH_M)
    joints = solve(figure, replace(upright, knee_flexion_deg=knee_deg), free)
    rear_m = float(skin_of(joints, TRUNK)[:, 2].min()) - BEHIND_BODY_M
    front_m = min(rear_m + chair.depth_m, _calves_m(figure, free, height_m) - BEFORE_SEAT_M)
    seat = Seat(height_m, front_m, rear_m, chair.width_m, chair.back)
    return Sitting(figure, replace(stance, seat=seat), knee_deg, chair.tibia_deg)


def _calves_m(figure: Figure, stance: Stance, height_m: float) -> float:
    """How far back the legs of somebody standing come at the height of the seat."""
    legs = skin_of(solve(figure, STANDING, stance), LEGS)
    return float(legs[np.abs(legs[:, 1] - height_m) < 0.05, 2].min())


def _knee_for(figure: Figure, posture: Posture, stance: Stance, hips_m: float) -> float:
    """Knee flexion in degrees that brings the hip joints to a height; the shins stay as they are."""
    low, high = 40.0, 130.0  # the hips sink as the knees bend
    while high - low > 1e-3:
        knee_deg = (low + high) / 2
        joints = solve(figure, replace(posture, knee_flexion_deg=knee_deg), stance)
        off_m = float(joints.middle("upperleg01")[1]) - hips_m
        if abs(off_m) < REACHED_M:
            break
        low, high = (knee_deg, high) if off_m > 0 else (low, knee_deg)
    return knee_deg


def hips_over_skin_m(joints: Joints) -> float:
    """From the lowest skin under the hips up to the middle of the hip joints."""
    hips = joints.middle("upperleg01")
    skin = skin_of(joints, SEATED)
    return float(hips[1] - skin[np.abs(skin[:, 2] - hips[2]) < UNDER_HIPS_M, 1].min())


def skin_of(joints: Joints, bones: tuple[str, ...]) -> Floats:
    """(n, 3) undressed skin that follows bones whose names begin so."""
    rest_m, weights = _resting(joints.body, bones)
    return joints.body.skin(joints.rotations, joints.places_m, rest_m, weights)


@lru_cache(maxsize=8)
def _resting(body: Body, bones: tuple[str, ...]) -> tuple[Floats, sp.csr_array]:
    mesh = template()
    chosen = mesh.vertices_of("body") & (mesh.weight_on(bones) > 0.5)
    return body.vertices_m[chosen], sp.csr_array(mesh.weights[chosen])
