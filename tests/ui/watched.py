"""A clip to watch: a drawn figure's report and angles, with findings put where a test wants them."""

from dataclasses import replace
from functools import cache

import made_reports
import msgspec
from figures import DEEP, Shot, analyzed, posed

from formcheck.judging.analyze import Analyzed
from formcheck.schema import Finding, Report


@cache
def figure() -> Analyzed:
    """Three deep squats."""
    return analyzed(Shot(motion=posed(DEEP, DEEP, DEEP)))


def finding(check, verdict, rep, t_s, **changed) -> Finding:
    return made_reports.finding(check, verdict, rep, t_s=t_s, **changed)


def bottom_s(rep) -> float:
    return figure().report.reps[rep - 1].bottom_s


def replaced(report: Report) -> Analyzed:
    """The figure with another report."""
    return replace(figure(), report=report)


def report(*findings: Finding, **changed) -> Report:
    return msgspec.structs.replace(figure().report, findings=findings, **changed)


def some_findings() -> tuple[Finding, ...]:
    """Marks in two rows, and three findings that are none."""
    return (
        finding("heels", "watch", 1, bottom_s(1)),
        finding("heels", "watch", 3, bottom_s(3)),
        finding("hips_first", "fault", 2, bottom_s(2) + 0.4),
        finding("depth", "good", 1, bottom_s(1)),
        finding("repeatability", "watch", None, 1.0),
        finding("knee_valgus", "not_assessed", 1, None),
    )
