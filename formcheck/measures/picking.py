"""Picking something up: whether a repetition is one, and what is measured of it."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from formcheck.measures.facts import ClipFacts, RepFacts
from formcheck.measures.hands import hands_seen, supports
from formcheck.measures.outcome import Measured, Outcome, cannot_tell
from formcheck.measures.posture import LEG, MIN_SEEN
from formcheck.measures.reaching import OverFloor, Reach, reaches
from formcheck.measures.smoothness import smoothness
from formcheck.measures.strategy import index_by_heights, on_feet, shares, strategy
from formcheck.motion.landmarks import Side
from formcheck.motion.reps import RepSpan
from formcheck.schema import Pick

#: Above the lower ankle, leg lengths: fingers on the floor. Measured (motion.contacts): 0.06 at most, a bar held 0.2.
FLOOR_LEGS: Final = 0.12
APART_LEGS: Final = 0.08  # chosen: who picks with one hand turns that shoulder down; otherwise both hang as low
#: A hand on something that stands on the floor. Measured on a real clip: on the top of a bottle 0.18, the other 0.6.
ON_THING_LEGS, ON_THING_APART_LEGS = 0.25, 0.25
BENDING_INDEX: Final = 50.0  # chosen, as the strategies: below it is a squat, whose hands may rest on the floor
BRIEF_S: Final = 1.5  # chosen: who looks for the thing or ties a shoe stays longer
QUICK_S: Final = 4.0  # chosen: lifting a box with both hands takes 4.6 s and more (von Arx 2021), a toy brick 3
STARTS_SHARE: Final = 0.05  # chosen: of the fastest speed, above what a standing person's shoulders sway
EDGE_S: Final = 0.4  # chosen: a slow beginning takes no longer than this to pass a twentieth of the way
#: Two squats of one set. Chosen: half the way from a squat's index to a hinge's, and a quarter of the way down.
WITHIN_SET_INDEX, WITHIN_SET_KNEE_DEG = 15.0, 30.0
CROUCH_LEGS: Final = 0.55  # chosen: shoulders of a deep pick are 0.7 leg lengths up, in a burpee's plank 0.5


def picked_by(clip: ClipFacts, span: RepSpan, over: OverFloor, *, asked: bool) -> tuple[Side, ...] | None:
    """The hands by which something was picked up in a repetition that begins and ends standing; None where nothing was.

    A hand goes down to the floor for a moment while the other surely stays higher; on one leg, in a lunge, or bent over
    from the hips also where the other is not seen, since no other movement takes a hand down there. Who asks for this
    movement may use both hands, or hands that are not seen (an empty tuple), and the clip may begin down there.
    """
    whole = span.began and span.ended and not span.from_floor
    if not (over.shoulder[span.bottom] >= CROUCH_LEGS and (whole or asked)):
        return None
    both = reaches(clip, span, over)
    down = tuple(reach.side for reach in both if reach.lowest_legs <= ON_THING_LEGS and reach.seconds <= BRIEF_S)
    if asked:
        return down
    return _by_itself(clip, span, *sorted(both, key=_lowest)) if down else None


def _by_itself(clip: ClipFacts, span: RepSpan, first: Reach, second: Reach) -> tuple[Side, ...] | None:
    """The same where nobody asked for it, ``first`` being the lower hand."""
    on_floor = first.lowest_legs <= FLOOR_LEGS and first.seconds <= BRIEF_S
    apart = second.lowest_legs - first.lowest_legs if second.seen else math.nan
    if second.seen and second.lowest_legs >= FLOOR_LEGS:
        on_thing = first.lowest_legs <= ON_THING_LEGS and apart >= ON_THING_APART_LEGS
        return (first.side,) if on_thing or (on_floor and apart >= APART_LEGS) else None
    if on_feet(clip, span) is not None:
        return (first.side,) if on_floor else None
    quick = clip.track.t_s[span.end] - clip.track.t_s[span.start] <= QUICK_S
    bent = index_by_heights(clip, span) >= BENDING_INDEX
    return (first.side,) if on_floor and bent and quick and not second.seen else None


def squat_of_a_set(clip: ClipFacts, span: RepSpan, picked: Sequence[RepSpan], others: Sequence[RepSpan]) -> bool:
    """Whether what looks like a pick is one of a set of squats: it bends the knees as a squat does, and at least as
    many repetitions that pick nothing go down the same way as such that do. To a low camera a hand that hangs beside
    the foot looks as if it lay on the floor, and the farther one higher.
    """
    index, knee = _way_down(clip, span)
    if not index < BENDING_INDEX or on_feet(clip, span) is not None:
        return False
    votes = []
    for spans in (others, picked):
        ways = (_way_down(clip, one) for one in spans)
        votes.append(sum(abs(i - index) <= WITHIN_SET_INDEX and abs(k - knee) <= WITHIN_SET_KNEE_DEG for i, k in ways))
    return votes[0] >= votes[1]


def _way_down(clip: ClipFacts, span: RepSpan) -> tuple[float, float]:
    return index_by_heights(clip, span), clip.at(clip.angles.near_side.knee_flexion_deg, span.bottom)


def from_first_move(clip: ClipFacts, span: RepSpan) -> RepSpan:
    """The span from where the shoulders begin to move until they are back. Who leans forward moves them ahead first,
    and hardly down.
    """
    t_s, shoulder = clip.track.t_s, clip.track.mid_px("shoulder")
    if len(t_s) < 2:
        return span
    speed = np.linalg.norm(np.gradient(shoulder, t_s, axis=0), axis=1)
    down, up = speed[span.start : span.bottom], speed[span.bottom : span.end]
    start, end = span.start, span.end
    least = STARTS_SHARE * np.nanmax(down, initial=0.0)
    while span.began and start > 0 and speed[start - 1] > least and t_s[span.start] - t_s[start - 1] <= EDGE_S:
        start -= 1
    least = STARTS_SHARE * np.nanmax(up, initial=0.0)
    while span.ended and end + 1 < len(t_s) and speed[end + 1] > least and t_s[end + 1] - t_s[span.end] <= EDGE_S:
        end += 1
    return replace(span, start=start, end=end)


def _lowest(reach: Reach) -> float:
    return reach.lowest_legs if math.isfinite(reach.lowest_legs) else math.inf


def pick_of(clip: ClipFacts, span: RepSpan, hands: tuple[Side, ...]) -> Pick:
    """Everything measured of a pick by these hands."""
    name, scale = strategy(clip, span)
    parts = shares(clip, span)
    return Pick(
        hands=hands,
        strategy=name,
        scale=scale,
        knees=None if parts is None else parts.knees,
        fold=None if parts is None else parts.fold,
        hips=None if parts is None else parts.hips,
        lower_back=None if parts is None else parts.lower_back,
        smoothness=smoothness(clip, span),
    )


def strategy_percent(rep: RepFacts) -> Outcome:
    """Where it lies between squat (0), hinge (50) and stoop (100)."""
    if rep.pick is None or rep.pick.strategy in ("lunge", "one_leg"):
        return cannot_tell("not_on_both_feet")
    seen = rep.clip.seen(("shoulder", *LEG), rep.span.bottom_from, rep.span.bottom_to)
    scale = rep.pick.scale
    if scale is None or seen < MIN_SEEN:
        return cannot_tell("view_tells_nothing" if seen >= MIN_SEEN else "leg_hidden")
    band = 100.0 * max(scale.high - scale.value, scale.value - scale.low)
    return Measured(100.0 * scale.value, rep.bottom_s, seen, band=band)


def hand_stays_on_floor_s(rep: RepFacts) -> Outcome:
    """Longest time a hand that picks stays on the floor after the body has risen a tenth of its way, seconds."""
    if not hands_seen(rep):
        return cannot_tell("hands_hidden")
    stayed = [s for s in supports(rep) or () if s.place == "floor" and s.kind != "rest"]
    best = max(stayed, key=lambda s: s.seconds, default=None)
    return Measured(0.0, rep.bottom_s, 0.8) if best is None else Measured(best.seconds, best.to_s, 0.8)
