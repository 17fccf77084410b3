"""What stands for each value of a clip: as it was measured, or as a trainer corrected it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from formcheck.judging.policy import shown_findings
from formcheck.schema import WORST_FIRST, Finding, Rep, Report, Verdict
from formcheck.storage.review.records import Decision, Subject

Mark = Literal["measured", "agreed", "disagreed", "corrected"]
MARKS: Final[dict[str, Mark]] = {"agree": "agreed", "disagree": "disagreed", "correct": "corrected"}
Key = tuple[Subject, int | None, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a value stands: its mark, and who said so when (empty for "measured"). ``corrected``: what took its place."""

    mark: Mark = "measured"
    who: str = ""
    made_at: str = ""
    corrected: Mapping[str, Any] = field(default_factory=dict)


MEASURED: Final = Standing()


class Decided:
    """The decisions on a clip; of each value the last one stands."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self._last: dict[Key, Decision] = {(one.subject, one.rep, one.check): one for one in decisions}

    def of(self, subject: Subject, rep: int | None, check: str = "") -> Standing:
        """How one value stands."""
        last = self._last.get((subject, rep, check))
        if last is None or last.answer not in MARKS:
            return MEASURED
        return Standing(MARKS[last.answer], last.who, last.made_at, last.corrected)

    def of_finding(self, finding: Finding) -> Standing:
        """How a finding stands."""
        return self.of("finding", finding.rep, finding.check)

    def verdict(self, finding: Finding) -> Verdict:
        """The verdict in force: the trainer's own where there is one."""
        said = self.of_finding(finding).corrected.get("verdict")
        return next((verdict for verdict in WORST_FIRST if verdict == said), finding.verdict)

    def counts(self) -> dict[Mark, int]:
        """How many values have each mark but "measured"."""
        found: dict[Mark, int] = {}
        for one in self._last.values():
            if one.answer in MARKS:
                found[MARKS[one.answer]] = found.get(MARKS[one.answer], 0) + 1
        return found


def to_decide(report: Report, *, everything: bool) -> tuple[Finding, ...]:
    """The findings a trainer goes through, repetition by repetition, worst first in each; the set as a whole last.
    Without ``everything`` only those that ask for attention.
    """
    shown = shown_findings(report.findings)
    wanted = [f for f in shown if everything or f.verdict in ("fault", "watch")]
    last = max((rep.index for rep in report.reps), default=0) + 1
    return tuple(sorted(wanted, key=lambda f: (last if f.rep is None else f.rep, WORST_FIRST.index(f.verdict))))


def rep_at(report: Report, index: int | None) -> Rep | None:
    """The repetition with that number."""
    return next((rep for rep in report.reps if rep.index == index), None)


def open_findings(findings: Sequence[Finding], decided: Decided) -> list[int]:
    """Places in a row of findings that nobody has decided yet."""
    return [i for i, finding in enumerate(findings) if decided.of_finding(finding).mark == "measured"]
