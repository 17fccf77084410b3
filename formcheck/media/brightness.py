"""How bright a picture is, without the black bars that fill it up to another shape."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

EVERY: Final = 8  # chosen: one point in 64 tells a mean to a thousandth
BLACK: Final = 24  # of 255; video black is 16, and compression scatters it


def brightness(image: NDArray[np.uint8]) -> float:
    """Mean of the picture (H, W, 3), 0..1, inside black bars at its edges; of all of it where nothing else is there."""
    light = image[::EVERY, ::EVERY].max(axis=2)
    shown = light > BLACK
    columns, rows = np.flatnonzero(shown.any(axis=0)), np.flatnonzero(shown.any(axis=1))
    inside = image[::EVERY, ::EVERY]
    if len(columns):
        inside = inside[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return float(inside.mean()) / 255.0
