"""Reading a report: the findings of a check or of a repetition, and the usual angle of a set."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from formcheck.motion.track import nanmedian
from formcheck.schema import SIDE_VIEWS, WORST_FIRST, Finding, Peak, Rep, Report, View, ViewKind


def findings_of(report: Report, check: str) -> list[Finding]:
    """Everything one check found over the clip."""
    return [finding for finding in report.findings if finding.check == check]


def of_rep(findings: Iterable[Finding], rep: Rep) -> tuple[Finding, ...]:
    """The findings of one repetition, worst and surest first."""
    own = (finding for finding in findings if finding.rep == rep.index)
    return tuple(sorted(own, key=lambda f: (WORST_FIRST.index(f.verdict), -f.confidence)))


def judged(findings: Iterable[Finding]) -> list[Finding]:
    """Those that came to a verdict."""
    return [finding for finding in findings if finding.verdict != "not_assessed"]


def typical(group: Sequence[Finding]) -> Finding:
    """The finding that stands for a check over the repetitions: the commonest verdict, ties to the worse, surest first.

    For reading one value of a set; what is said of a set is decided by `formcheck.judging.policy`.
    """
    known = judged(group)
    if not known:
        return group[0]
    verdict = min(WORST_FIRST, key=lambda v: (-sum(f.verdict == v for f in known), WORST_FIRST.index(v)))
    return max((f for f in known if f.verdict == verdict), key=lambda f: f.confidence)


def at_bottom(report: Report, name: str, *, band: bool = False) -> float:
    """The usual angle at the bottom over whole repetitions, or the half-width of its interval; NaN when unknown."""
    peaks: Iterable[Peak | None] = (rep.peak_band if band else rep.peak for rep in report.reps if not rep.partial)
    values = [getattr(peak, name) for peak in peaks if peak is not None]
    return nanmedian(np.array([value for value in values if value is not None], dtype=np.float64))


def seen_from(rep: Rep) -> ViewKind:
    """From where one repetition was filmed; "unknown" also where its report does not say."""
    return "unknown" if rep.view is None else rep.view.kind


def by_view(reps: Sequence[Rep]) -> list[list[Rep]]:
    """Repetitions grouped by from where they were filmed: most first, of equally many those from a side. Those from
    nowhere in particular are no group beside others.
    """
    many = Counter(map(seen_from, reps))
    if len(many) > 1:
        many.pop("unknown", None)
    kinds = sorted(many, key=lambda kind: (-many[kind], kind not in SIDE_VIEWS))
    return [[rep for rep in reps if seen_from(rep) == kind] for kind in kinds]


def usual_view(reps: Sequence[Rep]) -> View | None:
    """How most whole repetitions were filmed; None without any."""
    groups = by_view([rep for rep in reps if not rep.partial])
    return groups[0][0].view if groups and seen_from(groups[0][0]) != "unknown" else None
