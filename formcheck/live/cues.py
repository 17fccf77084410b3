"""One cue after a repetition: a few words to hear while moving on, kind, and about one thing only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from formcheck.i18n import gettext, gettext_noop
from formcheck.schema import Finding, Rep, Verdict
from formcheck.wording.summary import LIMITS_TODAY, PRIORITY

#: What to try next time, by the check that saw it. Using the hands is a strategy, and depth is never pushed.
CUES: Final = {
    **dict.fromkeys(LIMITS_TODAY, gettext_noop("Past your limit. Stop earlier.")),
    "lower_back_compensation": gettext_noop("Use your hips and legs more."),
    "lower_back_rounding": gettext_noop("Keep your back straight."),
    "hands_on_knees": gettext_noop("Try the next one without your hands."),
    "hands_on_floor": gettext_noop("Try not to push off the floor."),
    "hips_first": gettext_noop("Coming up, lift your chest first."),
    "straight_knee_stoop": gettext_noop("Bend your knees a little."),
    "trunk_tibia": gettext_noop("Chest up, knees forward."),
    "hinge_pattern": gettext_noop("Push your hips further back."),
    "heels": gettext_noop("Keep your heels down."),
    "knee_valgus": gettext_noop("Keep your knees over your toes."),
    "depth": gettext_noop("A little lower, if that feels fine."),
    "asymmetry": gettext_noop("Use both legs equally."),
    "trunk_lean": gettext_noop("Lift your chest a little."),
    "tempo": gettext_noop("Go down more slowly."),
    "steadiness": gettext_noop("Stand still a second after each one."),
}
#: The signs of compensation, each of which says more than their sum.
SIGNS: Final = ("lower_back_rounding", "trunk_tibia", "trunk_lean", "hips_first", "straight_knee_stoop")
PRAISE: Final = {
    "floor": gettext_noop("Good. Full depth."),
    "below_parallel": gettext_noop("Good. Below parallel."),
    "parallel": gettext_noop("Good. Down to parallel."),
    "above_parallel": gettext_noop("Good. Keep going."),
}
HINGE_PRAISE: Final = gettext_noop("Good. You bent from the hips.")
PLAIN_PRAISE: Final = gettext_noop("Good. Do it again.")


@dataclass(frozen=True, slots=True)
class Cue:
    """``text`` in the language of the context that judged; ``rep`` it is about; ``t_s`` when it was given."""

    text: str
    verdict: Verdict
    rep: int | None
    t_s: float


def cue_for(rep: Rep, findings: Sequence[Finding], t_s: float) -> Cue:
    """The one thing to say about a repetition: the first fault by importance, else the first watch, else praise."""
    for verdict in ("fault", "watch"):
        seen = {f.check for f in findings if f.verdict == verdict and f.check in CUES}
        first = next((check for check in PRIORITY if check in seen), None)
        if first == "lower_back_compensation":
            first = next((sign for sign in SIGNS if sign in seen), first)
        if first is not None:
            return Cue(gettext(CUES[first]), verdict, rep.index, t_s)
    limited = any(f.check == "limit_knee" for f in findings)  # where depth is limited it is not praised
    depth = "" if limited else rep.depth or ""
    praise = HINGE_PRAISE if rep.movement == "hinge" else PRAISE.get(depth, PLAIN_PRAISE)
    return Cue(gettext(praise), "good", rep.index, t_s)
