"""A made-up model of the back that reads the drawn figure's bulge off its outline, in degrees that are known."""

import numpy as np

from formcheck.motion.lumbar import OUTPUTS, BackModel, back_features
from formcheck.motion.networks import InDistribution, Layer, Network
from formcheck.motion.outline import NO_REFERENCE, Outline
from formcheck.motion.track import SILHOUETTE_AT

DEG_PER_BULGE = 700.0  # trunk lengths of bulge; standing has 0.01
STANDING_BULGE = 0.01
TRUNK_SHARE = 0.36  # of the drawn figure's standing size
BAND_DEG = 4.0
RAYS = len(SILHOUETTE_AT)
MIDDLE = int(np.argmin(np.abs(SILHOUETTE_AT - 0.475)))


def true_lumbar_deg(bulge: np.ndarray) -> np.ndarray:
    """What the model reads of a figure's bulge."""
    return DEG_PER_BULGE * (bulge - STANDING_BULGE)


def reading_bulge(seen: object, *, max_distance: float = 1e9, band_deg: float = BAND_DEG) -> BackModel:
    """The model; ``seen`` is any clip as the networks see it, for the number of inputs."""
    nothing = Outline(np.full((1, RAYS), np.nan))
    one = type(seen)(seen.image_px[:1], seen.world_m[:1], seen.visibility[:1], seen.body_yaw_deg, 1.0, None)
    width = back_features(one, nothing, NO_REFERENCE).shape[1]
    skip = np.zeros((width, 2 * len(OUTPUTS)), np.float32)
    change = width - 2 * RAYS  # after the landmarks: the outline, what of it is hidden, its change
    skip[change + MIDDLE, 0] = DEG_PER_BULGE / TRUNK_SHARE / 8.0 / 10.0
    bias = np.array([0.0, 0.0, 0.0, 0.0], np.float32)
    empty = Layer(np.zeros((width, 1), np.float32), np.zeros(1, np.float32))
    network = Network((empty,), Layer(np.zeros((1, 4), np.float32), bias), skip)
    return BackModel(
        mean=np.zeros(width, np.float32),
        spread=np.ones(width, np.float32),
        networks=(network,),
        interval_scale=np.full(2, band_deg, np.float32),
        interval_calibration=np.ones(2, np.float32),
        in_distribution=InDistribution(np.zeros((width, 1), np.float32), np.full(2, 1e3, np.float32), max_distance),
    )
