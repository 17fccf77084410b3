"""Sets a moment on the floor: bones by their directions, then down until what carries the body touches."""

from dataclasses import replace
from typing import Final

import numpy as np

from sample_videos.render.arm_goals import Limb
from sample_videos.render.arms import bones_to, finger_rotations
from sample_videos.render.assets import Floats
from sample_videos.render.body import OUTWARD, SIDES, SUFFIX, Body, Side
from sample_videos.render.figure import Figure
from sample_videos.render.floor_arms import on_the_way, over_floor, reach
from sample_videos.render.floor_pose import Anchor, Direction, FloorPose, HandPose, LegAt, LegPose, Placed, Rest
from sample_videos.render.geometry import lean_left, pitch, turn, two_bones, unit
from sample_videos.render.joints import Joints, hand_at_rest
from sample_videos.render.pose import Foot, Leg, foot_rotations, leg_rotations, spine
from sample_videos.render.posture import Arm, Stance
from sample_videos.render.sitting import skin_of

STRAIGHT_KNEE_DEG: Final = 8.0  # below, thigh and shin do not tell where a knee points
#: Bones whose flesh the body rests on; on its feet it rests on the soles.
CARRYING: Final[dict[Rest, tuple[str, ...]]] = {
    "seat": ("root", "pelvis", "spine", "upperleg"),
    "knees": ("lowerleg01", "lowerleg02", "upperleg02", "foot"),
    "body": ("root", "pelvis", "spine", "upperleg", "lowerleg", "head", "clavicle", "shoulder"),
}


def place(figure: Figure, pose: FloorPose, before: Placed | None = None) -> Placed:
    """Work out one moment after another: bones by their directions, then down onto the floor and to its anchor."""
    body = figure.body
    heading = turn(pose.heading_deg)
    pelvis = heading @ lean_left(pose.lean_deg) @ pitch(pose.trunk.pelvis_tilt_deg)
    legs = {side: _leg(body, pose.leg(side), pelvis, heading, side) for side in SIDES}
    placed = Placed(pose, np.zeros(3), pelvis, legs)
    placed = moved(placed, np.array([0.0, pose.lifted_m * body.scale - _lowest_m(figure, placed), 0.0]))
    if before is not None:
        if pose.anchor == "palms":  # the shoulders come over the hands
            off = np.mean(list(before.palms.values()), axis=0) - posed(figure, placed, arms=False).middle("upperarm01")
        else:
            off = _anchor(before, pose.anchor, body) - _anchor(placed, pose.anchor, body)
        placed = moved(placed, np.array([off[0], 0.0, off[2]]))
        kept = {side: before.legs[side] if pose.leg(side).stays else leg for side, leg in placed.legs.items()}
        placed = replace(placed, legs=kept)
    legs = {side: _planted(figure, placed, side) for side in SIDES}
    placed = replace(placed, legs=legs)
    return replace(placed, palms=_palms(figure, placed, before))


def _planted(figure: Figure, placed: Placed, side: Side) -> LegAt:
    """A foot that shall be flat is brought down to the floor."""
    leg, body, pose = placed.legs[side], figure.body, placed.pose.leg(side)
    hip = placed.root + placed.pelvis @ (body.joint("upperleg01" + SUFFIX[side]) - body.joint("root"))
    ankle = leg.ankle.copy()
    if pose.foot_deg is None:
        ankle[1] = _standing_m(figure, leg, side)
    elif not pose.stays:
        return leg
    knee, ankle = two_bones(hip, ankle, body.thigh_m[side], body.shank_m[side], leg.towards)
    return replace(leg, knee=leg.knee if leg.kneels else knee, ankle=leg.ankle if leg.kneels else ankle)


def _standing_m(figure: Figure, leg: LegAt, side: Side) -> float:
    """Height of the ankle whose ball of the foot is on the floor."""
    ankle0, ball0 = (figure.body.joint(bone + SUFFIX[side]) for bone in ("foot", "toe3-1"))
    return float(ball0[1] + figure.sole_m + (leg.foot @ (ankle0 - ball0))[1])


def moved(placed: Placed, by_m: Floats, *, fixed: bool = True) -> Placed:
    """The same elsewhere; without ``fixed`` what stays on the floor stays there."""
    legs = {
        side: replace(leg, knee=leg.knee + by_m, ankle=leg.ankle + by_m) if fixed or not leg.fixed else leg
        for side, leg in placed.legs.items()
    }
    palms = {side: palm + by_m if fixed else palm for side, palm in placed.palms.items()}
    return replace(placed, root=placed.root + by_m, legs=legs, palms=palms)


def _way(direction: Direction, out: int) -> Floats:
    """(3,) unit direction from degrees forward and outward of straight down."""
    ahead, aside = np.radians(direction)
    return np.array([out * np.sin(aside), -np.cos(aside) * np.cos(ahead), np.cos(aside) * np.sin(ahead)])


def _leg(body: Body, pose: LegPose, pelvis: Floats, heading: Floats, side: Side) -> LegAt:
    out = OUTWARD[side]
    hip = pelvis @ (body.joint("upperleg01" + SUFFIX[side]) - body.joint("root"))
    thigh, shank = heading @ _way(pose.thigh, out), heading @ _way(pose.shank, out)
    knee = hip + thigh * body.thigh_m[side]
    ankle = knee + shank * body.shank_m[side]
    chain = unit(ankle - hip)
    off = knee - hip - chain * ((knee - hip) @ chain)
    bent = np.degrees(np.arccos(np.clip(thigh @ shank, -1, 1)))
    towards = unit(off) if bent > STRAIGHT_KNEE_DEG else unit(pelvis @ np.array([0.0, 0.0, 1.0]))
    return LegAt(knee, ankle, towards, _foot(body, pose, heading, side, (hip, knee, ankle, towards)), _kneels(pose))


