"""Edges that stay where they are in the picture while the body moves: a post before the back, a rail, a doorway.

The mask ends where something covers the person. There its edge is the thing's, which does not move with the body. Read
off the landmarks and the silhouette alone; a thing that moves with the body (a plate, loose cloth) is not found, nor
one beside a body that does not move, nor any before a camera that moves.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from formcheck.motion import landmarks as lm
from formcheck.motion.track import SILHOUETTE_AT, Floats, Track

AROUND_S: Final = 1.5  # chosen: a squat passes a post within that time, and the camera is not yet put elsewhere
EVERY_S: Final = 0.1  # chosen: a squat's back moves by a few pixels meanwhile
MOVED: Final = 0.035  # standing sizes the line hips-shoulders has moved towards or from the edge: more than its noise
STAYED: Final = 0.006  # standing sizes: the noise of a mask's edge
RUN: Final = 4  # neighbouring places; two outlines that cross agree at one or two
OFTEN: Final = 3  # instants at which the edge was there before or after


@dataclass(frozen=True, slots=True)
class OutlinePx:
    """The outline to one side of the line hips-shoulders in the picture: ``hip`` (N, 2), ``length`` (N,) of that line,
    its direction ``along`` and the way ``normal`` to the outline (N, 2), its places ``line`` and the outline ``edge``
    (N, 25, 2); pixels.
    """

    hip: Floats
    length: Floats
    along: Floats
    normal: Floats
    line: Floats
    edge: Floats


def outline_px(track: Track, side: int) -> OutlinePx:
    """The outline on ``side`` 0 or 1 of the silhouette; NaN where the mask does not show it."""
    hip, shoulder = (track.image_px[:, list(lm.pair(part))].mean(axis=1) for part in ("hip", "shoulder"))
    axis = shoulder - hip
    length = np.linalg.norm(axis, axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        along = axis / length[:, None]
    normal = np.stack([along[:, 1], -along[:, 0]], axis=1) * (1.0 if side == 0 else -1.0)
    line = hip[:, None] + SILHOUETTE_AT[None, :, None] * axis[:, None]
    return OutlinePx(hip, length, along, normal, line, line + track.silhouette[:, side, :, None] * normal[:, None])


def fixed_edges(track: Track, size_px: float, side: int) -> NDArray[np.bool_]:
    """(N, 25) places along the hip-to-shoulder line whose edge stays in the picture while the body moves.

    ``track`` as the pose model found it, neither smoothed nor levelled: its silhouette was measured from these
    landmarks. ``side`` 0 or 1 of the silhouette, ``size_px`` the person's standing size. False where nothing is known.
    """
    back, reach = outline_px(track, side), track.silhouette[:, side]
    hip, length, along, normal, line, edge = back.hip, back.length, back.along, back.normal, back.line, back.edge
    seen_again = np.zeros(reach.shape, dtype=np.int64)
    for lag_s in np.arange(EVERY_S, AROUND_S + EVERY_S / 2, EVERY_S):
        for then in (_nearest(track.t_s, track.t_s + lag_s), _nearest(track.t_s, track.t_s - lag_s)):
            there = np.abs(np.abs(track.t_s[then] - track.t_s) - lag_s) < EVERY_S
            moved = np.abs(np.einsum("nrk,nk->nr", line[then] - line, normal)) > MOVED * size_px
            from_hip = edge - hip[then][:, None]
            with np.errstate(invalid="ignore", divide="ignore"):
                share = np.einsum("nrk,nk->nr", from_hip, along[then]) / length[then][:, None]
            apart = np.einsum("nrk,nk->nr", from_hip, normal[then]) - _at(reach[then], share)
            in_place = there[:, None] & moved & (np.abs(apart) < STAYED * size_px)
            seen_again += ndimage.binary_opening(in_place, np.ones((1, RUN), bool))
    return seen_again >= OFTEN


def _nearest(t_s: Floats, wanted_s: Floats) -> NDArray[np.int64]:
    after = np.clip(np.searchsorted(t_s, wanted_s), 1, max(len(t_s) - 1, 1))
    before = after - 1
    last = len(t_s) - 1
    nearer = np.where(wanted_s - t_s[before] <= t_s[np.minimum(after, last)] - wanted_s, before, after)
    return np.minimum(nearer, last)


def _at(reach: Floats, share: Floats) -> Floats:
    """The outline (N, 25) at other places (N, R) of its line; NaN beyond its ends."""
    step = SILHOUETTE_AT[1] - SILHOUETTE_AT[0]
    place = (share - SILHOUETTE_AT[0]) / step
    low = np.clip(np.nan_to_num(np.floor(place)), 0, len(SILHOUETTE_AT) - 2).astype(np.int64)
    rows = np.arange(len(reach))[:, None]
    part = place - low
    found = reach[rows, low] * (1 - part) + reach[rows, low + 1] * part
    return np.where((place >= 0) & (place <= len(SILHOUETTE_AT) - 1), found, np.nan)
