"""Measures of one way up from a seat: how far the trunk leans, how many tries it took, how one sits down again."""

import math
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np

from formcheck.measures import control, hands
from formcheck.measures.facts import ClipFacts, RepFacts
from formcheck.measures.kept_hands import kept_on_leg_s
from formcheck.measures.outcome import CannotTell, Measured, Outcome, cannot_tell, note
from formcheck.measures.posture import MIN_SEEN
from formcheck.measures.seat import Moving, Up
from formcheck.motion import landmarks as lm
from formcheck.motion.contacts import POST_YAW_DEG, Hand
from formcheck.motion.track import Floats, quantile
from formcheck.schema import Rise

BEFORE_S: Final = 2.5  # chosen: who sets out to rise leans forward no longer than this before
STARTS_SHARE: Final = 0.1  # chosen: of the way forward, so that a drawn-out beginning does not count ...
STARTS_DEG: Final = 2.0  # chosen: ... and never less than a trunk wavers
LEAST_LEAN_DEG: Final = 8.0  # chosen: a trunk that leans no further does not tell when somebody sets out
TRY_DEG: Final = 12.0  # chosen: a trunk that goes this far forward and back again ...
TRY_LIFT_LEGS: Final = 0.03  # ... with hips that rise so far; measured on fit people: leaning alone shows 0.02
LIKE_RISE: Final = 0.6  # chosen: a lean of this share of the rise's own looks like a try even without a lift ...
SOON_S: Final = 4.0  # chosen: ... when the next one follows this soon: hips lifted by 3 cm do not show in the picture
REST_FRAMES: Final = 3  # chosen: a median of three frames is no flicker
CHAIR_S: Final = 0.3  # chosen: who pushes on the seat does so while the trunk comes forward ...
CHAIR_LEAN_DEG: Final = 8.0  # ... by at least this much
#: Leg lengths; measured on one fit person: pushing hands lie still within 0.02, below the hips by 0.15 and beside them;
#: hanging, crossed and resting hands of four others move by 0.15 or more meanwhile.
CHAIR_STILL, CHAIR_BEHIND, CHAIR_AHEAD, CHAIR_BELOW = 0.06, -0.45, 0.12, (0.05, 0.35)
KEPT: Final = 0.6  # chosen: how sure a hand is that two witnesses disagree about
TRUNK: Final = ("shoulder", "hip")


def lean_starts(clip: ClipFacts, up: Up) -> int:
    """The frame in which the trunk begins to lean for a rise; where the hips leave the seat when it does not."""
    t_s, trunk = clip.track.t_s, clip.angles.near_side.trunk_inclination_deg
    first = max(up.seat.first, int(np.searchsorted(t_s, t_s[up.seat_off] - BEFORE_S)))
    lean = trunk[first : up.seat_off + 1]
    if not np.isfinite(lean).any():
        return up.seat_off
    low = float(np.nanmin(lean))
    way = quantile(trunk[up.seat_off : up.end + 1], 1.0) - low
    if not way >= LEAST_LEAN_DEG:
        return up.seat_off
    with np.errstate(invalid="ignore"):
        back = np.flatnonzero(lean <= low + max(STARTS_SHARE * way, STARTS_DEG))
    return first + int(back[-1])


def rise(clip: ClipFacts, moving: Moving, up: Up, start: int) -> Rise:
    """What is known of one way up that began in frame ``start``."""
    t_s, near, bands = clip.track.t_s, clip.angles.near_side, clip.angles.near_bands
    trunk = near.trunk_inclination_deg[start : up.end + 1]
    known = bool(np.isfinite(trunk).any())
    at = start + int(np.nanargmax(trunk)) if known else start
    lean, band = (clip.at(one.trunk_inclination_deg, at) for one in (near, bands))
    known = math.isfinite(lean) and math.isfinite(band)

    def seconds(frame: int | None) -> float | None:
        return None if frame is None else round(float(t_s[frame]), 3)

    return Rise(
        seat_off_s=round(float(t_s[up.seat_off]), 3),
        down_from_s=seconds(up.down_from),
        sat_s=seconds(up.sat),
        tries=1 + failed_tries(clip, moving, up, start),
        lean_deg=round(lean, 1) if known else None,
        lean_band_deg=round(band, 1) if known else None,
    )


def failed_tries(clip: ClipFacts, moving: Moving, up: Up, start: int) -> int:
    """How often, on the seat and before frame ``start``, the trunk goes forward and back again as for a rise.

    Either the hips rise a little, or the trunk goes about as far as in the rise, which follows soon. Lies for who
    leans forward for something else just before, and misses a trunk that hardly moves.
    """
    from scipy import signal  # takes a second to import, which a bad file name should not wait for

    frames = np.arange(up.seat.first, start + 1)
    trunk = clip.angles.near_side.trunk_inclination_deg
    frames = frames[np.isfinite(trunk[frames]) & np.isfinite(moving.hip[frames])]
    later = 1e-6 * np.arange(len(frames))  # of equal tops of one lean only the last stands out
    peaks, found = signal.find_peaks(trunk[frames] + later, prominence=TRY_DEG)
    lows = [int(a + np.argmin(trunk[frames[a:b]])) for a, b in pairwise(peaks)]
    edges = frames[[0, *lows, -1]] if len(peaks) else frames[:0]
    rises = LIKE_RISE * (quantile(trunk[start : up.end + 1], 1.0) - trunk[start])
    count, next_s = 0, float(moving.t_s[start])
    found_s = moving.t_s[frames[peaks]]
    for (a, b), way, at_s in reversed(list(zip(pairwise(edges), found["prominences"], found_s, strict=True))):
        lifted = _lift(moving.hip[a : b + 1]) >= TRY_LIFT_LEGS
        if lifted or (way >= rises and next_s - at_s <= SOON_S):
            count, next_s = count + 1, float(at_s)
    return count


