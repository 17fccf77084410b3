"""A check-up in words: a value with its error, what was seen in a take, what changed, and the days."""

from collections.abc import Sequence
from datetime import date

from formcheck.advice.visit import Step, VisitChange, next_due, since, when_coached
from formcheck.dates import day_words
from formcheck.i18n import gettext
from formcheck.movements.spec import VisitRow
from formcheck.schema import SIDE_VIEWS, Report, Verdict, Visit, VisitValue
from formcheck.wording.findings import amount, check_title, shown_verdict
from formcheck.wording.notes import abstain_words
from formcheck.wording.summary import headline, statement_of, unjudged, work_on


def due_words(made: date) -> str:
    """When the next check-up is due."""
    return gettext("Next check-up about {day}.", day=day_words(next_due(made)))


def value_words(row: VisitRow, value: VisitValue | None) -> str:
    """A value with its error, or what to do so that it can be measured."""
    if value is None or value.value is None:
        return gettext("Can't tell. {why}", why=gettext(row.missing))
    if row.better == "less" and row.unit != "deg" and round(value.value, row.digits) == 0:
        return gettext("none")
    shown = amount(value.value, row.unit, row.digits)
    if not value.half_width:
        return shown
    return gettext("{value}, give or take {band}", value=shown, band=_error(row, value.half_width))


def line(row: VisitRow, value: VisitValue | None) -> str:
    """The value with its name, in one line."""
    return gettext("{title}: {value}", title=gettext(row.title), value=value_words(row, value))


def seen(report: Report) -> tuple[tuple[Verdict, str], ...]:
    """What was seen in a take, what matters most first, each with its sign; one line where all was well or nothing
    could be judged.
    """
    found = tuple((shown_verdict(one), statement_of(one, report.findings).text) for one in work_on(report.summary))
    if found:
        blind = unjudged(report.summary, side_on=report.view.kind in SIDE_VIEWS)
        return (*found, ("not_assessed", blind)) if blind else found
    words = headline(report).statement.text
    return (("good" if report.summary.outcome == "fine" else "not_assessed", words),)


def cannot_tell(report: Report) -> tuple[tuple[str, str], ...]:
    """Checks that were judged nowhere, with why."""
    return tuple((check_title(check), abstain_words(why)) for check, why in report.summary.not_assessed.items())


def coached_words(change: VisitChange) -> str:
    """How a value was as coached, beside how the person does it by themselves."""
    if change.change == "none":
        return gettext("No clear difference when coached ({why}).", why=_within(change))
    if change.change == "better":
        return gettext("Better when coached: {difference}.", difference=_difference(change))
    return gettext("Not as good when coached: {difference}.", difference=_difference(change))


def since_words(change: VisitChange, day: date) -> str:
    """How a value changed since an earlier check-up."""
    when = day_words(day)
    if change.change == "none":
        return gettext("No clear change since {day} ({why}).", day=when, why=_within(change))
    if change.change == "better":
        return gettext("Changed since {day}, for the better: {difference}.", day=when, difference=_difference(change))
    return gettext("Changed since {day}, for the worse: {difference}.", day=when, difference=_difference(change))


def change_lines(step: Step, take_id: str, visit: Visit, earlier: Sequence[Visit]) -> tuple[str, ...]:
    """What changed in a take, by name: as coached beside as usual, then since the check-up before."""
    as_usual = take_id == step.visit.takes[0].id
    coached = () if as_usual else when_coached(step, visit)
    day, before = since(step, take_id, earlier, visit)
    said = [(one, coached_words(one)) for one in coached] + [(one, since_words(one, day)) for one in before]
    return tuple(gettext("{title}: {value}", title=gettext(one.row.title), value=words) for one, words in said)


def _difference(change: VisitChange) -> str:
    size = amount(abs(change.difference), change.row.unit, change.row.digits)
    return gettext("{amount} more", amount=size) if change.difference > 0 else gettext("{amount} less", amount=size)


def _within(change: VisitChange) -> str:
    if change.error == 0:
        return gettext("it is the same")
    return gettext("the camera can be off by {error}", error=amount(change.error, change.row.unit, change.row.digits))


def _error(row: VisitRow, half_width: float) -> str:
    """Never rounded down to nothing."""
    least: float = 10.0**-row.digits
    return f"{max(half_width, least):.{row.digits}f}"
