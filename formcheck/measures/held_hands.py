"""What the hands rest on while somebody stays at the bottom: the legs, the floor, something else, or nothing."""

from typing import Final, Literal

import numpy as np

from formcheck.measures.facts import ClipFacts
from formcheck.measures.holding import MOSTLY, Stay
from formcheck.motion import landmarks as lm
from formcheck.motion.contact_features import palm
from formcheck.motion.contacts import POST_LEVER_LEGS, Hand
from formcheck.motion.landmarks import Side
from formcheck.motion.reps import RepSpan
from formcheck.motion.track import Floats
from formcheck.schema import Heels, HeldBy, Rung

FOLLOWS_LEGS: Final = POST_LEVER_LEGS / 2  # chosen: a hand that moves half as far as its shoulder holds on to nothing

#: "hidden": not seen; "doubt": seen, and may be holding on.
Found = Literal[HeldBy, "hidden", "doubt"]


def hands_of(clip: ClipFacts, span: RepSpan, one: Stay) -> dict[Side, Found]:
    """What each hand rests on for most of a stay."""
    return {hand.side: _rests_on(clip, span, one, hand) for hand in clip.hands}


def _rests_on(clip: ClipFacts, span: RepSpan, one: Stay, hand: Hand) -> Found:
    places = hand.places[one.frames]
    for place, name in (("other", "other"), ("floor", "floor")):
        if places.count(place) >= MOSTLY * len(places):
            return name  # type: ignore[return-value]
    if sum(place in ("knee", "thigh") for place in places) >= MOSTLY * len(places):
        return "leg"
    if hand.seen[one.frames].mean() < MOSTLY:
        return "hidden"
    follows = _follows(clip, span, one, hand.side)
    return "hidden" if not follows else "free" if all(follows) else "doubt"


def _follows(clip: ClipFacts, span: RepSpan, one: Stay, side: Side) -> list[bool]:
    """Whether a hand goes down into the bottom, and up out of it, with its shoulder, which no hand on a post does; of
    these two ways those that show it.
    """
    image = clip.track.image_px / clip.standing.leg_length_px
    feet = image[:, list(lm.pair("foot_index"))].mean(axis=1)
    hand, height = palm(image, side) - feet, -image[:, lm.at("shoulder", side), 1]
    down = np.arange(one.first, span.start - 1, -1)
    ways = [down] if one.open else [down, np.arange(one.last, span.end + 1)]
    moved = [_moved_legs(hand[way], height[way]) for way in ways]
    return [one >= FOLLOWS_LEGS for one in moved if np.isfinite(one)]


def _moved_legs(hand: Floats, height: Floats) -> float:
    """How far a hand gets while its shoulder makes the first quarter of a leg from the bottom; NaN where that is not
    seen. Both are read away from the bottom.
    """
    with np.errstate(invalid="ignore"):
        far = np.flatnonzero(height - height[0] >= POST_LEVER_LEGS)
    if not len(far):
        return float("nan")
    moved = np.linalg.norm(hand[: far[0] + 1] - hand[0], axis=1)
    return float("nan") if np.isnan(moved).mean() > MOSTLY else float(np.nanmax(moved))


def rung_of(hands: dict[Side, Found], heels: Heels | None) -> Rung | None:
    """The rung of the ladder. A hand that is hidden does not count, one that may be holding on keeps it unknown; hands
    on the own legs carry no weight past the feet.
    """
    found = set(hands.values())
    if found & {"other", "floor"}:
        return "supported"
    if "doubt" in found or found == {"hidden"} or heels is None:
        return None
    return "heels_raised" if heels == "raised" else "free"


def known(found: Found) -> HeldBy | None:
    """As a report writes it."""
    return None if found in ("hidden", "doubt") else found  # type: ignore[return-value]
