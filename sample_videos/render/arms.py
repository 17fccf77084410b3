"""The arm that gets a hand to its goal."""

from typing import Final

import numpy as np

from sample_videos.render.arm_goals import GOALS, Limb, Reach
from sample_videos.render.assets import Floats
from sample_videos.render.body import SUFFIX, Side
from sample_videos.render.geometry import rotated, rotation_between, two_bones, unit
from sample_videos.render.joints import (
    Joints,
    hand_at_rest,
)
from sample_videos.render.posture import Arm

FINGERS_CLOSE: Final = 0.75  # of the way from spread to parallel


def arm_rotations(joints: Joints, side: Side, arm: Arm) -> dict[str, Floats]:
    """Rotations in the room of upper arm, forearm, wrist; fingers against the bone above under "finger..." names."""
    limb = Limb(joints, side, hand_at_rest(joints.body, side), arm)
    goal = GOALS[arm.place](limb)
    if arm.towards is not None and arm.towards != arm.place:
        goal = between(limb.shoulder, goal, GOALS[arm.towards](limb), arm.share)
    return bones_to(limb, goal)


def finger_rotations(joints: Joints, side: Side, arm: Arm) -> dict[str, Floats]:
    """Rotations of the finger bones against the bone above them."""
    limb = Limb(joints, side, hand_at_rest(joints.body, side), arm)
    curl = GOALS[arm.place](limb).curl_deg
    if arm.towards is not None:
        curl = (1 - arm.share) * curl + arm.share * GOALS[arm.towards](limb).curl_deg
    bend = rotated(np.cross(limb.hand.along, limb.hand.palm), curl)
    bones = {f"finger{f}-{n}{SUFFIX[side]}": bend for f in (2, 3, 4, 5) for n in (1, 2, 3)}
    for finger in (2, 4, 5):
        bones[f"finger{finger}-1{SUFFIX[side]}"] = bend @ rotated(limb.hand.palm, _closing_deg(limb, finger))
    return bones


def _closing_deg(limb: Limb, finger: int) -> float:
    """Turn about the palm's axis that brings a finger of the resting, spread hand next to the middle one."""
    suffix, body = SUFFIX[limb.side], limb.joints.body
    own, middle = (body.joint(f"finger{f}-3{suffix}") - body.joint(f"finger{f}-1{suffix}") for f in (finger, 3))
    return FINGERS_CLOSE * _twist_deg(limb.hand.palm, own, middle)


def between(shoulder: Floats, a: Reach, b: Reach, share: float) -> Reach:
    """On the way: the hand swings about the shoulder instead of passing through the body."""
    from_a, from_b = a.wrist - shoulder, b.wrist - shoulder
    way = unit((1 - share) * unit(from_a) + share * unit(from_b))
    far = (1 - share) * np.linalg.norm(from_a) + share * np.linalg.norm(from_b)

    def mix(x: Floats, y: Floats) -> Floats:
        return np.asarray((1 - share) * unit(x) + share * unit(y))

    return Reach(shoulder + way * far, mix(a.elbow, b.elbow), mix(a.along, b.along), mix(a.palm, b.palm))


def bones_to(limb: Limb, goal: Reach) -> dict[str, Floats]:
    """Rotations in the room of upper arm, forearm and wrist that take a hand to its goal."""
    body, suffix = limb.joints.body, SUFFIX[limb.side]
    shoulder0, elbow0, wrist0 = (body.joint(b + suffix) for b in ("upperarm01", "lowerarm01", "wrist"))
    upper_m, fore_m = body.upper_arm_m[limb.side], body.forearm_m[limb.side]
    elbow, wrist = two_bones(limb.shoulder, goal.wrist, upper_m, fore_m, goal.elbow)
    plane0 = np.cross(elbow0 - shoulder0, wrist0 - elbow0)
    plane = np.cross(elbow - limb.shoulder, wrist - elbow)
    upper = rotation_between(elbow0 - shoulder0, plane0, elbow - limb.shoulder, plane)
    fore = rotation_between(wrist0 - elbow0, plane0, wrist - elbow, plane)
    wrist_turn = rotation_between(limb.hand.along, limb.hand.palm, goal.along, goal.palm)
    half_twist = rotated(wrist - elbow, 0.5 * _twist_deg(wrist - elbow, fore @ limb.hand.palm, goal.palm))
    return {
        f"upperarm01{suffix}": upper,
        f"upperarm02{suffix}": upper,
        f"lowerarm01{suffix}": fore,
        f"lowerarm02{suffix}": half_twist @ fore,
        f"wrist{suffix}": wrist_turn,
    }


def _twist_deg(axis: Floats, start: Floats, end: Floats) -> float:
    """Signed angle about ``axis`` from one direction to another, kept within a forearm's 100 degrees."""
    axis = unit(axis)
    a, b = (unit(v - axis * (axis @ v)) for v in (start, end))
    return float(np.clip(np.degrees(np.arctan2(axis @ np.cross(a, b), a @ b)), -100, 100))
