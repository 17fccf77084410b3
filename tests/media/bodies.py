"""Made-up sightings of people: where their hips are, how large they are, and how far they have squatted."""

import numpy as np

from formcheck.motion import landmarks as lm
from formcheck.motion.track import Pose

GROUND_PX = 500.0
#: Above the ground standing, and what a whole squat takes from it; in trunk lengths.
HEIGHTS = {"shoulder": (2.6, 1.1), "hip": (1.6, 1.1), "knee": (0.8, 0.2), "ankle": (0.1, 0.0), "wrist": (1.5, 0.7)}


def body(x: float, t_s: float = 0.0, *, size: float = 100.0, low: float = 0.0, flip: bool = False) -> Pose:
    """Somebody with the hips at ``x``, trunk ``size`` pixels long, ``low`` 0 standing to 1 at the bottom."""
    image = np.zeros((lm.COUNT, 2))
    image[:, 0] = x + np.linspace(-0.4, 0.4, lm.COUNT) * size
    image[:, 1] = np.linspace(GROUND_PX - 3.2 * size, GROUND_PX, lm.COUNT)
    forward = -1.0 if flip else 1.0
    for part, (up, sinks) in HEIGHTS.items():
        knee_out = 0.5 * low * forward if part in ("knee", "wrist") else 0.0
        image[list(lm.pair(part))] = x + knee_out * size, GROUND_PX - (up - sinks * low) * size
    nowhere = np.full((2, 25), np.nan)
    return Pose(t_s, image, np.zeros((lm.COUNT, 3)), np.full(lm.COUNT, 0.9), nowhere)
