"""Limits from a professional: the checks as they stand for a person who may not do everything today.

A repetition past a limit is said to be; no check then asks for more depth, more lean or freer hands.
"""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from formcheck.i18n import gettext_noop
from formcheck.judging.levels import movements_at
from formcheck.measures import posture
from formcheck.measures.facts import RepFacts
from formcheck.measures.limit import Limit
from formcheck.measures.outcome import CannotTell, Measured, Outcome, note
from formcheck.movements.spec import KNEE_NOISE_DEG, TRUNK_NOISE_DEG, Check, Movement, Part, PerRep
from formcheck.settings import NO_LIMITS, ClinicianLimits, Level, OwnLimit

PROFESSIONAL: Final = gettext_noop("what your professional allowed")
PAST: Final = gettext_noop("Past your limit. Stop earlier.")


def movements_for(level: Level, limits: ClinicianLimits, own: tuple[OwnLimit, ...] = ()) -> Mapping[str, Movement]:
    """The movements at a level, with the studio's ``own`` limits and what is allowed in place of what asks for more."""
    at_level = movements_at(level, own)
    if limits == NO_LIMITS:
        return at_level
    return {name: _movement(movement, limits) for name, movement in at_level.items()}


def _movement(movement: Movement, limits: ClinicianLimits) -> Movement:
    if movement.allowed_by is not None and not getattr(limits, movement.allowed_by):
        return replace(movement, checks=(NOT_ALLOWED,))
    most = _most(limits)
    own = [_at_most(part, deg) for part in _PARTS if (deg := most.get(part)) is not None]
    kept = (
        check for check in movement.checks if not any(check.asks.get(part, 0.0) > deg for part, deg in most.items())
    )
    return replace(movement, checks=(*own, *kept))


def _most(limits: ClinicianLimits) -> dict[Part, float]:
    """How much of each part may be asked for; without a limit it is not named."""
    found: dict[Part, float | None] = {
        "knee": limits.knee_flexion_deg,
        "trunk": limits.trunk_inclination_deg,
        "hands": 0.0 if limits.hands else None,
    }
    return {part: most for part, most in found.items() if most is not None}


def _at_most(part: Part, most_deg: float) -> Check:
    row, measure = _PARTS[part]

    def measured(rep: RepFacts) -> Outcome:
        outcome = measure(rep)
        if isinstance(outcome, CannotTell):
            return outcome
        # What is likelier past the limit than not is said to be, however wide its band: rather once too often.
        band = outcome.band if outcome.band is not None and math.isinf(outcome.band) else None
        return replace(outcome, band=band, notes=(note("limit_is", deg=most_deg),))

    limit = replace(row.limit, good=most_deg, fault=most_deg + row.limit.noise)
    return replace(row, limit=limit, measure=measured)


def _row(part: Part, title: str, good: str, past: str, noise_deg: float) -> Check:
    return Check(
        id=f"limit_{part}",
        title=title,
        limit=Limit(0.0, noise_deg, "deg", noise=noise_deg, source=PROFESSIONAL),
        view="as its band allows",
        good=good,
        watch=past,
        fault=past,
        priority=0,
        safety=True,
        core=True,
        cue=PAST,
    )


_PARTS: Final[Mapping[Part, tuple[Check, PerRep]]] = {
    "knee": (
        _row(
            "knee",
            gettext_noop("Your limit today: knees"),
            gettext_noop("Your knees bent {value}°, within your limit today."),
            gettext_noop("Past your limit today: your knees bent {value}°. Stop a little earlier."),
            KNEE_NOISE_DEG,
        ),
        posture.knee_at_bottom,
    ),
    "trunk": (
        _row(
            "trunk",
            gettext_noop("Your limit today: leaning forward"),
            gettext_noop("You leaned forward {value}°, within your limit today."),
            gettext_noop("Past your limit today: you leaned forward {value}°. Stop a little earlier."),
            TRUNK_NOISE_DEG,
        ),
        posture.lean_at_bottom,
    ),
}
_BENT_OVER: Final = gettext_noop("Past your limit today: bending over from the hips was not allowed.")
NOT_ALLOWED: Final = Check(
    id="limit_hinge",
    title=gettext_noop("Your limit today: no hip hinge"),
    limit=Limit(0.0, 1.0, "repetitions", noise=0.1, source=PROFESSIONAL),
    view="any",
    good=gettext_noop("No hip hinge, as agreed."),
    watch=_BENT_OVER,
    fault=_BENT_OVER,
    priority=0,
    measure=lambda rep: Measured(1.0, rep.bottom_s),
    safety=True,
    cue=PAST,
)
#: Rows that a professional's limits add to a movement.
LIMIT_ROWS: Final[Mapping[str, Check]] = {row.id: row for row in (*(row for row, _ in _PARTS.values()), NOT_ALLOWED)}
