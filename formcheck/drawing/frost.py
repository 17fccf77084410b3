"""Hiding what lies in a part of a picture, for good: only a few mean colours are left of it."""

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.track import Floats

PATCH_RADII: Final = 0.55  # side of what becomes one mean colour, in radii of a head's circle: half a face
FADE: Final = 0.12  # radii over which the edge fades, outside of what is hidden


def frosted(image_rgb: NDArray[np.uint8], heads: Iterable[Floats]) -> NDArray[np.uint8]:
    """The picture (H, W, 3), a copy where there is something to hide. Each head is (K, 5) lines x0, y0, x1, y1 with a
    radius, all in pixels: what is nearer to one of them than its radius is hidden.

    The patches move with the head, so that many pictures tell no more of it than one.
    """
    out = image_rgb
    for lines in heads:
        box = _box(lines, image_rgb.shape[1], image_rgb.shape[0])
        if box is None:
            continue
        out = out.copy() if out is image_rgb else out
        x0, y0, x1, y1 = box
        cut = out[y0:y1, x0:x1]
        share = _share(lines, box)[..., None]
        cut[:] = np.rint(share * _patched(cut, PATCH_RADII * float(lines[:, 4].max())) + (1 - share) * cut)
    return out


def _box(lines: Floats, width: int, height: int) -> tuple[int, int, int, int] | None:
    if not len(lines) or not np.isfinite(lines).all():
        return None
    room = lines[:, 4] * (1 + FADE) + 1
    low = np.minimum(lines[:, :2], lines[:, 2:4]) - room[:, None]
    high = np.maximum(lines[:, :2], lines[:, 2:4]) + room[:, None]
    x0, y0 = np.clip(np.floor(low.min(axis=0)), 0, (width, height)).astype(int)
    x1, y1 = np.clip(np.ceil(high.max(axis=0)), 0, (width, height)).astype(int)
    return (int(x0), int(y0), int(x1), int(y1)) if x1 > x0 and y1 > y0 else None


def _share(lines: Floats, box: tuple[int, int, int, int]) -> Floats:
    """(H, W) how much of the picture is hidden at each of its points, 0 to 1."""
    x0, y0, x1, y1 = box
    x, y = np.arange(x0, x1) + 0.5, np.arange(y0, y1)[:, None] + 0.5
    share = np.zeros((y1 - y0, x1 - x0))
    for ax, ay, bx, by, radius in lines:
        way_x, way_y = bx - ax, by - ay
        along = np.clip(((x - ax) * way_x + (y - ay) * way_y) / max(way_x**2 + way_y**2, 1e-9), 0.0, 1.0)
        off = np.hypot(x - ax - along * way_x, y - ay - along * way_y)
        share = np.maximum(share, np.clip(1 - (off / radius - 1) / FADE, 0.0, 1.0))
    return share


def _patched(cut: NDArray[np.uint8], side_px: float) -> Floats:
    """The means of the patches, blended into each other."""
    height, width = cut.shape[:2]
    down, across = _patches(height, side_px), _patches(width, side_px)
    means = _both_ways(_means(height, down), cut, _means(width, across))
    return _both_ways(_blend(height, down), means, _blend(width, across))


def _both_ways(rows: Floats, picture: NDArray[Any], columns: Floats) -> Floats:
    """A picture (H, W, 3) with its rows and its columns mixed by weights (P, H) and (Q, W)."""
    height, width, colours = picture.shape
    mixed = (rows @ picture.reshape(height, width * colours)).reshape(len(rows), width, colours)
    out: Floats = columns @ mixed
    return out


def _patches(length: int, side_px: float) -> int:
    return int(np.clip(round(length / side_px), 1, length))


def _means(length: int, patches: int) -> Floats:
    """(patches, length) weights that take the mean of each patch."""
    at = np.minimum(np.arange(length) * patches // length, patches - 1)
    weights = (np.arange(patches)[:, None] == at).astype(np.float64)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _blend(length: int, patches: int) -> Floats:
    """(length, patches) weights that go in straight lines from the middle of one patch to that of the next."""
    at = np.clip((np.arange(length) + 0.5) * patches / length - 0.5, 0, patches - 1)
    return np.asarray(np.clip(1 - np.abs(at[:, None] - np.arange(patches)), 0.0, 1.0))
