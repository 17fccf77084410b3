"""How many visits a studio's screen had each day, and what was found most in a month: numbers, nothing about a person.

What was found is counted by the month and not by the day, so that on a day with one visitor it says nothing of her.
"""

import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Final

import msgspec

from formcheck.ordinary import UnfitFile
from formcheck.schema.undecodable import UNDECODABLE
from formcheck.storage.small_files import data_folder, read_small, set_aside, write_whole

FILE_NAME: Final = "kiosk-counts.json"
KEPT_DAYS: Final = 400  # chosen: this month can be compared with the same one a year ago
_lock = threading.Lock()


class VisitCounts(msgspec.Struct, frozen=True):
    """``visits`` by day (2026-11-29), ``found`` by month (2026-11): in how many visits each check had something to say.

    A visit counts once somebody has read a result.
    """

    visits: Mapping[str, int] = msgspec.field(default_factory=dict)
    found: Mapping[str, Mapping[str, int]] = msgspec.field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises ValueError for what is no day, so that a damaged file counts as none."""
        for day in self.visits:
            date.fromisoformat(day)

    def first_day(self) -> date:
        """The day of the first visit that is known. Raises ValueError without one."""
        return date.fromisoformat(min(self.visits))

    def with_visit(self, day: date, checks: Iterable[str]) -> "VisitCounts":
        """One visit more; days that are long past are left out."""
        today, month = day.isoformat(), f"{day:%Y-%m}"
        first = day - timedelta(days=KEPT_DAYS)
        seen = dict(self.found.get(month, {}))
        for check in set(checks):
            seen[check] = seen.get(check, 0) + 1
        visits = {**self.visits, today: self.visits.get(today, 0) + 1}
        found = {**self.found, month: seen}
        return VisitCounts(
            {at: count for at, count in sorted(visits.items()) if at >= first.isoformat()},
            {at: counts for at, counts in sorted(found.items()) if at >= f"{first:%Y-%m}"},
        )

    def most(self) -> tuple[tuple[str, int], ...]:
        """What was found over all months, most often first."""
        total: dict[str, int] = {}
        for counts in self.found.values():
            for check, count in counts.items():
                total[check] = total.get(check, 0) + count
        return tuple(sorted(total.items(), key=lambda one: -one[1]))


def visit_counts() -> VisitCounts:
    """The counts so far; none where there is no file, or a damaged one."""
    return _read() or VisitCounts()


def _read() -> VisitCounts | None:
    """None where there is nothing that can be read."""
    with suppress(OSError, UnfitFile, *UNDECODABLE):
        return msgspec.json.decode(read_small(data_folder() / FILE_NAME), type=VisitCounts)
    return None


def count_visit(day: date, checks: Iterable[str]) -> None:
    """Count one visit. A disk that is full loses the count and disturbs nobody."""
    with _lock, suppress(OSError):
        path = data_folder() / FILE_NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        counted = _read()
        if counted is None and path.exists():
            set_aside(path)
        write_whole(path, msgspec.json.encode((counted or VisitCounts()).with_visit(day, checks)))
