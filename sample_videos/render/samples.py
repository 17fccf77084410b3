"""The sample clips that come with FormCheck, as data."""

from dataclasses import replace
from typing import Final

import numpy as np

from sample_videos.render.camera import Camera
from sample_videos.render.faults import Fault
from sample_videos.render.movement import Brace, Rep, Script
from sample_videos.render.moves import FLOOR_SQUAT, HINGE, ROUNDED_STOOP, SQUAT, SQUAT_FAULTS
from sample_videos.render.people import PEOPLE
from sample_videos.render.posture import Posture, Stance
from sample_videos.render.sit_script import Sit, SitScript
from sample_videos.render.spec import Cast, ClipSpec

SIZE_WH: Final = (540, 720)
LEFT_DEG, RIGHT_DEG = 90.0, -90.0
CHAIR_BEHIND_M: Final = 0.14  # of who sits, the middle of what is filmed lies this far behind the feet

SHALLOW: Final = SQUAT_FAULTS["depth"]["clear"]
PITCHED: Final = replace(SQUAT, knee_flexion_deg=92, tibia_inclination_deg=13, pelvis_tilt_deg=58)
ROUNDED: Final = replace(SQUAT_FAULTS["lower_back_rounding"]["strong"], tibia_inclination_deg=29, pelvis_tilt_deg=23)
HEELS_UP: Final = SQUAT_FAULTS["heels"]["clear"]
TO_PARALLEL: Final = Posture(124, 32, 30, 10).with_arms("forward")
PUSHED_UP: Final = Posture(101, 27, 31, 20, 8).with_arms("hang")
LIFT_LEGS: Final = Posture(125, 31, 34, 12, 2).with_arms("carry")
LIFT_BACK: Final = Posture(6, -6, 66, 48, 16).with_arms("carry")


def side_camera(person: str, azimuth_deg: float, size_wh: tuple[int, int] = SIZE_WH, height_m: float = 1.0) -> Camera:
    """A phone at hip height, the whole person in view."""
    scale = PEOPLE[person].shape.stature_m / 1.75
    distance_m = 3.3 * scale + 0.1
    return Camera(azimuth_deg, height_m, distance_m, look_at_height_m=0.84 * scale, size_wh=size_wh)


def chair_camera(person: str, azimuth_deg: float, size_wh: tuple[int, int] = SIZE_WH) -> Camera:
    """The same with person and chair in the middle."""
    aside_m = CHAIR_BEHIND_M * float(np.sin(np.radians(azimuth_deg)))
    return replace(side_camera(person, azimuth_deg, size_wh), look_aside_m=round(aside_m, 3))


def _sample(
    name: str,
    person: str,
    azimuth_deg: float,
    script: Script | SitScript,
    description: str,
    *faults: str,
    room: int,
    light: str = "day",
) -> ClipSpec:
    return ClipSpec(
        name,
        description,
        (Cast(person, script),),
        (chair_camera if isinstance(script, SitScript) else side_camera)(person, azimuth_deg),
        "sample",
        room_seed=room,
        light=light,
        seed=room + 1,
        faults=tuple(Fault(check, "clear") for check in faults),
    )


SLOW_RISE: Final = Rep(
    PUSHED_UP,
    descent_s=1.7,
    pause_s=0.35,
    ascent_s=2.6,
    braces=(Brace("knees", -0.05, 0.42), Brace("thighs", 0.49, 0.82)),
)
UP_WITH_BLOCK: Final = (
    Rep(LIFT_LEGS, 1.6, 0.5, 1.6, 0.8, after="carry"),
    Rep(LIFT_LEGS, 1.6, 0.5, 1.5, 0.6, after="hang"),
)
UP_WITH_BACK: Final = (
    Rep(LIFT_BACK, 1.5, 0.5, 1.6, 0.8, after="carry"),
    Rep(LIFT_BACK, 1.5, 0.5, 1.5, 0.6, after="hang"),
)

UP_FROM_CHAIR: Final = Sit(lean_deg=43, lean_s=0.45, rise_s=1.05, stand_s=0.5, sit_s=1.3, settle_s=0.4, dwell_s=0.55)

