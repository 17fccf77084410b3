"""Seats: when somebody sits, known by balance, and when they leave the seat, stand, sink and sit again.

Who sits upright has the body's middle so far behind the feet that nobody could stand there. That, hips that keep still
at the height of a chair, and both thighs level make a seat; a squat, however deep or long, keeps its middle over the
feet.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.measures.coordination import MIDFOOT_SHANKS, OPEN_HIPS, SHANKS, THIGHS, TRUNK, Proportions, proportions
from formcheck.measures.facts import ClipFacts
from formcheck.motion import landmarks as lm
from formcheck.motion.smoothing import fill_gaps, runs
from formcheck.motion.track import Floats, nanmedian

BODY: Final = SHANKS[0] + THIGHS[0] + TRUNK[0]
BEHIND: Final = 0.40  # measured on fit people, shank lengths: sitting upright 0.48 to 0.66, squats at rest 0.3
SURELY_BEHIND: Final = 0.25  # chosen: twice what standing reads, at the near end of the 90 % interval
LOW_LEGS, HIGH_LEGS = 0.35, 0.85  # chosen: hips on seats of 0.3 to 0.65 m; the floor and heels lie lower
STILL_PER_S: Final = 0.25  # chosen, leg lengths: as for standing still (motion.standing)
THIGHS_APART_DEG: Final = 35.0  # chosen: more, and one knee is down as in a lunge
STAY_S: Final = 0.4  # chosen: a touch of the seat is shorter; a clip needs one stay of this length
SHORT_S: Final = 0.1  # chosen: quick sits of a series, once a longer stay has shown that there is a seat
STOOD_SHARE: Final = 0.92  # chosen: of the standing height of the hips; knees bent by some 45 degrees lie lower
MOVING_SHARE: Final = 0.2  # measured on fit people: of the greatest speed of the hips, at which they leave the seat ...
SINKING_SHARE: Final = 0.1  # ... and at which they arrive on it, each within 0.15 s
EDGE_SHARE: Final = 0.05  # as in motion.reps: standing is 95 % of the shoulders' way
HELD_LEGS: Final = 0.1  # chosen: a hand that holds on while the hips go this far down, stay, and go up again
TOP_S: Final = 1.5  # chosen: who gets up has stretched after this long; later the shoulders do something else
LEAST_FRAMES: Final = 3  # chosen: fewer have no speed
FILL_S: Final = 0.6  # as in motion.reps: whoever is lost for longer may have done anything meanwhile


@dataclass(frozen=True, slots=True)
class Seat:
    """A stay on a seat: frames from ``first`` to ``last`` in which that is sure, with tries to rise in between."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Up:
    """One way up from a seat, by frames. ``seat_off``: the hips leave it, ``end``: standing; ``down_from`` and ``sat``:
    they sink and are on a seat again, None when not filmed.
    """

    seat: Seat
    seat_off: int
    end: int
    down_from: int | None
    sat: int | None


@dataclass(frozen=True, slots=True)
class Moving:
    """Heights in leg lengths, (N,) each, gaps bridged: ``hip``, ``shoulder``; ``rising`` speed of the hips a second.

    ``stood``: hips this high stand; ``upright``: height of the shoulders standing, infinite where nobody was seen to.
    """

    t_s: Floats
    hip: Floats
    shoulder: Floats
    rising: Floats
    stood: float
    upright: float

    @classmethod
    def of(cls, clip: ClipFacts) -> "Moving":
        """How hips and shoulders move in a clip."""
        t_s, stand = clip.track.t_s, clip.standing
        hip, shoulder = (
            fill_gaps(height, t_s, FILL_S) for height in (clip.angles.hip_height_legs, clip.angles.shoulder_height_legs)
        )
        rising = np.gradient(hip, t_s) if len(t_s) > 1 else np.zeros_like(hip)
        standing = stand.hip_height_px / stand.leg_length_px if stand.found else 1.0
        upright = stand.shoulder_height_px / stand.leg_length_px if stand.found else np.inf
        return cls(t_s, hip, shoulder, rising, STOOD_SHARE * standing, upright)

    def window(self, index: int, half_s: float) -> slice:
        """Frames within ``half_s`` of one."""
        first, last = np.searchsorted(self.t_s, self.t_s[index] + np.array([-half_s, half_s]))
        return slice(int(first), int(last) + 1)


