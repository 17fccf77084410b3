"""Four weeks of classes and practice at home that keep the article's rules, or name the rule that cannot be kept.

At least four sessions a week as the goal, always both strength and mobility, the weakest area first, never the same
strength class on two days in a row.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from formcheck.advice.causes import AREAS, SHORT_TITLES, Area, CandidateCause
from formcheck.advice.classes import AREA_NAMES, DAYS, Day, Studio
from formcheck.advice.drills import A_SESSION, DRILLS, Drill, drills_against, drills_for
from formcheck.advice.screening import Outcome, may_plan
from formcheck.advice.week import HOME, Need, Option, Slot, best_week
from formcheck.i18n import gettext, gettext_noop, listed, ngettext
from formcheck.movements.spec import Cause
from formcheck.settings import NO_LIMITS, ClinicianLimits

GOAL: Final = 4  # the article: regular exercise, at least 4 times a week
WEEKS: Final = 4  # chosen: strength and range change in weeks; then film again
GENTLE: Final = (2, 3, 3)  # chosen: two or three short ones first; the article: even light exercise can strain
HOME_MINUTES: Final = (15, 20, 20, 30)  # chosen: short at first; form before load
FIRST_CAUSES: Final = 3  # chosen: more than three reasons for a session are not read
BOTH: Final[tuple[Area, Area]] = ("strength", "mobility")  # the article: never one without the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A person's wishes: sessions a week, on which days, whether they have moved little lately; and what a professional
    allowed.
    """

    sessions: int = GOAL
    days: tuple[Day, ...] = DAYS
    inactive: bool = False
    clinician_limits: ClinicianLimits = NO_LIMITS


@dataclass(frozen=True, slots=True)
class Session:
    """One session: a studio class, or practice at home (``home``). ``because`` is translated. ``start``: when a class
    begins, as 18:30, and ``booking`` where, empty when unknown; ``drills``: by id, to do then, or at home on that day.
    """

    day: Day
    name: str
    area: Area
    home: bool
    minutes: int
    because: str
    start: str = ""
    booking: str = ""
    drills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """``weeks`` of sessions in order of days; ``cannot``: the rules that cannot be kept, in translated sentences.

    ``weakest`` is the area that comes first, None when nothing needs work. Practice at home stays within ``allowed``.
    """

    weeks: tuple[tuple[Session, ...], ...]
    weakest: Area | None
    causes: tuple[Cause, ...]
    cannot: tuple[str, ...]
    studio: str
    clinician_limits: ClinicianLimits = NO_LIMITS
    address: str = ""

    @property
    def place(self) -> str:
        """Where its classes are."""
        return listed((self.studio, self.address))


def weakest_area(causes: Sequence[CandidateCause]) -> Area | None:
    """The area of the likeliest cause; None without causes."""
    return AREAS[max(causes, key=lambda possible: possible.weight).cause] if causes else None


def weekly_plan(causes: Sequence[CandidateCause], studio: Studio, wish: Wish, found: Outcome) -> Plan | None:
    """Four weeks for these possible causes; None unless the readiness questions allow a start."""
    if not may_plan(found):
        return None
    wanted = max(1, min(wish.sessions, len(DAYS)))
    weakest = weakest_area(causes)
    gentle = [min(wanted, few) for few in GENTLE] if wish.inactive else []
    counts = [*gentle, *[wanted] * (WEEKS - len(gentle))]
    options = _options(studio, causes)
    best = {count: best_week(options, _need(count, weakest), wish.days) for count in set(counts)}
    weeks = []
    for week, count in enumerate(counts):
        minutes = HOME_MINUTES[week if wish.inactive else -1]
        sessions = [_session(slot, causes, minutes, studio) for slot in best[count]]
        weeks.append(_with_drills(sessions, causes, wish.clinician_limits))
    focus = _focus(causes)
    cannot = (*_cannot(weeks[-1], wish, wanted, weakest, studio), *_limited(weeks[-1], focus, wish.clinician_limits))
    return Plan(tuple(weeks), weakest, focus, cannot, studio.name, wish.clinician_limits, studio.address)


def session_drills(session: Session) -> tuple[Drill, ...]:
    """The drills of a session."""
    return tuple(drill for name in session.drills for drill in DRILLS if drill.id == name)


def _focus(causes: Sequence[CandidateCause]) -> tuple[Cause, ...]:
    return tuple(possible.cause for possible in causes[:FIRST_CAUSES])


