"""Which session on which day: a small integer programme, solved by HiGHS through scipy.

Hard constraints: at most one session a day, only on days that suit, never the same strength class on two days in a row.
All others are soft, at prices that keep the order of the rules: number of sessions, both areas, the weakest first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from formcheck.advice.causes import AREAS, Area
from formcheck.advice.classes import AREA_NAMES, DAYS, Day, StudioClass
from formcheck.motion.track import Floats

#: Practice at home, one for each area: possible on any day, so that a studio's days never decide alone.
HOME: Final = tuple(
    StudioClass(name=area, kind=area, trains=tuple(cause for cause, own in AREAS.items() if own == area))
    for area in AREA_NAMES
)
#: Prices, chosen: each outweighs everything below it together.
PER_SESSION: Final = 1000.0
PER_AREA: Final = 300.0
PER_FIRST: Final = 80.0
AT_HOME: Final = 8.0  # a class has an instructor; "good form is everything"
NO_MOVEMENT_CLASS: Final = 5.0  # chosen: of four sessions one trains the movement itself
WITH_MOVEMENT: Final = 4  # sessions a week from which on that counts
NEIGHBOURS: Final = 2.0  # days apart leave time to recover
SUITS: Final = 3.0  # for a class that trains all causes
REPEATED: Final = 1.5  # the same session twice is less varied than two that suit equally well
LATER: Final = 1e-3  # ties go to the earlier day, so that the answer is always the same


@dataclass(frozen=True, slots=True)
class Option:
    """A session on offer; ``suits`` 0..1 is how much of what was seen it works on."""

    offered: StudioClass
    home: bool
    suits: float


@dataclass(frozen=True, slots=True)
class Need:
    """``count`` sessions, of which ``first`` in the ``weakest`` area."""

    count: int
    weakest: Area | None
    first: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One session on its day."""

    day: Day
    option: Option


class _Programme:
    """The unknowns: session o on day d; then shortfalls (sessions, strength, mobility, weakest, movement), neighbouring
    days, and repeats of a session; and the rules between them.
    """

    def __init__(self, options: Sequence[Option], need: Need) -> None:
        self.options, self.need = options, need
        self.cells = len(options) * 7
        self.short, self.near, self.again = self.cells, self.cells + 5, self.cells + 12
        self.size = self.again + len(options)
        self._rows: list[Floats] = []
        self._least: list[float] = []
        self._most: list[float] = []

    def rule(self, cells: Floats, least: float, most: float, column: int | None = None, factor: float = 1.0) -> None:
        """``least <= sum of cells (K, 7) + factor * unknown in the column <= most``."""
        row = np.concatenate([cells.ravel(), np.zeros(self.size - self.cells)])
        if column is not None:
            row[column] = factor
        self._rows.append(row)
        self._least.append(least)
        self._most.append(most)

    def costs(self) -> Floats:
        movement = NO_MOVEMENT_CLASS if self.need.count >= WITH_MOVEMENT else 0.0
        cells = [AT_HOME * o.home - SUITS * o.suits + LATER * day for o in self.options for day in range(7)]
        shortfalls = [PER_SESSION, PER_AREA, PER_AREA, PER_FIRST, movement]
        return np.array(cells + shortfalls + [NEIGHBOURS] * 7 + [REPEATED] * len(self.options))

    def solved(self, held: Floats) -> Floats:
        """(K, 7) ones where a session lies, on days it is ``held`` (K, 7)."""
        found = milp(
            self.costs(),
            constraints=LinearConstraint(np.array(self._rows), self._least, self._most),
            bounds=Bounds(np.zeros(self.size), np.concatenate([held.ravel(), np.full(self.size - self.cells, 7.0)])),
            integrality=(np.arange(self.size) < self.cells).astype(np.int64),
        )
        assert found.x is not None  # every rule that may clash has a price, so some week always fits
        return np.asarray(np.round(found.x[: self.cells]).reshape(-1, 7))


def best_week(options: Sequence[Option], need: Need, days: Sequence[Day]) -> tuple[Slot, ...]:
    """The week that keeps most of what is needed, in order of days; empty when no day suits."""
    programme = _Programme(options, need)
    _count_areas(programme)
    _space_days(programme)
    held = np.array([[day in o.offered.days and day in days for day in DAYS] for o in options], dtype=np.float64)
    taken = programme.solved(held)
    return tuple(Slot(DAYS[d], options[int(o)]) for d in range(7) for o in np.flatnonzero(taken[:, d]))


def _count_areas(programme: _Programme) -> None:
    need, kinds = programme.need, np.array([o.offered.kind for o in programme.options])
    week = np.ones(7)
    programme.rule(np.outer(np.ones(len(kinds)), week), need.count, need.count, programme.short)
    least: tuple[tuple[Area | None, int], ...] = (
        ("strength", 1),
        ("mobility", 1),
        (need.weakest, need.first),
        ("movement", 1),
    )
    for i, (area, count) in enumerate(least, start=1):
        programme.rule(np.outer(kinds == area, week), count, np.inf, programme.short + i)


def _space_days(programme: _Programme) -> None:
    """One session a day; neighbouring days and repeats at a price; a strength class never two days in a row."""
    count, days = len(programme.options), np.eye(7)
    for day in range(7):
        pair = days[day] + days[(day + 1) % 7]  # Sunday is followed by Monday
        programme.rule(np.outer(np.ones(count), days[day]), 0, 1)
        programme.rule(np.outer(np.ones(count), pair), -np.inf, 1, programme.near + day, -1.0)
        for o, option in enumerate(programme.options):
            if option.offered.kind == "strength":
                programme.rule(np.outer(np.arange(count) == o, pair), 0, 1)
    for o in range(count):
        chosen = np.outer(np.arange(count) == o, np.ones(7))
        programme.rule(chosen, -np.inf, 1, programme.again + o, -1.0)