def _lift(hip_legs: Floats) -> float:
    """How far hips rise between two moments in which they rest."""
    rest = max(float(np.median(hip_legs[:REST_FRAMES])), float(np.median(hip_legs[-REST_FRAMES:])))
    return float(hip_legs.max()) - rest


def lean(rep: RepFacts) -> Outcome:
    """The furthest the trunk leans forward while rising, degrees from vertical."""
    seen = rep.clip.seen(TRUNK, rep.span.start, rep.span.end)
    if rep.rise is None or rep.rise.lean_deg is None or rep.rise.lean_band_deg is None:
        return cannot_tell("view_tells_nothing")
    if seen < MIN_SEEN:
        return cannot_tell("trunk_hidden")
    return Measured(rep.rise.lean_deg, rep.rise.seat_off_s, seen, band=rep.rise.lean_band_deg)


def tries(rep: RepFacts) -> Outcome:
    """How often the person set out to rise until they stood."""
    seen = rep.clip.seen(TRUNK, rep.span.start, rep.span.end)
    if rep.rise is None or seen < MIN_SEEN:
        return cannot_tell("trunk_hidden")
    return Measured(float(rep.rise.tries), rep.rise.seat_off_s, seen)


def hands_on_legs_s(rep: RepFacts) -> Outcome:
    """As in every movement, in seconds of an ordinary rise, since who rises quickly pushes as hard for less long.

    A hand that pushes on the chair is said beside it; one that the model calls free or doubts, but that turns with its
    thigh, is a touch.
    """
    outcome = hands.hands_on_legs_s(rep)
    if isinstance(outcome, Measured):
        outcome = replace(outcome, value=outcome.value / hands.quickness(rep))
    outcome = _or_kept(rep, outcome)
    if isinstance(outcome, Measured) and any(hand_on_chair(rep.clip, hand, rep.span.bottom) for hand in rep.clip.hands):
        return replace(outcome, notes=(note("hand_on_chair"), *outcome.notes))
    return outcome


def _or_kept(rep: RepFacts, outcome: Outcome) -> Outcome:
    doubt = isinstance(outcome, CannotTell) and outcome.why.code == "hands_in_doubt"
    if not (doubt or (isinstance(outcome, Measured) and outcome.value <= rep.limit.good)):
        return outcome
    kept = {hand.side: kept_on_leg_s(rep.clip, hand, rep.span.bottom, rep.span.end) for hand in rep.clip.hands}
    side = max(kept, key=lambda one: kept[one])
    if kept[side] < rep.limit.fault:
        return outcome
    hidden = () if len(hands.hands_seen(rep)) == 2 else (note("other_hand_hidden"),)
    return Measured(
        kept[side],
        rep.bottom_s,
        KEPT,
        at_most="watch",
        notes=(note("left_on_thigh" if side == "left" else "right_on_thigh"), *hidden),
    )


def hand_on_chair(clip: ClipFacts, hand: Hand, seat_off: int) -> bool:
    """Whether a hand lies on the seat beside the hips until they leave it: it keeps its place while the trunk leans.

    For views from the side up to oblique. Misses hands on armrests and on a seat's front edge; a hand in a lap moves
    with the trunk.
    """
    t_s, image = clip.track.t_s, clip.track.image_px / clip.standing.leg_length_px
    first = int(np.searchsorted(t_s, t_s[seat_off] - CHAIR_S))
    frames = slice(first, seat_off + 1)
    if clip.view.yaw_deg > POST_YAW_DEG or not hand.seen[frames].all():
        return False
    palm = image[frames][:, [lm.at("wrist", hand.side), lm.at("index", hand.side)]].mean(axis=1)
    ahead, below = (palm[-1] - image[seat_off, [lm.at("hip", s) for s in lm.SIDES]].mean(axis=0)) * [
        clip.view.facing,
        1,
    ]
    trunk = clip.angles.near_side.trunk_inclination_deg
    leans = trunk[seat_off] - trunk[first] >= CHAIR_LEAN_DEG
    beside = CHAIR_BEHIND <= ahead <= CHAIR_AHEAD and CHAIR_BELOW[0] <= below <= CHAIR_BELOW[1]
    return bool(leans and beside and np.ptp(palm, axis=0).max() <= CHAIR_STILL)


def sitting_down_s(rep: RepFacts) -> Outcome:
    """Seconds from where the shoulders begin to sink until the hips are on the seat."""
    if rep.rise is None or rep.rise.sat_s is None or rep.rise.down_from_s is None:
        return cannot_tell("not_sat_down")
    return Measured(rep.rise.sat_s - rep.rise.down_from_s, rep.rise.down_from_s, 0.9)


def steady_after(rep: RepFacts) -> Outcome:
    """How far the hips still move after standing up, in leg lengths, while the person stands: neither sits down again
    at once nor walks away.
    """
    t_s = rep.clip.track.t_s
    last_s = float(t_s[rep.span.end]) + control.SETTLE_S + control.STEADY_S
    if rep.rise is not None and rep.rise.down_from_s is not None and rep.rise.down_from_s < last_s:
        return cannot_tell("goes_straight_on")
    return control.wobble_legs(rep)
