"""Reports made by hand on top of a drawn figure's: what a report says, without the figure having to do it."""

from functools import cache

import made_reports
import msgspec
from figures import DEEP, HINGE, Shot, analyzed, posed

from formcheck.schema import Finding, Report


@cache
def base(movement="squat") -> Report:
    """A clean report of three repetitions, every finding good."""
    return analyzed(Shot(motion=posed(*([DEEP if movement == "squat" else HINGE] * 3)))).report


def finding(check, verdict, rep=1, movement="squat", value=None) -> Finding:
    return made_reports.finding(check, verdict, rep, movement, value=value)


def report(*findings: Finding, movement="squat", **peak_deg) -> Report:
    """A report with these findings only, and peak angles changed in every repetition."""
    clean = base(movement)
    reps = tuple(msgspec.structs.replace(r, peak=msgspec.structs.replace(r.peak, **peak_deg)) for r in clean.reps)
    return msgspec.structs.replace(clean, findings=findings, reps=reps)


def seen(check, *verdicts, movement="squat", value=None) -> tuple[Finding, ...]:
    """One finding a repetition."""
    return tuple(finding(check, v, i, movement, value) for i, v in enumerate(verdicts, start=1))
