"""A posed skeleton, and where its hands and thighs are."""

from dataclasses import dataclass

import numpy as np

from sample_videos.render.assets import Floats
from sample_videos.render.body import SUFFIX, Body, Side
from sample_videos.render.geometry import unit
from sample_videos.render.posture import Posture, Stance
from sample_videos.render.template import template

PALM_ABOVE_BONES_M = 0.016  # skin of the palm below the line wrist to knuckles, at 1.75 m


@dataclass(frozen=True)
class Joints:
    """Bones in the room: ``rotations`` (b, 3, 3) against rest, ``places_m`` (b, 3) of their heads."""

    body: Body
    posture: Posture
    stance: Stance
    rotations: Floats
    places_m: Floats

    def at(self, bone: str, side: Side | None = None) -> Floats:
        """(3,) head of a bone: at("foot", "left") is the left ankle."""
        return np.asarray(self.places_m[template().bone_index[bone + (SUFFIX[side] if side else "")]])

    def turned(self, bone: str, side: Side | None = None) -> Floats:
        """(3, 3) rotation of a bone against rest."""
        return np.asarray(self.rotations[template().bone_index[bone + (SUFFIX[side] if side else "")]])

    def middle(self, bone: str) -> Floats:
        """(3,) midpoint of a left and a right joint."""
        return np.asarray((self.at(bone, "left") + self.at(bone, "right")) / 2)


@dataclass(frozen=True)
class Hand:
    """Measures of a hand at rest: directions and distances from the wrist."""

    along: Floats  # (3,) towards the middle finger
    palm: Floats  # (3,) out of the palm
    palm_m: float  # wrist to the middle of the palm
    tip_m: float  # wrist to the tip of the middle finger


def hand_at_rest(body: Body, side: Side) -> Hand:
    """The hand of the resting body, palms facing down and in."""
    wrist, knuckle = body.joint("wrist" + SUFFIX[side]), body.joint("finger3-1" + SUFFIX[side])
    across = body.joint("finger2-1" + SUFFIX[side]) - body.joint("finger5-1" + SUFFIX[side])
    palm = unit(np.cross(knuckle - wrist, across))
    tip = body.joint("finger3-3" + SUFFIX[side])
    return Hand(
        along=unit(knuckle - wrist),
        palm=palm if palm[1] < 0 else -palm,
        palm_m=0.75 * float(np.linalg.norm(knuckle - wrist)),
        tip_m=float(np.linalg.norm(tip - wrist)) + 0.022 * body.scale,
    )


def palm_point(joints: Joints, side: Side) -> Floats:
    """(3,) middle of the palm's skin."""
    rest = hand_at_rest(joints.body, side)
    turn = joints.turned("wrist", side)
    palm = rest.along * rest.palm_m + rest.palm * PALM_ABOVE_BONES_M * joints.body.scale
    return np.asarray(joints.at("wrist", side) + turn @ palm)


def palm_direction(joints: Joints, side: Side) -> Floats:
    """(3,) unit direction out of the palm."""
    return np.asarray(joints.turned("wrist", side) @ hand_at_rest(joints.body, side).palm)


def finger_tip(joints: Joints, side: Side) -> Floats:
    """(3,) tip of the middle finger."""
    end, before = joints.at("finger3-3", side), joints.at("finger3-2", side)
    return np.asarray(end + unit(end - before) * 0.022 * joints.body.scale)


def thigh_front(hip: Floats, knee: Floats, ankle: Floats, share: float) -> Floats:
    """(3,) unit direction out of the front of the thigh at ``share`` from hip (0) to knee (1).

    Near a bent knee the front is the kneecap, which faces between thigh and shin.
    """
    thigh = unit(knee - hip)
    sideways = np.cross(ankle - knee, thigh)
    sideways = sideways if abs(sideways[0]) > 1e-6 else np.array([1.0, 0, 0])
    hinge = unit(sideways * np.sign(sideways[0]))
    front_of_thigh = unit(np.cross(thigh, hinge))
    front_of_shin = unit(np.cross(unit(ankle - knee), hinge))
    towards_shin = 0.45 * float(np.clip((share - 0.8) / 0.2, 0, 1))
    return unit((1 - towards_shin) * front_of_thigh + towards_shin * front_of_shin)


def thigh_radius(body: Body, share: float) -> float:
    """Metres from the bone line to the front of the clothed thigh."""
    places = np.linspace(0, 1, len(body.thigh_radius_m))
    return float(np.interp(share, places, body.thigh_radius_m)) + 0.006 * body.scale


def leg_radius(body: Body, share: float, around_deg: float) -> float:
    """Metres from the bone line to the clothed leg at ``share`` from hip to knee, ``around_deg`` from its front
    outward.
    """
    table = body.leg_radius_m
    shares, angles = np.linspace(0, 1.05, table.shape[0]), np.linspace(-90, 120, table.shape[1])
    row = [np.interp(share, shares, column) for column in table.T]
    return float(np.interp(around_deg, angles, row)) + 0.006 * body.scale
