"""One cue after a repetition: a few words to hear while moving on, kind, and about one thing only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from formcheck.schema import Finding, Rep, Verdict
from formcheck.wording.summary import LIMITS_TODAY, PRIORITY
from formcheck.i18n import mark, say

#: What to try next time, by the check that saw it. Using the hands is a strategy, and depth is never pushed.
CUES: Final = {
    **dict.fromkeys(LIMITS_TODAY, mark("Past your limit. Stop earlier.")),
    "lower_back_compensation": mark("Let hips and legs do the work."),
    "lower_back_rounding": mark("Keep your back long."),
    "hands_on_knees": mark("Try the next with free hands."),
    "hands_on_floor": mark("Try it without the floor."),
    "hips_first": mark("Lead up with your chest."),
    "straight_knee_stoop": mark("Soften your knees."),
    "trunk_tibia": mark("Chest up, knees forward."),
    "hinge_pattern": mark("Push your hips further back."),
    "heels": mark("Keep your heels down."),
    "knee_valgus": mark("Knees out over your toes."),
    "depth": mark("A little lower, at your own pace."),
    "asymmetry": mark("Share the load between both legs."),
    "trunk_lean": mark("Lift your chest a little."),
    "tempo": mark("Take your time going down."),
    "steadiness": mark("Stand still for a moment."),
}
#: The signs of compensation, each of which says more than their sum.
SIGNS: Final = ("lower_back_rounding", "trunk_tibia", "trunk_lean", "hips_first", "straight_knee_stoop")
PRAISE: Final = {
    "floor": mark("Good. Deep and steady."),
    "below_parallel": mark("Good. Below parallel."),
    "parallel": mark("Good. Down to parallel."),
    "above_parallel": mark("Good. Keep that rhythm."),
}
HINGE_PRAISE: Final = mark("Good hinge. Hips did the work.")
PLAIN_PRAISE: Final = mark("Good. And again.")


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
            return Cue(say(CUES[first]), verdict, rep.index, t_s)
    limited = any(f.check == "limit_knee" for f in findings)  # where depth is limited it is not praised
    depth = "" if limited else rep.depth or ""
    praise = HINGE_PRAISE if rep.movement == "hinge" else PRAISE.get(depth, PLAIN_PRAISE)
    return Cue(say(praise), "good", rep.index, t_s)
