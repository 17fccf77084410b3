"""A contact model that reads the sign drawn hands give: what is made of a contact is tested apart from finding it.

A drawn hand on a knee lowers its little finger, one on a thigh its thumb. Whether the fitted model finds the hands of
people is tested on rendered clips.
"""

from functools import cache

import numpy as np

from formcheck.motion import landmarks as lm
from formcheck.motion.contact_features import PLACES, contact_features
from formcheck.motion.contact_model import OUTPUTS, ContactModel
from formcheck.motion.networks import InDistribution, Layer, Network

SIGN_M = 0.06
STEEP = 300.0  # scores per metre: sure within a centimetre of half a sign


@cache
def reading_touches() -> ContactModel:
    """The model."""
    points = np.zeros((3, lm.COUNT, 3))
    width = contact_features(
        np.arange(3) / 30, points[..., :2], points, np.ones((3, lm.COUNT)), np.zeros(3), "left"
    ).shape[1]
    skip = np.zeros((width, len(OUTPUTS)), np.float32)
    bias = np.zeros(len(OUTPUTS), np.float32)
    for place, low, high in (("knee", "pinky", "index"), ("thigh", "thumb", "wrist")):
        column = OUTPUTS.index(place)
        skip[_up(low), column] = STEEP / 2.0
        skip[_up(high), column] = -STEEP / 2.0
        bias[column] = -STEEP * SIGN_M / 2
    empty = Layer(np.zeros((width, 1), np.float32), np.zeros(1, np.float32))
    network = Network((empty,), Layer(np.zeros((1, len(OUTPUTS)), np.float32), bias), skip)
    return ContactModel(
        mean=np.zeros(width, np.float32),
        spread=np.ones(width, np.float32),
        networks=(network,),
        temperature=1.0,
        in_distribution=InDistribution(np.zeros((width, 1), np.float32), np.full(2, 1e3, np.float32), 1e9),
    )


def _up(part: str) -> int:
    """Column of a part's height in the world, which no turn changes; the picture's two columns a part come first."""
    return 2 * len(PLACES) + 3 * PLACES.index(lm.at(part, "left")) + 1
