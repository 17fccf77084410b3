"""A pain check before and after a session, and what it does to the plan: it may only make it gentler."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from formcheck.advice.plan import HOME_MINUTES, Plan, Session
from formcheck.i18n import gettext

MOST: Final = 10  # of the usual scale from 0, no pain, to 10, the worst there is
STRONG: Final = 4  # chosen: up to 3 counts as mild on that scale
TOO_MUCH: Final = 7  # chosen: from here on it counts as severe
WORSE_BY: Final = 2  # chosen: about the smallest change that people call one
STOP: Final = 3  # checks of this kind in a row of weeks: enough of trying
FEW_DRILLS: Final = 2


@dataclass(frozen=True, slots=True)
class PainCheck:
    """How much it hurt before a session and after it, 0 to 10; None where nobody said."""

    before: int | None = None
    after: int | None = None

    @property
    def is_bad(self) -> bool:
        """Whether what comes next should be easier."""
        worse = self.after is not None and self.after >= (self.before or 0) + WORSE_BY
        return worse or max(self.before or 0, self.after or 0) >= STRONG

    @property
    def is_too_much(self) -> bool:
        """Whether nothing should come next before a professional was asked."""
        return max(self.before or 0, self.after or 0) >= TOO_MUCH


def gentler_by(checks: Iterable[PainCheck]) -> int:
    """How much gentler the plan has to be: 0 as it is, up to ``STOP``. More checks never make it less."""
    seen = tuple(checks)
    return STOP if any(one.is_too_much for one in seen) else min(STOP, sum(one.is_bad for one in seen))


def gentler(plan: Plan, level: int) -> Plan:
    """The plan, gentler: shorter sessions at home with fewer drills; then mobility only; then nothing."""
    if level <= 0:
        return plan
    weeks = tuple(tuple(_made_gentler(one) for one in week if _stays(one, level)) for week in plan.weeks)
    return replace(plan, weeks=weeks)


def words(level: int) -> str:
    """What has been changed and why; empty where nothing has."""
    if level <= 0:
        return ""
    if level == 1:
        return gettext(
            "Because it hurt, your plan is gentler now: shorter, and fewer exercises. In a class, ask for the "
            "easy version."
        )
    if level < STOP:
        return gettext("Because it hurt again, your plan has only gentle mobility now.")
    return gettext(
        "Please stop the plan and see a doctor or physiotherapist before you go on. Show them when it hurt and "
        "how much."
    )


def _stays(session: Session, level: int) -> bool:
    return level == 1 or (level < STOP and session.area == "mobility")


def _made_gentler(session: Session) -> Session:
    minutes = min(session.minutes, HOME_MINUTES[0]) if session.home else session.minutes
    return replace(session, minutes=minutes, drills=session.drills[:FEW_DRILLS])
