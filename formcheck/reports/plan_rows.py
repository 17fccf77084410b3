"""A weekly plan ready for layout: equal weeks grouped, a row for every day, the drills of the sessions at home."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from formcheck.advice.causes import Area
from formcheck.advice.classes import AREA_NAMES, DAY_NAMES, DAYS
from formcheck.advice.drills import Drill
from formcheck.advice.plan import Plan, Session, home_drills
from formcheck.i18n import gettext, listed


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day in words; everything but ``day`` is empty on a day without a session."""

    day: str
    name: str = ""
    area: Area | None = None
    area_name: str = ""
    minutes: str = ""
    because: str = ""
    drills: str = ""


@dataclass(frozen=True, slots=True)
class WeekRows:
    """Equal weeks: ``title`` names them, ``days`` are all seven."""

    title: str
    days: tuple[DayRow, ...]


def week_rows(plan: Plan) -> tuple[WeekRows, ...]:
    """The weeks of a plan in order, equal neighbours as one."""
    rows, first = [], 1
    for sessions, equal in groupby(plan.weeks):
        last = first + len(list(equal)) - 1
        rows.append(WeekRows(_title(first, last, len(plan.weeks)), tuple(_days(sessions, plan))))
        first = last + 1
    return tuple(rows)


def drills_of(plan: Plan) -> tuple[Drill, ...]:
    """Every drill that a session at home asks for, once."""
    areas = dict.fromkeys(session.area for week in plan.weeks for session in week if session.home)
    return tuple(dict.fromkeys(drill for area in areas for drill in home_drills(plan, area)))


def _title(first: int, last: int, count: int) -> str:
    if (first, last) == (1, count):
        return gettext("Every week, for {count} weeks", count=count)
    if first == last:
        return gettext("Week {number}", number=first)
    return gettext("Weeks {first} to {last}", first=first, last=last)


def _days(sessions: tuple[Session, ...], plan: Plan) -> Iterator[DayRow]:
    for day in DAYS:
        session = next((one for one in sessions if one.day == day), None)
        yield DayRow(gettext(DAY_NAMES[day])) if session is None else _row(session, plan)


def _row(session: Session, plan: Plan) -> DayRow:
    drills = home_drills(plan, session.area) if session.home else ()
    return DayRow(
        day=gettext(DAY_NAMES[session.day]),
        name=session.name,
        area=session.area,
        area_name=gettext(AREA_NAMES[session.area]),
        minutes=gettext("{minutes} minutes", minutes=session.minutes),
        because=session.because,
        drills=listed(gettext(drill.title) for drill in drills),
    )
