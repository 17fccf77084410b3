"""Where a hand goes for each place it can be, and how it arrives there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from sample_videos.render.assets import Floats
from sample_videos.render.body import OUTWARD, Side
from sample_videos.render.geometry import rotated, unit
from sample_videos.render.joints import (
    PALM_ABOVE_BONES_M,
    Hand,
    Joints,
    leg_radius,
    thigh_front,
    thigh_radius,
)
from sample_videos.render.posture import Arm, LegSpot, Place

BLOCK_M: Final = (0.30, 0.24, 0.22)  # width, height, depth of a held block, at any stature
THING_M: Final = (0.05, 0.04, 0.05)  # a toy brick
PICK_CURL_DEG: Final = 10.0
CARRY_LOWEST_M: Final = 0.23  # wrists stay this high when a block stands on the floor

BELL_HAND_M: Final = 0.06  # a hand on a handle from the middle
FOREARM_ABOVE_LEG_M: Final = 0.042  # its bone line over the skin it rests on, at 1.75 m


@dataclass(frozen=True)
class Reach:
    """A hand's goal: ``wrist`` (3,) in metres, directions of elbow, hand and palm, bend of the fingers in degrees."""

    wrist: Floats
    elbow: Floats
    along: Floats
    palm: Floats
    curl_deg: float = 12.0


@dataclass(frozen=True)
class Limb:
    """What a goal is computed from: one arm of a posed body whose arms are not posed yet."""

    joints: Joints
    side: Side
    hand: Hand
    arm: Arm

    @property
    def gap_m(self) -> float:
        """How far the hand stays off what it would touch."""
        return self.arm.gap_m

    @property
    def out(self) -> int:
        """Sign of x on this side."""
        return OUTWARD[self.side]

    @property
    def scale(self) -> float:
        """Stature over 1.75 m."""
        return self.joints.body.scale

    @property
    def shoulder(self) -> Floats:
        """(3,) centre of the shoulder."""
        return self.joints.at("upperarm01", self.side)

    @property
    def length_m(self) -> float:
        """Shoulder to wrist of a straight arm."""
        return self.joints.body.upper_arm_m[self.side] + self.joints.body.forearm_m[self.side]

    def mirrored(self, x: float, y: float, z: float) -> Floats:
        """(3,) a direction whose x points outward on either side."""
        return np.array([self.out * x, y, z])

    def at_chest(self, x: float, y: float, z: float) -> Floats:
        """(3,) a place given from the middle of the shoulders in the chest's own axes, x outward."""
        return self.joints.middle("upperarm01") + self.joints.turned("spine01") @ self.mirrored(x, y, z)


def _hang(limb: Limb) -> Reach:
    body = limb.joints.body
    hips_wide = abs(body.joint("upperleg01.L")[0]) * 2.1 + 0.04 * body.shape.weight
    crouched = float(np.clip((limb.joints.posture.knee_flexion_deg - 15) / 45, 0, 1))
    beside_knee = crouched * (abs(limb.joints.at("lowerleg01", limb.side)[0]) + 0.13 * limb.scale)
    aside = max(0.10, (max(hips_wide + 0.02, beside_knee) - abs(limb.shoulder[0])) / limb.length_m)
    wrist = limb.shoulder + unit(limb.mirrored(aside, -1, 0.06)) * limb.length_m * 0.975
    return Reach(wrist, limb.mirrored(0.4, 0, -1), np.array([0, -1, 0.15]), limb.mirrored(-1, 0, -0.25), 20)


def _forward(limb: Limb) -> Reach:
    wrist = limb.shoulder + unit(limb.mirrored(-0.10, 0.08, 1)) * limb.length_m * 0.985
    return Reach(wrist, limb.mirrored(0.6, -1, 0), np.array([0, -0.1, 1]), limb.mirrored(-0.8, -0.6, 0), 8)


def _prayer(limb: Limb) -> Reach:
    chest = limb.joints.turned("spine01")
    along = chest @ limb.mirrored(-0.12, 1, 0.25)
    wrist = limb.at_chest(0.03 * limb.scale, -0.17 * limb.scale, 0.25 * limb.scale)
    return Reach(wrist, limb.mirrored(1, -0.9, 0), along, limb.mirrored(-1, 0, 0), 2)


def _hips(limb: Limb) -> Reach:
    pelvis = limb.joints.turned("root")
    hip = limb.joints.at("upperleg01", limb.side)
    wrist = hip + pelvis @ limb.mirrored(0.13, 0.10, -0.02) * limb.scale
    return Reach(
        wrist, limb.mirrored(1, 0, -0.7), pelvis @ limb.mirrored(-0.25, -0.3, 1), limb.mirrored(-1, -0.2, 0), 25
    )


