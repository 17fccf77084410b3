"""Classes: six people in one picture, each with a script of their own, and somebody who walks through.

Who walks glides with still legs. A mirror has no frame: only what it shows is there.
"""

from dataclasses import replace
from typing import Final

from sample_videos.render.bench_set import QUICK_FLOOR, QUICK_HINGE, QUICK_SQUAT
from sample_videos.render.camera import Camera
from sample_videos.render.faults import Fault
from sample_videos.render.movement import Brace, Script
from sample_videos.render.moves import faulty
from sample_videos.render.spec import Cast, ClipSpec

WIDE: Final = (960, 540)
PUSH: Final = replace(QUICK_SQUAT, braces=(Brace("knees", -0.05, 0.6),), ascent_s=1.8, rest_s=0.8)
ROUND: Final = replace(faulty(QUICK_HINGE, "lower_back_rounding", "strong"), rest_s=0.6)
SHALLOW: Final = faulty(QUICK_SQUAT, "depth", "strong")
STANDING: Final = Script("squat", ())

CLASS_OF_SIX: Final = ClipSpec(
    "class_of_six",
    "two rows that squat and hinge at their own pace; the trainer walks through between camera and class, leaves, "
    "and comes back; a mirror shows the woman in front on the left",
    (
        Cast("kemi", Script("squat", (replace(QUICK_FLOOR, rest_s=1.0),) * 3, lead_s=1.2), x_m=0.9, z_m=0.0),
        Cast("ines", Script("squat", (replace(QUICK_SQUAT, rest_s=0.6),) * 2, lead_s=1.8), x_m=0.9, z_m=1.55,
             mirror_x_m=-0.95),
        Cast("rafa", Script("squat", (replace(SHALLOW, rest_s=0.9),) * 3, lead_s=1.4), x_m=0.9, z_m=-1.6,
             faults=tuple(Fault("depth", "strong", i) for i in range(3))),
        Cast("jonas", Script("hinge", (ROUND,) * 2, lead_s=2.2), x_m=-0.8, z_m=-0.85,
             faults=tuple(Fault("lower_back_rounding", "strong", i) for i in range(2))),
        Cast("tove", Script("squat", (PUSH,) * 2, lead_s=1.0), x_m=-0.8, z_m=0.8, heading_deg=180.0,
             faults=tuple(Fault("hands_on_knees", "strong", i) for i in range(2))),
        Cast("pax", STANDING, walk=((0.0, 2.2, -2.9), (1.0, 2.2, -2.9), (5.0, 2.2, 3.4), (7.5, 2.2, 3.4),
                                    (11.0, 2.2, -2.9))),
    ),
    Camera(90.0, 1.25, 6.4, vertical_fov_deg=34, look_at_height_m=0.8, size_wh=WIDE),
    "class",
    room_seed=2,
    light="soft",
    fps=20,
    seed=31,
)  # fmt: skip

CLASS_THAT_CROSSES: Final = ClipSpec(
    "class_that_crosses",
    "three people walk past each other to other places between their squats; a fourth stays and hinges",
    (
        Cast("suri", Script("squat", (replace(QUICK_SQUAT, rest_s=4.2), QUICK_SQUAT), lead_s=0.8), x_m=0.7, z_m=1.5,
             walk=((0.0, 0.7, 1.5), (3.6, 0.7, 1.5), (6.0, 0.7, -0.2), (20.0, 0.7, -0.2))),
        Cast("nils", Script("squat", (replace(QUICK_FLOOR, rest_s=4.2), QUICK_FLOOR), lead_s=0.8), x_m=-0.1, z_m=-0.2,
             walk=((0.0, -0.1, -0.2), (3.6, -0.1, -0.2), (6.0, -0.1, 1.5), (20.0, -0.1, 1.5))),
        Cast("mei", Script("squat", (SHALLOW,), lead_s=7.0), x_m=-0.9, z_m=-0.9,
             faults=(Fault("depth", "strong", 0),),
             walk=((0.0, -0.9, -0.9), (1.0, -0.9, -0.9), (4.0, -0.9, 2.3), (20.0, -0.9, 2.3))),
        Cast("ugo", Script("hinge", (replace(QUICK_HINGE, rest_s=0.6),) * 2, lead_s=1.5), x_m=0.4, z_m=-1.9),
    ),
    Camera(90.0, 1.1, 6.0, vertical_fov_deg=34, look_at_height_m=0.8, size_wh=WIDE),
    "class",
    room_seed=5,
    fps=20,
    seed=33,
)  # fmt: skip

#: Scored once, after everything was made with the other two.
CLASS_KEPT_BACK: Final = ClipSpec(
    "class_kept_back",
    "five people 20 degrees off the side, two of them in dark shirts; a sixth walks through behind them and stays",
    (
        Cast("olga", Script("squat", (replace(QUICK_SQUAT, rest_s=0.9),) * 3, lead_s=1.0), x_m=0.8, z_m=0.9),
        Cast("luis", Script("hinge", (replace(QUICK_HINGE, rest_s=0.8),) * 3, lead_s=1.3), x_m=0.5, z_m=-0.9,
             heading_deg=180.0),
        Cast("nils", Script("squat", (replace(QUICK_FLOOR, rest_s=0.8),) * 2, lead_s=1.6), x_m=-0.9, z_m=1.8),
        Cast("mei", Script("squat", (replace(PUSH, rest_s=1.0),) * 2, lead_s=1.2), x_m=-0.9, z_m=-0.1,
             faults=tuple(Fault("hands_on_knees", "strong", i) for i in range(2))),
        Cast("ugo", Script("squat", (SHALLOW,) * 2, lead_s=2.4), x_m=-0.7, z_m=-1.9,
             faults=tuple(Fault("depth", "strong", i) for i in range(2))),
        Cast("tove", STANDING, walk=((0.0, -2.3, 2.9), (0.8, -2.3, 2.9), (5.5, -2.3, -1.0), (30.0, -2.3, -1.0))),
    ),
    Camera(70.0, 1.4, 6.6, vertical_fov_deg=34, look_at_height_m=0.8, size_wh=WIDE),
    "class",
    room_seed=4,
    light="lamp",
    fps=20,
    seed=35,
)  # fmt: skip

CLASS_CLIPS: Final[tuple[ClipSpec, ...]] = (CLASS_OF_SIX, CLASS_THAT_CROSSES, CLASS_KEPT_BACK)
