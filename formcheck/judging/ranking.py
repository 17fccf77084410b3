"""Which repetition was the best and which the weakest, and in what they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from formcheck.judging.reading import of_rep
from formcheck.schema import DEPTHS, Depth, Finding, Rep, Report, Verdict

DEEPER: Final[tuple[Depth | None, ...]] = (None, *DEPTHS)


@dataclass(frozen=True, slots=True)
class Difference:
    """One check that came out differently in the two: the finding of each."""

    best: Finding
    weakest: Finding


@dataclass(frozen=True, slots=True)
class Ranking:
    """The two ends of a set; both None when all came out the same. ``apart``: worst in the weakest first."""

    best: Rep | None
    weakest: Rep | None
    apart: tuple[Difference, ...] = ()


def ranking(report: Report) -> Ranking | None:
    """Best and weakest of the whole repetitions of the main movement; None with fewer than two.

    Fewer faults first, then fewer things to watch, then how sure those are, then depth. The same: every check that was
    assessed in both gave the same verdict.
    """
    whole = [rep for rep in report.reps if not rep.partial and rep.movement == report.movement]
    if len(whole) < 2:
        return None
    ordered = sorted(whole, key=lambda rep: weakness(rep, of_rep(report.findings, rep)))
    best, weakest = ordered[0], ordered[-1]
    apart = _apart(of_rep(report.findings, best), of_rep(report.findings, weakest))
    return Ranking(best, weakest, apart) if apart else Ranking(None, None)


def weakness(rep: Rep, own: Sequence[Finding]) -> tuple[int, int, float, int]:
    """How much there is to correct in a repetition with these findings, to order by: the best is the least."""
    faults = [f for f in own if f.verdict == "fault"]
    watches = [f for f in own if f.verdict == "watch"]
    sure = round(sum(f.confidence for f in (*faults, *watches)), 2)
    return len(faults), len(watches), sure, -DEEPER.index(rep.depth)


def differ(report: Report) -> bool:
    """Whether a check over the whole set found its repetitions to differ."""
    verdicts: set[Verdict] = {finding.verdict for finding in report.findings if finding.rep is None}
    return bool(verdicts & {"watch", "fault"})


def _apart(best: Sequence[Finding], weakest: Sequence[Finding]) -> tuple[Difference, ...]:
    there = {f.check: f for f in best if f.verdict != "not_assessed"}
    return tuple(
        Difference(there[f.check], f)
        for f in weakest
        if f.verdict != "not_assessed" and f.check in there and there[f.check].verdict != f.verdict
    )
