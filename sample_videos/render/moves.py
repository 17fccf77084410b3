"""The movements of samples and bench as data: clean bottoms, and each fault at three sizes."""

from dataclasses import replace
from typing import Final, Literal

from sample_videos.render.movement import Brace, Rep
from sample_videos.render.posture import Posture

Level = Literal["mild", "clear", "strong"]
LEVELS: Final[tuple[Level, ...]] = ("mild", "clear", "strong")

FLOOR_SQUAT: Final = Posture(147, 39, 25, 14, 2).with_arms("forward")  # thighs about 16 below horizontal
SQUAT: Final = Posture(122, 31, 28, 10, 2).with_arms("forward")
HINGE: Final = Posture(28, 3, 62, 6, 2).with_arms("hang")

#: Bottoms of faulty squats by check and level.
SQUAT_FAULTS: Final[dict[str, dict[Level, Posture]]] = {
    "depth": {
        "mild": replace(SQUAT, knee_flexion_deg=98, tibia_inclination_deg=25, pelvis_tilt_deg=26),
        "clear": replace(SQUAT, knee_flexion_deg=82, tibia_inclination_deg=21, pelvis_tilt_deg=23),
        "strong": replace(SQUAT, knee_flexion_deg=62, tibia_inclination_deg=16, pelvis_tilt_deg=18),
    },
    "trunk_tibia": {
        "mild": replace(SQUAT, knee_flexion_deg=116, tibia_inclination_deg=26, pelvis_tilt_deg=42),
        "clear": replace(SQUAT, knee_flexion_deg=112, tibia_inclination_deg=22, pelvis_tilt_deg=52),
        "strong": replace(SQUAT, knee_flexion_deg=106, tibia_inclination_deg=16, pelvis_tilt_deg=62),
    },
    "lower_back_rounding": {
        "mild": replace(SQUAT, pelvis_tilt_deg=20, lumbar_flexion_deg=30, thoracic_flexion_deg=4),
        "clear": replace(SQUAT, pelvis_tilt_deg=14, lumbar_flexion_deg=42, thoracic_flexion_deg=6),
        "strong": replace(SQUAT, pelvis_tilt_deg=10, lumbar_flexion_deg=52, thoracic_flexion_deg=8),
    },
    "heels": {
        "mild": replace(SQUAT, knee_flexion_deg=128, heel_lift_deg=9, tibia_inclination_deg=35),
        "clear": replace(SQUAT, knee_flexion_deg=134, heel_lift_deg=17, tibia_inclination_deg=39),
        "strong": replace(SQUAT, knee_flexion_deg=140, heel_lift_deg=27, tibia_inclination_deg=44),
    },
}
#: Bottoms of faulty hinges.
HINGE_FAULTS: Final[dict[str, dict[Level, Posture]]] = {
    "straight_knee_stoop": {
        "mild": replace(HINGE, knee_flexion_deg=11, tibia_inclination_deg=-1),
        "clear": replace(HINGE, knee_flexion_deg=6, tibia_inclination_deg=-3),
        "strong": replace(HINGE, knee_flexion_deg=2, tibia_inclination_deg=-5, pelvis_tilt_deg=56),
    },
    "lower_back_rounding": {
        "mild": replace(HINGE, pelvis_tilt_deg=46, lumbar_flexion_deg=28, thoracic_flexion_deg=6),
        "clear": replace(HINGE, pelvis_tilt_deg=38, lumbar_flexion_deg=40, thoracic_flexion_deg=10),
        "strong": replace(HINGE, pelvis_tilt_deg=30, lumbar_flexion_deg=52, thoracic_flexion_deg=14),
    },
    "hinge_pattern": {
        "mild": replace(HINGE, knee_flexion_deg=60, tibia_inclination_deg=16, pelvis_tilt_deg=37),
        "clear": replace(HINGE, knee_flexion_deg=68, tibia_inclination_deg=19, pelvis_tilt_deg=32),
        "strong": replace(HINGE, knee_flexion_deg=76, tibia_inclination_deg=22, pelvis_tilt_deg=27),
    },
}
ROUNDED_STOOP: Final = Posture(6, -4, 38, 46, 14).with_arms("hang")
HIPS_FIRST_DEG: Final[dict[Level, float]] = {"mild": 15.0, "clear": 24.0, "strong": 34.0}
KNEES_IN: Final[dict[Level, float]] = {"mild": 0.27, "clear": 0.36, "strong": 0.48}
DROP_S: Final[dict[Level, float]] = {"mild": 0.62, "clear": 0.42, "strong": 0.28}
#: From one share of the ascent to another the hands push.
PUSH: Final[dict[Level, tuple[float, float]]] = {"mild": (0.30, 0.58), "clear": (0.12, 0.62), "strong": (-0.05, 0.72)}

#: The same on the floor, and seconds of the ascent: only who rises slowly keeps the hands down.
FLOOR_PUSH: Final[dict[Level, tuple[float, float, float]]] = {
    "mild": (-0.3, 0.1, 1.5),
    "clear": (-0.2, 0.17, 1.7),
    "strong": (-0.1, 0.4, 2.7),
}
DOWN_ON_HANDS: Final = Posture(142, 38, 36, 24, 8).with_arms("forward")


def faulty(rep: Rep, check: str, level: Level) -> Rep:
    """A repetition with one fault of a size."""
    hinge = rep.bottom.knee_flexion_deg < 50
    bottoms = HINGE_FAULTS if hinge else SQUAT_FAULTS
    if check in bottoms:
        bottom = bottoms[check][level]
        return replace(rep, bottom=bottom.with_arms(rep.bottom.left_arm, rep.bottom.right_arm))
    if check == "hips_first":
        return replace(rep, hips_first_deg=HIPS_FIRST_DEG[level])
    if check == "knee_valgus":
        return replace(rep, knees_in=KNEES_IN[level])
    if check == "tempo":
        return replace(rep, descent_s=DROP_S[level])
    if check == "hands_on_knees":
        return replace(rep, braces=(Brace("knees", *PUSH[level]),), ascent_s=1.6)
    if check == "hands_on_floor":
        begin, end, ascent_s = FLOOR_PUSH[level]
        clear_of_legs = Brace("forward", end + 0.15, end + 0.35)
        return replace(
            rep,
            bottom=DOWN_ON_HANDS,
            braces=(Brace("floor", begin, end), clear_of_legs),
            pause_s=0.5,
            ascent_s=ascent_s,
        )
    raise ValueError(f"No movement shows {check}.")
