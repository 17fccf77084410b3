"""One cue after a repetition: a few kind words about one thing, short enough to hear while moving on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from formcheck.i18n import gettext, gettext_noop
from formcheck.schema import Finding, Rep, Verdict
from formcheck.wording.summary import LIMITS_TODAY, PRIORITY

#: What to try next time, by check. Using the hands is a strategy, and nobody is pushed to go deeper.
CUES: Final = {
    **dict.fromkeys(LIMITS_TODAY, gettext_noop("Past your limit. Stop earlier.")),
    "lower_back_compensation": gettext_noop("Let hips and legs do the work."),
    "lower_back_rounding": gettext_noop("Keep your back long."),
    "hands_on_knees": gettext_noop("Try the next with free hands."),
    "hands_on_floor": gettext_noop("Try it without the floor."),
    "hips_first": gettext_noop("Lead up with your chest."),
    "straight_knee_stoop": gettext_noop("Soften your knees."),
    "trunk_tibia": gettext_noop("Chest up, knees forward."),
    "hinge_pattern": gettext_noop("Push your hips further back."),
    "heels": gettext_noop("Keep your heels down."),
    "knee_valgus": gettext_noop("Knees out over your toes."),
    "depth": gettext_noop("A little lower, at your own pace."),
    "asymmetry": gettext_noop("Share the load between both legs."),
    "trunk_lean": gettext_noop("Lift your chest a little."),
    "tempo": gettext_noop("Take your time going down."),
    "steadiness": gettext_noop("Stand still for a moment."),
}
#: The signs of compensation, each more specific than the finding about all of them.
SIGNS: Final = ("lower_back_rounding", "trunk_tibia", "trunk_lean", "hips_first", "straight_knee_stoop")
PRAISE: Final = {
    "floor": gettext_noop("Good. Deep and steady."),
    "below_parallel": gettext_noop("Good. Below parallel."),
    "parallel": gettext_noop("Good. Down to parallel."),
    "above_parallel": gettext_noop("Good. Keep that rhythm."),
}
HINGE_PRAISE: Final = gettext_noop("Good hinge. Hips did the work.")
PLAIN_PRAISE: Final = gettext_noop("Good. And again.")


@dataclass(frozen=True, slots=True)
class Cue:
    """``text`` in the language of the context that judged; ``rep``: its repetition; ``t_s``: when it was given."""

    text: str
    verdict: Verdict
    rep: int | None
    t_s: float


def cue_for(rep: Rep, findings: Sequence[Finding], t_s: float) -> Cue:
    """The cue for a repetition: the first fault by importance, else the first watch, else praise."""
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
