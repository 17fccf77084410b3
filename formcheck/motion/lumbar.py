"""The lower back's flexion in degrees, from the outline of the back beside the landmarks, each with a band.

The pose model has no spine landmarks. Small networks fitted on rendered people read the rounding off the whole outline
of the trunk, held against the same person's upright outline. Data, people, errors and limits: ``models/back.md``.
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
    """The fitted networks: ``mean``, ``spread`` (F,) of the inputs; ``widen`` (2,) turns their own scales into half
    bands of 90 %, times ``ease`` (2,) in clips without and with a calibration; ``known`` says which inputs they know.
    """

    mean: Weights
    spread: Weights
    networks: tuple[Network, ...]
    widen: Weights
    ease: Weights
    known: InDistribution


@dataclass(frozen=True, slots=True)
class BackEstimate:
    """Lower and upper back over time, (N,) degrees from the upright posture, rounded +, and half bands of 90 %.

    ``known``: whether a frame is like those fitted on; where it is not, nothing is told. Between people of the same
    posture the estimate differs by some degrees that stay the same within a clip.
    """

    lumbar_flexion_deg: Floats
    thoracic_flexion_deg: Floats
    lumbar_band_deg: Floats
    thoracic_band_deg: Floats
    known: NDArray[np.bool_]


def back_features(seen: Seen, edges: Outline, reference: StandingOutline) -> NDArray[np.float32]:
    """(N, F) inputs: the landmarks' features, the outline, what of it is hidden, and its change from the reference."""
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
    """(N, 25) hidden places bridged between their neighbours; nothing shown at all is a body of middling depth."""
    out = np.clip(distances, 0.0, FARTHEST)
    for row in out:
        hidden = np.isnan(row)
        if hidden.all():
            row[:] = 0.1
        elif hidden.any():
            row[hidden] = np.interp(SILHOUETTE_AT[hidden], SILHOUETTE_AT[~hidden], row[~hidden])
    return out


def estimate_back(seen: Seen, edges: Outline, reference: StandingOutline, model: BackModel) -> BackEstimate:
    """The back in every frame. Lies with cloth that hangs off the back, and with hair or arms over it."""
    inputs = back_features(seen, edges, reference)
    there = np.asarray(np.isfinite(inputs).all(axis=1))
    standard = (np.where(there[:, None], inputs, 0.0) - model.mean) / model.spread
    values, scales = averaged(model.networks, standard, len(OUTPUTS))
    half = scales * model.widen * model.ease[int(reference.kind == "calibration")]
    for array in (values, half):
        array[~there] = np.nan
    return BackEstimate(
        values[:, 0] - reference.offset_deg,
        values[:, 1],
        half[:, 0],
        half[:, 1],
        there & model.known(standard),
    )


def back_from_arrays(arrays: Mapping[str, NDArray[np.generic]]) -> BackModel:
    """The model from its stored arrays. Raises KeyError or ValueError when they are not one of ours."""
    if tuple(str(name) for name in arrays["outputs"]) != OUTPUTS:
        raise ValueError("the stored networks estimate something else")
    parts = {name: weights(arrays[name]) for name in ("mean", "spread", "widen", "ease")}
    return BackModel(networks=networks_from(arrays), known=InDistribution.stored(arrays), **parts)
