"""The body's outline beside the trunk: from the person mask to distances, and how far the back bulges.

First version: how far the posterior outline bulges out of its own chord, beside the same person's standing outline. It
tells a clearly rounded back from a neutral one; it does not give degrees of lumbar flexion.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from formcheck.motion.track import SILHOUETTE_AT, Floats, Track

MASK_EDGE: Final = 0.5  # the model's own soft mask: half belongs to the person
REACH: Final = 0.6  # rays end at 0.6 hip-shoulder lengths: no back is thicker
STEP_PX: Final = 1.0
CHORD: Final = (0.10, 0.85)  # biomechanics brief L1: below sits the buttock, above the neck of the shirt
MIN_SHOWN: Final = 0.8  # chosen: a chord with more than a fifth of its points hidden bridges the bulge itself


def silhouette(mask: NDArray[np.floating], hip_px: Floats, shoulder_px: Floats) -> Floats:
    """Half widths of the body along the hip-to-shoulder axis, (2, 25) pixels: image-left side first, then right.

    ``mask`` (H, W) 0..1; ``hip_px``, ``shoulder_px`` (2,) middle of the hips and shoulders. "Left" is the side 90
    degrees counter-clockwise of the axis as seen in the image: the left hand of somebody looking from hip to shoulder.
    NaN where the ray starts outside the mask or never leaves it. Lies where an arm covers the edge.
    """
    axis = shoulder_px - hip_px
    length = float(np.linalg.norm(axis))
    out = np.full((2, len(SILHOUETTE_AT)), np.nan)
    if not np.isfinite(length) or length < 8 * STEP_PX:
        return out
    along = axis / length
    distance = np.arange(0.0, REACH * length, STEP_PX)
    start = hip_px + SILHOUETTE_AT[:, None] * axis
    for side, normal in enumerate(((along[1], -along[0]), (-along[1], along[0]))):
        points = start[:, None, :] + distance[None, :, None] * np.asarray(normal)
        values = ndimage.map_coordinates(mask, [points[..., 1], points[..., 0]], order=1, mode="constant")
        out[side] = _edges(values)
    return out


def _edges(values: Floats) -> Floats:
    """First sub-pixel crossing below the mask edge of each ray (R, D); NaN when it starts outside or never crosses."""
    outside = values < MASK_EDGE
    crossing = outside.argmax(axis=1)
    good = (crossing > 0) & outside.any(axis=1)
    rows = np.flatnonzero(good)
    after, before = values[rows, crossing[rows]], values[rows, crossing[rows] - 1]
    out = np.full(len(values), np.nan)
    out[rows] = (crossing[rows] - 1 + (before - MASK_EDGE) / np.maximum(before - after, 1e-6)) * STEP_PX
    return out


def back_bulge(track: Track, facing: int) -> Floats:
    """(N,) largest outward deviation of the back's outline from its own chord, as a share of trunk length.

    ``facing`` +1 when the person faces the image's right. 0 is a flat or hollow back; 0.03-0.045 a doubtful one; more
    a rounded one (brief L1, measured with the trunk inclined beyond 60 degrees). NaN where the outline is not shown.
    Lies with loose shirts, long hair over the back, and arms between camera and back.
    """
    shoulder, hip = track.mid_px("shoulder"), track.mid_px("hip")
    length = np.linalg.norm(shoulder - hip, axis=1)
    length = np.where(length > 0, length, np.nan)
    use = (CHORD[0] - 1e-9 <= SILHOUETTE_AT) & (CHORD[1] + 1e-9 >= SILHOUETTE_AT)
    at = SILHOUETTE_AT[use]
    offset = track.silhouette[:, 0 if facing > 0 else 1][:, use] / length[:, None]
    along = (at - at[0]) / (at[-1] - at[0])
    outward = offset - (offset[:, :1] + (offset[:, -1:] - offset[:, :1]) * along)
    shown = np.isfinite(outward).mean(axis=1) >= MIN_SHOWN
    return np.where(shown, np.max(np.where(np.isfinite(outward), outward, 0.0), axis=1), np.nan)
