"""A weekly plan as a calendar file (.ics, RFC 5545) that any calendar reads."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zlib import crc32

from icalendar import Calendar, Event

from formcheck.advice.classes import DAYS
from formcheck.advice.plan import Plan, Session, home_drills
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
            calendar.add_component(_event(session.name, _about(session, plan), day, made_at))
    again = first_monday + timedelta(weeks=len(plan.weeks))
    text = gettext("Film from the side with the camera in the same place as the first time. Then compare.")
    calendar.add_component(_event(gettext("Film your squat again"), [text], again, made_at))
    return bytes(calendar.to_ical())


def next_monday(today: date) -> date:
    """The Monday a plan starts on: today when it is one."""
    return today + timedelta(days=-today.weekday() % 7)


def _about(session: Session, plan: Plan) -> list[str]:
    drills = home_drills(plan, session.area) if session.home else ()
    lines = [gettext("{minutes} minutes", minutes=session.minutes), session.because]
    return [
        *lines,
        *(gettext("{drill}: {dose}", drill=gettext(drill.title), dose=gettext(drill.dose)) for drill in drills),
    ]


def _event(title: str, lines: Sequence[str], day: date, made_at: datetime) -> Event:
    """All day long, since the studio's hours are its own; the same plan gives the same ids, so it can be read twice."""
    event = Event()
    event.add("uid", f"{day.isoformat()}-{crc32(title.encode()):08x}@formcheck")
    event.add("dtstamp", made_at)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("description", "\n".join(lines))
    event.add("transp", "TRANSPARENT")
    return event
