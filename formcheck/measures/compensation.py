"""Lower-back compensation: what the signs of one repetition say together."""

import math
from collections.abc import Mapping
from typing import Final

import numpy as np

from formcheck.measures.facts import RepFacts
from formcheck.measures.outcome import CannotTell, Measured, Outcome, cannot_tell
from formcheck.schema import Finding, Sign, SignName, Verdict

#: The signs, each with the checks that show it, of which the first that could be judged speaks for it.
SIGNS: Final[Mapping[SignName, tuple[str, ...]]] = {
    "rounding": ("lower_back_rounding",),
    "pitching": ("trunk_tibia", "trunk_lean"),
    "hips_first": ("hips_first",),
    "stooping": ("straight_knee_stoop", "pick_strategy"),
}
#: Checks that are signs: said as part of lower-back compensation, not beside it.
SIGN_CHECKS: Final = frozenset(check for checks in SIGNS.values() for check in checks)
COUNTS: Final[dict[Verdict, float]] = {"not_assessed": 0.0, "good": 0.0, "watch": 0.5, "fault": 1.0}
FURTHER_COUNTS: Final = 0.25  # chosen: further signs add to the worst one, which decides the verdict
UNKNOWN_TAKES: Final = 0.8  # chosen: what "nothing seen" is worth where a sign could not be judged
ORDER: Final[tuple[Verdict, ...]] = ("not_assessed", "good", "watch", "fault")


def compensation(rep: RepFacts) -> Outcome:
    """Signs that the lower back does the work of hips and legs: the worst counts 1 or a half, every other a quarter.

    The verdict is that of the worst sign; its moment is the check's. Nothing seen is good only when every main sign of
    the movement could be judged: who did the work is not known of a back that nobody saw.
    """
    found = {name: one for name, checks in SIGNS.items() if (one := _speaks_for(rep, checks)) is not None}
    judged = {name: one for name, one in found.items() if one.verdict != "not_assessed"}
    shown = sorted(
        ((name, one) for name, one in judged.items() if one.verdict != "good"),
        key=lambda pair: _rank(pair[1]),
        reverse=True,
    )
    unknown = tuple(name for name in found if name not in judged)
    if shown:
        return _seen(rep, shown, unknown)
    if missing := rep.movement.main_signs - judged.keys():
        blind = [found[name].abstain for name in unknown if name in missing]
        return CannotTell(blind[0]) if blind and blind[0] else cannot_tell("no_main_sign")
    if not judged:
        return cannot_tell("no_main_sign")
    sure = float(np.mean([one.confidence for one in judged.values()]))
    return Measured(0.0, rep.bottom_s, sure * (UNKNOWN_TAKES if unknown else 1.0), unknown_signs=unknown)


def _seen(rep: RepFacts, shown: list[tuple[SignName, Finding]], unknown: tuple[SignName, ...]) -> Measured:
    """The worst sign first; as sure as at least one of those that decide is there."""
    worst = shown[0][1]
    signs = tuple(
        Sign(name=name, check=one.check, verdict=one.verdict, t_s=rep.bottom_s if one.t_s is None else one.t_s)
        for name, one in shown
    )
    doubt = math.prod(1.0 - one.confidence for _, one in shown if one.verdict == worst.verdict)
    return Measured(
        COUNTS[worst.verdict] + FURTHER_COUNTS * (len(shown) - 1),
        signs[0].t_s,
        1.0 - doubt,
        at_most=worst.verdict,
        signs=signs,
        unknown_signs=unknown,
    )


def _speaks_for(rep: RepFacts, checks: tuple[str, ...]) -> Finding | None:
    found = [rep.earlier[check] for check in checks if check in rep.earlier]
    return next((one for one in found if one.verdict != "not_assessed"), found[0] if found else None)


def _rank(found: Finding) -> tuple[int, float]:
    return ORDER.index(found.verdict), found.confidence