CLASS_SCENE: Final = ClipSpec(
    "class_scene",
    "three people: the woman in the middle does 2 good deep squats, one stands, one squats faster",
    (
        Cast("emma", Script("squat", (Rep(FLOOR_SQUAT), Rep(FLOOR_SQUAT)), lead_s=1.0)),
        Cast("bert", Script("squat", ()), x_m=-0.25, z_m=-1.25),
        Cast("lin", Script("squat", (Rep(SHALLOW, 0.9, 0.15, 0.9, 0.5),) * 3, lead_s=0.6), x_m=-0.15, z_m=1.35),
    ),
    Camera(LEFT_DEG, 1.05, 4.7, vertical_fov_deg=34, look_at_height_m=0.82, size_wh=(720, 540)),
    "sample",
    room_seed=2,
    light="soft",
    seed=3,
)

SAMPLES: Final[tuple[ClipSpec, ...]] = (
    _sample("floor_squat_side", "mara", LEFT_DEG,
            Script("squat", (Rep(FLOOR_SQUAT),) * 3, lead_s=1.0),
            "3 good deep squats, heels down, arms forward", room=1, light="window"),
    _sample("floor_squat_front", "lin", 0.0,
            Script("squat", (Rep(FLOOR_SQUAT),) * 2, stance=Stance(1.6, 20), lead_s=1.0),
            "2 good deep squats from the front", room=6),
    _sample("shallow_squat_side", "jan", LEFT_DEG, Script("squat", (Rep(SHALLOW, 1.1, 0.2, 1.0),) * 2, lead_s=1.0),
            "2 squats that stop well above parallel", "depth", room=3, light="lamp"),
    _sample("shallow_pitched_side", "bert", RIGHT_DEG, Script("squat", (Rep(PITCHED),) * 2, lead_s=1.0),
            "2 shallow squats with a strongly pitched trunk", "trunk_lean", "trunk_tibia", room=4),
    _sample("rounded_squat_side", "kofi", LEFT_DEG, Script("squat", (Rep(ROUNDED, 1.5, 0.3, 1.4),) * 2, lead_s=1.0),
            "2 squats in which the lower back rounds", "lower_back_rounding",
            "trunk_tibia", "trunk_lean", room=2, light="soft"),
    _sample("hips_first_side", "rosa", LEFT_DEG,
            Script("squat", (Rep(TO_PARALLEL, 1.4, 0.3, 1.7, hips_first_deg=29),) * 2, lead_s=1.0),
            "2 squats in which the hips rise first and the trunk pitches further", "hips_first", room=0),
    _sample("heels_lifting_side", "emma", RIGHT_DEG, Script("squat", (Rep(HEELS_UP),) * 2, lead_s=1.0),
            "2 deep squats on the balls of the feet", "heels", room=5),
    _sample("hands_on_knees_side", "otto", RIGHT_DEG, Script("squat", (SLOW_RISE,) * 2, lead_s=1.0),
            "2 squats, both hands on knees, then thighs, for most of the way up", "hands_on_knees",
            room=0, light="lamp"),
    _sample("hip_hinge_side", "kofi", LEFT_DEG, Script("hinge", (Rep(HINGE, 1.5, 0.3, 1.4),) * 2, lead_s=1.0),
            "2 good hip hinges, soft knees, arms hanging", room=2),
    _sample("rounded_stoop_side", "jan", RIGHT_DEG,
            Script("hinge", (Rep(ROUNDED_STOOP, 1.5, 0.3, 1.4),) * 2, lead_s=1.0),
            "2 stoops with straight knees and a rounded lower back",
            "lower_back_rounding", "straight_knee_stoop", room=3),
    _sample("block_with_legs_side", "emma", LEFT_DEG, Script("squat", UP_WITH_BLOCK, lead_s=1.0, block="picked up"),
            "picks a block up with the legs and puts it down again", room=1),
    _sample("block_with_back_side", "bert", LEFT_DEG, Script("hinge", UP_WITH_BACK, lead_s=1.0, block="picked up"),
            "picks a block up with straight knees and a rounded back and puts it down again",
            "lower_back_rounding", "straight_knee_stoop", room=4, light="window"),
    _sample("sit_to_stand_side", "otto", LEFT_DEG, SitScript((UP_FROM_CHAIR,) * 3),
            "3 times up from a chair and down again, arms crossed", room=6, light="soft"),
    CLASS_SCENE,
)  # fmt: skip
