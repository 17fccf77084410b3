"""The few sentences on top of a report: what matters most, what went well, what to work on."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.i18n import gettext, gettext_noop, ngettext
from formcheck.judging.classify import ClassifiedRep
from formcheck.judging.reading import judged
from formcheck.schema import Finding, LimitUsed, MovementName, Nothing, Rep, Summary
from formcheck.wording.names import WORST_FIRST

WORK_ON_MOST: Final = 2  # chosen: people change one or two things at a time
WENT_WELL_MOST: Final = 3
SAFETY: Final = gettext_noop(
    "This is movement feedback from one camera, not a medical assessment. It cannot see your spine, your muscles or "
    "what you feel, and it cannot tell you why something hurts. Stop if anything hurts or you feel dizzy, and talk "
    "to a doctor or physiotherapist before you go on."
)
LIMITS_TODAY: Final = ("limit_knee", "limit_trunk", "limit_hinge")  # set by a professional: judging/clinician_limits.py
#: What matters first when several things were seen: the article's subject, then the cause, then the rest.
PRIORITY: Final = (
    *LIMITS_TODAY,
    "lower_back_compensation",
    "lower_back_rounding",
    "hands_on_knees",
    "hands_on_floor",
    "hips_first",
    "straight_knee_stoop",
    "trunk_tibia",
    "hinge_pattern",
    "heels",
    "knee_valgus",
    "depth",
    "asymmetry",
    "trunk_lean",
    "tempo",
    "steadiness",
    "repeatability",
)
PRAISE: Final = ("depth", "hinge_pattern", "lower_back_compensation", "heels", "hands_on_knees", "trunk_tibia")
#: Values with the units of the table.
AMOUNTS: Final = {
    "deg": "{value}°",
    "ratio": "{value}",
    "s": gettext_noop("{value} s"),
    "foot lengths": gettext_noop("{value} foot lengths"),
    "leg lengths": gettext_noop("{value} leg lengths"),
    "signs": gettext_noop("{value} signs"),
}
DEPTH_WORDS: Final = {
    "floor": gettext_noop("down to the floor"),
    "below_parallel": gettext_noop("below parallel"),
    "parallel": gettext_noop("to parallel"),
    "above_parallel": gettext_noop("above parallel"),
}
#: Why nothing was judged, and what to change.
NOTHING: Final[dict[Nothing, str]] = {
    "nobody": gettext_noop("Nobody is in view: film the whole body, side-on, from 2.5 to 3.5 m away."),
    "partial": gettext_noop("Only part of a repetition was filmed: start and end the clip standing."),
    "hips_hidden": gettext_noop("Your hips are hidden while you move: clear the view, whole body in the picture."),
    "other_movement": gettext_noop("This is not a squat or a hip hinge, so nothing was judged."),
    "no_repetition": gettext_noop("No repetition was found: squat or hinge at least once, standing before and after."),
}
FIRST_SENTENCE: Final = re.compile(r"(.+?)(?:[。！？]\s*|\.\s+|$)(.*)", re.DOTALL)


def summary(
    movement: MovementName,
    reps: Sequence[Rep],
    findings: Sequence[Finding],
    *,
    others: Sequence[ClassifiedRep],
    seen: NDArray[np.bool_],
) -> Summary:
    """Headline first; at most two things to work on; what could not be judged and why."""
    whole = [r for r in reps if not r.partial]
    by_check: dict[str, list[Finding]] = {}
    for finding in findings:
        by_check.setdefault(finding.check, []).append(finding)
    worst = {check: typical(group) for check, group in by_check.items()}
    faults = [worst[c] for c in PRIORITY if c in worst and worst[c].verdict == "fault"]
    watches = [worst[c] for c in PRIORITY if c in worst and worst[c].verdict == "watch"]
    praise = [worst[c] for c in PRAISE if c in worst and worst[c].verdict == "good"]
    nothing = _nothing(len(whole), len(reps), others, seen)
    done = "" if nothing else _counts(movement, whole, limited="limit_knee" in by_check)
    return Summary(
        headline=gettext(NOTHING[nothing]) if nothing else _headline(done, (faults or watches)[:1]),
        went_well=tuple(f.reason for f in praise[:WENT_WELL_MOST]),
        work_on=tuple(counted(f, by_check[f.check]) for f in (faults + watches)[:WORK_ON_MOST]),
        not_assessed={c: g[0].reason for c, g in by_check.items() if all(f.verdict == "not_assessed" for f in g)},
        reps_complete=len(whole),
        reps_partial=len(reps) - len(whole),
        nothing=nothing,
    )


def typical(group: Sequence[Finding]) -> Finding:
    """The finding that stands for a check over the reps: the commonest verdict, ties to the worse, most confident."""
    told = judged(group)
    if not told:
        return group[0]
    verdict = min(WORST_FIRST, key=lambda v: (-sum(f.verdict == v for f in told), WORST_FIRST.index(v)))
    return max((f for f in told if f.verdict == verdict), key=lambda f: f.confidence)


def counted(finding: Finding, group: Sequence[Finding]) -> str:
    """A finding's sentence, and in how many of the repetitions its check judged it the same."""
    told = judged(group)
    if len(told) <= 1:
        return finding.reason
    same = sum(f.verdict == finding.verdict for f in told)
    return gettext(
        "{finding} (In {same} of {judged} repetitions.)", finding=finding.reason, same=same, judged=len(told)
    )


