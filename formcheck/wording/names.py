"""Short names of what a report holds, for whoever shows one; said with ``gettext``."""

from typing import Final

from formcheck.i18n import gettext, gettext_noop, listed, ngettext
from formcheck.judging.reading import by_view, seen_from
from formcheck.motion.landmarks import Side
from formcheck.motion.reps import PhaseName
from formcheck.movements import movements
from formcheck.schema import (
    NO_MOVEMENT,
    Depth,
    MovementName,
    Report,
    RepStatus,
    Rung,
    SignName,
    Strategy,
    SupportKind,
    SupportPlace,
    Verdict,
    ViewKind,
)

VERDICT_NAMES: Final[dict[Verdict, str]] = {  # worst first
    "fault": gettext_noop("Work on this"),
    "watch": gettext_noop("Watch this"),
    "good": gettext_noop("Good"),
    "not_assessed": gettext_noop("Can't tell"),
}
#: A finding that is a way to cope, not a mistake.
STRATEGY_NAME: Final = gettext_noop("Worth knowing")
STATUS_NAMES: Final[dict[RepStatus, str]] = {
    "fault": VERDICT_NAMES["fault"],
    "watch": VERDICT_NAMES["watch"],
    "good": VERDICT_NAMES["good"],
    "partly": gettext_noop("Partly judged"),
    "not_assessed": VERDICT_NAMES["not_assessed"],
}
VIEW_NAMES: Final[dict[ViewKind, str]] = {
    "left": gettext_noop("Filmed from the left"),
    "right": gettext_noop("Filmed from the right"),
    "front": gettext_noop("Filmed from the front"),
    "back": gettext_noop("Filmed from behind"),
    "oblique": gettext_noop("Filmed at an angle"),
    "unknown": gettext_noop("Filmed from an unclear side"),
}
DEPTH_NAMES: Final[dict[Depth, str]] = {  # from the top down
    "above_parallel": gettext_noop("Above parallel"),
    "parallel": gettext_noop("Parallel"),
    "below_parallel": gettext_noop("Below parallel"),
    "floor": gettext_noop("Full depth"),
}
RUNG_NAMES: Final[dict[Rung, str]] = {  # from the bottom up
    "supported": gettext_noop("Holding on"),
    "heels_raised": gettext_noop("Heels up"),
    "free": gettext_noop("Without help"),
}
#: A class that straddles its neighbour, by both, the likelier one first.
DEPTH_BETWEEN: Final[dict[tuple[Depth, Depth], str]] = {
    ("above_parallel", "parallel"): gettext_noop("Just above parallel or at it"),
    ("parallel", "above_parallel"): gettext_noop("Parallel or just above"),
    ("parallel", "below_parallel"): gettext_noop("Parallel or just below"),
    ("below_parallel", "parallel"): gettext_noop("Below parallel or just at it"),
    ("below_parallel", "floor"): gettext_noop("Below parallel or full depth"),
    ("floor", "below_parallel"): gettext_noop("Full depth or just short of it"),
}
PICK_NAMES: Final[dict[Strategy, str]] = {
    "squatting": gettext_noop("A squat"),
    "squat_hinge": gettext_noop("Between a squat and a hip hinge"),
    "hinging": gettext_noop("A hip hinge"),
    "hinge_stoop": gettext_noop("Between a hip hinge and stooping"),
    "stooping": gettext_noop("Stooping with straight legs"),
    "lunge": gettext_noop("A lunge"),
    "one_leg": gettext_noop("On one leg"),
}
SIGN_NAMES: Final[dict[SignName, str]] = {
    "rounding": gettext_noop("your lower back rounded"),
    "pitching": gettext_noop("you leaned further forward than your legs need"),
    "hips_first": gettext_noop("your hips rose before your chest"),
    "stooping": gettext_noop("you bent over straight knees"),
}
#: The same, as things that could not be judged.
UNKNOWN_SIGN_NAMES: Final[dict[SignName, str]] = {
    "rounding": gettext_noop("your lower back"),
    "pitching": gettext_noop("your forward lean"),
    "hips_first": gettext_noop("what rose first"),
    "stooping": gettext_noop("your knees"),
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
#: What a hand holds on to, in a word or two on the video.
PLACE_NAMES: Final[dict[SupportPlace, str]] = {
    "knee": gettext_noop("Hand on knee"),
    "thigh": gettext_noop("Hand on thigh"),
    "floor": gettext_noop("Hand on floor"),
    "other": gettext_noop("Hand holds on"),
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
    "trunk_inclination_deg": gettext_noop("Forward lean"),
    "tibia_inclination_deg": gettext_noop("Shin lean"),
    "lumbar_flexion_deg": gettext_noop("Lower back, rounded"),
}


def movement_name(name: MovementName) -> str:
    """One repetition's movement; "Another movement" for none of ours, and the name itself where it is not known."""
    known = movements().get(name)
    return gettext(known.short) if known else gettext("Another movement") if name == NO_MOVEMENT else name


def depth_name(depth: Depth, depth_or: Depth | None = None) -> str:
    """A class of depth, the same words wherever it is shown; both classes where it straddles two."""
    return gettext(DEPTH_BETWEEN[depth, depth_or] if depth_or else DEPTH_NAMES[depth])


def filmed_from(report: Report) -> tuple[str, ...]:
    """From where the clip was filmed; where the person turned round between repetitions, which were seen from where."""
    groups = by_view([rep for rep in report.reps if not rep.partial])
    if len(groups) < 2:
        return (gettext(VIEW_NAMES[report.view.kind]),)
    in_order = sorted(groups, key=lambda group: group[0].index)
    return tuple(
        ngettext(
            "{view}: repetition {numbers}",
            "{view}: repetitions {numbers}",
            len(group),
            view=gettext(VIEW_NAMES[seen_from(group[0])]),
            numbers=listed(str(rep.index) for rep in group),
        )
        for group in in_order
    )
