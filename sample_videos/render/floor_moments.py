"""Moments on the way from the floor to standing, which the ways of getting up are made of."""

from dataclasses import replace
from typing import Final

from sample_videos.render.floor_pose import Anchor, FloorPose, HandPose, LegPose
from sample_videos.render.posture import Posture

ON_FLOOR: Final = HandPose("floor", (0.02, 0.04))
STAY: Final = HandPose("stay")
ON_LEG: Final = HandPose("leg")
HANG: Final = HandPose()
AHEAD: Final = HandPose("held", (-0.04, -0.06, 0.48))
ON_LAP: Final = HandPose("held", (0.0, -0.34, 0.26))
HALF_WAY: Final = HandPose("held", (0.0, -0.26, 0.28))
KNEELING: Final = LegPose((4.0, 3.0), (-92.0, 0.0), foot_deg=98.0)

SIT: Final = FloorPose(
    Posture(pelvis_tilt_deg=-14, lumbar_flexion_deg=24, thoracic_flexion_deg=10),
    LegPose((148, 6), (26, 0)), LegPose((148, 6), (26, 0)),
    AHEAD, AHEAD, rests="seat",
)  # fmt: skip
#: Leaning on the left hand.
SIT_ON_HAND: Final = SIT.but(
    trunk=Posture(pelvis_tilt_deg=-24, lumbar_flexion_deg=24, thoracic_flexion_deg=10, trunk_side_lean_deg=16,
                  neck_deg=4),
    left_hand=HandPose("floor", (0.08, -0.10)), lean_deg=4,
)  # fmt: skip
LONG_SIT: Final = SIT.but(
    trunk=Posture(pelvis_tilt_deg=-8, lumbar_flexion_deg=24, thoracic_flexion_deg=8),
    left=LegPose((90, 5), (88, 2), foot_deg=14), right=LegPose((90, 5), (88, 2), foot_deg=14),
    left_hand=ON_LAP, right_hand=ON_LAP,
)  # fmt: skip
FEET_CLOSE: Final = SIT.but(
    trunk=Posture(pelvis_tilt_deg=14, lumbar_flexion_deg=30, thoracic_flexion_deg=10, neck_deg=-20),
    left=LegPose((143, 10), (-24, 0)), right=LegPose((143, 10), (-24, 0)),
)  # fmt: skip
#: Both knees to the front, both feet to the right: on the left hip.
SIDE_SIT: Final = FloorPose(
    Posture(pelvis_tilt_deg=0, lumbar_flexion_deg=14, thoracic_flexion_deg=4, trunk_side_lean_deg=-6),
    LegPose((86, 22), (88, -62), foot_deg=40), LegPose((85, 26), (-92, 22), foot_deg=78),
    HandPose("floor", (0.22, 0.02)), ON_LAP, lean_deg=10, rests="seat",
)  # fmt: skip
SIDE_REACH: Final = SIDE_SIT.but(
    trunk=Posture(pelvis_tilt_deg=34, lumbar_flexion_deg=24, thoracic_flexion_deg=8, neck_deg=-26),
    left_hand=HandPose("floor", (0.02, 0.20)), right_hand=HandPose("floor", (0.02, 0.20)), lean_deg=6,
)  # fmt: skip
ALL_FOURS: Final = FloorPose(
    Posture(pelvis_tilt_deg=76, lumbar_flexion_deg=6, thoracic_flexion_deg=4, neck_deg=-34),
    KNEELING, KNEELING, ON_FLOOR, ON_FLOOR, rests="knees",
)  # fmt: skip
KNEEL: Final = FloorPose(Posture(pelvis_tilt_deg=4, lumbar_flexion_deg=2), KNEELING, KNEELING, rests="knees")
#: One hand still on the floor beside the left hip.
KNEEL_PROPPED: Final = KNEEL.but(
    trunk=Posture(pelvis_tilt_deg=60, lumbar_flexion_deg=20, thoracic_flexion_deg=6, trunk_side_lean_deg=14,
                  neck_deg=-30),
    left=LegPose((30, 6), (-92, 0), foot_deg=98), right=LegPose((30, 6), (-92, 0), foot_deg=98),
    left_hand=HandPose("floor", (0.06, 0.06)), right_hand=HALF_WAY, lean_deg=8, anchor="left_knee",
)  # fmt: skip
#: The left foot ahead.
HALF_KNEEL: Final = FloorPose(
    Posture(pelvis_tilt_deg=8, lumbar_flexion_deg=6, thoracic_flexion_deg=2),
    LegPose((92, 8), (-2, 0)), LegPose((0, 4), (-92, 0), foot_deg=98),
    rests="knees",
)  # fmt: skip
HALF_KNEEL_LOW: Final = HALF_KNEEL.but(
    trunk=Posture(pelvis_tilt_deg=64, lumbar_flexion_deg=26, thoracic_flexion_deg=10, neck_deg=-40),
    left=LegPose((106, 14), (-8, -4)), right=LegPose((12, 4), (-92, 0), foot_deg=98),
)  # fmt: skip
#: Half-way up over the left foot, the right one on its toes behind.
LUNGE: Final = FloorPose(
    Posture(pelvis_tilt_deg=34, lumbar_flexion_deg=12, thoracic_flexion_deg=4, neck_deg=-24),
    LegPose((72, 8), (-22, 0), stays=True), LegPose((-4, 4), (-58, 0), heel_deg=50),
    anchor="left_foot",
)  # fmt: skip
#: Hips just off the floor, over the feet.
LOW_SQUAT: Final = FloorPose(
    Posture(pelvis_tilt_deg=18, lumbar_flexion_deg=28, thoracic_flexion_deg=10, neck_deg=-20),
    LegPose((132, 14), (-30, 4)), LegPose((132, 14), (-30, 4)),
    AHEAD, AHEAD, anchor="feet",
)  # fmt: skip
SQUAT: Final = FloorPose(
    Posture(pelvis_tilt_deg=30, lumbar_flexion_deg=22, thoracic_flexion_deg=8, neck_deg=-26),
    LegPose((108, 18), (-34, 8)), LegPose((108, 18), (-34, 8)),
    AHEAD, AHEAD, anchor="feet",
)  # fmt: skip
STAND: Final = FloorPose(
    Posture(), LegPose((1, 5), (-3, 3)), LegPose((1, 5), (-3, 3)), anchor="feet",
)  # fmt: skip
#: On the back, the head towards the room's front.
LYING: Final = FloorPose(
    Posture(pelvis_tilt_deg=-90, neck_deg=6),
    LegPose((92, 6), (90, 4), foot_deg=30), LegPose((92, 6), (90, 4), foot_deg=30),
    HandPose("held", (0.16, -0.03, 0.52)), HandPose("held", (0.16, -0.03, 0.52)), heading_deg=180, rests="body",
)  # fmt: skip
#: On the left side, knees drawn up.
SIDE_LYING: Final = LYING.but(
    trunk=Posture(pelvis_tilt_deg=-90, lumbar_flexion_deg=16, thoracic_flexion_deg=8),
    left=LegPose((92, 48), (92, -28), foot_deg=30), right=LegPose((94, -52), (92, 28), foot_deg=30),
    left_hand=HandPose("floor", (0.42, -0.02)), right_hand=HandPose("floor", (-0.40, 0.06)), lean_deg=88,
)  # fmt: skip
#: Rolled half over from the side onto both hands, the knees under.
PROPPED: Final = FloorPose(
    Posture(pelvis_tilt_deg=74, lumbar_flexion_deg=18, thoracic_flexion_deg=8, neck_deg=-20),
    LegPose((52, 10), (-92, 0), foot_deg=98), LegPose((50, 12), (-92, 0), foot_deg=98),
    HandPose("floor", (0.04, 0.12)), HandPose("floor", (0.04, 0.12)), heading_deg=40, rests="knees",
)  # fmt: skip


def mirrored(pose: FloorPose) -> FloorPose:
    """The same with left and right exchanged."""
    trunk = replace(
        pose.trunk,
        trunk_side_lean_deg=-pose.trunk.trunk_side_lean_deg,
        trunk_twist_deg=-pose.trunk.trunk_twist_deg,
    )
    anchors: dict[str, Anchor] = {
        "left_foot": "right_foot", "right_foot": "left_foot", "left_knee": "right_knee", "right_knee": "left_knee",
    }  # fmt: skip
    return FloorPose(
        trunk, pose.right, pose.left, pose.right_hand, pose.left_hand,
        -pose.lean_deg, -pose.heading_deg, anchors.get(pose.anchor, pose.anchor), pose.rests, pose.lifted_m,
    )  # fmt: skip