def _headline(done: str, first: Sequence[Finding]) -> str:
    if first:
        return gettext("{repetitions}. {finding}.", repetitions=done, finding=first_and_rest(first[0].reason)[0])
    return gettext("{repetitions}, and nothing to correct in what could be seen.", repetitions=done)


def _nothing(whole: int, shown: int, others: Sequence[ClassifiedRep], seen: NDArray[np.bool_]) -> Nothing | None:
    if not seen.any():
        return "nobody"
    if whole:
        return None
    if shown:
        return "partial"
    if others and not any(np.isfinite(s.stoop_squat_index) for s in others):
        return "hips_hidden"
    return "other_movement" if others else "no_repetition"


def _counts(movement: MovementName, whole: Sequence[Rep], *, limited: bool) -> str:
    """How many repetitions of the main movement, then of the other one, and how deep the squats were.

    Where the knees have a limit, depth is no measure and is not named.
    """
    kinds = sorted({rep.movement for rep in whole}, key=movement.__ne__)
    said = [of_kind(kind, sum(rep.movement == kind for rep in whole)) for kind in kinds]
    done = said[0] if len(said) == 1 else gettext("{one} and {other}", one=said[0], other=said[1])
    depths = [r.depth for r in whole if r.depth is not None]
    if movement == "squat" and depths and not limited:
        depth = gettext(DEPTH_WORDS[max(set(depths), key=depths.count)])
        return gettext("{repetitions}, {depth}", repetitions=done, depth=depth)
    return done


def of_kind(movement: MovementName, count: int) -> str:
    """So many squats, or hip hinges."""
    if movement == "hinge":
        return ngettext("{count} hip hinge", "{count} hip hinges", count)
    return ngettext("{count} squat", "{count} squats", count)


def first_and_rest(text: str) -> tuple[str, str]:
    """The first sentence, and what follows it; the first without its full stop."""
    found = FIRST_SENTENCE.match(text)
    return (found[1].rstrip("."), found[2]) if found else (text, "")


def amount(value: float, unit: str, digits: int | None = None) -> str:
    """A value with its unit. Without ``digits`` every one it has, so that it cannot seem to lie on its own limit."""
    number = f"{value:g}" if digits is None else f"{value:.{digits}f}"
    return gettext(AMOUNTS.get(unit, f"{{value}} {unit}"), value=number)


def limit_words(limit: LimitUsed, unit: str) -> tuple[str, str]:
    """Which values are good, and from which on to work on it."""
    good, fault = amount(limit.good, unit), amount(limit.fault, unit)
    if limit.bad == "above":
        return gettext("{value} or less", value=good), gettext("{value} or more", value=fault)
    return gettext("{value} or more", value=good), gettext("{value} or less", value=fault)
