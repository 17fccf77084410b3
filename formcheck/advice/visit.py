"""The check-up: its steps from the registry, what a take comes to, what changed, and when the next one is due.

A change no larger than both measurements' errors together is "none".
"""

import math
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from formcheck.advice.causes import CandidateCause, RetestOutcome, causes_of
from formcheck.advice.progress import Change, same_terms
from formcheck.i18n import gettext
from formcheck.judging.reading import findings_of
from formcheck.movements import movements
from formcheck.movements.spec import Cause, Movement, VisitRow, VisitStep, VisitTake
from formcheck.schema import MovementName, Report, Visit, VisitPart, VisitValue
from formcheck.settings import NO_LIMITS, ClinicianLimits

DECIMALS: Final = 3  # far below what one camera can tell
PRACTICE: Final[Cause] = "coordination"  # who moves better as coached has the strength and the range for it


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a check-up, with the movement it tests."""

    movement: Movement
    visit: VisitStep

    @property
    def name(self) -> MovementName:
        """The movement's name."""
        return self.movement.name

    def take(self, take_id: str) -> VisitTake:
        """The take with that id. Raises KeyError."""
        for take in self.visit.takes:
            if take.id == take_id:
                return take
        raise KeyError(take_id)


@dataclass(frozen=True, slots=True)
class VisitChange:
    """How a value changed from one take to another; ``difference`` with its sign, ``error`` of both together."""

    row: VisitRow
    change: Change
    difference: float
    error: float


def steps(
    clinician_limits: ClinicianLimits = NO_LIMITS, known: Mapping[MovementName, Movement] | None = None
) -> tuple[Step, ...]:
    """The steps in order, without those that a professional forbade."""
    found = movements() if known is None else known
    allowed = (one for one in found.values() if one.allowed_by is None or getattr(clinician_limits, one.allowed_by))
    in_visit = [Step(one, one.visit) for one in allowed if one.visit is not None]
    return tuple(sorted(in_visit, key=lambda step: step.visit.order))


def step_of(movement: MovementName) -> Step | None:
    """The step of a movement; None where this version has none, as an old diary may ask for."""
    return next((step for step in steps() if step.name == movement), None)


def part_of(step: Step, take_id: str, report: Report) -> VisitPart:
    """A take with its values; those of a report in which nothing was judged, or of another movement, are not known."""
    judged = report.movement == step.name and report.summary.nothing is None
    values = []
    for row in step.visit.rows:
        found = row.read(report) if judged else None
        known = found is not None and math.isfinite(found.value) and math.isfinite(found.half_width)
        value = VisitValue(id=row.id, unit=row.unit)
        if found is not None and known:
            value = VisitValue(
                id=row.id,
                unit=row.unit,
                value=round(found.value, DECIMALS),
                half_width=round(found.half_width, DECIMALS),
            )
        values.append(value)
    return VisitPart(movement=step.name, take=take_id, values=tuple(values), report=report)


def visit_of(parts: Iterable[VisitPart], made_at: datetime) -> Visit:
    """A check-up made at that moment."""
    return Visit(made_at=made_at.astimezone(UTC).isoformat(timespec="seconds"), parts=tuple(parts))


def made_on(visit: Visit) -> date:
    """The day it was made, as the clock on the wall showed it."""
    return datetime.fromisoformat(visit.made_at).astimezone().date()


def changed(row: VisitRow, before: VisitPart, after: VisitPart) -> VisitChange | None:
    """The change of one value between two takes; None where they cannot be held beside each other: one is not known,
    other models measured it, or a professional limited it, so that more is no progress.
    """
    first, last = before.value(row.id), after.value(row.id)
    if first is None or last is None or first.unit != last.unit:
        return None
    if first.value is None or first.half_width is None or last.value is None or last.half_width is None:
        return None
    reports = (before.report, after.report)
    if not same_terms(row, *reports) or any(row.limited_by and findings_of(one, row.limited_by) for one in reports):
        return None
    difference, error = last.value - first.value, math.hypot(first.half_width, last.half_width)
    if difference == 0 or abs(difference) <= error:
        return VisitChange(row, "none", difference, error)
    return VisitChange(row, "better" if (difference > 0) == (row.better == "more") else "worse", difference, error)


def when_coached(step: Step, visit: Visit) -> tuple[VisitChange, ...]:
    """What changed from a step's first take to its last; nothing where it has one."""
    first, last = (visit.part(step.name, step.visit.takes[at].id) for at in (0, -1))
    if first is None or last is None or first == last:
        return ()
    return tuple(found for row in step.visit.rows if (found := changed(row, first, last)))


def since(step: Step, take_id: str, earlier: Sequence[Visit], visit: Visit) -> tuple[date, tuple[VisitChange, ...]]:
    """What changed in a take since the newest earlier check-up that has it; with the day of that one.

    An empty tuple where there is nothing to compare.
    """
    part = visit.part(step.name, take_id)
    for one in sorted(earlier, key=lambda before: before.made_at, reverse=True):
        before = one.part(step.name, take_id)
        if part is None or before is None:
            continue
        if found := tuple(change for row in step.visit.rows if (change := changed(row, before, part))):
            return made_on(one), found
    return made_on(visit), ()


def visit_causes(visit: Visit) -> tuple[CandidateCause, ...]:
    """Possible causes of what all tests together show, as the person moves without coaching, likeliest first."""
    found = [(step, visit.part(step.name, step.visit.takes[0].id)) for step in steps()]
    reports = [part.report for _, part in found if part is not None]
    outcomes = [outcome for step, part in found if part and (outcome := _coached(step, visit))]
    return causes_of(reports, outcomes)


def _coached(step: Step, visit: Visit) -> RetestOutcome | None:
    """Who moves better as coached mostly needs practice of the movement."""
    if not any(one.change == "better" for one in when_coached(step, visit)):
        return None
    return RetestOutcome(None, more=frozenset({PRACTICE}), because=coached_line(step))


def coached_line(step: Step) -> str:
    """That somebody did better as coached, as the evidence of a cause says it."""
    return gettext("{test}: you did better when coached.", test=gettext(step.visit.title))


def next_due(made: date) -> date:
    """A month later: the same day of the next month, or its last."""
    year, month = made.year + made.month // 12, made.month % 12 + 1
    return date(year, month, min(made.day, monthrange(year, month)[1]))