def _on_thigh(limb: Limb, share: float) -> Reach:
    """Palm flat on the front of the leg at ``share`` from hip (0) to knee (1)."""
    hip, knee, ankle = (limb.joints.at(bone, limb.side) for bone in ("upperleg01", "lowerleg01", "foot"))
    front = thigh_front(hip, knee, ankle, share)
    down = unit(knee - hip)
    along = unit(down - front * (down @ front) + limb.mirrored(-0.25, 0, 0))
    height = thigh_radius(limb.joints.body, share) + PALM_ABOVE_BONES_M * limb.scale + 0.002 + limb.gap_m
    wrist = hip + share * (knee - hip) + front * height - along * limb.hand.palm_m
    return Reach(wrist, limb.mirrored(1.2, 0.2, -0.3), along, -front, 14)


def _leg(limb: Limb) -> Reach:
    """Palm on the own leg, anywhere around it."""
    spot = limb.arm.spot
    hip, knee = (limb.joints.at(bone, limb.side) for bone in ("upperleg01", "lowerleg01"))
    out = _out_of_leg(limb, spot)
    down = unit(knee - hip)
    turned = rotated(out, limb.out * spot.fingers_deg)
    along = turned @ unit(down - out * (down @ out))
    height = leg_radius(limb.joints.body, spot.share, spot.around_deg) + PALM_ABOVE_BONES_M * limb.scale + 0.002
    wrist = hip + spot.share * (knee - hip) + out * (height + limb.gap_m) - along * limb.hand.palm_m
    return Reach(wrist, limb.mirrored(1.2, 0.2, -0.3), along, -out, spot.curl_deg)


def _forearm(limb: Limb) -> Reach:
    """The forearm lies across the thigh: its elbow's end there, the hand hanging inside of the knee."""
    spot, body = limb.arm.spot, limb.joints.body
    hip, knee = (limb.joints.at(bone, limb.side) for bone in ("upperleg01", "lowerleg01"))
    height = leg_radius(body, spot.share, spot.around_deg) + FOREARM_ABOVE_LEG_M * limb.scale + limb.gap_m
    elbow = hip + spot.share * (knee - hip) + _out_of_leg(limb, spot) * height
    along = unit(0.7 * unit(knee - hip) + limb.mirrored(-0.6, 0.0, 0.3))
    wrist = elbow + along * body.forearm_m[limb.side]
    middle = (limb.shoulder + wrist) / 2
    return Reach(wrist, elbow - middle, along, limb.mirrored(-0.3, -1, 0), 30)


def _out_of_leg(limb: Limb, spot: LegSpot) -> Floats:
    """(3,) unit direction out of the leg at a spot."""
    hip, knee, ankle = (limb.joints.at(bone, limb.side) for bone in ("upperleg01", "lowerleg01", "foot"))
    front = thigh_front(hip, knee, ankle, spot.share)
    down = unit(knee - hip)
    aside = limb.mirrored(1, 0, 0)
    aside = unit(aside - front * (aside @ front) - down * (aside @ down) * 0.5)
    angle = np.radians(spot.around_deg)
    return unit(np.cos(angle) * front + np.sin(angle) * aside)


def _post(limb: Limb) -> Reach:
    """A hand around an upright post that stays where it is in the room."""
    x, y, z = limb.arm.post_m
    palm = np.array([limb.out * x, y, z])
    along = unit(limb.mirrored(-0.2, 0.15, 1))
    return Reach(palm - along * limb.hand.palm_m, limb.mirrored(0.6, -1, -0.2), along, limb.mirrored(-1, 0, 0.1), 60)


def _knees(limb: Limb) -> Reach:
    return _on_thigh(limb, 0.97)


def _thighs(limb: Limb) -> Reach:
    return _on_thigh(limb, 0.62)


def _floor(limb: Limb) -> Reach:
    """Fingers straight down ahead of the feet."""
    toes = limb.joints.at("toe3-1", limb.side)
    along = unit(np.array([0, -1, 0.25]))
    ahead = max(toes[2] + 0.10 * limb.scale, min(limb.shoulder[2], toes[2] + 0.30 * limb.scale))
    height = -along[1] * limb.hand.tip_m - 0.004 + limb.gap_m
    wrist = np.array([limb.out * 0.15 * limb.scale, height, ahead])
    return Reach(wrist, limb.mirrored(0.5, 0.2, -1), along, limb.mirrored(-0.5, 0, -1), 3)


def _pick(limb: Limb) -> Reach:
    """Fingertips on a small thing on the floor."""
    x, z = limb.arm.thing_m
    thing = np.array([limb.out * x, limb.gap_m, z]) * [limb.scale, 1.0, limb.scale]
    along = unit(0.35 * unit(thing - limb.shoulder) + np.array([0, -0.8, 0.1]))
    return Reach(
        thing - along * limb.hand.tip_m, limb.mirrored(0.5, 0.2, -1), along, limb.mirrored(-0.5, 0, -1), PICK_CURL_DEG
    )


