"""Repetitions and their phases, by hysteresis on the person's own range of shoulder height.

Shoulder height falls in a squat and in a hinge, in every view, and is the best-seen landmark. Which movement it was
is decided afterwards (`judging.classify`).
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.standing import Heights, Standing
from formcheck.motion.track import Floats, nanmedian

PhaseName = Literal["standing", "descent", "bottom", "ascent"]

UPRIGHT_LEGS: Final = 1.2  # chosen: standing shoulders are 1.5-1.8 leg lengths up, a push-up's 0.4
MIN_DROP_LEGS: Final = 0.15  # chosen: a hinge of 40 degrees lowers the shoulders by 0.15 leg lengths
MOST_DROP_LEGS: Final = 1.5  # chosen: who lies down has lowered the shoulders by 1.5, in a deep crouch by 1.2
DOWN_SHARE: Final = 0.40  # chosen: a half squat between deep ones is a repetition, and said to be shallow
UP_SHARE: Final = 0.35  # chosen: hysteresis on the person's own range
EDGE_SHARE: Final = 0.05  # chosen: 10 % cuts a smooth descent by a fifth; jitter is below 3 %
BOTTOM_SHARE: Final = 0.95  # chosen: the bottom is where depth is within 5 % of the deepest
#: Knees and hips together. Measured: standing people before a moving camera fold by 2, the least of 200 true
#: repetitions (a squat half hidden by a plate) by 25.
LEAST_FOLD_DEG: Final = 12.0
AROUND: Final = 2  # frames to either side
#: A leg in metres, and gravity: falling from rest takes so long at least; a share of it, as phases leave out 5 % at
#: both ends and are read to a frame or two. Pictures that jump from one body to another are quicker.
LEG_M, GRAVITY, FALL_SHARE = 0.85, 9.81, 0.4
LEAST_S: Final = 0.7  # chosen: the quickest of 200 real repetitions took 0.83 s from standing to standing
STANDING_BRIDGE_S: Final = 1.2  # ... but who nearly stands before and after has had no time for a repetition of depth
STANDING_LEGS: Final = 0.3  # chosen: twice the least drop that counts, since the next descent may have begun
MAX_BRIDGE_S: Final = 0.6  # chosen: a person lost for longer may have done anything meanwhile


@dataclass(frozen=True, slots=True)
class RepSpan:
    """One lowering and rising. Indices into the track: ``start``, ``bottom_from``, ``bottom``, ``bottom_to``, ``end``.

    ``began`` / ``ended``: whether standing was seen before / after; a rep lacking one is partial. ``drop_legs``: how
    far the shoulders went down, in leg lengths. ``from_floor``: a lift that began with the hands down at the floor,
    whole although no descent was seen. ``stays``: a bottom that is held when the clip ends, whole although
    no ascent was seen.
    """

    start: int
    bottom_from: int
    bottom: int
    bottom_to: int
    end: int
    began: bool
    ended: bool
    drop_legs: float
    from_floor: bool = False
    stays: bool = False

    @property
    def partial(self) -> bool:
        """Whether the clip does not show the whole rep."""
        return not ((self.ended or self.stays) and (self.began or self.from_floor))

    def later(self, frames: int) -> "RepSpan":
        """The same repetition in a clip that begins so many frames earlier."""
        moved = {name: getattr(self, name) + frames for name in ("start", "bottom_from", "bottom", "bottom_to", "end")}
        return replace(self, **moved)


def find_reps(t_s: Floats, height: Heights, stand: Standing) -> tuple[RepSpan, ...]:
    """All lowerings of the shoulders by at least 15 % of leg length and 40 % of the person's usual range in which knees
    and hips fold.

    Pauses do not split a rep and small bounces do not count: after a bottom the shoulders must rise past 35 % of the
    range before the next one starts. Needs shoulder heights; a stretch in which the person is lost for longer than
    0.6 s ends the rep as partial.
    """
    if not stand.leg_length_px > 0:
        return ()
    drop = (stand.shoulder_height_px - height.shoulder_px) / stand.leg_length_px
    upright = stand.shoulder_height_px >= UPRIGHT_LEGS * stand.leg_length_px
    spans: list[RepSpan] = []
    for a, b in _stretches(t_s, drop):
        known = np.isfinite(drop[a:b])
        filled = np.interp(t_s[a:b], t_s[a:b][known], drop[a:b][known])
        found = [_seen_at_edges(span, np.isfinite(drop)) for span in _reps_in(filled, a)]
        spans += [span for span in found if _possible(span, t_s, height.fold_deg, upright=upright)]
    usual = _usual_drop(spans)
    return tuple(s for s in spans if s.drop_legs >= DOWN_SHARE * usual)


def _seen_at_edges(span: RepSpan, known: NDArray[np.bool_]) -> RepSpan:
    """The span from its first to its last frame in which the person is seen: a bridged gap holds no posture."""
    seen = span.start + np.flatnonzero(known[span.start : span.end + 1])
    return replace(span, start=min(int(seen[0]), span.bottom_from), end=max(int(seen[-1]), span.bottom_to))


def _possible(span: RepSpan, t_s: Floats, fold_deg: Floats, *, upright: bool) -> bool:
    """Whether a body on its feet can do it in that time, and joints bend from standing to the bottom. True where they
    are not seen, as nothing speaks against it, and where nobody stands ``upright``, as in push-ups.
    """
    top, bottom, end = (_around(fold_deg, at) for at in (span.start, span.bottom, span.end))
    folds = not (upright and bottom - np.fmin(top, end) < LEAST_FOLD_DEG)
    lasts = span.partial or t_s[span.end] - t_s[span.start] >= LEAST_S
    fall_s = FALL_SHARE * float(np.sqrt(2.0 * span.drop_legs * LEG_M / GRAVITY))
    falls = span.began and t_s[span.bottom_from] - t_s[span.start] < fall_s
    leaps = span.ended and t_s[span.end] - t_s[span.bottom_to] < fall_s
    return bool(folds and lasts and not falls and not leaps and span.drop_legs <= MOST_DROP_LEGS)


def _around(values: Floats, index: int) -> float:
    return nanmedian(values[max(index - AROUND, 0) : index + AROUND + 1])


def _stretches(t_s: Floats, drop: Floats) -> list[tuple[int, int]]:
    """Index ranges in which the person is never lost for longer than the bridge."""
    known = np.flatnonzero(np.isfinite(drop))
    if len(known) < 2:
        return []
    gaps_s, high = np.diff(t_s[known]), drop[known] <= STANDING_LEGS
    longest_s = np.where(high[:-1] & high[1:], STANDING_BRIDGE_S, MAX_BRIDGE_S)
    breaks = np.flatnonzero(gaps_s > longest_s)
    firsts = known[np.concatenate(([0], breaks + 1))]
    lasts = known[np.concatenate((breaks, [len(known) - 1]))]
    return [(int(a), int(b) + 1) for a, b in zip(firsts, lasts, strict=True) if b > a]


def _usual_drop(spans: list[RepSpan]) -> float:
    whole = [s.drop_legs for s in spans if not s.partial] or [s.drop_legs for s in spans]
    return float(np.median(whole)) if whole else 0.0


def _reps_in(drop: Floats, offset: int) -> list[RepSpan]:
    """Reps of one gap-free stretch; ``drop`` in leg lengths below standing."""
    from scipy import signal  # takes a second to import, which a bad file name should not wait for

    padded = np.concatenate(([-1e3], drop, [-1e3]))
    peaks, _ = signal.find_peaks(padded, height=MIN_DROP_LEGS)
    bottoms: list[int] = []
    for peak in (int(p) - 1 for p in peaks):
        if bottoms and drop[bottoms[-1] : peak + 1].min() > UP_SHARE * min(drop[bottoms[-1]], drop[peak]):
            bottoms[-1] = max(bottoms[-1], peak, key=lambda i: float(drop[i]))
        else:
            bottoms.append(peak)
    edges = [0, *(int(a + np.argmin(drop[a:b])) for a, b in pairwise(bottoms)), len(drop) - 1]
    return [_span(drop, lo, bottom, hi, offset) for lo, bottom, hi in zip(edges, bottoms, edges[1:], strict=False)]


def _span(drop: Floats, lo: int, bottom: int, hi: int, offset: int) -> RepSpan:
    deepest = float(drop[bottom])
    before, after = drop[lo : bottom + 1], drop[bottom : hi + 1]
    start = lo + _last(before <= _edge_level(before, deepest))
    end = bottom + _first(after <= _edge_level(after, deepest))
    bottom_from, bottom_to = _dwell(drop >= BOTTOM_SHARE * deepest, bottom, start, end)
    return RepSpan(
        start + offset,
        bottom_from + offset,
        (bottom_from + bottom_to) // 2 + offset,
        bottom_to + offset,
        end + offset,
        bool(before.min() <= UP_SHARE * deepest),
        bool(after.min() <= UP_SHARE * deepest),
        deepest,
    )


def at_lowest_hips(span: RepSpan, hip_px: Floats) -> RepSpan:
    """The span with its bottom where the hips are lowest, which is what a squat's bottom means.

    ``hip_px`` (N,) height above the floor. In a squat whose hips rise before the chest the shoulders are lowest later.
    Unchanged where the hips are not seen throughout.
    """
    low = -hip_px[span.start : span.end + 1]
    if not np.isfinite(low).all():
        return span
    bottom = int(np.argmax(low))
    deepest, top = float(low[bottom]), float(low.min())
    bottom_from, bottom_to = _dwell(low >= top + BOTTOM_SHARE * (deepest - top), bottom, 0, len(low) - 1)
    return replace(
        span,
        bottom_from=span.start + bottom_from,
        bottom=span.start + (bottom_from + bottom_to) // 2,
        bottom_to=span.start + bottom_to,
    )


def _dwell(low: np.ndarray, bottom: int, first: int, last: int) -> tuple[int, int]:
    """The unbroken stretch of ``low`` frames around the bottom, within first..last."""
    bottom_from = bottom_to = bottom
    while bottom_from > first and low[bottom_from - 1]:
        bottom_from -= 1
    while bottom_to < last and low[bottom_to + 1]:
        bottom_to += 1
    return bottom_from, bottom_to


def _edge_level(drop: Floats, deepest: float) -> float:
    """5 % of the way down from the highest point on this side, or from standing when that is lower."""
    top = max(float(drop.min()), 0.0)
    return top + EDGE_SHARE * (deepest - top)


def _last(mask: np.ndarray) -> int:
    return int(np.flatnonzero(mask)[-1])


def _first(mask: np.ndarray) -> int:
    return int(np.flatnonzero(mask)[0])
