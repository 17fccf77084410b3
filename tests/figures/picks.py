"""People who pick something up off the floor with one hand, drawn."""

from dataclasses import replace

from figures.body import STAND, Posture
from figures.motions import Motion, posed

#: Bottoms from which the right hand reaches the floor; the left one is at the hip.
SQUATTING = Posture(knee_deg=130, tibia_deg=34, trunk_deg=58, arms=("hips", "floor"))
BETWEEN = Posture(knee_deg=95, tibia_deg=22, trunk_deg=78, arms=("hips", "floor"))
HINGING = Posture(knee_deg=60, tibia_deg=12, trunk_deg=98, arms=("hips", "floor"))
STOOPING = Posture(knee_deg=8, tibia_deg=-4, trunk_deg=118, bulge=0.07, arms=("hips", "floor"))
LUNGING = Posture(knee_deg=100, tibia_deg=12, trunk_deg=62, left_foot_m=(0.25, 0.0), right_foot_m=(-0.55, 0.03),
                  arms=("hips", "floor"))  # fmt: skip
ON_ONE_LEG = Posture(knee_deg=45, tibia_deg=8, trunk_deg=106, right_foot_m=(-0.6, 0.6), arms=("floor", "hips"))
TOP = replace(STAND, arms="hanging")


def picks(*bottoms: Posture, **tempo: float) -> Motion:
    """Down to each, the hand there for a moment, and up again."""
    return posed(*bottoms, top=TOP, **({"down_s": 1.2, "hold_s": 0.3, "up_s": 1.1} | tempo))
