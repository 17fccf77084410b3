"""A weekly plan ready for layout: equal weeks grouped, a row for every day, the drills of the sessions."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from formcheck.advice.causes import Area
from formcheck.advice.classes import AREA_NAMES, DAY_NAMES, DAYS
from formcheck.advice.drills import Drill
from formcheck.advice.plan import Plan, Session, session_drills
from formcheck.i18n import gettext, listed


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day in words; everything but ``day`` is empty on a day without a session. ``minutes`` begins with the time of
    day where that is known.
    """

    day: str
    name: str = ""
    area: Area | None = None
    area_name: str = ""
    minutes: str = ""
    because: str = ""
    drills: str = ""
    place: str = ""
    booking: str = ""


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
    """Every drill that a session asks for, once."""
    sessions = (session for week in plan.weeks for session in week)
    return tuple(dict.fromkeys(drill for session in sessions for drill in session_drills(session)))


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
    drills = listed(gettext(drill.title) for drill in session_drills(session))
    if drills and not session.home:
        drills = gettext("At home: {drills}", drills=drills)
    minutes = gettext("{minutes} minutes", minutes=session.minutes)
    place = "" if session.home else plan.place
    return DayRow(
        day=gettext(DAY_NAMES[session.day]),
        name=session.name,
        area=session.area,
        area_name=gettext(AREA_NAMES[session.area]),
        minutes=listed((session.start, minutes)),
        because=session.because,
        drills=drills,
        place=place,
        booking=session.booking,
    )
