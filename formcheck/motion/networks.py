"""Small fitted networks run in numpy, and whether their inputs are in the distribution they were fitted on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.track import Floats

Weights: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Layer:
    """One dense layer: ``matrix`` (in, out), ``bias`` (out,)."""

    matrix: Weights
    bias: Weights


@dataclass(frozen=True, slots=True)
class Network:
    """Hidden layers and an output layer, plus a skip connection (F, out) from the inputs to the outputs."""

    hidden: tuple[Layer, ...]
    last: Layer
    skip: Weights

    def __call__(self, standard: Weights, values: int) -> tuple[Floats, Floats]:
        """Values (N, values) in degrees and scales (N, rest) in degrees, of standardised inputs (N, F)."""
        state = standard
        for layer in self.hidden:
            raw = state @ layer.matrix + layer.bias
            state = raw / (1.0 + np.exp(-np.clip(raw, -30.0, 30.0)))  # "swish"
        out = np.asarray(standard @ self.skip + state @ self.last.matrix + self.last.bias, dtype=np.float64)
        return out[:, :values] * 10.0, np.exp(np.clip(out[:, values:], -3.0, 5.0))


def averaged(
    networks: Sequence[Network], standard: Weights, values: int, whole: Callable[[Floats], Floats] | None = None
) -> tuple[Floats, Floats]:
    """Mean of the networks' values (N, values), and the root of their mean squared scale plus their variance (N,
    scales).

    ``whole`` appends to one network's values those that are derived from them, where there are scales for these too.
    """
    results = [network(standard, values) for network in networks]
    found = np.stack([value for value, _ in results])
    own = np.stack([scale for _, scale in results])
    apart = (found if whole is None else np.stack([whole(value) for value in found])).var(axis=0)
    return found.mean(axis=0), np.sqrt((own**2).mean(axis=0) + apart)


def networks_from(arrays: Mapping[str, NDArray[np.generic]]) -> tuple[Network, ...]:
    """Networks from their stored arrays. Raises KeyError, and ValueError where layers do not fit together."""
    found = []
    for k in range(int(stored(arrays, "networks"))):
        depth = max(sum(name.startswith(f"n{k}_matrix") for name in arrays), 1)
        layers: list[Layer] = []
        width = None
        for i in range(depth):
            matrix = stored(arrays, f"n{k}_matrix{i}", width, None)
            width = matrix.shape[1]
            layers.append(Layer(matrix, stored(arrays, f"n{k}_bias{i}", width)))
        skip = stored(arrays, f"n{k}_straight", len(layers[0].matrix), width)  # the stored name
        found.append(Network(tuple(layers[:-1]), layers[-1], skip))
    return tuple(found)


def stored(arrays: Mapping[str, NDArray[np.generic]], name: str, *shape: int | None) -> Weights:
    """A stored array as float32, of a shape in which None is any length. Raises KeyError, and ValueError for others."""
    array = np.asarray(arrays[name])
    if array.ndim != len(shape) or any(want not in (None, has) for want, has in zip(shape, array.shape, strict=True)):
        expected = ", ".join("any" if want is None else str(want) for want in shape)
        raise ValueError(f"{name} has shape {array.shape}, expected ({expected})")
    return weights(array).reshape(array.shape)


def weights(array: NDArray[np.generic]) -> Weights:
    """The array as float32, contiguous, whatever it was stored as."""
    return np.ascontiguousarray(array, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class InDistribution:
    """In-distribution check: main ``axes`` (F, K) of the inputs the networks were fitted on, the ``usual`` distance
    along each and off all of them (K + 1,), and the ``max_distance`` beyond which inputs are out of distribution.
    """

    axes: Weights
    usual: Weights
    max_distance: float

    def __call__(self, standard: Weights) -> NDArray[np.bool_]:
        """(N,) whether standardised inputs (N, F) are in distribution."""
        along = standard @ self.axes
        off = np.linalg.norm(standard - along @ self.axes.T, axis=1)
        scaled = np.concatenate([along, off[:, None]], axis=1) / self.usual
        return np.asarray(np.sqrt((scaled**2).mean(axis=1)) <= self.max_distance)

    @classmethod
    def stored(cls, arrays: Mapping[str, NDArray[np.generic]]) -> "InDistribution":
        """From stored arrays; the distance has an older name there. Raises KeyError or ValueError."""
        axes = stored(arrays, "axes", len(stored(arrays, "mean", None)), None)
        return cls(axes, stored(arrays, "usual", axes.shape[1] + 1), float(stored(arrays, "strange")))
