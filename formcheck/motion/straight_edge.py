"""Where the outline behind the hips is a straight upright line: a post, a door frame or a rack cuts it off there.

The outline of a buttock is round. The networks that read the back read the buttock too, and take one that is cut off
for a rounded lower back. Read off one frame alone, so it also holds while nothing moves; a thing with a crooked edge,
or one that leans, is not found.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.fixed_edge import outline_px
from formcheck.motion.track import SILHOUETTE_AT, Floats, Track

RUN: Final = 6  # neighbouring places, over which a buttock bulges by 2 cm
#: Standing sizes off the line at most. Posts before sample clips read 0.0005 to 0.0015, 99 of 100 free backs 0.006.
STRAIGHT: Final = 0.004
UPRIGHT_DEG: Final = 6.0  # chosen: cameras are seldom tilted more
LEANS_LEAST_DEG: Final = 20.0  # chosen: a back that hardly leans may be a straight upright line itself
BELOW: Final = 0.3  # of the line from hips to shoulders: buttock and lower back


def cut_off(track: Track, size_px: float, side: int) -> NDArray[np.bool_]:
    """(N,) frames in which a straight upright edge cuts off the lower back or the buttock.

    ``track`` as the pose model found it, neither smoothed nor levelled; ``side`` 0 or 1 of the silhouette, ``size_px``
    the person's standing size. False where nothing is known.
    """
    back = outline_px(track, side)
    leans = np.abs(back.along[:, 0]) >= np.sin(np.radians(LEANS_LEAST_DEG))
    return np.asarray(_on_a_post(back.edge, size_px).any(axis=1) & leans)


def _on_a_post(edge: Floats, size_px: float) -> NDArray[np.bool_]:
    """(N, starts) whether the places from there on lie on one straight upright line; only starts below matter."""
    starts = np.flatnonzero(SILHOUETTE_AT <= BELOW)
    starts = starts[starts + RUN <= len(SILHOUETTE_AT)]
    runs = np.stack([edge[:, k : k + RUN] for k in starts], axis=1)
    x, y = runs[..., 0], runs[..., 1]
    y = y - y.mean(axis=2, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        slope = (x * y).sum(axis=2) / (y**2).sum(axis=2)  # pixels aside for each down
        off = np.abs(x - x.mean(axis=2, keepdims=True) - slope[..., None] * y).max(axis=2)
        return np.asarray((off <= STRAIGHT * size_px) & (np.abs(slope) <= np.tan(np.radians(UPRIGHT_DEG))))
