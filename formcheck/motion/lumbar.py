"""Lumbar and thoracic flexion in degrees with 90 % intervals, from the outline of the back and the landmarks.

The pose model has no spine landmarks. Small networks fitted on rendered people estimate the flexion from the outline of
the back compared with the same person's upright outline. Data, people, errors and limits: ``models/back.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.features import Seen, features
from formcheck.motion.networks import InDistribution, Network, Weights, averaged, networks_from, weights
from formcheck.motion.outline import Outline, StandingOutline
from formcheck.motion.track import SILHOUETTE_AT, Floats

OUTPUTS: Final = ("lumbar_flexion_deg", "thoracic_flexion_deg")
OUTLINE_GAIN: Final = 8.0  # brings distances, some tenths of a standing size, to the spread of the other inputs
FARTHEST: Final = 1.0  # standing sizes; nothing real lies further


@dataclass(frozen=True, slots=True)
class BackModel:
    """The fitted networks: ``mean``, ``spread`` (F,) of the inputs; ``interval_scale`` (2,) turns their scales into
    half-widths of 90 % intervals, multiplied by ``interval_calibration`` (2,) for clips without and with a personal
    calibration; ``in_distribution`` checks the inputs.
    """

    mean: Weights
    spread: Weights
    networks: tuple[Network, ...]
    interval_scale: Weights
    interval_calibration: Weights
    in_distribution: InDistribution


@dataclass(frozen=True, slots=True)
class BackEstimate:
    """Lower and upper back over time, (N,) degrees from the upright posture, rounded +; ``..._band_deg`` are
    half-widths of 90 % intervals.

    ``in_distribution``: where it is false, nothing is reported. Between people in the same posture the estimate differs
    by some degrees, an offset that stays the same within a clip.
    """

    lumbar_flexion_deg: Floats
    thoracic_flexion_deg: Floats
    lumbar_band_deg: Floats
    thoracic_band_deg: Floats
    in_distribution: NDArray[np.bool_]


def back_features(seen: Seen, edges: Outline, reference: StandingOutline) -> NDArray[np.float32]:
    """(N, F) inputs: the landmarks' features, the outline, which places of it are hidden, and its change from the
    reference.
    """
    shown, no_still = _filled(edges.behind), ~np.isfinite(reference.behind)
    change = np.where(no_still.all(), 0.0, shown - _filled(reference.behind[None]))
    columns: list[NDArray[Any]] = [
        features(seen),
        shown * OUTLINE_GAIN,
        ~np.isfinite(edges.behind),
        change * OUTLINE_GAIN,
        np.tile(no_still, (len(shown), 1)),
    ]
    return np.concatenate(columns, axis=1).astype(np.float32)


def _filled(distances: Floats) -> Floats:
    """(N, 25) hidden places interpolated between their neighbours; a row that is hidden throughout becomes 0.1."""
    out = np.clip(distances, 0.0, FARTHEST)
    for row in out:
        hidden = np.isnan(row)
        if hidden.all():
            row[:] = 0.1
        elif hidden.any():
            row[hidden] = np.interp(SILHOUETTE_AT[hidden], SILHOUETTE_AT[~hidden], row[~hidden])
    return out


def estimate_back(seen: Seen, edges: Outline, reference: StandingOutline, model: BackModel) -> BackEstimate:
    """The back in every frame. Wrong where cloth hangs off the back, and where hair or arms cover it."""
    inputs = back_features(seen, edges, reference)
    there = np.asarray(np.isfinite(inputs).all(axis=1))
    standard = (np.where(there[:, None], inputs, 0.0) - model.mean) / model.spread
    values, scales = averaged(model.networks, standard, len(OUTPUTS))
    half = scales * model.interval_scale * model.interval_calibration[int(reference.kind == "calibration")]
    for array in (values, half):
        array[~there] = np.nan
    return BackEstimate(
        values[:, 0] - reference.offset_deg,
        values[:, 1],
        half[:, 0],
        half[:, 1],
        there & model.in_distribution(standard),
    )


def back_from_arrays(arrays: Mapping[str, NDArray[np.generic]]) -> BackModel:
    """The model from its stored arrays. Raises KeyError or ValueError for arrays of another kind."""
    if tuple(str(name) for name in arrays["outputs"]) != OUTPUTS:
        raise ValueError("the stored networks estimate something else")
    stored = {"mean": "mean", "spread": "spread", "interval_scale": "widen", "interval_calibration": "ease"}
    parts = {name: weights(arrays[key]) for name, key in stored.items()}
    return BackModel(networks=networks_from(arrays), in_distribution=InDistribution.stored(arrays), **parts)
