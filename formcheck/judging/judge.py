"""Judging one measured value against its limit: a finding, or why there is none."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from formcheck.measures.facts import ClipFacts, RepFacts
from formcheck.measures.outcome import CannotTell, Measured, Outcome, cannot_tell
from formcheck.movements.spec import Check
from formcheck.schema import Finding, MovementName, Rep, Verdict

VERDICT_ORDER: Final[tuple[Verdict, ...]] = ("good", "watch", "fault")


def view_allows(check: Check, facts: ClipFacts) -> CannotTell | None:
    """Whether the view can show a check; else why not."""
    view = facts.view
    if check.view in ("any", "as its band allows") or (check.view == "front" and view.kind == "front"):
        return None
    if check.view == "side" and view.side_on:
        return None
    return cannot_tell("needs_front" if check.view == "front" else "needs_side")


def _blocked(check: Check, facts: RepFacts) -> CannotTell | None:
    if facts.turned:
        return cannot_tell("turned_inside")
    if not facts.followed:
        return cannot_tell("few_pictures")
    if check.pattern and not facts.sure:
        return cannot_tell("between_movements")
    return view_allows(check, facts.clip)


def judge(check: Check, facts: RepFacts) -> Finding:
    """One repetition's finding for one check. Never raises for missing data: that is "not assessed"."""
    blocked = _blocked(check, facts)
    outcome: Outcome = cannot_tell("nothing_to_measure")
    if blocked is not None:
        outcome = blocked
    elif check.measure is not None:
        outcome = check.measure(replace(facts, limit=check.limit, excess=check.excess))
    trust = facts.clip.sagittal_trust if check.view == "side" else 1.0  # only sagittal numbers suffer from turning
    return _finding(check, facts.movement.name, facts.index, outcome, side_on=facts.clip.view.side_on, trust=trust)


def judge_set(check: Check, movement: MovementName, reps: Sequence[Rep], *, side_on: bool) -> Finding:
    """The finding of a check over the whole repetitions of one movement, from what was measured of each."""
    outcome = cannot_tell("nothing_to_measure") if check.measure_set is None else check.measure_set(reps)
    return _finding(check, movement, None, outcome, side_on=side_on, trust=1.0)


def _decided(check: Check, outcome: Outcome, *, side_on: bool) -> Outcome:
    """The outcome, or that its band is too wide for this check's limit."""
    if not isinstance(outcome, Measured) or outcome.band is None or check.limit.decides(outcome.value, outcome.band):
        return outcome
    if not math.isfinite(outcome.band):
        return cannot_tell("joints_unseen" if side_on else "view_tells_nothing")
    known = {"value": round(outcome.value, check.digits), "band": round(outcome.band, check.digits)}
    return cannot_tell("too_close" if side_on else "known_roughly", **known)


def _finding(
    check: Check, movement: MovementName, rep: int | None, outcome: Outcome, *, side_on: bool, trust: float
) -> Finding:
    outcome = _decided(check, outcome, side_on=side_on)
    if not isinstance(outcome, Measured) or not math.isfinite(outcome.value):
        why = outcome.why if isinstance(outcome, CannotTell) else cannot_tell("joints_unseen").why
        return Finding(
            check=check.id,
            movement=movement,
            rep=rep,
            verdict="not_assessed",
            value=None,
            limit=check.limit.used(),
            t_s=None,
            confidence=0.0,
            abstain=why,
        )
    value = round(outcome.value, max(check.digits, 1))  # judged as it is shown
    sure = check.limit.certainty(value, outcome.band) * outcome.seen * trust
    return Finding(
        check=check.id,
        movement=movement,
        rep=rep,
        verdict=min(check.limit.verdict(value), outcome.at_most, key=VERDICT_ORDER.index),
        value=value,
        limit=check.limit.used(),
        t_s=round(outcome.t_s, 3),
        confidence=round(sure, 2),
        band=None if outcome.band is None else round(outcome.band, max(check.digits, 1)),
        notes=outcome.notes,
        signs=outcome.signs,
        unknown_signs=outcome.unknown_signs,
    )
