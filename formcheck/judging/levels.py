"""Levels: how soon a check speaks up. The table of checks with its limits moved, each by a share of its own noise.

At the standard level, standing exactly on a limit is criticised every other time: the measurement's noise decides.
One standard error further (gentle) that is one time in six, half a standard error nearer (strict) two times in three.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from formcheck.measures.limit import Limit
from formcheck.movements import movements
from formcheck.movements.spec import Check, Movement
from formcheck.settings import Level, OwnLimit

#: How far a limit moves to the bad side, in standard errors of its measurement. chosen: one is what the measurement
#: may be off by itself; half of one is as much as strict can take before clean movement is criticised for noise.
STEPS: Final[dict[Level, float]] = {"gentle": 1.0, "standard": 0.0, "strict": -0.5}
PARTS: Final = ("good", "fault")
DECIMALS: Final = 4  # takes off what binary fractions add: 0.35 + 0.1 is 0.45


@lru_cache
def movements_at(level: Level, own: tuple[OwnLimit, ...] = ()) -> Mapping[str, Movement]:
    """The movements by name with every limit at a level; a studio's ``own`` limits move like those of the table."""
    return MappingProxyType(
        {
            name: replace(movement, checks=tuple(check_at(_owned(name, one, own), level) for one in movement.checks))
            for name, movement in movements().items()
        }
    )


def _owned(movement: str, check: Check, own: tuple[OwnLimit, ...]) -> Check:
    """A row with the studio's own limit, where there is one."""
    found = next((one for one in own if (one.movement, one.check) == (movement, check.id)), None)
    if found is None:
        return check
    return replace(check, limit=replace(check.limit, good=found.good, fault=found.fault, source=found.source))


def check_at(check: Check, level: Level) -> Check:
    """A row with its limit at a level."""
    kept = {part: check.stays[level, part] for part in PARTS if (level, part) in check.stays}
    excess = None if check.excess is None else _moved(check.excess, level, {})
    return replace(check, limit=_moved(check.limit, level, kept), excess=excess)


def _moved(limit: Limit, level: Level, kept: Mapping[str, str]) -> Limit:
    if not STEPS[level]:
        return limit
    step = STEPS[level] * limit.noise * (1.0 if limit.bad == "above" else -1.0)
    return replace(
        limit,
        good=limit.good if "good" in kept else round(limit.good + step, DECIMALS),
        fault=limit.fault if "fault" in kept else round(limit.fault + step, DECIMALS),
        level=level,
        step=round(abs(step), DECIMALS),
        kept=kept,
    )
