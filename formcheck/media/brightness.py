"""How bright a picture is, without the black bars that fill it up to another shape."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

EVERY: Final = 8  # chosen: one point in 64 tells a mean to a thousandth
BLACK: Final = 24  # of 255; video black is 16, and compression scatters it ...
EVEN: Final = 6  # ... by this little; a dark room has the sensor's noise in every line


def brightness(image: NDArray[np.uint8]) -> float:
    """Mean of the picture (H, W, 3), 0..1, inside black bars at its edges; of all of it where nothing else is there."""
    light = image[::EVERY, ::EVERY].max(axis=2)
    columns, rows = (np.flatnonzero((light.max(axis=k) > BLACK) | (np.ptp(light, axis=k) > EVEN)) for k in (0, 1))
    inside = image[::EVERY, ::EVERY]
    if len(columns) and len(rows):
        inside = inside[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return float(inside.mean()) / 255.0
