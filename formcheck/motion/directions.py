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


def mean_direction_deg(directions_deg: Floats) -> float:
    """Circular mean of the known directions, -180 to 180; NaN without any."""
    known = directions_deg[np.isfinite(directions_deg)]
    return float(np.degrees(np.angle(np.mean(np.exp(1j * np.radians(known)))))) if len(known) else float("nan")


def apart_deg(a: float | Floats, b: float) -> Floats:
    """How far two directions lie apart, 0 to 180; NaN where one is not known."""
    return np.abs((np.asarray(a, dtype=np.float64) - b + 180.0) % 360.0 - 180.0)
