"""Short names of what a report holds, for whoever shows one; said with ``gettext``."""

from typing import Final

from formcheck.i18n import gettext_noop
from formcheck.motion.landmarks import Side
from formcheck.motion.reps import PhaseName
from formcheck.schema import Depth, MovementName, SupportKind, SupportPlace, Verdict, ViewKind

VERDICT_NAMES: Final[dict[Verdict, str]] = {  # worst first
    "fault": gettext_noop("Work on this"),
    "watch": gettext_noop("Watch this"),
    "good": gettext_noop("Good"),
    "not_assessed": gettext_noop("Can't tell"),
}
WORST_FIRST: Final[tuple[Verdict, ...]] = tuple(VERDICT_NAMES)
MOVEMENT_NAMES: Final[dict[MovementName, str]] = {
    "squat": gettext_noop("Squat"),
    "hinge": gettext_noop("Hip hinge"),
    "none": gettext_noop("Neither squat nor hinge"),
}
VIEW_NAMES: Final[dict[ViewKind, str]] = {
    "left": gettext_noop("Filmed from the left"),
    "right": gettext_noop("Filmed from the right"),
    "front": gettext_noop("Filmed from the front"),
    "back": gettext_noop("Filmed from behind"),
    "oblique": gettext_noop("Filmed half turned"),
    "unknown": gettext_noop("Filmed from an unclear side"),
}
DEPTH_NAMES: Final[dict[Depth, str]] = {  # from the top down
    "above_parallel": gettext_noop("Above parallel"),
    "parallel": gettext_noop("Parallel"),
    "below_parallel": gettext_noop("Below parallel"),
    "floor": gettext_noop("Right down"),
}
HANDS: Final[dict[tuple[Side, SupportPlace], str]] = {
    ("left", "knee"): gettext_noop("Left hand on the knee, {seconds} s"),
    ("right", "knee"): gettext_noop("Right hand on the knee, {seconds} s"),
    ("left", "thigh"): gettext_noop("Left hand on the thigh, {seconds} s"),
    ("right", "thigh"): gettext_noop("Right hand on the thigh, {seconds} s"),
    ("left", "floor"): gettext_noop("Left hand on the floor, {seconds} s"),
    ("right", "floor"): gettext_noop("Right hand on the floor, {seconds} s"),
    ("left", "other"): gettext_noop("Left hand on something, {seconds} s"),
    ("right", "other"): gettext_noop("Right hand on something, {seconds} s"),
}
SUPPORT_NAMES: Final[dict[SupportKind, str]] = {
    "braced": gettext_noop("pushed on the way up"),
    "touched": gettext_noop("touched in passing"),
    "rest": gettext_noop("rested at the bottom"),
}
PHASE_NAMES: Final[dict[PhaseName, str]] = {
    "standing": gettext_noop("Standing"),
    "descent": gettext_noop("Going down"),
    "bottom": gettext_noop("Bottom"),
    "ascent": gettext_noop("Coming up"),
}
ANGLE_NAMES: Final = {
    "knee_flexion_deg": gettext_noop("Knee bend"),
    "hip_flexion_deg": gettext_noop("Hip bend"),
    "trunk_inclination_deg": gettext_noop("Trunk lean"),
    "tibia_inclination_deg": gettext_noop("Shin lean"),
    "lumbar_flexion_deg": gettext_noop("Lower back, rounded"),
}
