"""From raw landmarks to trusted ones: visibility gate, short-gap fill, zero-phase filter on true time stamps."""

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.track import Floats, Track

CUTOFF_HZ: Final = 6.0  # the field's habit for human movement on video (Winter 2009; Pose2Sim's default)
ORDER: Final = 2  # twice through makes a fourth-order, zero-phase Butterworth
MIN_VISIBILITY: Final = 0.3  # chosen: far-side joints in a side view sit at 0.4-0.6, joints out of frame below 0.2
MAX_GAP_S: Final = 0.25  # chosen: a quarter of a quick descent; longer gaps stay NaN
LEAST_STEP_S: Final = 1e-3  # chosen: no camera takes a thousand frames a second; stamps nearer than that are damaged
BREAK_STEPS: Final = 5.0  # chosen: frames that far apart, and a gap's length at least, are two stretches
MOST_GRID: Final = 8  # chosen, times a stretch's frames: stamps that are far more uneven are damaged, and cost memory
AT_ONCE: Final = 33  # columns of landmarks
LONG_STEPS: Final = 0.9  # of the steps are shorter: gaps are rarer, and where they are not the shortest are damage
MAX_STEP_HZ_SHARE: Final = 0.95  # the cut-off must lie below the Nyquist rate


def runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Half-open index ranges [a, b) in which ``mask`` (N,) is true."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False])).astype(np.int8)))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def fill_gaps(values: Floats, t_s: Floats, max_gap_s: float = MAX_GAP_S) -> Floats:
    """Bridge NaN gaps of at most ``max_gap_s`` linearly in time; never extends past the first or last value.

    ``values`` (N,), NaN = missing. The gap's length is the time between the known samples at its two ends.
    """
    known = np.isfinite(values)
    out = values.copy()
    if known.all() or known.sum() < 2:
        return out
    for a, b in runs(~known):
        if a > 0 and b < len(values) and t_s[b] - t_s[a - 1] <= max_gap_s + 1e-9:
            out[a:b] = np.interp(t_s[a:b], [t_s[a - 1], t_s[b]], [values[a - 1], values[b]])
    return out


def running_median(values: Floats, t_s: Floats, window_s: float) -> Floats:
    """(N,) median over a window of time, gaps bridged; NaN when fewer than two values are known."""
    from scipy import ndimage

    known = np.isfinite(values)
    if known.sum() < 2 or len(t_s) < 2:
        return np.full_like(values, np.nan)
    filled = np.interp(t_s, t_s[known], values[known])
    size = min(max(round(window_s / usual_step_s(t_s)), 1), len(t_s)) | 1
    return np.asarray(ndimage.median_filter(filled, size=size, mode="nearest"), dtype=np.float64)


def low_pass(values: Floats, t_s: Floats, cutoff_hz: float = CUTOFF_HZ) -> Floats:
    """Zero-phase Butterworth low-pass of (N, K) or (N,) columns on true time stamps.

    Each stretch without NaN and without a break in time is resampled to an even grid at its median rate, filtered
    forth and back, and read off at the true times. Stretches too short or too slow for the cut-off (below about 13
    frames per second at 6 Hz) are returned as they are. NaN stays NaN.
    """
    columns = values.reshape(len(values), -1)
    out = columns.copy()
    known = np.isfinite(columns)
    patterns, member = np.unique(known, axis=1, return_inverse=True)
    for k, pattern in enumerate(patterns.T):  # columns seen in the same frames go through the filter together
        same = member.ravel() == k
        for a, b in runs(pattern):
            for first, stop in _unbroken(t_s, a, b):
                out[first:stop, same] = _filter_stretch(columns[first:stop, same], t_s[first:stop], cutoff_hz)
    return out.reshape(values.shape)


def usual_step_s(t_s: Floats) -> float:
    """Seconds between two frames, for windows of time; never so few that a window outgrows memory."""
    usual_s, long_s = np.quantile(np.diff(t_s), (0.5, LONG_STEPS))
    return max(float(usual_s), float(long_s) / MOST_GRID, LEAST_STEP_S)


def _unbroken(t_s: Floats, a: int, b: int) -> list[tuple[int, int]]:
    """The parts of frames a to b between which no time is missing: what happened meanwhile nobody has seen."""
    if b - a < 2:
        return [(a, b)]
    steps = np.diff(t_s[a:b])
    edges = [a, *(a + 1 + np.flatnonzero(steps > max(MAX_GAP_S, BREAK_STEPS * float(np.median(steps))))), b]
    return [(int(first), int(stop)) for first, stop in pairwise(edges)]


def _filter_stretch(values: Floats, t_s: Floats, cutoff_hz: float) -> Floats:
    """Filter (n, K) columns without gaps."""
    from scipy import interpolate, signal  # takes a second to import, which a bad file name should not wait for

    if len(values) < 3 * (ORDER + 1) + 2:
        return values
    span_s = float(t_s[-1] - t_s[0])
    step_s = max(usual_step_s(t_s), span_s / (MOST_GRID * len(values)))
    share = 2.0 * cutoff_hz * step_s
    if share >= MAX_STEP_HZ_SHARE:
        return values
    grid_s = np.linspace(t_s[0], t_s[-1], max(round(span_s / step_s) + 1, len(values)))
    numerator, denominator = signal.butter(ORDER, share)
    even = interpolate.make_interp_spline(t_s, values, k=1)(grid_s)
    filtered = signal.filtfilt(numerator, denominator, even, axis=0)
    return np.asarray(interpolate.make_interp_spline(grid_s, filtered, k=1)(t_s), dtype=np.float64)


def smooth(track: Track, min_visibility: float = MIN_VISIBILITY) -> Track:
    """The track with unseen joints as NaN, gaps up to a quarter second bridged and jitter above 6 Hz removed.

    With ``min_visibility`` 0 hidden joints stay where the model guesses them, which is what the correction reads.

    Visibility says whether a joint is seen, not whether it is right: objects in front of a joint can move it while its
    visibility stays at 0.9, which is why `angles` also holds bone lengths against the person's own standing lengths.
    """
    if not len(track):
        return track
    hidden = ~(track.visibility >= min_visibility)

    def even(values: Floats) -> Floats:
        columns = values.reshape(len(track), -1)
        for k in range(0, columns.shape[1], AT_ONCE):  # few at once: a long clip's working arrays are large
            some = columns[:, k : k + AT_ONCE].T
            columns[:, k : k + AT_ONCE] = low_pass(
                np.stack([fill_gaps(column, track.t_s) for column in some], axis=1), track.t_s
            )
        return columns.reshape(values.shape)

    return Track(
        track.t_s,
        even(np.where(hidden[..., None], np.nan, track.image_px)),
        even(track.world_m.copy()),  # ungated: which way somebody faces needs the guessed far side
        track.visibility,
        track.silhouette,
        track.size_wh,
        track.sole_deg,
        track.own_edge,
    )
