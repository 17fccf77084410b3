"""A posture becomes a skeleton: feet planted, legs and arms by inverse kinematics, the spine by its angles."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from sample_videos.render.arms import arm_rotations, finger_rotations
from sample_videos.render.assets import Floats
from sample_videos.render.body import OUTWARD, SIDES, SUFFIX, Body, Side
from sample_videos.render.figure import Figure
from sample_videos.render.geometry import lean_left, pitch, rotation_between, turn, two_bones, unit
from sample_videos.render.joints import Joints
from sample_videos.render.posture import Posture, Stance

#: How flexion is spread over the rig's spine. spine05 lies at hip height and would be a pelvic tilt.
LUMBAR: Final = {"spine04": 0.40, "spine03": 0.35, "spine02": 0.25}  # L4/5, L2/3, T12/L1
THORACIC: Final = {"spine01": 1.0}
SIDEWAYS: Final = {"spine03": 0.4, "spine02": 0.3, "spine01": 0.3}
NECK: Final = {"neck01": 0.4, "neck02": 0.2, "head": 0.4}
KNEE_RANGE_DEG: Final = (0.0, 155.0)
HEEL_BEHIND_M: Final = 0.04  # ankles stand this far behind the room's middle
KNEES_IN_TURN_DEG: Final = 55.0  # knees turn in by this at knees_in = 1


@dataclass(frozen=True)
class Foot:
    """A planted foot: its rotation, that of its toes, and the ankle (3,) in metres."""

    turned: Floats
    toes_turned: Floats
    ankle: Floats


@dataclass(frozen=True)
class Leg:
    """Joint centres (3,) of one leg and the axis its knee bends about."""

    hip: Floats
    knee: Floats
    ankle: Floats
    hinge: Floats


def solve(figure: Figure, posture: Posture, stance: Stance = Stance()) -> Joints:  # noqa: B008 - frozen
    """The skeleton in a posture. Angles that legs or arms cannot reach are approached as far as they go.

    Knee and tibia angles are met on average of both legs, within 0.1 degrees in reach; of the left one when the right
    foot is elsewhere.
    """
    if not all(np.isfinite(getattr(posture, name)) for name in ("knee_flexion_deg", "tibia_inclination_deg")):
        raise ValueError("A posture needs finite knee and tibia angles.")
    body = figure.body
    feet = {side: _foot(body, figure.sole_m, posture, stance, side) for side in SIDES}
    pelvis = pitch(posture.pelvis_tilt_deg)
    root, legs = _legs(body, pelvis, feet, posture, stance)
    fixed = {"root": pelvis}
    for side in SIDES:
        fixed |= leg_rotations(body, legs[side], side) | foot_rotations(feet[side], side)
    relative = spine(posture)
    unarmed = Joints(body, posture, stance, *body.forward_kinematics(root, fixed, relative))
    for side, arm in (("left", posture.left_arm), ("right", posture.right_arm)):
        fixed |= arm_rotations(unarmed, side, arm)
        relative |= finger_rotations(unarmed, side, arm)
    return Joints(body, posture, stance, *body.forward_kinematics(root, fixed, relative))


def _foot(body: Body, sole_m: float, posture: Posture, stance: Stance, side: Side) -> Foot:
    """The ball of the foot never moves; lifting the heel turns the foot over it."""
    out = OUTWARD[side]
    ankle0, ball0 = body.joint("foot" + SUFFIX[side]), body.joint("toe3-1" + SUFFIX[side])
    rest_turn = np.degrees(np.arctan2(ball0[0] - ankle0[0], ball0[2] - ankle0[2]))
    flat = turn(out * stance.toe_out_deg - rest_turn)
    hip_half_m = abs(body.joint("upperleg01.L")[0])
    ahead = -HEEL_BEHIND_M * body.scale + out * stance.stagger_m / 2
    behind, above = stance.right_foot_m if side == "right" else (0.0, 0.0)
    standing = np.array([out * hip_half_m * stance.width_hips, ankle0[1] + sole_m + above, ahead - behind])
    ball = standing + flat @ (ball0 - ankle0)
    heading = turn(out * stance.toe_out_deg)
    heel_deg = posture.heel_lift_deg + (stance.right_foot_deg if side == "right" else 0.0)
    lifted = heading @ pitch(heel_deg) @ heading.T @ flat
    return Foot(lifted, lifted if above else flat, ball + lifted @ (ankle0 - ball0))


def _legs(
    body: Body, pelvis: Floats, feet: dict[Side, Foot], posture: Posture, stance: Stance
) -> tuple[Floats, dict[Side, Leg]]:
    """Root place and both legs: the hips are moved until knee and tibia angles are met."""
    knee = np.radians(np.clip(posture.knee_flexion_deg, *KNEE_RANGE_DEG))
    tibia = np.radians(posture.tibia_inclination_deg)
    thigh_m, shank_m = (sum(length.values()) / 2 for length in (body.thigh_m, body.shank_m))
    wanted_m2 = thigh_m**2 + shank_m**2 + 2 * thigh_m * shank_m * np.cos(knee)  # hip to ankle, squared
    middle0 = (body.joint("upperleg01.L") + body.joint("upperleg01.R")) / 2
    asked: tuple[Side, ...] = SIDES if stance.right_foot_m == (0.0, 0.0) else ("left",)
    ankle = np.mean([feet[side].ankle for side in asked], axis=0)
    up, ahead = (
        shank_m * np.cos(tibia) + thigh_m * np.cos(knee - tibia),
        shank_m * np.sin(tibia) - thigh_m * np.sin(knee - tibia),
    )
    lean, sagittal_m2 = np.arctan2(ahead, up), up**2 + ahead**2
    for _ in range(20):
        reach = np.sqrt(max(sagittal_m2, 0.01))
        hips = np.array([0.0, ankle[1] + reach * np.cos(lean), ankle[2] + reach * np.sin(lean)])
        root = hips - pelvis @ (middle0 - body.joint("root"))
        legs = {side: _leg(body, pelvis, root, feet[side], stance, side) for side in SIDES}
        found = {side: legs[side] for side in asked}
        lack_m2 = wanted_m2 - np.mean([np.sum((leg.hip - feet[side].ankle) ** 2) for side, leg in found.items()])
        tibia_lack = tibia - np.mean([np.radians(inclination_deg(leg.knee - leg.ankle)) for leg in found.values()])
        if abs(lack_m2) < 1e-7 and abs(tibia_lack) < 3e-4:
            break
        sagittal_m2 += lack_m2
        lean += tibia_lack
    return root, legs


def _leg(body: Body, pelvis: Floats, root: Floats, foot: Foot, stance: Stance, side: Side) -> Leg:
    hip = root + pelvis @ (body.joint("upperleg01" + SUFFIX[side]) - body.joint("root"))
    heading_deg = OUTWARD[side] * (stance.toe_out_deg - KNEES_IN_TURN_DEG * stance.knees_in)
    towards = turn(heading_deg) @ np.array([0, 0.25, 1.0])
    knee, ankle = two_bones(hip, foot.ankle, body.thigh_m[side], body.shank_m[side], towards)
    hinge = unit(np.cross(towards, ankle - hip))
    return Leg(hip, knee, ankle, hinge if hinge[0] > 0 else -hinge)


def leg_rotations(body: Body, leg: Leg, side: Side) -> dict[str, Floats]:
    """Rotations in the room of thigh and shank."""
    hip0, knee0, ankle0 = (body.joint(bone + SUFFIX[side]) for bone in ("upperleg01", "lowerleg01", "foot"))
    sideways = np.array([1.0, 0, 0])
    thigh = rotation_between(knee0 - hip0, sideways, leg.knee - leg.hip, leg.hinge)
    shank = rotation_between(ankle0 - knee0, sideways, leg.ankle - leg.knee, leg.hinge)
    bones = {"upperleg01": thigh, "upperleg02": thigh, "lowerleg01": shank, "lowerleg02": shank}
    return {bone + SUFFIX[side]: rotation for bone, rotation in bones.items()}


def foot_rotations(foot: Foot, side: Side) -> dict[str, Floats]:
    """Rotations in the room of foot and toes."""
    toes = {f"toe{toe}-1{SUFFIX[side]}": foot.toes_turned for toe in range(1, 6)}
    return {"foot" + SUFFIX[side]: foot.turned, **toes}


def spine(posture: Posture) -> dict[str, Floats]:
    """Rotations of spine, neck and head against the bone below."""
    rotations: dict[str, Floats] = {}
    for bone, share in LUMBAR.items():
        rotations[bone] = pitch(posture.lumbar_flexion_deg * share)
    for bone, share in THORACIC.items():
        rotations[bone] = pitch(posture.thoracic_flexion_deg * share)
    for bone, share in SIDEWAYS.items():
        bend = lean_left(posture.trunk_side_lean_deg * share) @ turn(posture.trunk_twist_deg * share)
        rotations[bone] = bend @ rotations[bone]
    for bone, share in NECK.items():
        rotations[bone] = pitch(posture.head_deg * share)
    return rotations


def knee_flexion_deg(hip: Floats, knee: Floats, ankle: Floats) -> float:
    """Joint angle in space, 0 straight."""
    cosine = unit(knee - hip) @ unit(ankle - knee)
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def inclination_deg(upward: Floats) -> float:
    """Sagittal angle from the vertical, forward +."""
    return float(np.degrees(np.arctan2(upward[2], upward[1])))
