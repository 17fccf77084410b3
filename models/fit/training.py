"""What fitting angles and backs share: the networks, how they are trained, their intervals and the in-distribution
check.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

HELD_OUT: Final = 0.15  # of the people, for the intervals and the in-distribution check
AXES: Final = 32
BAND: Final = 0.90
IN_DISTRIBUTION_SHARE: Final = 0.99  # of the pictures of people held out (in the rest the person is badly seen) ...
DISTANCE_MARGIN: Final = 1.5  # ... times this, since real people vary more than rendered ones


@dataclass(frozen=True, slots=True)
class Way:
    """How networks are trained; ``noise`` on inputs of unit spread, since real landmarks jitter otherwise."""

    epochs: int
    batch: int
    learning_rate: float
    decay: float
    noise: float


class SkipConnection(torch.nn.Module):
    """Hidden layers with a skip connection; outputs are values divided by ten, then logarithms of the scales."""

    def __init__(self, inputs: int, hidden: tuple[int, ...], values: int, scales: int, dropped: float) -> None:
        super().__init__()
        sizes = (inputs, *hidden)
        self.values = values
        self.hidden = torch.nn.ModuleList(torch.nn.Linear(a, b) for a, b in pairwise(sizes))
        self.skip = torch.nn.Linear(inputs, values + scales, bias=False)
        self.last = torch.nn.Linear(hidden[-1], values + scales)
        self.drop = torch.nn.Dropout(dropped)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Values (N, values) in degrees and scales (N, scales)."""
        state = x
        for layer in self.hidden:
            state = self.drop(torch.nn.functional.silu(layer(state)))
        out = self.skip(x) + self.last(state)
        return out[:, : self.values] * 10.0, torch.exp(out[:, self.values :].clamp(-3.0, 5.0))


N = TypeVar("N", bound=SkipConnection)
Loss: TypeAlias = Callable[[torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]


def trained(
    make: Callable[[int], SkipConnection], x: torch.Tensor, y: torch.Tensor, seed: int, way: Way
) -> SkipConnection:
    """One network; the loss is the error over its own scale, so that hard pictures raise the scale."""
    net = begun(make, x.shape[1], seed)
    with torch.no_grad():
        net.last.bias[net.values :] = 1.5
        net.last.bias[: net.values] = y[:, : net.values].mean(dim=0) / 10.0

    def loss(values: torch.Tensor, scales: torch.Tensor, true: torch.Tensor) -> torch.Tensor:
        error = (values - true).abs()
        return ((error / scales + scales.log()) * scales.detach().sqrt()).mean()

    return descended(net, x, y, way, loss)


def begun(make: Callable[[int], N], inputs: int, seed: int) -> N:
    """A network before training; the same seed gives the same."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # the layers are small: more threads only wait for each other
    net = make(inputs)
    with torch.no_grad():
        net.skip.weight.mul_(0.1)
    return net


def descended(net: N, x: torch.Tensor, y: torch.Tensor, way: Way, loss: Loss) -> N:
    """The network trained on noisy inputs, by a loss of its values, its scales and the truth."""
    optimizer = torch.optim.AdamW(net.parameters(), lr=way.learning_rate, weight_decay=way.decay)
    steps = way.epochs * -(-len(x) // way.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, way.learning_rate, total_steps=steps, pct_start=0.1)
    for _ in range(way.epochs):
        for batch in torch.randperm(len(x)).split(way.batch):
            values, scales = net(x[batch] + way.noise * torch.randn(len(batch), x.shape[1]))
            optimizer.zero_grad()
            loss(values, scales, y[batch]).backward()
            optimizer.step()
            schedule.step()
    net.eval()
    return net


def held_out(person: NDArray[np.int64]) -> NDArray[np.bool_]:
    """(N,) the pictures of people kept apart from training."""
    people = np.unique(person)
    return np.isin(person, np.random.default_rng(0).choice(people, round(HELD_OUT * len(people)), replace=False))


def mean_and_spread(inputs: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Of each input; what hardly varies is not blown up."""
    return inputs.mean(axis=0), np.maximum(inputs.std(axis=0), 1e-3)


def stored(nets: Sequence[SkipConnection]) -> dict[str, NDArray[np.generic]]:
    """The networks as arrays; matrices in half precision."""
    arrays: dict[str, NDArray[np.generic]] = {"networks": np.array(len(nets))}
    for k, net in enumerate(nets):
        for i, layer in enumerate([*net.hidden, net.last]):
            arrays[f"n{k}_matrix{i}"] = layer.weight.detach().numpy().T.astype(np.float16)
            arrays[f"n{k}_bias{i}"] = layer.bias.detach().numpy()
        arrays[f"n{k}_straight"] = net.skip.weight.detach().numpy().T.astype(np.float16)
    return arrays


def interval_scale(
    nets: Sequence[SkipConnection], inputs: NDArray[np.float32], truth: torch.Tensor
) -> NDArray[np.float32]:
    """Half-width of the 90 % interval over the scale, for each output, on people held out."""
    with torch.no_grad():
        results = [net(torch.from_numpy(inputs)) for net in nets]
        values = torch.stack([v for v, _ in results])
        scale = torch.sqrt(torch.stack([s for _, s in results]).square().mean(dim=0) + values.var(dim=0, correction=0))
        error = (values.mean(dim=0) - truth).abs()
    return np.asarray((error / scale).quantile(BAND, dim=0).numpy(), dtype=np.float32)


def in_distribution(fitted: NDArray[np.float32], held: NDArray[np.float32]) -> dict[str, NDArray[np.generic]]:
    """Stored arrays of `InDistribution`: main axes of the inputs, usual distances, and the largest one allowed."""
    _, vectors = np.linalg.eigh(np.cov(fitted.T))
    axes = vectors[:, ::-1][:, :AXES].astype(np.float32)

    def along_and_off(x: NDArray[np.float32]) -> NDArray[np.float32]:
        along = x @ axes
        return np.concatenate([along, np.linalg.norm(x - along @ axes.T, axis=1)[:, None]], axis=1)

    usual = np.sqrt((along_and_off(fitted) ** 2).mean(axis=0))
    distance = np.sqrt(((along_and_off(held) / usual) ** 2).mean(axis=1))
    max_distance = np.float32(np.quantile(distance, IN_DISTRIBUTION_SHARE) * DISTANCE_MARGIN)
    return {"axes": axes, "usual": usual.astype(np.float32), "strange": np.array(max_distance)}  # the stored name
