"""The few sentences on top of a report: what matters most, what went well, what to work on."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.coaching.report import Finding, MovementName, Rep, Summary, Verdict
from formcheck.coaching.sorting import Sorted

WORK_ON_MOST: Final = 2  # chosen: people change one or two things at a time
WENT_WELL_MOST: Final = 3
#: What matters first when several things were seen: the article's subject, then the cause, then the rest.
PRIORITY: Final = (
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
UNITS: Final = {"deg": "°", "ratio": ""}  # any other unit follows the number after a space
DEPTH_WORDS: Final = {
    "floor": "down to the floor",
    "below_parallel": "below parallel",
    "parallel": "to parallel",
    "above_parallel": "above parallel",
}


def summary(
    movement: MovementName,
    reps: Sequence[Rep],
    findings: Sequence[Finding],
    *,
    others: Sequence[Sorted],
    seen: NDArray[np.bool_],
) -> Summary:
    """Headline first; at most two things to work on; what could not be judged and why."""
    whole = [r for r in reps if not r.partial]
    by_check: dict[str, list[Finding]] = {}
    for finding in findings:
        by_check.setdefault(finding.check, []).append(finding)
    worst = {check: _typical(group) for check, group in by_check.items()}
    faults = [worst[c] for c in PRIORITY if c in worst and worst[c].verdict == "fault"]
    watches = [worst[c] for c in PRIORITY if c in worst and worst[c].verdict == "watch"]
    praise = [worst[c] for c in PRAISE if c in worst and worst[c].verdict == "good"]
    return Summary(
        headline=_headline(movement, whole, len(reps), others, seen, (faults or watches)[:1]),
        went_well=tuple(f.reason for f in praise[:WENT_WELL_MOST]),
        work_on=tuple(_counted(f, by_check[f.check]) for f in (faults + watches)[:WORK_ON_MOST]),
        not_assessed={c: g[0].reason for c, g in by_check.items() if all(f.verdict == "not_assessed" for f in g)},
        reps_complete=len(whole),
        reps_partial=len(reps) - len(whole),
    )


def _typical(group: Sequence[Finding]) -> Finding:
    """The finding that stands for a check over the reps: the commonest verdict, ties to the worse, most confident."""
    judged = [f for f in group if f.verdict != "not_assessed"]
    if not judged:
        return group[0]
    order: tuple[Verdict, ...] = ("good", "watch", "fault")
    verdict = max(order, key=lambda v: (sum(f.verdict == v for f in judged), order.index(v)))
    return max((f for f in judged if f.verdict == verdict), key=lambda f: f.confidence)


def _counted(finding: Finding, group: Sequence[Finding]) -> str:
    same = sum(f.verdict == finding.verdict for f in group)
    judged = sum(f.verdict != "not_assessed" for f in group)
    return f"{finding.reason} (In {same} of {judged} repetitions.)" if judged > 1 else finding.reason


def _headline(
    movement: MovementName,
    whole: Sequence[Rep],
    shown: int,
    others: Sequence[Sorted],
    seen: NDArray[np.bool_],
    first: Sequence[Finding],
) -> str:
    if not seen.any():
        return "Nobody is in view: film the whole body, side-on, from 2.5 to 3.5 m away."
    if not whole:
        if shown:
            return "Only part of a repetition was filmed: start and end the clip standing."
        if others and not any(np.isfinite(s.stoop_squat_index) for s in others):
            return "Your hips are hidden while you move: clear the view, whole body in the picture."
        if others:
            return "This is not a squat or a hip hinge, so nothing was judged."
        return "No repetition was found: squat or hinge at least once, standing before and after."
    count = " and ".join(_of_kind(whole, kind) for kind in sorted({r.movement for r in whole}, key=movement.__ne__))
    depths = [r.depth for r in whole if r.depth is not None]
    if movement == "squat" and depths:
        count += f", {DEPTH_WORDS[max(set(depths), key=depths.count)]}"
    if first:
        return f"{count}. {first[0].reason.partition('. ')[0].rstrip('.')}."
    return f"{count}, and nothing to correct in what could be seen."


def _of_kind(whole: Sequence[Rep], kind: str) -> str:
    number = sum(rep.movement == kind for rep in whole)
    return f"{number} {'squat' if kind == 'squat' else 'hip hinge'}{'s' if number > 1 else ''}"


def amount(value: float, unit: str) -> str:
    """A finding's value with its unit, every digit it has, so that it cannot seem to lie on its own limit."""
    return f"{value:g}{UNITS.get(unit, f' {unit}')}"
