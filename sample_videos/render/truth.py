"""True angles and hand contacts of a posed skeleton: what FormCheck is held against."""

from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np

from sample_videos.render.body import SIDES, SUFFIX, Side
from sample_videos.render.geometry import unit
from sample_videos.render.joints import Joints, finger_tip, palm_direction, palm_point, thigh_front, thigh_radius
from sample_videos.render.leg_contact import KNEE_FROM, contact_with_leg
from sample_videos.render.pose import inclination_deg, knee_flexion_deg

Contact = Literal["none", "knee", "thigh", "floor", "chair"]

CONTACT_M: Final = 0.025  # skin to clothes; nearer is touching
THIGH_FROM: Final = 0.40
PALM_FACES: Final = 0.5  # cosine: how far the palm must face the leg
ON_FRONT: Final = 0.75  # cosine: how far in front of the thigh, not beside it, the palm must be


@dataclass(frozen=True, slots=True)
class SideTruth:
    """Angles of one side in degrees, as in formcheck.motion.angles but in space.

    ``knee_flexion_deg`` hip-knee-ankle, 0 straight; ``tibia_inclination_deg`` sagittal, knee ahead of ankle +;
    ``thigh_to_horizontal_deg`` true elevation of hip over knee, 90 standing, 0 parallel, - below;
    ``hip_flexion_deg`` the planar chain: knee flexion + trunk inclination - tibia inclination.
    """

    knee_flexion_deg: float
    hip_flexion_deg: float
    tibia_inclination_deg: float
    thigh_to_horizontal_deg: float
    contact: Contact


@dataclass(frozen=True, slots=True)
class Truth:
    """One moment. ``trunk_inclination_deg`` sagittal from mid-hip to mid-shoulder, forward +.

    ``heel_rise_foot_lengths`` heel over its standing height, in lengths heel to toe tip;
    ``knee_to_ankle_width`` distance of the knees over that of the ankles, across the body; heights of mid-hip and
    mid-shoulder above the floor.
    """

    left: SideTruth
    right: SideTruth
    trunk_inclination_deg: float
    pelvis_tilt_deg: float
    lumbar_flexion_deg: float
    thoracic_flexion_deg: float
    heel_rise_foot_lengths: float
    knee_to_ankle_width: float
    hip_height_m: float
    shoulder_height_m: float

    def side(self, side: Side) -> SideTruth:
        """One side's angles."""
        return self.left if side == "left" else self.right

    def flat(self) -> dict[str, Any]:
        """One flat row; both sides under left_... and right_..."""
        row: dict[str, Any] = {}
        for side in SIDES:
            values = self.side(side)
            row |= {f"{side}_{name}": getattr(values, name) for name in SideTruth.__slots__ if name != "contact"}
            row[f"contact_{side}"] = values.contact
        return row | {name: getattr(self, name) for name in Truth.__slots__ if name not in SIDES}


def true_angles(joints: Joints) -> Truth:
    """Everything known about one moment, from joint centres and the bones' own flexion."""
    trunk = inclination_deg(joints.middle("upperarm01") - joints.middle("upperleg01"))
    posture = joints.posture
    knees, ankles = (abs(joints.at(b, "left")[0] - joints.at(b, "right")[0]) for b in ("lowerleg01", "foot"))
    return Truth(
        left=_side_truth(joints, "left", trunk),
        right=_side_truth(joints, "right", trunk),
        trunk_inclination_deg=trunk,
        pelvis_tilt_deg=posture.pelvis_tilt_deg,
        lumbar_flexion_deg=posture.lumbar_flexion_deg,
        thoracic_flexion_deg=posture.thoracic_flexion_deg,
        heel_rise_foot_lengths=_heel_rise(joints),
        knee_to_ankle_width=float(knees / max(ankles, 1e-6)),
        hip_height_m=float(joints.middle("upperleg01")[1]),
        shoulder_height_m=float(joints.middle("upperarm01")[1]),
    )


def _side_truth(joints: Joints, side: Side, trunk_deg: float) -> SideTruth:
    hip, knee, ankle = (joints.at(bone, side) for bone in ("upperleg01", "lowerleg01", "foot"))
    knee_deg = knee_flexion_deg(hip, knee, ankle)
    tibia_deg = inclination_deg(knee - ankle)
    thigh = unit(hip - knee)
    return SideTruth(
        knee_flexion_deg=knee_deg,
        hip_flexion_deg=knee_deg + trunk_deg - tibia_deg,
        tibia_inclination_deg=tibia_deg,
        thigh_to_horizontal_deg=float(np.degrees(np.arcsin(np.clip(thigh[1], -1, 1)))),
        contact=hand_contact(joints, side),
    )


def hand_contact(joints: Joints, side: Side) -> Contact:
    """What the hand rests on: the floor, the seat of a chair, or knee or front of either thigh, the palm facing it.

    A hand hanging beside the thigh rests on nothing.
    """
    palm, tip = palm_point(joints, side), finger_tip(joints, side)
    if min(palm[1], tip[1]) < CONTACT_M:
        return "floor"
    if _on_seat(joints, side):
        return "chair"
    arm = joints.posture.left_arm if side == "left" else joints.posture.right_arm
    places = {arm.place, arm.towards or arm.place}
    if places & {"leg", "forearm"}:
        return contact_with_leg(joints, side, places)
    shares = [share for leg in SIDES if (share := _share_on_thigh(joints, side, leg)) is not None]
    if not shares:
        return "none"
    return "knee" if max(shares) >= KNEE_FROM else "thigh"


def _on_seat(joints: Joints, side: Side) -> bool:
    """Whether the palm lies on the seat of the chair there is."""
    seat = joints.stance.seat
    if seat is None or palm_direction(joints, side)[1] > -PALM_FACES:
        return False
    x, y, z = palm_point(joints, side)
    over = abs(x) < seat.width_m / 2 and seat.rear_m < z < seat.front_m
    return bool(over and abs(y - seat.height_m) < CONTACT_M)


def _share_on_thigh(joints: Joints, hand: Side, leg: Side) -> float | None:
    """How far down a thigh the palm rests, 0 hip .. 1 knee, None when it does not."""
    hip, knee, ankle = (joints.at(bone, leg) for bone in ("upperleg01", "lowerleg01", "foot"))
    palm = palm_point(joints, hand)
    bone = knee - hip
    share = float((palm - hip) @ bone / (bone @ bone))
    if not THIGH_FROM <= share <= 1.12:
        return None
    front = thigh_front(hip, knee, ankle, min(share, 1.0))
    off = palm - (hip + min(share, 1.0) * bone)
    faces = palm_direction(joints, hand) @ -unit(off)
    gap = float(np.linalg.norm(off)) - thigh_radius(joints.body, min(share, 1.0))
    on_front = unit(off) @ front > ON_FRONT
    return share if gap < CONTACT_M and on_front and faces > PALM_FACES else None


def _heel_rise(joints: Joints) -> float:
    body = joints.body
    rises = []
    for side in SIDES:
        ankle0, ball0 = body.joint("foot" + SUFFIX[side]), body.joint("toe3-1" + SUFFIX[side])
        heel0 = np.array([ankle0[0], 0.0, ankle0[2] - 0.05 * body.scale])
        length = np.linalg.norm(body.joint("toe3-3" + SUFFIX[side]) - heel0) + 0.02 * body.scale
        heel = joints.at("toe3-1", side) + joints.turned("foot", side) @ (heel0 - ball0)
        flat_y = joints.at("toe3-1", side)[1] - ball0[1]
        rises.append(float((heel[1] - flat_y) / length))
    return float(np.mean(rises))
