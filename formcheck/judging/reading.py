"""Reading a report: the findings of a check or of a repetition, and the clip's typical angle."""

from collections.abc import Iterable, Sequence

import numpy as np

from formcheck.motion.track import nanmedian
from formcheck.schema import Finding, Peak, Rep, Report
from formcheck.wording.names import WORST_FIRST


def findings_of(report: Report, check: str) -> list[Finding]:
    """Everything one check said over the clip."""
    return [finding for finding in report.findings if finding.check == check]


def of_rep(findings: Iterable[Finding], rep: Rep) -> tuple[Finding, ...]:
    """The findings of one repetition, worst and surest first."""
    own = (finding for finding in findings if finding.rep == rep.index)
    return tuple(sorted(own, key=lambda f: (WORST_FIRST.index(f.verdict), -f.confidence)))


def judged(findings: Sequence[Finding]) -> list[Finding]:
    """Those that came to a verdict."""
    return [finding for finding in findings if finding.verdict != "not_assessed"]


def at_bottom(report: Report, name: str, *, band: bool = False) -> float:
    """The clip's typical angle at the bottom (or half its band), over whole repetitions; NaN when it is not known."""
    peaks: Iterable[Peak | None] = (rep.peak_band if band else rep.peak for rep in report.reps if not rep.partial)
    values = [getattr(peak, name) for peak in peaks if peak is not None]
    return nanmedian(np.array([value for value in values if value is not None], dtype=np.float64))