def _with_drills(
    week: Sequence[Session], causes: Sequence[CandidateCause], limits: ClinicianLimits
) -> tuple[Session, ...]:
    """A week in which every drill that is shown for these causes has its days: in the sessions at home that train the
    same, else at home on the days of classes, those of the same area first.
    """
    shown = drills_against(causes, limits)
    given: dict[Day, list[Drill]] = {session.day: [] for session in week}
    for session in week:
        if session.home:
            own = [drill for drill in shown if drill.area == session.area]
            more = drills_for(_focus(causes), session.area, limits)
            given[session.day] = list(dict.fromkeys((*own, *more)))[:A_SESSION]
    for drill in shown:
        if week and not any(drill in some for some in given.values()):
            fitting = min(week, key=lambda one: (len(given[one.day]), one.area != drill.area))
            given[fitting.day].append(drill)
    return tuple(replace(one, drills=tuple(drill.id for drill in given[one.day])) for one in week)


def _need(count: int, weakest: Area | None) -> Need:
    """Half of the week, rounded up from three sessions on, for the weakest area; strength and mobility always."""
    first = math.ceil(count / 2) if count >= 3 and weakest is not None else 1
    return Need(count, weakest, first if weakest is not None else 0)


def _options(studio: Studio, causes: Sequence[CandidateCause]) -> list[Option]:
    total = sum(possible.weight for possible in causes) or 1.0
    classes = [(one, False) for one in studio.classes] + [(one, True) for one in HOME]
    return [Option(one, home, sum(p.weight for p in causes if p.cause in one.trains) / total) for one, home in classes]


def _session(slot: Slot, causes: Sequence[CandidateCause], home_minutes: int, studio: Studio) -> Session:
    one, home = slot.option.offered, slot.option.home
    reasons = [possible.cause for possible in causes if possible.cause in one.trains][:FIRST_CAUSES]
    because = (
        gettext("Works on: {causes}.", causes=listed(gettext(SHORT_TITLES[cause]) for cause in reasons))
        if reasons
        else gettext("Keeps strength and mobility in balance.")
    )
    name = gettext("Exercises at home: {area}", area=gettext(AREA_NAMES[one.kind])) if home else one.name
    if home:
        return Session(slot.day, name, one.kind, home, home_minutes, because)
    booking = one.booking or studio.booking
    return Session(slot.day, name, one.kind, home, one.minutes, because, one.starts(slot.day), booking)


def _cannot(
    week: tuple[Session, ...], wish: Wish, wanted: int, weakest: Area | None, studio: Studio
) -> tuple[str, ...]:
    """The article's rules that the full week does not keep, and why."""
    if not week:
        return (gettext("Please choose at least one day. The goal is four sessions a week."),)
    areas = [session.area for session in week]
    said = []
    if len(week) < GOAL:
        fits = ngettext("{count} session a week", "{count} sessions a week", len(week))
        why = gettext("all that fits on your days") if len(week) < wanted else gettext("your choice")
        said.append(gettext("This plan has {fits} ({why}). The goal is four a week.", fits=fits, why=why))
    if not set(BOTH) <= set(areas):
        said.append(
            gettext("One session a week is not enough for both strength and mobility. Please add a second day.")
        )
    need = _need(len(week), weakest)
    if weakest is not None and areas.count(weakest) < need.first:
        said.append(gettext("What you need most gets too few sessions. Please add a day."))
    offered = {one.kind for one in studio.classes if set(one.days) & set(wish.days)}
    at_home = gettext_noop("{studio} has no class for this on your days, so please practise it at home: {area}.")
    missing = [area for area in BOTH if area not in offered and area in areas]
    return (*said, *(gettext(at_home, studio=studio.name, area=gettext(AREA_NAMES[area])) for area in missing))


def _limited(week: tuple[Session, ...], focus: tuple[Cause, ...], clinician_limits: ClinicianLimits) -> tuple[str, ...]:
    """Sentences about what a professional's limit leaves open."""
    if clinician_limits == NO_LIMITS:
        return ()
    bare = dict.fromkeys(s.area for s in week if s.home and not drills_for(focus, s.area, clinician_limits))
    none_left = gettext_noop(
        "None of our exercises for this ({area}) is within your limit. Please ask your doctor or "
        "physiotherapist for one."
    )
    classes = any(not session.home for session in week)
    notes = [gettext("Please tell your instructor about your limit before the class starts.")] if classes else []
    return (*notes, *(gettext(none_left, area=gettext(AREA_NAMES[area])) for area in bare))