def _kneels(pose: LegPose) -> bool:
    """Whether the shin lies along the floor, its front down."""
    return pose.foot_deg is not None and -110.0 < pose.shank[0] < -70.0


def _foot(body: Body, pose: LegPose, heading: Floats, side: Side, joints: tuple[Floats, ...]) -> Floats:
    rest0, ball0 = body.joint("foot" + SUFFIX[side]), body.joint("toe3-1" + SUFFIX[side])
    ahead = turn(-np.degrees(np.arctan2(ball0[0] - rest0[0], ball0[2] - rest0[2])))
    if pose.foot_deg is None:
        return np.asarray(heading @ turn(OUTWARD[side] * pose.toe_out_deg) @ pitch(pose.heel_deg) @ ahead)
    hip, knee, ankle, towards = joints
    leg = Leg(hip, knee, ankle, unit(np.cross(towards, ankle - hip)))
    return np.asarray(leg_rotations(body, leg, side)["lowerleg01" + SUFFIX[side]] @ pitch(pose.foot_deg) @ ahead)


def _lowest_m(figure: Figure, placed: Placed) -> float:
    """Height over the floor of the lowest of what carries the body."""
    rests = placed.pose.rests
    if rests != "feet":
        bones = CARRYING[rests]
        if rests == "knees":  # a foot beside them comes down by itself
            down = [SUFFIX[side] for side in SIDES if placed.pose.leg(side).foot_deg is not None]
            bones = tuple(bone + suffix for bone in bones for suffix in down)
        return float(skin_of(posed(figure, placed, arms=False), bones)[:, 1].min())
    flat = [side for side in SIDES if (leg := placed.pose.leg(side)).foot_deg is None and not leg.heel_deg]
    return float(min(placed.legs[side].ankle[1] - _standing_m(figure, placed.legs[side], side) for side in flat))


def _anchor(placed: Placed, anchor: Anchor, body: Body) -> Floats:
    if anchor == "hips":
        middle0 = (body.joint("upperleg01.L") + body.joint("upperleg01.R")) / 2
        return np.asarray(placed.root + placed.pelvis @ (middle0 - body.joint("root")))
    if anchor == "feet":
        return np.asarray((placed.legs["left"].ankle + placed.legs["right"].ankle) / 2)
    side: Side = "left" if anchor.startswith("left") else "right"
    return placed.legs[side].knee if anchor.endswith("knee") else placed.legs[side].ankle


def _palms(figure: Figure, placed: Placed, before: Placed | None) -> dict[Side, Floats]:
    """Where the palms lie that are on the floor."""
    joints = posed(figure, placed, arms=False)
    heading, scale = turn(placed.pose.heading_deg), figure.body.scale
    palms: dict[Side, Floats] = {}
    for side in SIDES:
        hand = placed.pose.hand(side)
        if hand.place == "stay" and before is not None and side in before.palms:
            palms[side] = before.palms[side]
        elif hand.place == "floor":
            off = heading @ np.array([OUTWARD[side] * hand.reach_m[0], 0.0, hand.reach_m[1]]) * scale
            shoulder = joints.at("upperarm01", side)
            palms[side] = np.array([shoulder[0] + off[0], 0.0, shoulder[2] + off[2]])
    return palms


def posed(figure: Figure, placed: Placed, *, arms: bool = True) -> Joints:
    """The skeleton of a moment that was worked out."""
    return skeleton(figure, placed, {side: (side, 1.0) for side in SIDES} if arms else {}, placed)


def skeleton(figure: Figure, placed: Placed, arms: dict[Side, tuple[Side, float]], towards: Placed) -> Joints:
    """The skeleton with root, pelvis and legs of ``placed``; each arm on its way by a share to what it does in
    ``towards``.
    """
    body = figure.body
    fixed = {"root": placed.pelvis}
    for side in SIDES:
        leg = placed.legs[side]
        hip = placed.root + placed.pelvis @ (body.joint("upperleg01" + SUFFIX[side]) - body.joint("root"))
        hinge = unit(np.cross(leg.towards, leg.ankle - hip))
        fixed |= leg_rotations(body, Leg(hip, leg.knee, leg.ankle, hinge), side)
        fixed |= foot_rotations(Foot(leg.foot, leg.foot, leg.ankle), side)
    relative = spine(placed.pose.trunk)
    left, right = (_as_arm(placed.pose.hand(side), towards.pose.hand(side)) for side in SIDES)
    posture = placed.pose.trunk.with_arms(left, right)
    unarmed = Joints(body, posture, Stance(), *body.forward_kinematics(placed.root, fixed, relative))
    for side, (_, share) in arms.items():
        limb = Limb(unarmed, side, hand_at_rest(body, side), Arm("leg", spot=placed.pose.hand(side).spot))
        goal = reach(limb, placed, side)
        if towards is not placed:
            later = Limb(unarmed, side, hand_at_rest(body, side), Arm("leg", spot=towards.pose.hand(side).spot))
            goal = on_the_way(limb.shoulder, goal, reach(later, towards, side), share)
        fixed |= bones_to(limb, over_floor(limb, goal))
        relative |= finger_rotations(unarmed, side, Arm("floor" if side in placed.palms else "forward"))
    return Joints(body, posture, Stance(), *body.forward_kinematics(placed.root, fixed, relative))


def _as_arm(now: HandPose, later: HandPose) -> Arm:
    """What truth must know of a hand: whether it may be on the leg."""
    return Arm("leg") if "leg" in (now.place, later.place) else Arm()
