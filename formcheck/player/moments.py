"""The moments of a clip worth going to."""

from collections.abc import Sequence
from typing import Final

from formcheck.judging.policy import shown_findings
from formcheck.schema import Finding, Report, Verdict
from formcheck.wording.findings import shown_verdict

MARKED: Final[tuple[Verdict, ...]] = ("fault", "watch")


def marks(report: Report) -> tuple[Finding, ...]:
    """The findings that have a moment to look at, in order of time; compensation speaks for its signs."""
    found = (
        f for f in shown_findings(report.findings) if f.verdict in MARKED and f.t_s is not None and f.rep is not None
    )
    return tuple(sorted(found, key=lambda f: f.t_s or 0.0))


def length_s(report: Report) -> float:
    """Where the time axis of a report ends, in seconds."""
    return max([report.clip.duration_s, *(rep.end_s for rep in report.reps)])


def lanes(found: Sequence[Finding]) -> tuple[str, ...]:
    """The checks that have marks, worst first: each keeps a row of its own."""
    worst = sorted(found, key=lambda f: MARKED.index(shown_verdict(f)))
    return tuple(dict.fromkeys(f.check for f in worst))
