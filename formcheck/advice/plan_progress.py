"""A plan that somebody has begun: its first day, what was done, and how it felt."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import msgspec

from formcheck.advice.classes import DAYS
from formcheck.advice.pain import PainCheck, gentler, gentler_by
from formcheck.advice.plan import Plan, Session
from formcheck.schema.undecodable import UNDECODABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProgress:
    """``done``: days whose session was ticked off; ``pains`` by day."""

    plan: Plan
    first_monday: date
    done: frozenset[date] = frozenset()
    pains: Mapping[date, PainCheck] = field(default_factory=dict)

    @property
    def level(self) -> int:
        """How much gentler the plan is by now."""
        return gentler_by(self.pains.values())

    def week_of(self, today: date) -> int:
        """Which week it is, from 0; before the first one it is that, after the last one that."""
        return max(0, min((today - self.first_monday).days // 7, len(self.plan.weeks) - 1))

    def sessions(self, week: int) -> tuple[tuple[date, Session], ...]:
        """The sessions of a week with their days, as gentle as they have become. Those done stay as they were."""
        now = {one.day: one for one in gentler(self.plan, self.level).weeks[week]}
        found = []
        for one in self.plan.weeks[week]:
            day = self.first_monday + timedelta(weeks=week, days=DAYS.index(one.day))
            if day in self.done:
                found.append((day, one))
            elif one.day in now:
                found.append((day, now[one.day]))
        return tuple(found)

    def ticked(self, day: date, *, done: bool) -> "PlanProgress":
        """With a day ticked off, or not."""
        return replace(self, done=self.done | {day} if done else self.done - {day})

    def felt(self, day: date, check: PainCheck) -> "PlanProgress":
        """With how it felt on a day."""
        return replace(self, pains={**self.pains, day: check})

    def to_json(self) -> bytes:
        """As the diary keeps it."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, content: bytes) -> "PlanProgress | None":
        """As it was kept; None where another version wrote it."""
        with suppress(*UNDECODABLE):
            return msgspec.json.decode(content, type=cls)
        return None
