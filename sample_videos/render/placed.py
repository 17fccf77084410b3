"""A body put anywhere: hips, feet, hands where they are placed, lying, kneeling, sitting. For drills, not for truth."""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from sample_videos.render.arm_goals import Limb, Reach
from sample_videos.render.arms import bones_to, finger_rotations
from sample_videos.render.assets import Floats
from sample_videos.render.body import OUTWARD, SIDES, SUFFIX, Body, Side
from sample_videos.render.figure import Figure
from sample_videos.render.geometry import pitch, turn, two_bones, unit
from sample_videos.render.joints import Joints, hand_at_rest
from sample_videos.render.pose import Foot, Leg, foot_rotations, leg_rotations, spine
from sample_videos.render.posture import HANG, Arm, Posture, Stance

YZ = tuple[float, float]  # up and forward, metres at a stature of 1.75

HIP_HALF_M: Final = 0.10


@dataclass(frozen=True, slots=True)
class Limbs:
    """Where one side's foot and hand are. ``knee`` and ``elbow`` are the directions they point in; ``foot_deg`` turns
    the foot about its ankle, heel up +; ``hand`` is the direction of the fingers, ``palm`` what the palm faces.
    """

    ankle: YZ
    knee: YZ = (0.0, 1.0)
    foot_deg: float = 0.0
    wrist: YZ = (0.8, 0.0)
    elbow: YZ = (0.0, -1.0)
    hand: YZ = (-1.0, 0.0)
    palm: YZ | None = None
    apart_m: float = 0.0  # the hand further out than the shoulder

    def but(self, **changes: Any) -> "Limbs":
        """The same with some of it changed."""
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Placed:
    """``hips``: middle of the hip joints; ``pelvis_deg`` from upright, forward +: 90 on all fours, -90 on the back."""

    hips: YZ
    left: Limbs
    right: Limbs
    pelvis_deg: float = 0.0
    lumbar_deg: float = 0.0
    thoracic_deg: float = 0.0
    neck_deg: float = 0.0


def placed(figure: Figure, pose: Placed) -> Joints:
    """The skeleton; what a limb cannot reach is approached as far as it goes."""
    body = figure.body
    posture = Posture(
        lumbar_flexion_deg=pose.lumbar_deg, thoracic_flexion_deg=pose.thoracic_deg, neck_deg=pose.neck_deg
    )
    pelvis = pitch(pose.pelvis_deg)
    middle0 = (body.joint("upperleg01.L") + body.joint("upperleg01.R")) / 2
    root = np.array([0.0, *pose.hips]) * body.scale - pelvis @ (middle0 - body.joint("root"))
    fixed = {"root": pelvis}
    for side, limbs in zip(SIDES, (pose.left, pose.right), strict=True):
        fixed |= _leg(body, root, pelvis, limbs, side)
    relative = spine(posture)
    unarmed = Joints(body, posture, Stance(), *body.forward_kinematics(root, fixed, relative))
    for side, limbs in zip(SIDES, (pose.left, pose.right), strict=True):
        limb = Limb(unarmed, side, hand_at_rest(body, side), HANG)
        fixed |= bones_to(limb, _reach(limb, limbs))
        relative |= finger_rotations(unarmed, side, Arm("forward"))
    return Joints(body, posture, Stance(), *body.forward_kinematics(root, fixed, relative))


def _leg(body: Body, root: Floats, pelvis: Floats, limbs: Limbs, side: Side) -> dict[str, Floats]:
    hip = root + pelvis @ (body.joint("upperleg01" + SUFFIX[side]) - body.joint("root"))
    target = np.array([OUTWARD[side] * HIP_HALF_M, *limbs.ankle]) * body.scale
    towards = np.array([0.0, *limbs.knee])
    knee, ankle = two_bones(hip, target, body.thigh_m[side], body.shank_m[side], towards)
    hinge = unit(np.cross(towards, ankle - hip))
    rest0, ball0 = body.joint("foot" + SUFFIX[side]), body.joint("toe3-1" + SUFFIX[side])
    ahead = turn(-np.degrees(np.arctan2(ball0[0] - rest0[0], ball0[2] - rest0[2])))
    turned = pitch(limbs.foot_deg) @ ahead
    leg = Leg(hip, knee, ankle, hinge if hinge[0] > 0 else -hinge)
    return leg_rotations(body, leg, side) | foot_rotations(Foot(turned, turned, ankle), side)


def _reach(limb: Limb, limbs: Limbs) -> Reach:
    x = limb.shoulder[0] + limb.out * limbs.apart_m
    wrist = np.array([x, *(np.array(limbs.wrist) * limb.scale)])
    palm = limb.mirrored(-1, 0, 0) if limbs.palm is None else np.array([0.0, *limbs.palm])
    return Reach(wrist, limb.mirrored(0.25, *limbs.elbow), np.array([0.0, *limbs.hand]), palm, 8)
