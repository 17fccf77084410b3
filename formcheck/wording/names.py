"""Short names of what a report holds, for whoever shows one; said with ``say``."""

from typing import Final

from formcheck.schema import Depth, MovementName, SupportKind, SupportPlace, Verdict, ViewKind
from formcheck.i18n import mark
from formcheck.motion.landmarks import Side
from formcheck.motion.reps import PhaseName

VERDICT_NAMES: Final[dict[Verdict, str]] = {  # worst first
    "fault": mark("Work on this"),
    "watch": mark("Watch this"),
    "good": mark("Good"),
    "not_assessed": mark("Can't tell"),
}
WORST_FIRST: Final[tuple[Verdict, ...]] = tuple(VERDICT_NAMES)
MOVEMENT_NAMES: Final[dict[MovementName, str]] = {
    "squat": mark("Squat"),
    "hinge": mark("Hip hinge"),
    "none": mark("Neither squat nor hinge"),
}
VIEW_NAMES: Final[dict[ViewKind, str]] = {
    "left": mark("Filmed from the left"),
    "right": mark("Filmed from the right"),
    "front": mark("Filmed from the front"),
    "back": mark("Filmed from behind"),
    "oblique": mark("Filmed half turned"),
    "unknown": mark("Filmed from an unclear side"),
}
DEPTH_NAMES: Final[dict[Depth, str]] = {  # from the top down
    "above_parallel": mark("Above parallel"),
    "parallel": mark("Parallel"),
    "below_parallel": mark("Below parallel"),
    "floor": mark("Right down"),
}
HANDS: Final[dict[tuple[Side, SupportPlace], str]] = {
    ("left", "knee"): mark("Left hand on the knee, {seconds} s"),
    ("right", "knee"): mark("Right hand on the knee, {seconds} s"),
    ("left", "thigh"): mark("Left hand on the thigh, {seconds} s"),
    ("right", "thigh"): mark("Right hand on the thigh, {seconds} s"),
    ("left", "floor"): mark("Left hand on the floor, {seconds} s"),
    ("right", "floor"): mark("Right hand on the floor, {seconds} s"),
    ("left", "other"): mark("Left hand on something, {seconds} s"),
    ("right", "other"): mark("Right hand on something, {seconds} s"),
}
SUPPORT_NAMES: Final[dict[SupportKind, str]] = {
    "braced": mark("pushed on the way up"),
    "touched": mark("touched in passing"),
    "rest": mark("rested at the bottom"),
}
PHASE_NAMES: Final[dict[PhaseName, str]] = {
    "standing": mark("Standing"),
    "descent": mark("Going down"),
    "bottom": mark("Bottom"),
    "ascent": mark("Coming up"),
}
ANGLE_NAMES: Final = {
    "knee_flexion_deg": mark("Knee bend"),
    "hip_flexion_deg": mark("Hip bend"),
    "trunk_inclination_deg": mark("Trunk lean"),
    "tibia_inclination_deg": mark("Shin lean"),
    "lumbar_flexion_deg": mark("Lower back, rounded"),
}
