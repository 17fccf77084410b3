"""How near palm and forearm are to the legs, all around them."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from sample_videos.render.assets import Floats
from sample_videos.render.body import OUTWARD, SIDES, Side
from sample_videos.render.geometry import unit
from sample_videos.render.joints import Joints, leg_radius, palm_direction, palm_point, thigh_front
from sample_videos.render.posture import Place

TOUCHING_M: Final = 0.018  # skin to clothes; the tip of a finger's width
KNEE_FROM: Final = 0.84  # share of the way from hip to knee where the thigh ends and the knee begins
FACING: Final = 0.2  # cosine: a palm that faces the leg less is its back or its edge
FOREARM_RADIUS_M: Final = 0.04  # skin below the bone line near the elbow, at 1.75 m


def contact_with_leg(joints: Joints, side: Side, places: Set[Place]) -> Literal["none", "knee", "thigh"]:
    """Where on a leg a hand rests that was sent there: its palm from any direction, or its forearm."""
    palm = leg_gap(joints, side)
    if palm.gap_m <= TOUCHING_M and palm.faces > FACING:
        return "knee" if palm.share >= KNEE_FROM else "thigh"
    if "forearm" in places and forearm_gap_m(joints, side) <= TOUCHING_M:
        return "thigh"
    return "none"


@dataclass(frozen=True, slots=True)
class LegGap:
    """How far the palm's skin is from the nearer leg's, at which share from hip to knee, and the cosine by which the
    palm faces it.
    """

    gap_m: float
    share: float
    faces: float


def leg_gap(joints: Joints, hand: Side) -> LegGap:
    """The palm against both legs."""
    palm, facing = palm_point(joints, hand), palm_direction(joints, hand)
    found = [_gap(joints, leg, palm) for leg in SIDES]
    gap_m, share, out = min(found, key=lambda one: one[0])
    return LegGap(gap_m, share, float(-facing @ out))


def forearm_gap_m(joints: Joints, side: Side) -> float:
    """The skin of the forearm's upper half against both legs."""
    elbow, wrist = joints.at("lowerarm01", side), joints.at("wrist", side)
    points = [elbow + share * (wrist - elbow) for share in (0.0, 0.2, 0.4)]
    radius_m = FOREARM_RADIUS_M * joints.body.scale
    return min(_gap(joints, leg, point)[0] - radius_m for leg in SIDES for point in points)


def _gap(joints: Joints, leg: Side, point: Floats) -> tuple[float, float, Floats]:
    """Distance of a point to a leg's skin, the share from hip to knee, and the direction out of the leg there."""
    hip, knee, ankle = (joints.at(bone, leg) for bone in ("upperleg01", "lowerleg01", "foot"))
    bone = knee - hip
    share = float(np.clip((point - hip) @ bone / (bone @ bone), 0.15, 1.05))
    off = point - (hip + share * bone)
    front, down = thigh_front(hip, knee, ankle, share), unit(bone)
    aside = np.array([OUTWARD[leg], 0.0, 0.0])
    aside = unit(aside - front * (aside @ front) - down * (aside @ down))
    around = float(np.degrees(np.arctan2(off @ aside, off @ front)))
    around = around if around > -120 else around + 360
    return float(np.linalg.norm(off)) - leg_radius(joints.body, share, min(around, 120.0)), share, unit(off)
