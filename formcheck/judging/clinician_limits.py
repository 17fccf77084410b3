"""Limits from a professional: the checks as they stand for a person who may not do everything today.

A repetition past a limit is "past your limit today"; no check then asks for more depth, more lean or freer hands.
"""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from formcheck.i18n import gettext, gettext_noop
from formcheck.judging.levels import movements_at
from formcheck.measures import posture
from formcheck.measures.facts import RepFacts
from formcheck.movements.spec import CannotTell, Check, Limit, Measured, Movement, Outcome, Part, PerRep
from formcheck.movements.table import KNEE_NOISE_DEG, TRUNK_NOISE_DEG
from formcheck.settings import NO_LIMITS, ClinicianLimits, Level

PROFESSIONAL: Final = gettext_noop("what your professional allowed")


def movements_for(level: Level, allowed: ClinicianLimits) -> Mapping[str, Movement]:
    """The movements at a level, with what is allowed put in place of what asks for more."""
    movements = movements_at(level)
    if allowed == NO_LIMITS:
        return movements
    return {name: _movement(movement, allowed) for name, movement in movements.items()}


def _movement(movement: Movement, allowed: ClinicianLimits) -> Movement:
    if movement.name == "hinge" and not allowed.hinge:
        return replace(movement, checks=(_no_hinge(),))
    most = _most(allowed)
    limits = [_at_most(part, deg) for part in _PARTS if (deg := most.get(part)) is not None]
    kept = (
        check for check in movement.checks if not any(check.asks.get(part, 0.0) > deg for part, deg in most.items())
    )
    return replace(movement, checks=(*limits, *kept))


def _most(allowed: ClinicianLimits) -> dict[Part, float]:
    """How much of each part may be asked for; without a limit it is not named."""
    found: dict[Part, float | None] = {
        "knee": allowed.knee_flexion_deg,
        "trunk": allowed.trunk_inclination_deg,
        "hands": 0.0 if allowed.hands else None,
    }
    return {part: most for part, most in found.items() if most is not None}


def _at_most(part: Part, most_deg: float) -> Check:
    (title, good, past), noise_deg, measure = _PARTS[part]

    def measured(rep: RepFacts) -> Outcome:
        outcome = measure(rep)
        if isinstance(outcome, CannotTell):
            return outcome
        # What is likelier past the limit than not is said to be, however wide its band: rather once too often.
        band = outcome.band if outcome.band is not None and math.isinf(outcome.band) else None
        return replace(outcome, band=band, detail=gettext("(Your limit is {deg:.0f}°.)", deg=most_deg))

    return Check(
        id=f"limit_{part}",
        title=title,
        limit=Limit(most_deg, most_deg + noise_deg, "deg", noise=noise_deg, source=gettext(PROFESSIONAL)),
        view="as its band allows",
        good=good,
        watch=past,
        fault=past,
        measure=measured,
    )


_PARTS: Final[Mapping[Part, tuple[tuple[str, str, str], float, PerRep]]] = {
    "knee": (
        (
            gettext_noop("Your limit today: knees"),
            gettext_noop("Your knees bent {value}°, within your limit today."),
            gettext_noop("Past your limit today: your knees bent {value}°. Stop a little earlier."),
        ),
        KNEE_NOISE_DEG,
        posture.knee_at_bottom,
    ),
    "trunk": (
        (
            gettext_noop("Your limit today: leaning forward"),
            gettext_noop("Your trunk leaned {value}°, within your limit today."),
            gettext_noop("Past your limit today: your trunk leaned {value}°. Stop a little earlier."),
        ),
        TRUNK_NOISE_DEG,
        posture.lean_at_bottom,
    ),
}
_HINGED: Final = gettext_noop("Past your limit today: a hip hinge was not allowed.")


def _no_hinge() -> Check:
    return Check(
        id="limit_hinge",
        title=gettext_noop("Your limit today: no hip hinge"),
        limit=Limit(0.0, 1.0, "repetitions", noise=0.1, source=gettext(PROFESSIONAL)),
        view="any",
        good=gettext_noop("No hip hinge, as you were told."),
        watch=_HINGED,
        fault=_HINGED,
        measure=lambda rep: Measured(1.0, rep.bottom_s),
    )
