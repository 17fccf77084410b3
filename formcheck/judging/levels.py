"""Levels: how soon a check speaks up. The table of checks with its limits moved, each by a share of its own noise.

At the standard level, whoever stands exactly on a limit is told so every other time: the measurement's noise decides.
One standard error further (gentle) that is one time in six, half a standard error nearer (strict) two times in three.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal

from formcheck.i18n import Language, get_locale, gettext, gettext_noop
from formcheck.movements.spec import Check, Limit, Movement
from formcheck.movements.table import MOVEMENTS
from formcheck.settings import Level
from formcheck.wording.summary import amount

Part = Literal["good", "fault"]
#: How far a limit moves to the bad side, in standard errors of its measurement. chosen: one is what the measurement
#: may be off by itself; half of one is as much as strict can take before clean movement is told off for noise.
STEPS: Final[dict[Level, float]] = {"gentle": 1.0, "standard": 0.0, "strict": -0.5}
MOVED: Final[dict[Level, str]] = {
    "gentle": gettext_noop("{source}; gentle: moved by one standard error ({step})"),
    "strict": gettext_noop("{source}; strict: moved by half a standard error ({step})"),
}
KEPT: Final[dict[Part, str]] = {
    "good": gettext_noop("{source}, good kept: {why}"),
    "fault": gettext_noop("{source}, fault kept: {why}"),
}
WHOLLY_KEPT: Final = gettext_noop("{source}; not moved at this level: {why}")

_AS_LISTED: Final = gettext_noop("a hand that stays longer is listed as a support at every level")
_BY_NOISE: Final = gettext_noop("clean movement may measure that much by noise alone")
#: What does not move, by check, level and part of the limit, with the reason. Strict never asks for more than clean
#: movement measures, and a sentence that names a fact (parallel, no hand, straight knees) is true at every level.
STAYS: Final[Mapping[tuple[str, Level], dict[Part, str]]] = {
    **{
        (check, level): {"good": why}
        for check, why in (
            ("depth", gettext_noop("parallel is parallel at every level")),
            ("hands_on_knees", _AS_LISTED),
            ("hands_on_floor", _AS_LISTED),
        )
        for level in STEPS
    },
    ("hips_first", "strict"): {"good": gettext_noop("clean movement was measured close to it")},
    ("heels", "strict"): {"good": _BY_NOISE},
    ("knee_valgus", "strict"): {"good": _BY_NOISE},
    ("asymmetry", "strict"): {"good": _BY_NOISE},
    ("hinge_pattern", "gentle"): {"fault": gettext_noop("squats were measured close to it")},
    ("straight_knee_stoop", "strict"): {"good": gettext_noop("coaching asks for no more than that")},
    ("straight_knee_stoop", "gentle"): dict.fromkeys(
        ("good", "fault"), gettext_noop("it allows one standard error already")
    ),
    **{
        ("lower_back_compensation", level): dict.fromkeys(
            ("good", "fault"), gettext_noop("its signs are moved, one by one")
        )
        for level in STEPS
    },
}
DECIMALS: Final = 4  # takes off what binary fractions add: 0.35 + 0.1 is 0.45


def movements_at(level: Level) -> Mapping[str, Movement]:
    """The movements by name with every limit at a level. Its source, in this context's language, says how it moved."""
    return _movements_at(level, get_locale())


@lru_cache
def _movements_at(level: Level, _language: Language) -> Mapping[str, Movement]:
    return MappingProxyType(
        {
            name: replace(movement, checks=tuple(check_at(check, level) for check in movement.checks))
            for name, movement in MOVEMENTS.items()
        }
    )


def check_at(check: Check, level: Level) -> Check:
    """A row with its limit at a level."""
    return replace(check, limit=_moved(check.limit, level, STAYS.get((check.id, level), {})))


def _moved(limit: Limit, level: Level, stays: Mapping[Part, str]) -> Limit:
    if not STEPS[level]:
        return replace(limit, source=gettext(limit.source))
    step = STEPS[level] * limit.noise * (1.0 if limit.bad == "above" else -1.0)
    return replace(
        limit,
        good=limit.good if "good" in stays else round(limit.good + step, DECIMALS),
        fault=limit.fault if "fault" in stays else round(limit.fault + step, DECIMALS),
        source=_source(limit, level, abs(step), stays),
    )


def _source(limit: Limit, level: Level, step: float, stays: Mapping[Part, str]) -> str:
    source = gettext(limit.source)
    if len(stays) == 2:
        return gettext(WHOLLY_KEPT, source=source, why=gettext(stays["good"]))
    moved = gettext(MOVED[level], source=source, step=amount(round(step, DECIMALS), limit.unit))
    for part, why in stays.items():
        moved = gettext(KEPT[part], source=moved, why=gettext(why))
    return moved
