"""The followed person alone: frames in which the pose model jumped to a much smaller or larger body are left out."""

from typing import Final

import numpy as np

from formcheck.motion.smoothing import running_median, runs
from formcheck.motion.track import Floats, Track

WINDOW_S: Final = 5.0  # chosen: who comes nearer does so over seconds, a jump to another body lasts one or two
OTHER_SIZE: Final = 1.45  # measured: one body's scale is read within 1.4 (deep squats from the front)
LASTS_S: Final = 0.2  # chosen: a flicker of a few frames is left to the filter
LEAST_FRAMES: Final = 5


def px_per_m(track: Track) -> Floats:
    """(N,) scale of the picture at the person: spread of the image landmarks over that of the world ones, so that
    posture does not matter; NaN where nobody is seen.
    """
    spread = [
        np.linalg.norm(points - points.mean(axis=1, keepdims=True), axis=(1, 2))
        for points in (track.image_px, track.world_m[..., :2])
    ]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(spread[1] > 0, spread[0] / spread[1], np.nan))


def one_body(track: Track) -> Track:
    """The track with frames of another body's size unseen; a size that lasts is the person's."""
    scale = px_per_m(track)
    known = np.isfinite(scale)
    if known.sum() < LEAST_FRAMES:
        return track
    usual = running_median(scale, track.t_s, WINDOW_S)
    off = known & (np.abs(np.log(scale / usual)) > np.log(OTHER_SIZE))
    other = np.zeros_like(off)
    for a, b in runs(off):
        other[a:b] = track.t_s[b - 1] - track.t_s[a] >= LASTS_S
    return track.without(other) if other.any() else track
