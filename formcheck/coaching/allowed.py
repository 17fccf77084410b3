"""Limits from a professional: the checks as they stand for a person who may not do everything today.

A repetition past a limit is "past your limit today"; no check then asks for more depth, more lean or freer hands.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from formcheck.coaching import posture
from formcheck.coaching.checks import CannotTell, Check, Limit, Measured, Movement, Outcome
from formcheck.coaching.facts import RepFacts
from formcheck.coaching.levels import movements_at
from formcheck.coaching.movements import KNEE_NOISE_DEG, TRUNK_NOISE_DEG
from formcheck.language import mark, say
from formcheck.settings import NO_LIMITS, Allowed, Level

#: Checks that ask for more of what a limit holds back.
ASKS_FOR: Final[Mapping[str, tuple[str, ...]]] = {
    "knee": ("depth",),
    "trunk": ("hinge_pattern",),
    "hands": ("hands_on_knees", "hands_on_floor"),
}
NO_END_S: Final = 3600.0  # a hand that may help may help for as long as it takes
PROFESSIONAL: Final = mark("what your professional allowed")


def movements_for(level: Level, allowed: Allowed) -> Mapping[str, Movement]:
    """The movements at a level, with what is allowed put in place of what asks for more."""
    movements = movements_at(level)
    if allowed == NO_LIMITS:
        return movements
    return {name: _movement(movement, allowed) for name, movement in movements.items()}


def _movement(movement: Movement, allowed: Allowed) -> Movement:
    if movement.name == "hinge" and not allowed.hinge:
        return replace(movement, checks=(_NO_HINGE,))
    limits: list[Check] = []
    gone: set[str] = set()
    if allowed.knee_flexion_deg is not None:
        limits.append(_at_most("knee", allowed.knee_flexion_deg, KNEE_NOISE_DEG))
        gone.update(ASKS_FOR["knee"])
    if allowed.trunk_inclination_deg is not None:
        limits.append(_at_most("trunk", allowed.trunk_inclination_deg, TRUNK_NOISE_DEG))
        gone.update(ASKS_FOR["trunk"])
    kept = (_may_help(c) if allowed.hands and c.id in ASKS_FOR["hands"] else c for c in movement.checks)
    return replace(movement, checks=(*limits, *(check for check in kept if check.id not in gone)))


def _may_help(check: Check) -> Check:
    return replace(
        check,
        limit=Limit(NO_END_S, NO_END_S, "s", noise=check.limit.noise, source=PROFESSIONAL),
        good=mark("Your hands may help today ({value} s)."),
    )


def _at_most(part: str, most_deg: float, noise_deg: float) -> Check:
    words, measure = _PARTS[part]
    title, good, past = words

    def measured(rep: RepFacts) -> Outcome:
        outcome = measure(rep)
        if isinstance(outcome, CannotTell):
            return outcome
        return replace(outcome, detail=say("(Your limit is {deg:.0f}°.)", deg=most_deg))

    return Check(
        id=f"limit_{part}",
        title=title,
        limit=Limit(most_deg, most_deg + noise_deg, "deg", noise=noise_deg, source=PROFESSIONAL),
        view="as its band allows",
        good=good,
        watch=past,
        fault=past,
        measure=measured,
    )


_PARTS: Final = {
    "knee": (
        (
            mark("Your limit today: knees"),
            mark("Your knees bent {value}°, within your limit today."),
            mark("Past your limit today: your knees bent {value}°. Stop a little earlier."),
        ),
        posture.knee_at_bottom,
    ),
    "trunk": (
        (
            mark("Your limit today: leaning forward"),
            mark("Your trunk leaned {value}°, within your limit today."),
            mark("Past your limit today: your trunk leaned {value}°. Stop a little earlier."),
        ),
        posture.lean_at_bottom,
    ),
}
_NO_HINGE: Final = Check(
    id="limit_hinge",
    title=mark("Your limit today: no hip hinge"),
    limit=Limit(0.0, 1.0, "repetitions", noise=0.1, source=PROFESSIONAL),
    view="any",
    good=mark("No hip hinge, as you were told."),
    watch=mark("Past your limit today: a hip hinge was not allowed."),
    fault=mark("Past your limit today: a hip hinge was not allowed."),
    measure=lambda rep: Measured(1.0, rep.bottom_s),
)
