"""Angles between vectors, in degrees."""

import numpy as np

from formcheck.motion.track import Floats


def angle_between_deg(a: Floats, b: Floats) -> Floats:
    """Unsigned angle in degrees between vectors (..., 2) or (..., 3), 0..180; NaN for NaN or zero vectors."""
    norm = np.linalg.norm(a, axis=-1) * np.linalg.norm(b, axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        cosine = np.sum(a * b, axis=-1) / np.where(norm > 0, norm, np.nan)
    return np.asarray(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))


def inclination_deg(upward: Floats, facing: int) -> Floats:
    """Angle of image vectors (..., 2) from the upward vertical, positive towards the side faced (+1 right, -1 left)."""
    return np.asarray(np.degrees(np.arctan2(facing * upward[..., 0], -upward[..., 1])))
