"""What a hand's contacts mean for a repetition: braced, touched or rested, how long and for how much of the ascent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.measures.facts import RepFacts
from formcheck.measures.leaning import leaning
from formcheck.measures.outcome import Measured, Outcome, cannot_tell, note
from formcheck.motion import landmarks as lm
from formcheck.motion.contacts import Contact, Hand
from formcheck.motion.landmarks import Side
from formcheck.motion.smoothing import runs
from formcheck.motion.track import quantile
from formcheck.schema import Note, Support, SupportKind, SupportPlace

FLOOR_REST_S: Final = 0.15  # chosen: a hand that leaves the floor as the body rises picked something up
RISING_LEGS: Final = 0.01  # measured: hips and shoulders of who stands still move by 0.001 to 0.01 a frame
LATELY_S: Final = 1.0  # chosen: longer than the bottom of an ordinary repetition
RISE_S: Final = 1.0  # measured on fit people: from the seat to standing 0.7 to 1.2; the limits were read off these
QUICKEST: Final = 0.5  # chosen: a rise of half a second is as quick as they come
REST_TO_SHARE: Final = 0.1  # chosen: a hand that leaves before a tenth of the way up was resting
HELPS_TO_SHARE: Final = 0.6  # chosen: legs work hardest with thighs level; a hand that comes later is no help
SURE_HAND: Final = 0.7  # chosen: a contact of which the model is less sure is worth watching, not a fault
SEEN_SHARE: Final = 0.5  # chosen: a hand hidden for more than half of the ascent is not judged
LOADED_SHARE: Final = 0.5  # chosen: an arm that can carry weight for half of the contact
POST_S: Final = 0.5  # chosen: measured on fit people, free hands stay in the room for up to 0.4 s as the body rises ...
POST_WAY: Final = 0.65  # ... and for up to 0.54 of the shoulder's way, however fast one rises
POST_WAY_PULLING: Final = 0.8  # chosen: who pulls up holds on to the end; arms that do not look loaded sink for 0.75


@dataclass(frozen=True, slots=True)
class _Ascent:
    """Frames of one ascent: ``first`` the last one before the body rises, ``last`` standing again. A hand that leaves
    before ``rest_to`` rested, one that comes after ``helps_to`` is no help.
    """

    first: int
    last: int
    rest_to: int
    helps_to: int
    seconds: float


def hands_on_legs_s(rep: RepFacts) -> Outcome:
    """Longest time a hand keeps its place on knee or thigh while rising, seconds; a fault needs an arm that can carry
    load. Legs work as hard without a hand that comes only near the top, so that one does not count.
    """
    if rep.span.from_floor:
        return cannot_tell("hands_lift")
    seen = hands_known(rep)
    if not seen:
        return cannot_tell("hands_in_doubt" if hands_seen(rep) else "hands_hidden")
    hidden = () if len(seen) == 2 else (note("other_hand_hidden"),)
    helps_s = float(rep.clip.track.t_s[_ascent(rep).helps_to])
    listed = [s for s in supports(rep) or () if s.from_s <= round(helps_s, 3)]
    on_legs = [s for s in listed if s.place in ("knee", "thigh")]
    helping = [s for s in on_legs if s.kind != "rest"]
    if not helping:
        rested = (note("hands_rested"),) if on_legs else ()
        held = (note("hand_holds_on"),) if any(s.place == "other" for s in listed) else ()
        return Measured(0.0, rep.bottom_s, _certain(seen), notes=(*rested, *held, *hidden))
    best = max(helping, key=lambda s: (s.kind == "braced", s.seconds))
    return Measured(
        best.seconds,
        (max(best.from_s, rep.bottom_s) + best.to_s) / 2,
        min(_certain(seen), best.probability or 1.0),
        at_most="fault" if best.kind == "braced" and (best.probability or 1.0) >= SURE_HAND else "watch",
        notes=(*_which(best, helping, _passing_s(rep)), *hidden),
    )


def _certain(seen: Sequence[Side]) -> float:
    """Share of certainty left by seeing both hands or one: contact is read off distances, not off touch."""
    return 0.9 if len(seen) == 2 else 0.8


def quickness(rep: RepFacts) -> float:
    """Of a rise from a seat: its length over that of an ordinary one, 1 at most; 1 of any other repetition."""
    return 1.0 if rep.rise is None else min(max(rep.seconds(rep.span.bottom, rep.span.end) / RISE_S, QUICKEST), 1.0)


def _passing_s(rep: RepFacts) -> float:
    """Up to which a hand on a leg is passing by."""
    return rep.movement.hand_passing_s * quickness(rep)


def _which(best: Support, helping: list[Support], passing_s: float) -> tuple[Note, ...]:
    if best.seconds <= passing_s:
        return ()
    both = len({s.side for s in helping if s.kind == best.kind}) == 2
    return (note(f"{'both' if both else best.side}_on_{best.place}"),)


def hands_on_floor_s(rep: RepFacts) -> Outcome:
    """Longest time a hand stays on the floor after the body has begun to rise, seconds."""
    if not hands_seen(rep):
        return cannot_tell("hands_hidden")
    on_floor = [s for s in supports(rep) or () if s.place == "floor" and s.seconds > 0]
    best = max(on_floor, key=lambda s: s.seconds, default=None)
    return Measured(0.0, rep.bottom_s, 0.8) if best is None else Measured(best.seconds, best.to_s, 0.8)


def hands_seen(rep: RepFacts) -> tuple[Side, ...]:
    """The hands that are seen for at least half of the way up."""
    return tuple(h.side for h in rep.clip.hands if _seen(rep, h.seen))


def hands_known(rep: RepFacts) -> tuple[Side, ...]:
    """The hands of which it is known what they do on the way up: on the floor; or it is known for at least half of it
    whether they are on a leg, and, unless they are found there, without a doubt as long as a push while it would help.
    """
    ascent = _ascent(rep)

    def known(hand: Hand) -> bool:
        if _rests(hand, ascent, ("floor",)):
            return _seen(rep, hand.seen)
        on_leg = _rests(hand, ascent, ("knee", "thigh"))
        return _seen(rep, hand.leg_known) and (on_leg or not _long_in_doubt(rep, hand, ascent))

    return tuple(hand.side for hand in _hands(rep) if known(hand))


def _hands(rep: RepFacts) -> tuple[Hand, ...]:
    """Both hands; where reaching the floor is the task also with what is seen of one that leans on its leg."""
    if not rep.movement.to_floor:
        return rep.clip.hands
    return tuple(_leaning_too(rep, hand) for hand in rep.clip.hands)


def _leaning_too(rep: RepFacts, hand: Hand) -> Hand:
    found = leaning(rep.clip, rep.span, hand.side)
    if found is None or _rests(hand, _ascent(rep), ("knee", "thigh")):
        return hand
    known = hand.leg_known.copy()
    known[found.first : found.last + 1] = True
    return replace(hand, leg_known=known, contacts=(*hand.contacts, found))


def _rests(hand: Hand, ascent: _Ascent, places: Sequence[SupportPlace]) -> bool:
    """Whether the hand is found at one of these places while it would help."""
    found = [contact for contact in hand.contacts if contact.place in places]
    return any(contact.first <= ascent.helps_to and contact.last > ascent.first for contact in found)


def _long_in_doubt(rep: RepFacts, hand: Hand, ascent: _Ascent) -> bool:
    """Whether it is not known for as long as a push takes if the hand is on a leg."""
    first = ascent.first + 1
    doubt = runs(hand.seen[first : ascent.helps_to + 1] & ~hand.leg_known[first : ascent.helps_to + 1])
    return any(_lasting_s(rep, first + a, first + b - 1) > _passing_s(rep) for a, b in doubt)


def supports(rep: RepFacts) -> tuple[Support, ...] | None:
    """Every contact of a hand of `hands_known` that lies at the bottom or on the way up.

    None when nothing is known of either hand, and for a lift from the floor, whose hands hold something.
    """
    known = hands_known(rep)
    if not known or rep.span.from_floor:
        return None
    ascent = _ascent(rep)
    return tuple(
        _support(rep, hand, contact, ascent)
        for hand in _hands(rep)
        if hand.side in known
        for contact in hand.contacts
        if contact.last >= rep.span.bottom_from and contact.first <= ascent.last and _counts(rep, hand, contact, ascent)
    )


def _counts(rep: RepFacts, hand: Hand, contact: Contact, ascent: _Ascent) -> bool:
    """A hand that is merely still in the room must stay so for most of the shoulder's way, for more of it on an arm
    that could pull, but not push.
    """
    if contact.place != "other":
        return True
    first, last = max(contact.first, ascent.first + 1), min(contact.last, ascent.last)
    height = -rep.clip.track.image_px[ascent.first : ascent.last + 1, lm.at("shoulder", contact.side), 1]
    if _lasting_s(rep, first, last) < POST_S:
        return False
    needed = POST_WAY if hand.loaded[first : last + 1].mean() >= LOADED_SHARE else POST_WAY_PULLING
    there = height[first - ascent.first : last + 1 - ascent.first]
    way, past = (quantile(part, 1.0) - quantile(part, 0.0) for part in (height, there))
    return past >= needed * way


def _seen(rep: RepFacts, frames: NDArray[np.bool_]) -> bool:
    return bool(frames[rep.span.bottom : rep.span.end + 1].mean() >= SEEN_SHARE)


def _ascent(rep: RepFacts) -> _Ascent:
    """From where hips or shoulders leave their lowest place for good."""
    clip, span = rep.clip, rep.span
    risen = np.full(span.end + 1 - span.bottom, -np.inf)
    # Who stays there sways: only what is low just before the body rises tells when it does.
    lately = max(span.bottom_from, int(np.searchsorted(clip.track.t_s, clip.track.t_s[span.bottom_to] - LATELY_S)))
    for height in (clip.angles.hip_height_legs, clip.angles.shoulder_height_legs):
        low = height[lately : span.bottom_to + 1]
        if np.isfinite(low).any():
            risen = np.fmax(risen, height[span.bottom : span.end + 1] - np.nanmin(low))
    way = quantile(risen, 1.0)
    first, rest_to, helps_to = (
        span.bottom + int(np.max(np.flatnonzero(risen < limit), initial=0))
        for limit in (RISING_LEGS, REST_TO_SHARE * way, HELPS_TO_SHARE * way)
    )
    return _Ascent(first, span.end, rest_to, helps_to, _lasting_s(rep, first, span.end))


def _lasting_s(rep: RepFacts, first: int, last: int) -> float:
    """How long frames first..last lasted, each of them half a step to either side; 0 when there are none."""
    if last < first:
        return 0.0
    t_s = rep.clip.track.t_s
    return rep.seconds(first, last) + float(np.median(np.diff(t_s))) if len(t_s) > 1 else 0.0


def _support(rep: RepFacts, hand: Hand, contact: Contact, ascent: _Ascent) -> Support:
    t_s = rep.clip.track.t_s
    first, last = max(contact.first, ascent.first + 1), min(contact.last, ascent.last)
    seconds = _lasting_s(rep, first, last)
    loaded = bool(last >= first and hand.loaded[first : last + 1].mean() >= LOADED_SHARE)
    return Support(
        side=contact.side,
        place=contact.place,
        kind=_kind(rep, contact, ascent, seconds, loaded=loaded),
        from_s=round(float(t_s[contact.first]), 3),
        to_s=round(float(t_s[contact.last]), 3),
        seconds=round(seconds, 3),
        probability=round(contact.probability, 2),
        share_of_ascent=round(min(seconds / ascent.seconds, 1.0), 2) if ascent.seconds > 0 else 0.0,
    )


def _kind(rep: RepFacts, contact: Contact, ascent: _Ascent, seconds: float, *, loaded: bool) -> SupportKind:
    """A hand on the floor that outlasts the bottom is a support whatever the arm; on a leg the arm must carry. What is
    no own leg or floor cannot be seen, and a hand that comes near the top is no help: never more than touched.
    """
    on_floor = contact.place == "floor"
    if not on_floor and contact.first <= rep.span.bottom_to and contact.last <= ascent.rest_to:
        return "rest"
    if on_floor and rep.movement.to_floor:  # there the hand does what was asked until the body has risen
        seconds = _lasting_s(rep, max(contact.first, ascent.rest_to + 1), min(contact.last, ascent.last))
    if seconds <= (FLOOR_REST_S if on_floor else _passing_s(rep)):
        return "rest" if contact.first <= rep.span.bottom_to else "touched"
    sure = contact.place != "other" and contact.first <= ascent.helps_to
    return "braced" if sure and (loaded or on_floor) else "touched"
