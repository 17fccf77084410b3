"""Whether the edge of the person mask beside the trunk is the person's own, as the picture shows it.

The mask ends at a post before the back, takes in a plate or another person, or bleeds into a wall of the same tone. A
small network fitted on rendered people with things drawn over them looks at the picture and the mask along the rays
that `outline.silhouette` measures. Data, people, errors and limits: ``models/back.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.motion import landmarks as lm
from formcheck.motion.networks import Weights, weights
from formcheck.motion.outline import MASK_EDGE, REACH
from formcheck.motion.track import SILHOUETTE_AT, Floats

SAMPLES: Final = 32  # along each ray, each the mean of two
COLOUR_GAIN: Final = 4.0  # brings differences of colour, some tenths, to the spread of the other inputs
PREFIX: Final = "own_edge_"  # of its arrays in the file of the lower back
PLACES: Final = len(SILHOUETTE_AT)
BLACK: Final = 1e-6

Strips = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class EdgeModel:
    """Three convolutions over places and samples, two over places only, and the output: (matrix, bias) each.

    ``planes`` matrices (out, in, 3, 3), the later two with a stride of 2 along the ray; ``rows`` (out, in, 5) and
    ``last`` (1, in, 1) along the places.
    """

    planes: tuple[tuple[Weights, Weights], ...]
    rows: tuple[tuple[Weights, Weights], ...]
    last: tuple[Weights, Weights]


def side_behind(image_px: Floats) -> int:
    """The side of the silhouette that lies behind a person with these landmarks (33, 2), by where the feet point."""
    ahead = sum(image_px[lm.at("foot_index", side), 0] - image_px[lm.at("heel", side), 0] for side in lm.SIDES)
    return 0 if ahead >= 0 else 1


def strip(
    image: NDArray[np.uint8], mask: NDArray[np.floating], hip_px: Floats, shoulder_px: Floats, side: int
) -> Strips:
    """Mask and colours along the rays of one side, (25, 32, 4), each 0..1; 0 outside the picture.

    ``image`` (H, W, 3) RGB, ``mask`` (H, W) 0..1; sides, places and reach as in `outline.silhouette`.
    """
    axis = shoulder_px - hip_px
    length = float(np.linalg.norm(axis))
    along = axis / max(length, BLACK)
    normal = np.array([along[1], -along[0]]) * (1.0 if side == 0 else -1.0)
    start = hip_px + SILHOUETTE_AT[:, None] * axis
    distance = np.linspace(0.0, REACH * length, 2 * SAMPLES)
    points = start[:, None] + distance[None, :, None] * normal
    x, y = points[..., 0], points[..., 1]
    height, width = mask.shape
    left, top = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    found = np.zeros((*x.shape, 4), np.float32)
    for down in (0, 1):
        for across in (0, 1):
            column, row = left + across, top + down
            share = (x - left if across else left + 1 - x) * (y - top if down else top + 1 - y)
            inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
            column, row = np.where(inside, column, 0), np.where(inside, row, 0)
            share = np.where(inside, share, 0.0).astype(np.float32)
            found[..., 0] += share * mask[row, column]
            found[..., 1:] += (share / 255.0)[..., None] * image[row, column]
    return np.asarray(found.reshape(PLACES, SAMPLES, 2, 4).mean(axis=2), np.float32)


def own_edge(seen: Strips, model: EdgeModel) -> Floats:
    """(B, 25) probability that the edge at each place is the person's own, of strips (B, 25, 32, 4).

    A number also where the mask has no edge; there it means nothing.
    """
    state = edge_inputs(seen)
    for i, (matrix, bias) in enumerate(model.planes):
        state = _swish(_plane(state, matrix, bias, stride=1 if i == 0 else 2))
    places = np.concatenate([state.mean(axis=3), state.max(axis=3), edge_share(seen)[:, None]], axis=1)
    places = _swish(_row(places, *model.rows[0]))
    whole = np.broadcast_to(places.mean(axis=2, keepdims=True), places.shape)
    places = _swish(_row(np.concatenate([places, whole], axis=1), *model.rows[1]))
    out = _row(places, *model.last)[:, 0].astype(np.float64)
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(out, -30.0, 30.0))))


def edge_model_from_arrays(arrays: Mapping[str, NDArray[np.generic]]) -> EdgeModel:
    """The model from its stored arrays. Raises KeyError."""

    def layer(name: str) -> tuple[Weights, Weights]:
        return weights(arrays[f"{PREFIX}{name}_matrix"]), weights(arrays[f"{PREFIX}{name}_bias"])

    return EdgeModel(
        tuple(layer(f"plane{i}") for i in range(3)), tuple(layer(f"row{i}") for i in range(2)), layer("last")
    )


def edge_inputs(seen: Strips) -> Strips:
    """(B, 6, 25, 32): mask, colours against the mean of the person's, and where along line and ray."""
    mask, colour = seen[..., 0], seen[..., 1:]
    person = (mask > MASK_EDGE)[..., None]
    usual = (colour * person).sum(axis=(1, 2), keepdims=True) / np.maximum(person.sum(axis=(1, 2), keepdims=True), 1)
    place = np.broadcast_to(np.linspace(-1, 1, PLACES, dtype=np.float32)[:, None], mask.shape)
    sample = np.broadcast_to(np.linspace(-1, 1, SAMPLES, dtype=np.float32), mask.shape)
    colours = np.moveaxis((colour - usual) * COLOUR_GAIN, 3, 1)
    return np.concatenate([(mask * 2 - 1)[:, None], colours, place[:, None], sample[:, None]], axis=1, dtype=np.float32)


def edge_share(seen: Strips) -> Strips:
    """(B, 25) where along the ray the mask ends, 0..1; 1 where it does not, or begins outside."""
    outside = seen[..., 0] < MASK_EDGE
    at = outside.argmax(axis=2) / SAMPLES
    return np.where(outside.any(axis=2) & ~outside[..., 0], at, 1.0).astype(np.float32)


def _plane(state: Strips, matrix: Weights, bias: Weights, stride: int) -> Strips:
    padded = np.pad(state, ((0, 0), (0, 0), (1, 1), (1, 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(2, 3))[:, :, :, ::stride]
    found = np.tensordot(windows, matrix, axes=([1, 4, 5], [1, 2, 3])) + bias
    return np.asarray(np.moveaxis(found, 3, 1))


def _row(state: Strips, matrix: Weights, bias: Weights) -> Strips:
    width = matrix.shape[2]
    padded = np.pad(state, ((0, 0), (0, 0), (width // 2, width // 2)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, width, axis=2)
    return np.asarray(np.moveaxis(np.tensordot(windows, matrix, axes=([1, 3], [1, 2])) + bias, 2, 1))


def _swish(raw: Strips) -> Strips:
    return np.asarray(raw / (1.0 + np.exp(-np.clip(raw, -30.0, 30.0))))
