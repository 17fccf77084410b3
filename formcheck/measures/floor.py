"""The floor under one person: when they are on it, when they leave it, and when they stand."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.measures.facts import ClipFacts
from formcheck.motion import landmarks as lm
from formcheck.motion.directions import angle_between_deg
from formcheck.motion.landmarks import Side
from formcheck.motion.smoothing import fill_gaps, running_median, runs
from formcheck.motion.track import Floats, nanmedian, quantile

#: Hips over the ankles, leg lengths. Measured on fit people: sitting 0 to 0.1, the deepest squats 0.27; lying, also on
#: the side, 0.15 to 0.25, with shoulders as low as no squat has them.
ON_FLOOR_LEGS: Final = 0.18
LYING_LEGS, LYING_SHOULDER_LEGS = 0.28, 0.42
SITS_FOLD_DEG: Final = 45.0  # measured: hips in planks fold by 20 at most; chosen: sitting with long legs by 80 ...
SITS_SHARE: Final = 0.7  # ... for a third of the stay at least, since a leg that crosses is read badly
LIES_S: Final = 2.0  # measured: planks in a series on the floor last up to 1.3 s
REST_S, REST_SHARE = 1.5, 0.2  # chosen: where the hips rest before they leave, the last of which is the rise itself
FLICKER_S: Final = 0.2  # chosen: a median of three frames at 15 a second
STAY_S: Final = 0.4  # chosen: hips that only pass by the floor are lower for less
LEAVES_LEGS: Final = 0.07  # chosen: 5 cm; who shifts on the floor lifts the hips by less
STOOD_SHARE: Final = 0.92  # as on a chair (measures.seat): of the standing height of the hips
STANDS_SHARE: Final = 0.97  # chosen: hips within 3 % of it stand still or sway
EDGE_SHARE: Final = 0.05  # as in motion.reps: standing is 95 % of the shoulders' way
TOP_S: Final = 1.5  # as on a chair: who gets up has stretched after this long
FILL_S: Final = 0.6  # as in motion.reps: whoever is lost for longer may have done anything meanwhile
STILL_PER_S: Final = 0.15  # chosen, leg lengths: half of what a slow shift on the floor makes
SETS_OUT_S: Final = 4.0  # chosen: rolling over from the back takes about two seconds
SPEED_S: Final = 0.3  # chosen: speeds are read over so long
LEAST_UP_S: Final = 1.0  # chosen: from sitting to standing nobody is quicker without a jump
LEAST_DOWN_S: Final = 0.9  # chosen: a body that falls takes half a second


@dataclass(frozen=True, slots=True)
class FloorBody:
    """Heights over the person's own floor in leg lengths, (N,) each: of middle ``hip`` and ``shoulder``, and of any
    landmark by `height`. The floor is where the ankles are while standing, so a camera that moves makes it lie.
    """

    clip: ClipFacts
    t_s: Floats
    hip: Floats
    shoulder: Floats
    floor_px: float
    stood: float

    @classmethod
    def of(cls, clip: ClipFacts) -> "FloorBody | None":
        """None where nobody was seen standing: there is no floor to measure from."""
        if not clip.standing.found:
            return None
        t_s, leg = clip.track.t_s, clip.standing.leg_length_px
        ankles = clip.track.image_px[clip.standing.frames][:, list(lm.pair("ankle")), 1]
        floor_px = nanmedian(ankles.max(axis=1)) if np.isfinite(ankles).any() else float("nan")
        hip, shoulder = (
            fill_gaps((floor_px - clip.track.mid_px(part)[:, 1]) / leg, t_s, FILL_S) for part in ("hip", "shoulder")
        )
        return cls(clip, t_s, hip, shoulder, floor_px, nanmedian(hip[clip.standing.frames]))

    def height(self, part: str, side: Side) -> Floats:
        """(N,) of a landmark over the floor, leg lengths; NaN where it is not seen."""
        return np.asarray((self.floor_px - self.place(part, side)[:, 1]) / self.clip.standing.leg_length_px)

    @property
    def image_px(self) -> Floats:
        """(N, 33, 2) the landmarks in the picture."""
        return self.clip.track.image_px

    def place(self, part: str, side: Side) -> Floats:
        """(N, 2) of a landmark in the picture."""
        return self.clip.track.image_px[:, lm.at(part, side)]

    def window(self, index: int, before_s: float, after_s: float) -> slice:
        """Frames from so long before one until so long after it."""
        first, last = np.searchsorted(self.t_s, self.t_s[index] + np.array([-before_s, after_s]))
        return slice(int(first), min(int(last) + 1, len(self.t_s)))


@dataclass(frozen=True, slots=True)
class Way:
    """One way up, by frames: ``start`` somebody sets out, ``off`` the hips leave the floor, ``end`` standing."""

    start: int
    off: int
    end: int


def stays(body: FloorBody) -> tuple[tuple[int, int], ...]:
    """First and last frame of every stay of the hips on the floor."""
    with np.errstate(invalid="ignore"):
        hip, shoulder = (running_median(height, body.t_s, STAY_S) for height in (body.hip, body.shoulder))
        low = (hip <= ON_FLOOR_LEGS) | ((hip <= LYING_LEGS) & (shoulder <= LYING_SHOULDER_LEGS))
    found = [(a, b - 1) for a, b in runs(low) if body.t_s[b - 1] - body.t_s[a] >= STAY_S]
    joined: list[tuple[int, int]] = []
    for first, last in found:
        if joined and not len(_stands(body, joined[-1][1], first)):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return tuple((first, last) for first, last in joined if _rests(body, first, last))


def _rests(body: FloorBody, first: int, last: int) -> bool:
    """Whether somebody sits there, or lies for a while: who only lowers a plank to the floor does neither."""
    sits = quantile(_folded_deg(body)[first : last + 1], SITS_SHARE) >= SITS_FOLD_DEG
    return sits or bool(body.t_s[last] - body.t_s[first] >= LIES_S)


def _folded_deg(body: FloorBody) -> Floats:
    """(N,) trunk against thighs, mean of both, from the world landmarks: what tells sitting from a plank."""
    shoulder, hip, knee = (
        np.stack([body.clip.track.world_m[:, i] for i in lm.pair(part)]) for part in ("shoulder", "hip", "knee")
    )
    return np.asarray(angle_between_deg(hip - shoulder, knee - hip).mean(axis=0))


def ways_up(body: FloorBody) -> tuple[Way, ...]:
    """Every way from the floor to standing, in order."""
    found, lying = [], stays(body)
    for index, (first, last) in enumerate(lying):
        until = lying[index + 1][0] if index + 1 < len(lying) else len(body.t_s) - 1
        stood = _stands(body, last, until)
        if len(stood):
            off = _leaves(body, last, int(stood[0]))
            end = _upright(body, off, int(stood[0]), until)
            if body.t_s[end] - body.t_s[off] >= LEAST_UP_S:
                found.append(Way(_sets_out(body, first, off), off, end))
    return tuple(found)


def goes_down(body: FloorBody) -> tuple[int, int] | None:
    """The frames from standing until on the floor of somebody who stays there; None where nobody does so on purpose."""
    lying = stays(body)
    if not lying or len(_stands(body, lying[-1][0], len(body.t_s) - 1)):
        return None
    stood = _stands(body, 0, lying[-1][0])
    if not len(stood) or body.t_s[lying[-1][0]] - body.t_s[stood[-1]] < LEAST_DOWN_S:
        return None
    return int(stood[-1]), lying[-1][0]


def _stands(body: FloorBody, first: int, last: int) -> NDArray[np.intp]:
    with np.errstate(invalid="ignore"):
        return first + np.flatnonzero(body.hip[first : last + 1] >= STOOD_SHARE * body.stood)


def _leaves(body: FloorBody, last: int, stood: int) -> int:
    """Where the hips are first higher than they rested at the end of a stay, by more than a shift on the floor."""
    begin = int(np.searchsorted(body.t_s, body.t_s[last] - REST_S))
    level = quantile(body.hip[begin : last + 1], REST_SHARE) + LEAVES_LEGS
    way = running_median(body.hip, body.t_s, FLICKER_S)[begin : stood + 1]
    with np.errstate(invalid="ignore"):
        low = np.flatnonzero(way[: last + 1 - begin] <= level)
        first = begin + (int(low[-1]) if len(low) else 0)
        high = np.flatnonzero(body.hip[first : stood + 1] > level)
    return first + (int(high[0]) if len(high) else 0)


def _upright(body: FloorBody, off: int, stood: int, until: int) -> int:
    """The first frame with hips and shoulders as high as they come."""
    last = min(body.window(stood, 0.0, TOP_S).stop - 1, until)
    end = stood
    for height, share in ((body.shoulder, EDGE_SHARE), (body.hip, 1.0 - STANDS_SHARE)):
        way = height[off : last + 1]
        top, low = float(np.nanmax(way)), float(np.nanmin(way))
        with np.errstate(invalid="ignore"):
            end = max(end, off + int(np.flatnonzero(way >= top - share * (top - low))[0]))
    return end


def _sets_out(body: FloorBody, first: int, off: int) -> int:
    """The last frame before the hips leave in which hips and shoulders rest; where the stay begins if they never do."""
    begin = max(first, int(np.searchsorted(body.t_s, body.t_s[off] - SETS_OUT_S)))
    moving = np.zeros(len(body.t_s))
    for points in (body.clip.track.mid_px("hip"), body.clip.track.mid_px("shoulder")):
        moving = np.fmax(moving, speed_legs(body, points))
    with np.errstate(invalid="ignore"):
        still = np.flatnonzero(moving[begin:off] <= STILL_PER_S)
    return begin + int(still[-1]) if len(still) else begin


def speed_legs(body: FloorBody, points_px: Floats) -> Floats:
    """(N,) speed of a place (N, 2) in leg lengths a second, read over a third of a second."""
    t_s = body.t_s
    if len(t_s) < 3:
        return np.full(len(t_s), np.nan)
    half = max(round(SPEED_S / 2 / float(np.median(np.diff(t_s)))), 1)
    ahead, behind = np.minimum(np.arange(len(t_s)) + half, len(t_s) - 1), np.maximum(np.arange(len(t_s)) - half, 0)
    way = np.linalg.norm(points_px[ahead] - points_px[behind], axis=1) / body.clip.standing.leg_length_px
    return np.asarray(way / (t_s[ahead] - t_s[behind]))
