"""Measures of one bottom that is held: for how long, on what help, how steadily, and how one gets up from it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np

from formcheck.measures import rounding
from formcheck.measures.facts import ClipFacts, RepFacts
from formcheck.measures.held_hands import Found, hands_of, known, rung_of
from formcheck.measures.holding import Stay, heels, squats, sway_legs
from formcheck.measures.outcome import CannotTell, Measured, Outcome, cannot_tell, note
from formcheck.motion.landmarks import Side
from formcheck.motion.reps import RepSpan
from formcheck.schema import RUNGS, Hold

CERTAIN: Final = 0.9  # as of hands on legs: contact is read off distances, not off touch


def hold(clip: ClipFacts, span: RepSpan, one: Stay, level_deg: float) -> Hold | None:
    """What is known of a stay at the bottom; None where nobody squats there."""
    found = hands_of(clip, span, one)
    if not squats(clip, one, level_deg, held_up="other" in found.values()):
        return None
    t_s, flat = clip.track.t_s, heels(clip, one)
    hands: dict[Side, Found] = found
    return Hold(
        from_s=round(float(t_s[one.first]), 3),
        to_s=round(float(t_s[one.last]), 3),
        open=one.open,
        left_hand=known(hands["left"]),
        right_hand=known(hands["right"]),
        heels=flat,
        rung=rung_of(hands, flat),
    )


def hold_s(rep: RepFacts) -> Outcome:
    """How long the bottom is held; where the clip ends first, only what is long enough is known."""
    held = rep.hold
    if held is None:
        return cannot_tell("nothing_to_measure")
    if held.open and rep.limit.verdict(held.seconds) != "good":
        return cannot_tell("hold_goes_on")
    notes = (note("at_least"),) if held.open else ()
    return Measured(held.seconds, held.from_s, CERTAIN, notes=notes)


def rung(rep: RepFacts) -> Outcome:
    """The rung of the ladder, 1 the lowest."""
    held = rep.hold
    if held is None:
        return cannot_tell("nothing_to_measure")
    hands = {held.left_hand, held.right_hand}
    if held.rung is None:
        return _unknown(rep, held)
    hidden = (note("other_hand_hidden"),) if None in hands else ()
    return Measured(float(RUNGS.index(held.rung) + 1), rep.bottom_s, CERTAIN, notes=hidden)


def _unknown(rep: RepFacts, held: Hold) -> CannotTell:
    if held.heels is None and {held.left_hand, held.right_hand} & {"free", "leg"}:
        return cannot_tell("heels_unclear" if rep.clip.view.side_on else "heels_from_side")
    return cannot_tell("may_hold_on")


def sway(rep: RepFacts) -> Outcome:
    """How far the shoulders wander over the feet while the bottom is held, leg lengths."""
    span = rep.span
    value = sway_legs(rep.clip, Stay(span.bottom_from, span.bottom_to, open=span.stays))
    return Measured(value, rep.bottom_s, 0.8) if np.isfinite(value) else cannot_tell("trunk_hidden")


def lumbar_flexion(rep: RepFacts) -> Outcome:
    """Lumbar flexion kept up while the bottom is held, degrees."""
    low = replace(rep.span, start=rep.span.bottom_from, end=rep.span.bottom_to)
    return rounding.lumbar_flexion(replace(rep, span=low))


def when_risen(measure: Callable[[RepFacts], Outcome]) -> Callable[[RepFacts], Outcome]:
    """A measure of the way up, where that was filmed."""

    def measured(rep: RepFacts) -> Outcome:
        return measure(rep) if rep.span.ended else cannot_tell("hold_goes_on")

    return measured
