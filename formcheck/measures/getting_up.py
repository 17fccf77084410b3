"""One way up from the floor as a report writes it, and what is judged of it."""

from typing import Final

import numpy as np

from formcheck.measures.facts import RepFacts
from formcheck.measures.floor import FloorBody, Way, speed_legs
from formcheck.measures.floor_contacts import Touch, Touches, near_its_place, touches
from formcheck.measures.outcome import Measured, Outcome, cannot_tell, note
from formcheck.motion import landmarks as lm
from formcheck.motion.smoothing import runs
from formcheck.schema import Note
from formcheck.schema.get_up import FloorPhase, FloorSupport, GetUp, LimbHidden, PhaseSpan

#: Off side-on. chosen: nearer to the front, the depth of the floor lifts hands in the picture like a table would.
SHOWS_YAW_DEG: Final = 60.0
MISTAKEN_S: Final = 0.35  # measured on fit people: as one foot passes the other, they are mistaken for each other
ARRIVES_LEGS: Final = 0.45  # chosen: a foot that has stepped ahead rolls on and turns until the body stands over it
ARRIVED_PER_S: Final = 0.35  # chosen, leg lengths a second
UNSEEN_S: Final = 0.3  # chosen: phases are known to a third of a second
TURNED_OVER_DEG: Final = 60.0  # chosen: a trunk that leans further lies on the hands


def get_up(body: FloorBody, way: Way) -> GetUp:
    """What is known of one way up."""
    seen = touches(body, way) if body.clip.view.yaw_deg <= SHOWS_YAW_DEG else None

    def seconds(frame: int) -> float:
        return round(float(body.t_s[frame]), 3)

    supports = None
    if seen is not None:
        supports = tuple(
            FloorSupport(limb=one.limb, side=one.side, from_s=seconds(one.first), to_s=seconds(one.last))
            for one in seen.found
        )
    return GetUp(
        off_floor_s=seconds(way.off),
        stand_s=seconds(way.end),
        seconds=round(seconds(way.end) - seconds(way.off), 3),
        phases=tuple(
            PhaseSpan(phase=name, from_s=seconds(first), to_s=seconds(last))
            for name, first, last in _phases(body, way, seen)
        ),
        supports=supports,
        hidden=() if seen is None else tuple(LimbHidden(limb=one.limb, side=one.side) for one in seen.hidden),
    )


def _phases(body: FloorBody, way: Way, seen: Touches | None) -> list[tuple[FloorPhase, int, int]]:
    """Names with first and last frame. Between leaving the floor and standing there are none where it is not known
    when the feet alone carry the body.
    """
    marks: list[tuple[FloorPhase, int]] = [("floor", way.start)]
    if seen is not None:
        marks += _between(body, way, seen)
    marks.append(("stand", way.end))
    ends = [first for _, first in marks[1:]] + [len(body.t_s) - 1]
    ends[0] = way.off
    return [(name, first, last) for (name, first), last in zip(marks, ends, strict=True)]


def _between(body: FloorBody, way: Way, seen: Touches) -> list[tuple[FloorPhase, int]]:
    down = [one for one in seen.found if one.limb != "hand_on_knee"]
    rise = max([way.off, *(one.last + 1 for one in down)])
    unseen = [one for one in seen.hidden if one.limb != "hand_on_knee"]
    if any(body.t_s[one.last] - body.t_s[rise] > UNSEEN_S for one in unseen):
        return []
    knees = [one for one in down if one.limb == "knee"]
    foot = min(max(_planted(body, way), way.off), rise)
    marks: list[tuple[FloorPhase, int]] = []
    if knees and way.off < foot:
        marks.append((_on_knees(body, way.off, foot, knees), way.off))
    if foot < rise:
        marks.append(("half_kneel" if any(one.last > foot for one in knees) else "crouch", foot))
    return [*marks, ("rise", rise)]


def _on_knees(body: FloorBody, first: int, last: int, knees: list[Touch]) -> FloorPhase:
    trunk = body.clip.angles.near_side.trunk_inclination_deg[first : last + 1]
    over = bool(np.isfinite(trunk).any()) and float(np.nanmax(np.abs(trunk))) >= TURNED_OVER_DEG
    return "all_fours" if len({one.side for one in knees}) == len(lm.SIDES) or over else "side"


def _planted(body: FloorBody, way: Way) -> int:
    """The first frame in which a foot that stands there in the end has come to rest."""
    first = way.end
    for side in lm.SIDES:
        far = runs(~near_its_place(body, way, side, ARRIVES_LEGS)[: way.end])
        away = [stop for start, stop in far if body.t_s[stop - 1] - body.t_s[start] > MISTAKEN_S]
        there = away[-1] if away else 0
        still = np.flatnonzero(speed_legs(body, body.place("ankle", side))[there : way.end] <= ARRIVED_PER_S)
        first = min(first, there + int(still[0]) if len(still) else way.end)
    return first


def supports_used(rep: RepFacts) -> Outcome:
    """How many limbs carried weight on the way up: hands, forearms and knees on the floor, hands on the legs.

    By the hands that are seen, as hands on the legs are judged in every movement; not where another hand or knee on
    the floor would change what is said.
    """
    up = rep.get_up
    if up is None or up.supports is None:
        return cannot_tell("needs_side")
    least = float(len(up.supports))
    most = least + len([one for one in up.hidden if one.limb != "hand_on_knee"])
    if rep.limit.verdict(least) != rep.limit.verdict(most):
        return cannot_tell("supports_hidden", least=least, most=most)
    return Measured(least, up.off_floor_s, 0.8 if up.hidden else 0.9, notes=(*_which(up), *_hidden(up)))


def _which(up: GetUp) -> tuple[Note, ...]:
    """What was used, and how long it took."""
    sides = {limb: {one.side for one in up.supports or () if one.limb == limb} for limb in ("hand", "forearm", "knee")}
    said = []
    if sides["hand"]:
        said.append(note("both_hands_down") if len(sides["hand"]) == 2 else note("one_hand_down"))
    if sides["forearm"]:
        said.append(note("forearm_down"))
    if sides["knee"]:
        said.append(note("both_knees_down") if len(sides["knee"]) == 2 else note("one_knee_down"))
    if any(one.limb == "hand_on_knee" for one in up.supports or ()):
        said.append(note("hand_on_leg"))
    return (*said, note("up_in", seconds=up.seconds))


def _hidden(up: GetUp) -> tuple[Note, ...]:
    limbs = {one.limb for one in up.hidden}
    said = []
    if limbs & {"hand", "hand_on_knee"}:
        said.append(note("other_hand_hidden"))
    if "knee" in limbs:
        said.append(note("far_knee_hidden"))
    return tuple(said)


def hands_on_legs_s(rep: RepFacts) -> Outcome:
    """Longest time a hand stays on a leg on the way up, seconds."""
    up = rep.get_up
    if up is None or up.supports is None:
        return cannot_tell("needs_side")
    lasting = [one.to_s - one.from_s for one in up.supports if one.limb == "hand_on_knee"]
    hidden = [one for one in up.hidden if one.limb == "hand_on_knee"]
    if lasting:
        return Measured(max(lasting), up.stand_s, 0.8, notes=(note("hand_on_leg"),))
    if hidden:
        return cannot_tell("hands_hidden")
    return Measured(0.0, up.stand_s, 0.8)
