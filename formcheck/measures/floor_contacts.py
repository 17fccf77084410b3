"""What carries a body on its way up from the floor: hands, forearms and knees on the floor, hands on the legs.

Read off heights over the person's own floor and off what keeps still, as the sitting-rising test counts them. A limb
that is hidden while it could have helped is said to be hidden.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.measures.floor import FloorBody, Way, speed_legs
from formcheck.motion import landmarks as lm
from formcheck.motion.contact_features import palm
from formcheck.motion.contacts import MIN_VISIBILITY, usual_length
from formcheck.motion.landmarks import Side
from formcheck.motion.smoothing import runs
from formcheck.motion.track import Floats, nanmedian
from formcheck.schema.get_up import SupportLimb

Flags = NDArray[np.bool_]

HAND_LEGS: Final = 0.16  # chosen: wrists over the floor; a far hand looks 0.08 higher, from hip height
FOREARM_LEGS: Final = 0.12  # chosen: elbows
KNEE_LEGS: Final = 0.16  # chosen: knee joints
OVER_KNEE_LEGS: Final = 0.12  # chosen: hips no higher than the knees sit, or squat
REACH_LEGS: Final = 0.95  # chosen: from shoulders higher than this no hand comes down to the floor
STILL_PER_S: Final = 0.5  # chosen, leg lengths: a planted limb on a body that turns over it
RISEN_LEGS: Final = 0.04  # chosen: 3 cm, above what a knee on the floor wavers
LEAST_S: Final = 0.2  # chosen: what touches for less does not help
FLICKER_S: Final = 0.1  # measured on fit people: a hand that is mistaken for the other one is so for a frame or two
BRIDGE_S: Final = 0.35  # chosen: a hand that is set down again a little further on is the same support
HELPED_S: Final = 0.1  # chosen: what leaves the floor with the hips has not helped to rise
ON_LEG_LEGS: Final = 0.22  # chosen: palm to knee, or to the thigh above it, in the picture ...
#: ... and in the world landmarks, which tell a hand that hangs before or behind the knee. Measured on fit people: 0.1
#: to 0.2 on it, 0.5 hanging.
ON_LEG_WORLD_LEGS: Final = 0.34
LEG_STILL_PER_S: Final = 0.3  # chosen, as for hands that push on the legs
LEG_LEAST_S: Final = 0.35
PLANTED_LEGS: Final = 0.18  # chosen: a foot this near to where it stands in the end is there, heel up or down
SEEN_SHARE: Final = 0.5  # chosen: hidden for more than half of the time it could have helped
KNEEL_LEGS: Final = 0.6  # chosen: hips over knees that kneel are 0.45 to 0.55 above the ankles
HELPS_LEGS: Final = 0.85  # chosen: legs that are nearly straight need no hand
ABOVE_KNEE: Final = 0.35  # chosen: share of the thigh on which a hand pushes as on the knee


@dataclass(frozen=True, slots=True)
class Touch:
    """One limb on the floor or on a leg, frames ``first`` to ``last``."""

    limb: SupportLimb
    side: Side
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Touches:
    """What helped on one way up, and the limbs that were hidden while they could have, from first to last."""

    found: tuple[Touch, ...]
    hidden: tuple[Touch, ...]


@dataclass(frozen=True, slots=True)
class _Look:
    """One limb over time, (N,) each: it seems to touch, it is seen, it could help."""

    limb: SupportLimb
    side: Side
    touching: Flags
    seen: Flags
    could: Flags


def touches(body: FloorBody, way: Way) -> Touches:
    """Every support of one way up, each limb once on each place."""
    found: list[Touch] = []
    hidden: list[Touch] = []
    for side in lm.SIDES:
        for look in _looks(body, way, side):
            stretches = _stretches(body, way, look)
            if stretches:
                found.append(Touch(look.limb, side, stretches[0][0], stretches[-1][1]))
            elif look.could.any() and look.seen[look.could].mean() < SEEN_SHARE:
                could = np.flatnonzero(look.could)
                hidden.append(Touch(look.limb, side, int(could[0]), int(could[-1])))
    return Touches(tuple(sorted(found, key=lambda one: one.first)), tuple(hidden))


def near_its_place(body: FloorBody, way: Way, side: Side, within_legs: float) -> Flags:
    """(N,) frames in which a foot is about where it stands in the end."""
    ankle = body.clip.track.image_px[:, lm.at("ankle", side)] / body.clip.standing.leg_length_px
    end = [nanmedian(column) for column in ankle[body.window(way.end, 0.0, 0.3)].T]
    with np.errstate(invalid="ignore"):
        return np.asarray(np.linalg.norm(ankle - end, axis=1) <= within_legs)


def _stretches(body: FloorBody, way: Way, look: _Look) -> list[tuple[int, int]]:
    """Stretches of touching that last and still help after the hips have left the floor, flickers bridged."""
    t_s, least_s = body.t_s, LEG_LEAST_S if look.limb == "hand_on_knee" else LEAST_S
    out: list[tuple[int, int]] = []
    for first, stop in runs((look.touching & look.seen)[: way.end + 1]):
        if t_s[stop - 1] - t_s[first] < FLICKER_S:
            continue
        if out and t_s[first] - t_s[out[-1][1]] <= BRIDGE_S:
            out[-1] = (out[-1][0], stop - 1)
        else:
            out.append((first, stop - 1))
    kept = [(a, b) for a, b in out if t_s[b] - t_s[a] >= least_s and t_s[b] - t_s[way.off] >= HELPED_S]
    if look.limb == "knee":
        return [_until_it_rises(body.height("knee", look.side), a, b) for a, b in kept]
    return kept


def _until_it_rises(height: Floats, first: int, last: int) -> tuple[int, int]:
    """A knee comes off the floor slowly: it is down while it is hardly higher than for most of the time."""
    down = np.flatnonzero(height[first : last + 1] <= nanmedian(height[first : last + 1]) + RISEN_LEGS)
    return first + int(down[0]), first + int(down[-1])


def _looks(body: FloorBody, way: Way, side: Side) -> Iterator[_Look]:
    frames = np.arange(len(body.t_s))
    rising = (frames >= way.off) & (frames <= way.end)
    wrist, elbow, knee = (body.height(part, side) for part in ("wrist", "elbow", "knee"))
    hand_seen = _seen(body, side, "wrist")
    hand = (np.fmin(wrist, body.height("index", side)) <= HAND_LEGS) & _still(body, palm(body.image_px, side))
    yield _Look("hand", side, hand, hand_seen, rising & (body.height("shoulder", side) <= REACH_LEGS))
    forearm = (elbow <= FOREARM_LEGS) & (wrist <= HAND_LEGS) & _still(body, body.place("elbow", side))
    # its hand is on the floor too, which is said when it is hidden
    yield _Look("forearm", side, forearm, hand_seen & _seen(body, side, "elbow"), np.zeros_like(rising))
    low = (knee <= KNEE_LEGS) & (body.hip - knee >= OVER_KNEE_LEGS)
    kneeling = rising & low & _still(body, body.place("knee", side))
    yield _Look("knee", side, kneeling, _seen(body, side, "knee"), rising & _could_kneel(body, way, side))
    pushing = rising & (wrist > HAND_LEGS) & _on_leg(body, side)
    yield _Look("hand_on_knee", side, pushing, hand_seen, rising & (body.hip <= HELPS_LEGS))


def _seen(body: FloorBody, side: Side, part: str) -> Flags:
    return np.asarray(body.clip.track.visibility[:, lm.at(part, side)] >= MIN_VISIBILITY)


def _still(body: FloorBody, place_px: Floats) -> Flags:
    return np.asarray(speed_legs(body, place_px) <= STILL_PER_S)


def _on_leg(body: FloorBody, side: Side) -> Flags:
    """(N,) a palm that keeps its place on a knee, or on the thigh just above it, of either leg that is up."""
    hand, leg = palm(body.image_px, side), body.clip.standing.leg_length_px
    world = body.clip.track.world_m
    leg_m = 2 * usual_length(world[:, lm.at("knee", side)] - world[:, lm.at("hip", side)])
    touching = np.zeros(len(body.t_s), bool)
    for own in lm.SIDES:
        knee, hip = body.place("knee", own), body.place("hip", own)
        near = _distance(hand, knee, knee + ABOVE_KNEE * (hip - knee)) / leg <= ON_LEG_LEGS
        off_m = np.linalg.norm(palm(world, side) - world[:, lm.at("knee", own)], axis=1)
        near &= off_m <= ON_LEG_WORLD_LEGS * leg_m
        with_knee = speed_legs(body, hand - knee) <= LEG_STILL_PER_S
        height = body.height("knee", own)  # a hand that hangs lower than the knee lies beside it
        touching |= near & with_knee & (height > KNEE_LEGS) & (body.height("wrist", side) >= height)
    return touching


def _distance(points: Floats, a: Floats, b: Floats) -> Floats:
    """(N,) of points (N, 2) from the lines between a and b."""
    line = b - a
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.clip(((points - a) * line).sum(axis=1) / (line * line).sum(axis=1), 0.0, 1.0)
    return np.asarray(np.linalg.norm(points - a - share[:, None] * line, axis=1))


def _could_kneel(body: FloorBody, way: Way, side: Side) -> Flags:
    """(N,) hips low enough, and the foot not yet where it stands in the end. A leg that kneels beside one that stands
    sticks out behind it: one that is hidden whole stands, too.
    """
    own, other = (
        near_its_place(body, way, one, PLANTED_LEGS) for one in (side, "left" if side == "right" else "right")
    )
    stands = np.where(_seen(body, side, "ankle"), own, other)
    return np.asarray((body.hip <= KNEEL_LEGS) & ~stands)