def _crossed(limb: Limb) -> Reach:
    """Forearms crossed before the chest, the right one outside."""
    shape = limb.joints.body.shape
    ahead = 0.165 + 0.05 * shape.weight + 0.03 * shape.cup * shape.femininity + (0.04 if limb.out < 0 else 0.0)
    chest = limb.joints.turned("spine01")
    wrist = limb.at_chest(-0.045 * limb.scale, (-0.115 + 0.02 * limb.out) * limb.scale, ahead * limb.scale)
    along = chest @ limb.mirrored(-1, 0.55, -0.35)
    return Reach(wrist, limb.mirrored(0.9, -1, 0.1), along, chest @ limb.mirrored(-0.25, 0, -1), 10)


def _seat(limb: Limb) -> Reach:
    """Palm flat on the front of the seat beside the thigh, the elbow behind."""
    seat = limb.joints.stance.seat
    if seat is None:
        return _hang(limb)
    along = unit(limb.mirrored(0.25, 0, 1))
    aside_m = seat.width_m / 2 - 0.055 * limb.scale
    height_m = seat.height_m + PALM_ABOVE_BONES_M * limb.scale + 0.004 + limb.gap_m
    palm = np.array([limb.out * aside_m, height_m, seat.front_m - 0.035])
    return Reach(palm - along * limb.hand.palm_m, limb.mirrored(0.5, 0.1, -1), along, np.array([0, -1.0, 0]), 6)


def _overhead(limb: Limb) -> Reach:
    chest = limb.joints.turned("spine01")
    wrist = limb.shoulder + chest @ unit(limb.mirrored(0.12, 1, 0.05)) * limb.length_m * 0.98
    return Reach(wrist, limb.mirrored(1, 0, -0.3), chest @ np.array([0, 1, 0.05]), limb.mirrored(-1, 0, 0.3), 8)


def _block(limb: Limb) -> Reach:
    chest = limb.joints.turned("spine01")
    half = BLOCK_M[0] / 2 + PALM_ABOVE_BONES_M
    wrist = limb.at_chest(half, -0.20 * limb.scale, 0.24 * limb.scale)
    return Reach(wrist, limb.mirrored(0.7, -1, -0.2), chest @ np.array([0, -0.1, 1.0]), limb.mirrored(-1, 0, 0), 5)


def _carry(limb: Limb) -> Reach:
    """Hands hang at the sides of a block held low, never so low that it would sink into the floor."""
    half = BLOCK_M[0] / 2 + PALM_ABOVE_BONES_M
    lean = np.sin(np.radians(limb.joints.posture.trunk_deg))
    ahead = limb.shoulder[2] + (0.16 * (1 - max(0.0, lean)) + 0.05) * limb.scale
    aside = abs(limb.shoulder[0]) - half
    down = np.sqrt(max((0.96 * limb.length_m) ** 2 - aside**2 - (ahead - limb.shoulder[2]) ** 2, 0.01))
    wrist = np.array([limb.out * half, max(limb.shoulder[1] - down, CARRY_LOWEST_M), ahead])
    return Reach(wrist, limb.mirrored(0.6, 0, -1), np.array([0, -1, 0.35]), limb.mirrored(-1, 0, 0), 8)


def _bar(limb: Limb) -> Reach:
    wide = abs(limb.joints.body.joint("upperarm01.L")[0]) * 1.25
    wrist = np.array([limb.out * wide, limb.shoulder[1] - 0.97 * limb.length_m, limb.shoulder[2] + 0.04])
    return Reach(wrist, limb.mirrored(0.3, 0, -1), np.array([0, -1, 0.05]), np.array([0, 0, -1.0]), 60)


def _bell(limb: Limb) -> Reach:
    """Both hands around one handle that hangs from straight arms, before the body or between the legs."""
    ahead = limb.shoulder[2] + 0.04 * limb.scale
    aside = abs(limb.shoulder[0]) - BELL_HAND_M
    down = np.sqrt(max((0.97 * limb.length_m) ** 2 - aside**2, 0.01))
    wrist = np.array([limb.out * BELL_HAND_M, max(limb.shoulder[1] - down, CARRY_LOWEST_M), ahead])
    return Reach(wrist, limb.mirrored(0.5, 0, -1), np.array([0, -1, 0.1]), np.array([0, 0, -1.0]), 60)


def _head(limb: Limb) -> Reach:
    up = limb.joints.turned("head")
    wrist = limb.joints.at("head") + up @ limb.mirrored(0.13, 0.02, 0.0) * limb.scale
    return Reach(
        wrist, limb.mirrored(1, 0.1, -0.1), up @ limb.mirrored(-0.15, 1, -0.3), up @ limb.mirrored(-1, 0, 0), 15
    )


GOALS: Final[Mapping[Place, Callable[[Limb], Reach]]] = {
    "hang": _hang,
    "forward": _forward,
    "prayer": _prayer,
    "hips": _hips,
    "knees": _knees,
    "thighs": _thighs,
    "floor": _floor,
    "overhead": _overhead,
    "block": _block,
    "carry": _carry,
    "bar": _bar,
    "bell": _bell,
    "head": _head,
    "crossed": _crossed,
    "seat": _seat,
    "leg": _leg,
    "forearm": _forearm,
    "post": _post,
    "pick": _pick,
}