def behind_feet(clip: ClipFacts) -> tuple[Floats, Floats]:
    """How far the body's middle lies behind the middle of the feet, shank lengths, and the half-width of the 90 %
    interval; (N,) each, NaN and infinite where the angles are not known.

    Standing people read 0.1 to 0.2 and not 0, since the arms and the breadth of the body are left out. Lies by as much
    with arms held forward, and where the correction has never seen anybody sit: from the front it leans them by 25
    degrees, which makes 0.2 less.
    """
    near, bands, own = clip.angles.near_side, clip.angles.near_bands, proportions(clip)
    thigh, tibia, trunk = near.thigh_to_horizontal_deg, near.tibia_inclination_deg, near.trunk_inclination_deg
    value = _behind(own, thigh, tibia, trunk)
    off = [
        _behind(own, thigh + bands.thigh_to_horizontal_deg, tibia, trunk) - value,
        _behind(own, thigh, tibia + bands.tibia_inclination_deg, trunk) - value,
        _behind(own, thigh, tibia, trunk + bands.trunk_inclination_deg) - value,
    ]
    band = np.sqrt(np.sum(np.square(off), axis=0))
    return value, np.where(np.isfinite(band), band, np.inf)


def _behind(own: Proportions, thigh_deg: Floats, tibia_deg: Floats, trunk_deg: Floats) -> Floats:
    with np.errstate(invalid="ignore"):
        knee = np.sin(np.radians(tibia_deg))
        back = own.thigh * np.cos(np.radians(thigh_deg)) * OPEN_HIPS
        lean = own.trunk * np.sin(np.radians(trunk_deg))
    hip = knee - back
    legs = SHANKS[0] * knee * (1 - SHANKS[1]) + THIGHS[0] * (hip + THIGHS[1] * back)
    return np.asarray(MIDFOOT_SHANKS - (legs + TRUNK[0] * (hip + TRUNK[1] * lean)) / BODY)


def seats(clip: ClipFacts, moving: Moving) -> tuple[Seat, ...]:
    """All stays on a seat, in order; none unless one of them is longer than a touch."""
    found = [(a, b - 1) for a, b in runs(_sits(clip, moving)) if moving.t_s[b - 1] - moving.t_s[a] >= SHORT_S]
    found = [(a, b) for a, b in found if not _held_up(clip, moving, a, b)]
    if not any(moving.t_s[b] - moving.t_s[a] >= STAY_S for a, b in found):
        return ()
    stays: list[Seat] = []
    for first, last in found:
        if stays and not _stands(moving, stays[-1].last, first).any():
            stays[-1] = Seat(stays[-1].first, last)
        else:
            stays.append(Seat(first, last))
    return tuple(stays)


def _sits(clip: ClipFacts, moving: Moving) -> NDArray[np.bool_]:
    """(N,) frames in which it is sure that somebody sits."""
    behind, band = behind_feet(clip)
    thighs = [side.angles.thigh_to_horizontal_deg for side in (clip.angles.left, clip.angles.right)]
    with np.errstate(invalid="ignore"):
        sure = (behind >= BEHIND) & (behind - band >= SURELY_BEHIND)
        low = (moving.hip >= LOW_LEGS) & (moving.hip <= HIGH_LEGS)
        still = np.abs(moving.rising) <= STILL_PER_S
        lunge = np.abs(thighs[0] - thighs[1]) > THIGHS_APART_DEG
    return np.asarray(sure & low & still & ~lunge)


def _held_up(clip: ClipFacts, moving: Moving, first: int, last: int) -> bool:
    """Whether somebody only squats from a post: a hand before the knees holds on from standing to standing."""
    knee = clip.track.mid_px("knee")[first : last + 1, 0]
    for hand in clip.hands:
        palm = clip.track.image_px[first : last + 1, lm.at("wrist", hand.side), 0]
        ahead = nanmedian(clip.view.facing * (palm - knee)) > 0
        for one in hand.contacts:
            if one.place != "other" or not (one.first < first and last < one.last):
                continue
            risen = moving.hip[[one.first, one.last]] - nanmedian(moving.hip[first : last + 1])
            if ahead and bool((risen >= HELD_LEGS).all()):
                return True
    return False


