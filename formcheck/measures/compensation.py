"""Lower-back compensation: what the signs of one repetition say together, in one sentence."""

import math
from typing import Final

import numpy as np

from formcheck.i18n import gettext, gettext_noop, listed, sentences
from formcheck.measures.coordination import coordination
from formcheck.measures.facts import RepFacts
from formcheck.movements.spec import CannotTell, Measured, Outcome
from formcheck.schema import Finding, Verdict

ROUNDING: Final = gettext_noop("a rounding back")
PITCHING: Final = gettext_noop("a trunk pitched further than your legs need")
STOOPING: Final = gettext_noop("bending over straight knees")
#: The signs by name, each with the checks that show it, of which the first that could be judged speaks for it.
SIGNS: Final = {
    ROUNDING: ("lower_back_rounding",),
    PITCHING: ("trunk_tibia", "trunk_lean"),
    gettext_noop("hips rising before the chest"): ("hips_first",),
    STOOPING: ("straight_knee_stoop",),
}
#: Of which at least one must have been judged before "nothing seen" is good.
MAIN_SIGNS: Final = {"squat": {PITCHING}, "hinge": {ROUNDING, STOOPING}}
COUNTS: Final[dict[Verdict, float]] = {"not_assessed": 0.0, "good": 0.0, "watch": 0.5, "fault": 1.0}
FURTHER_COUNTS: Final = 0.25  # chosen: further signs add to the worst one, which decides the verdict
UNKNOWN_TAKES: Final = 0.8  # chosen: what "nothing seen" is worth where a sign could not be judged
ORDER: Final[tuple[Verdict, ...]] = ("not_assessed", "good", "watch", "fault")


def compensation(rep: RepFacts) -> Outcome:
    """Signs that the lower back does the work of hips and legs: the worst counts 1 or a half, every other a quarter.

    The verdict is that of the worst sign; its moment is the check's. Nothing seen is good only when a main sign could
    be judged: how far a squat's trunk pitches; in a hinge the back's line or the knees.
    """
    signs = {name: found for name, checks in SIGNS.items() if (found := _speaks_for(rep, checks)) is not None}
    judged = {name: found for name, found in signs.items() if found.verdict != "not_assessed"}
    shown = sorted(
        (pair for pair in judged.items() if pair[1].verdict != "good"), key=lambda pair: _rank(pair[1]), reverse=True
    )
    unknown = [name for name in signs if name not in judged]
    missing = gettext("Could not be judged: {signs}.", signs=listed(map(gettext, unknown))) if unknown else ""
    if shown:
        return _seen(rep, shown, missing)
    if not judged.keys() & MAIN_SIGNS[rep.movement]:
        return CannotTell(gettext("The signs of lower-back compensation could not be judged in this view."))
    sure = float(np.mean([found.confidence for found in judged.values()]))
    return Measured(0.0, rep.bottom_s, sure * (UNKNOWN_TAKES if unknown else 1.0), detail=missing)


def _seen(rep: RepFacts, shown: list[tuple[str, Finding]], missing: str) -> Measured:
    """The worst sign first; as sure as at least one of those that decide is there."""
    worst = shown[0][1]
    moments_s = [rep.bottom_s if found.t_s is None else found.t_s for _, found in shown]
    seen = listed(
        gettext("{sign} (at {seconds:.1f} s)", sign=gettext(name), seconds=t_s)
        for (name, _), t_s in zip(shown, moments_s, strict=True)
    )
    doubt = math.prod(1.0 - found.confidence for _, found in shown if found.verdict == worst.verdict)
    return Measured(
        COUNTS[worst.verdict] + FURTHER_COUNTS * (len(shown) - 1),
        moments_s[0],
        1.0 - doubt,
        at_most=worst.verdict,
        detail=sentences((gettext("Seen: {signs}.", signs=seen), _work(rep), missing)),
    )


def _speaks_for(rep: RepFacts, checks: tuple[str, ...]) -> Finding | None:
    found = [rep.earlier[check] for check in checks if check in rep.earlier]
    return next((one for one in found if one.verdict != "not_assessed"), found[0] if found else None)


def _rank(found: Finding) -> tuple[int, float]:
    return ORDER.index(found.verdict), found.confidence


def _work(rep: RepFacts) -> str:
    """How much of a squat's way down the leaning trunk made, as a sentence; empty where that is not known."""
    told = coordination(rep.clip, rep.span) if rep.movement == "squat" else None
    share = None if told is None or told.down is None else told.down.trunk_share
    return (
        ""
        if share is None
        else gettext("Leaning made {share:.0%} of your way down, hips and knees the rest.", share=share)
    )
