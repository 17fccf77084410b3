"""Where hands go while a body is on the floor: flat on it, on the own leg, hanging, or held somewhere."""

from dataclasses import replace
from typing import Final

import numpy as np

from sample_videos.render.arm_goals import GOALS, Limb, Reach
from sample_videos.render.arms import between
from sample_videos.render.assets import Floats
from sample_videos.render.body import Side
from sample_videos.render.floor_pose import Placed
from sample_videos.render.geometry import turn, two_bones, unit
from sample_videos.render.joints import PALM_ABOVE_BONES_M

PALM_GIVES_M: Final = 0.034  # fingers reach further down than the palm's bones
WRIST_M, TIP_M = 0.048, 0.014  # wrists and elbows, and finger tips, lie so high on the floor
LOW_SHOULDER_M: Final = 0.3  # from lower down an elbow can only point up


def reach(limb: Limb, placed: Placed, side: Side) -> Reach:
    """Where a hand goes in a moment."""
    hand, heading = placed.pose.hand(side), turn(placed.pose.heading_deg)
    if side in placed.palms:
        palm = placed.palms[side]
        along = unit(heading @ limb.mirrored(0.25, 0, 1.0))
        over = PALM_ABOVE_BONES_M * limb.scale + 0.004
        low = limb.shoulder[1] < LOW_SHOULDER_M * limb.scale
        elbow = np.array([0.0, 1.0, 0.0]) if low else heading @ limb.mirrored(0.5, 0.15, -1.0)
        wrist = (
            np.array([palm[0], over, palm[2]])
            - along * limb.hand.palm_m
            + np.array([0.0, PALM_GIVES_M * limb.scale, 0.0])
        )
        down = np.array([0.0, -1.0, 0.0])
        return Reach(wrist, elbow, along, down, 4)
    if hand.place == "leg":
        goal = GOALS["leg"](limb)
        return replace(goal, elbow=heading @ limb.mirrored(1.2, 0.2, -0.3))
    if hand.place == "held":
        way = heading @ limb.mirrored(*hand.reach_m) * limb.scale
        elbow, palm = limb.mirrored(0.6, -1, 0), limb.mirrored(-1, -0.3, 0)
        return Reach(limb.shoulder + way, heading @ elbow, unit(way), heading @ palm)
    way = unit(np.array([0.0, -1.0, 0.0]) + heading @ limb.mirrored(0.16, 0, 0.08))
    wrist = limb.shoulder + way * limb.length_m * 0.975
    return Reach(wrist, heading @ limb.mirrored(0.4, 0, -1), way, heading @ limb.mirrored(-1, 0, -0.25), 18)


def on_the_way(shoulder: Floats, a: Reach, b: Reach, share: float) -> Reach:
    """From one goal to another: a hand whose place stays is there at once, else it swings about the shoulder."""
    return b if np.linalg.norm(a.wrist - b.wrist) < 1e-6 else between(shoulder, a, b, share)


def over_floor(limb: Limb, goal: Reach) -> Reach:
    """The goal with wrist, fingers and elbow above the floor."""
    lowest_m = WRIST_M * limb.scale
    tip_m = goal.wrist[1] + unit(goal.along)[1] * limb.hand.tip_m
    wrist = goal.wrist + np.array([0.0, max(lowest_m - goal.wrist[1], TIP_M * limb.scale - tip_m, 0.0), 0.0])
    body, side = limb.joints.body, limb.side
    elbow, _ = two_bones(limb.shoulder, wrist, body.upper_arm_m[side], body.forearm_m[side], goal.elbow)
    sunk_m = lowest_m - elbow[1]
    if sunk_m <= 0:
        return replace(goal, wrist=wrist)
    aside = unit(goal.elbow * np.array([1.0, 0.0, 1.0]))
    for up in (0.0, 0.3, 0.7, 1.5, 4.0):  # the least change that lifts the elbow off the floor
        towards = aside + np.array([0.0, up, 0.0])
        elbow, _ = two_bones(limb.shoulder, wrist, body.upper_arm_m[side], body.forearm_m[side], towards)
        if elbow[1] >= lowest_m:
            break
    return replace(goal, wrist=wrist, elbow=towards)