def _stands(moving: Moving, first: int, last: int) -> NDArray[np.intp]:
    """Frames from first to last in which the hips are as high as in standing."""
    with np.errstate(invalid="ignore"):
        return first + np.flatnonzero(moving.hip[first : last + 1] >= moving.stood)


def ups(clip: ClipFacts, moving: Moving) -> tuple[tuple[Seat, ...], tuple[Up, ...]]:
    """The seats of a clip, and every way up from one of them that ends standing."""
    stays = seats(clip, moving)
    found = []
    for index, seat in enumerate(stays):
        following = stays[index + 1] if index + 1 < len(stays) else None
        stood = _stands(moving, seat.last, following.first if following else len(moving.t_s) - 1)
        if len(stood):
            found.append(_up(moving, seat, int(stood[0]), int(stood[-1]), following))
    return stays, tuple(found)


def sinks_to(moving: Moving, seat: Seat) -> int | None:
    """The frame from which somebody who stood sinks to their first seat; None where they were not seen standing."""
    stood = _stands(moving, 0, seat.first)
    if not len(stood):
        return None
    return _sinks_from(moving, moving.window(int(stood[-1]), TOP_S).start, seat.first)


def _up(moving: Moving, seat: Seat, stood: int, still_stood: int, following: Seat | None) -> Up:
    """``stood`` and ``still_stood``: the first and last frame with the hips as high as in standing."""
    seat_off = _edge(moving.rising, _half_way(moving, stood, seat.last), seat.last, MOVING_SHARE)
    sat = None
    if following is not None:
        sat = _edge(-moving.rising, _half_way(moving, still_stood, following.first), following.first, SINKING_SHARE)
    end = _upright(moving, seat_off, min(still_stood, moving.window(stood, TOP_S).stop - 1))
    down_from = None if sat is None else _sinks_from(moving, max(end, moving.window(still_stood, TOP_S).start), sat)
    return Up(seat, seat_off, end, down_from, sat)


def _half_way(moving: Moving, stood: int, sitting: int) -> int:
    """The frame nearest to ``stood`` with the hips half-way between there and the seat."""
    step = 1 if sitting > stood else -1
    way = moving.hip[stood : sitting + step if sitting + step >= 0 else None : step]
    below = np.flatnonzero(way <= (way[0] + way[-1]) / 2)
    return stood + step * int(below[0]) if len(below) else sitting


def _edge(speeds: Floats, half_way: int, to: int, share: float) -> int:
    """Where a way begins or ends, from its middle towards ``to``: slower than a share of its greatest speed."""
    step = 1 if to > half_way else -1
    way = speeds[half_way : to + step if to + step >= 0 else None : step]
    known = np.nan_to_num(way, nan=-np.inf)
    fastest = int(np.argmax(known[: max(len(known) // 2, 1)]))
    slow = np.flatnonzero(known[fastest:] <= share * known[fastest])
    return half_way + step * (fastest + int(slow[0])) if len(slow) else to


def _upright(moving: Moving, first: int, last: int) -> int:
    """The first frame in which the shoulders have made all but 5 % of their way up."""
    way = moving.shoulder[first : last + 1]
    if not np.isfinite(way).any():
        return last
    top, low = min(float(np.nanmax(way)), moving.upright), float(np.nanmin(way))
    with np.errstate(invalid="ignore"):
        return first + int(np.flatnonzero(way >= top - EDGE_SHARE * (top - low))[0])


def _sinks_from(moving: Moving, first: int, sat: int) -> int:
    """Where the shoulders begin to sink on the way to the seat."""
    sinking = -np.gradient(moving.shoulder, moving.t_s)
    way = moving.shoulder[first : sat + 1]
    if not np.isfinite(way).all() or len(way) < LEAST_FRAMES:
        return first
    half = first + int(np.flatnonzero(way <= (way.max() + way.min()) / 2)[0])
    return _edge(sinking, half, first, EDGE_SHARE)
