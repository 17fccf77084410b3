"""A weekly plan as a calendar file (.ics, RFC 5545) that any calendar reads."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from zlib import crc32

from icalendar import Calendar, Event

from formcheck.advice.classes import DAYS
from formcheck.advice.plan import Plan, Session, session_drills
from formcheck.i18n import gettext

PRODUCT: Final = "-//FormCheck//weekly plan//EN"


def plan_ics(plan: Plan, first_monday: date, made_at: datetime) -> bytes:
    """Every session as an event of its day, and a reminder to film again after the last week."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for week, sessions in enumerate(plan.weeks):
        for session in sessions:
            day = first_monday + timedelta(weeks=week, days=DAYS.index(session.day))
            calendar.add_component(_session_event(session, plan, day, made_at))
    again = first_monday + timedelta(weeks=len(plan.weeks))
    text = gettext("Film from the side with the camera in the same place as the first time. Then compare.")
    calendar.add_component(_event(gettext("Film your squat again"), [text], again, made_at))
    return bytes(calendar.to_ical())


def next_monday(today: date) -> date:
    """The Monday a plan starts on: today when it is one."""
    return today + timedelta(days=-today.weekday() % 7)


def _about(session: Session) -> list[str]:
    drills = session_drills(session)
    lines = [gettext("{minutes} minutes", minutes=session.minutes), session.because]
    if drills and not session.home:
        lines.append(gettext("At home on this day:"))
    return [
        *lines,
        *(gettext("{drill}: {dose}", drill=gettext(drill.title), dose=gettext(drill.dose)) for drill in drills),
    ]


def _session_event(session: Session, plan: Plan, day: date, made_at: datetime) -> Event:
    """A class at its time and place, where the studio says them; anything else all day long."""
    event = _event(session.name, _about(session), day, made_at)
    if session.home:
        return event
    if plan.place:
        event.add("location", plan.place)
    if session.booking:
        event.add("url", session.booking)
    if session.start:
        begins = datetime.combine(day, time.fromisoformat(session.start))  # by the clock of wherever it is read
        for name, at in (("dtstart", begins), ("dtend", begins + timedelta(minutes=session.minutes))):
            del event[name]
            event.add(name, at)
        event["transp"] = "OPAQUE"
    return event


def _event(title: str, lines: Sequence[str], day: date, made_at: datetime) -> Event:
    """All day long; the same plan gives the same ids, so it can be read twice."""
    event = Event()
    event.add("uid", f"{day.isoformat()}-{crc32(title.encode()):08x}@formcheck")
    event.add("dtstamp", made_at)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("description", "\n".join(lines))
    event.add("transp", "TRANSPARENT")
    return event
