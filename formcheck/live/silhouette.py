"""The outline to stand in: a body seen from the side, drawn for FormCheck, as points for any picture size."""

from functools import lru_cache
from typing import Final

import numpy as np

from formcheck.motion.track import Floats

TALL: Final = 0.76  # chosen: of the picture's height: room for the feet below and for words above the head
WIDE: Final = 1.30  # chosen: of its width: at the bottom of a squat hips and arms reach 0.75 of the stature
FLOOR: Final = 0.95  # of the picture's height: where the feet stand when the height limits the figure
SMOOTH: Final = 5  # points drawn between two of the table

#: Half a centimetre of a person of two metres is 0.0025 here: x ahead of the ankle, y down from the crown, in statures,
#: facing the picture's right; from the crown over the face down to the toes and up the back.
_BODY: Final = np.array(
    [
        *((0.004, 0.0), (0.038, 0.010), (0.057, 0.040), (0.061, 0.066), (0.056, 0.096), (0.044, 0.118)),
        *((0.022, 0.128), (0.022, 0.150), (0.042, 0.180), (0.066, 0.225), (0.070, 0.270), (0.060, 0.330)),
        *((0.057, 0.390), (0.058, 0.450), (0.062, 0.510), (0.064, 0.580), (0.056, 0.650), (0.048, 0.705)),
        *((0.040, 0.740), (0.034, 0.800), (0.024, 0.880), (0.022, 0.930), (0.050, 0.957), (0.098, 0.980)),
        *((0.104, 0.995), (0.060, 1.0), (-0.040, 1.0), (-0.052, 0.985), (-0.046, 0.950), (-0.034, 0.915)),
        *((-0.046, 0.855), (-0.060, 0.800), (-0.054, 0.755), (-0.038, 0.715), (-0.048, 0.650), (-0.068, 0.580)),
        *((-0.088, 0.520), (-0.090, 0.475), (-0.070, 0.425), (-0.052, 0.380), (-0.056, 0.330), (-0.072, 0.265)),
        *((-0.076, 0.215), (-0.064, 0.175), (-0.040, 0.148), (-0.038, 0.122), (-0.054, 0.088), (-0.060, 0.050)),
        (-0.040, 0.014),
    ]
)
#: The arm that hangs at the side, shoulder to fingertips.
_ARM: Final = np.array(
    [(-0.012, 0.205), (-0.020, 0.290), (-0.014, 0.360), (0.006, 0.430), (0.020, 0.490), (0.022, 0.53)]
)


def outline_height_px(size_wh: tuple[int, int]) -> float:
    """Stature of the outline in a picture of this size, in pixels."""
    width, height = size_wh
    return float(min(TALL * height, WIDE * width))


@lru_cache(maxsize=16)
def outline(size_wh: tuple[int, int], facing: int = 1) -> tuple[Floats, Floats]:
    """Body (K, 2), a closed line, and arm (M, 2), an open one, as shares 0..1 of the picture's width and height.

    ``facing``: 1 to the picture's right, -1 to its left.
    """
    width, height = size_wh
    tall = outline_height_px(size_wh)
    top = (FLOOR - TALL) * height + (TALL * height - tall) / 2

    def placed(points: Floats) -> Floats:
        shown: Floats = points * np.array([facing * tall / width, tall / height]) + np.array([0.5, top / height])
        shown.flags.writeable = False
        return shown

    closed = np.concatenate([_BODY[-1:], _BODY, _BODY[:2]])
    opened = np.concatenate([_ARM[:1], _ARM, _ARM[-1:]])
    return placed(_curve(closed)), placed(_curve(opened))


def _curve(points: Floats) -> Floats:
    """Catmull-Rom: a smooth line through all points but the first and the last."""
    before, a, b, after = points[:-3], points[1:-2], points[2:-1], points[3:]
    u = np.linspace(0.0, 1.0, SMOOTH, endpoint=False)[None, :, None]
    a, b, before, after = (p[:, None] for p in (a, b, before, after))
    cubic = 2 * a + (b - before) * u + (2 * before - 5 * a + 4 * b - after) * u**2
    cubic = cubic + (3 * a - before - 3 * b + after) * u**3
    return np.concatenate([np.asarray(cubic / 2).reshape(-1, 2), points[-2:-1]])
