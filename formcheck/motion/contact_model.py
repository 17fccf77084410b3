"""How likely each hand rests on knee, thigh, floor or something else, frame by frame: small networks in numpy.

Fitted on rendered random people whose hands were put everywhere a hand goes. Data, people, errors: ``models/hands.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.contact_features import contact_features
from formcheck.motion.landmarks import Side
from formcheck.motion.networks import InDistribution, Network, Weights, networks_from, stored
from formcheck.motion.track import Floats, Track

FAR_OUT: Final = 8.0  # chosen: spreads; real inputs stay within 6
OUTPUTS: Final = ("none", "knee", "thigh", "floor", "other")


@dataclass(frozen=True, slots=True)
class ContactModel:
    """The fitted networks: ``mean``, ``spread`` (F,) of the inputs, ``temperature`` that makes the probabilities as
    sure as they are right on people held out, ``in_distribution`` the check of the inputs.
    """

    mean: Weights
    spread: Weights
    networks: tuple[Network, ...]
    temperature: float
    in_distribution: InDistribution


@dataclass(frozen=True, slots=True)
class ContactProbabilities:
    """``probability`` (N, 5) of ``OUTPUTS``, rows of NaN where nobody is seen; ``in_distribution`` (N,)."""

    probability: Floats
    in_distribution: NDArray[np.bool_]


def contact_probabilities(guessed: Track, yaw_deg: Floats, side: Side, model: ContactModel) -> ContactProbabilities:
    """What one hand rests on in each frame of a smoothed track with hidden joints as the pose model guesses them.

    ``yaw_deg`` (N,): its headings (`contact_features.smoothed_yaw_deg`). A hand behind the body or the other leg is
    guessed too: its probabilities are then near one half.
    """
    inputs = contact_features(guessed.t_s, guessed.image_px, guessed.world_m, guessed.visibility, yaw_deg, side)
    there = np.asarray(np.isfinite(inputs).all(axis=1))
    standard = standardised(np.where(there[:, None], inputs, 0.0), model.mean, model.spread)
    probability = softmax_mean(model.networks, standard, model.temperature)
    probability[~there] = np.nan
    return ContactProbabilities(probability, there & model.in_distribution(standard))


def standardised(inputs: Weights, mean: Weights, spread: Weights) -> Weights:
    """(N, F) inputs of zero mean and unit spread; what lies far out is cut off, or it would decide alone."""
    return np.asarray(np.clip((inputs - mean) / spread, -FAR_OUT, FAR_OUT), np.float32)


def softmax_mean(networks: tuple[Network, ...], standard: Weights, temperature: float) -> Floats:
    """(N, 5) mean of the networks' probabilities. A network's values are scaled to degrees by ten; scores are not."""
    return np.asarray(
        np.mean([_softmax(network(standard, len(OUTPUTS))[0] / 10.0 / temperature) for network in networks], axis=0)
    )


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def contact_model_from_arrays(arrays: Mapping[str, NDArray[np.generic]]) -> ContactModel:
    """The model from its stored arrays. Raises KeyError or ValueError for arrays of another kind."""
    if tuple(str(name) for name in arrays["outputs"]) != OUTPUTS:
        raise ValueError("the stored networks estimate something else")
    mean = stored(arrays, "mean", None)
    networks, in_distribution = networks_from(arrays), InDistribution.stored(arrays)
    if {network.skip.shape for network in networks} != {(len(mean), len(OUTPUTS))}:
        raise ValueError(f"the stored networks do not lead from {len(mean)} inputs to {len(OUTPUTS)} outputs")
    return ContactModel(
        mean=mean,
        spread=stored(arrays, "spread", len(mean)),
        networks=networks,
        temperature=float(stored(arrays, "temperature")),
        in_distribution=in_distribution,
    )
