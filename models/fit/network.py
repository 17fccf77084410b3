"""Fits the networks of the correction with torch, on people of the fit split only."""

from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray

from formcheck.motion import landmarks as lm
from formcheck.motion.correction import HIPS, OUTPUTS, Correction, from_arrays, run, with_hips
from models.fit.easing import easing
from models.fit.examples import Examples, examples
from models.fit.shard import Shard

NETWORKS: Final = 4
HIDDEN: Final = (224, 112)
EPOCHS: Final = 90
BATCH: Final = 512
LEARNING_RATE: Final = 2e-3
DECAY: Final = 3e-3
NOISE: Final = 0.10  # on inputs of unit spread: real landmarks jitter in ways rendered ones do not
DROPPED: Final = 0.10
HELD_OUT: Final = 0.15  # of the people, for bands and limits of the known
AXES: Final = 32
BAND: Final = 0.90
STRANGE_SHARE: Final = 0.99  # of pictures of people held out count as known (the rest are badly seen) ...
STRANGE_ROOM: Final = 1.5  # ... and as much more, since real people vary more than rendered ones


def hips(values: torch.Tensor) -> torch.Tensor:
    """The planar chain, as `correction` has it."""
    at = {name: i for i, name in enumerate(OUTPUTS)}
    trunk = values[:, at["trunk_inclination_deg"]]
    legs = [(values[:, at[f"{s}_knee_flexion_deg"]], values[:, at[f"{s}_tibia_inclination_deg"]]) for s in lm.SIDES]
    return torch.stack([knee + trunk - tibia for knee, tibia in legs], dim=1)


class Net(torch.nn.Module):
    """Two hidden layers beside a straight path; values over ten, then logarithms of the scales."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        sizes = (inputs, *HIDDEN)
        outputs = 2 * len(OUTPUTS) + len(HIPS)
        self.hidden = torch.nn.ModuleList(torch.nn.Linear(a, b) for a, b in pairwise(sizes))
        self.straight = torch.nn.Linear(inputs, outputs, bias=False)
        self.last = torch.nn.Linear(HIDDEN[-1], outputs)
        self.drop = torch.nn.Dropout(DROPPED)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Values with hips (N, outputs + hips) in degrees, and their scales."""
        state = x
        for layer in self.hidden:
            state = self.drop(torch.nn.functional.silu(layer(state)))
        out = self.straight(x) + self.last(state)
        values = out[:, : len(OUTPUTS)] * 10.0
        return torch.cat([values, hips(values)], dim=1), torch.exp(out[:, len(OUTPUTS) :].clamp(-3.0, 5.0))


def train(inputs: NDArray[np.float32], truth: NDArray[np.float32], seed: int) -> Net:
    """One network: the error over its own scale, so that hard pictures teach doubt instead of noise."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # the layers are small: more threads only wait for each other
    x, y = torch.from_numpy(inputs), torch.from_numpy(truth)
    y = torch.cat([y, hips(y)], dim=1)
    net = Net(x.shape[1])
    with torch.no_grad():
        net.straight.weight.mul_(0.1)
        net.last.bias[len(OUTPUTS) :] = 1.5
        net.last.bias[: len(OUTPUTS)] = y[:, : len(OUTPUTS)].mean(dim=0) / 10.0
    optimizer = torch.optim.AdamW(net.parameters(), lr=LEARNING_RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(x) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, LEARNING_RATE, total_steps=steps, pct_start=0.1)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(x)).split(BATCH):
            noisy = x[batch] + NOISE * torch.randn(len(batch), x.shape[1])
            values, scales = net(noisy)
            error = (values - y[batch]).abs()
            loss = ((error / scales + scales.log()) * scales.detach().sqrt()).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    net.eval()
    return net


def fit(shard: Shard, clips: Path, out: Path) -> str:
    """Train, set bands and the limits of the known on people held out, write the weights; returns a table of errors."""
    every = examples(shard)
    people = np.unique(every.person)
    aside = np.random.default_rng(0).choice(people, round(HELD_OUT * len(people)), replace=False)
    held = np.isin(every.person, aside)
    mean = every.inputs[~held].mean(axis=0)
    spread = np.maximum(every.inputs[~held].std(axis=0), 1e-3)
    standard = (every.inputs - mean) / spread
    nets = [train(standard[~held], every.truth[~held], seed) for seed in range(NETWORKS)]
    arrays = {"mean": mean, "spread": spread, "networks": np.array(NETWORKS), "outputs": np.array(OUTPUTS)}
    for k, net in enumerate(nets):
        for i, layer in enumerate([*net.hidden, net.last]):
            arrays[f"n{k}_matrix{i}"] = layer.weight.detach().numpy().T.astype(np.float16)
            arrays[f"n{k}_bias{i}"] = layer.bias.detach().numpy()
        arrays[f"n{k}_straight"] = net.straight.weight.detach().numpy().T.astype(np.float16)
    arrays["widen"] = _widening(nets, standard[held], every.truth[held])
    arrays |= _known(standard[~held], standard[held]) | {"ease": np.ones(2, np.float32)}
    arrays["ease"] = easing(clips, from_arrays(arrays))
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out, **arrays)
    return _table(from_arrays(arrays), every, held)


def _table(correction: Correction, every: Examples, held: NDArray[np.bool_]) -> str:
    """Mean absolute error and share within the band, by view, of people held out, as a Markdown table."""
    values, scales = run(correction, (every.inputs[held] - correction.mean) / correction.spread)
    names = (*OUTPUTS, *HIPS)
    error = np.abs(with_hips(values) - with_hips(every.truth[held].astype(np.float64)))
    inside = error <= scales * correction.widen
    off, reference = every.off_side_deg[held], every.has_reference[held]
    lines = [f"| people held out: {len(np.unique(every.person[held]))} | n | {' | '.join(names)} |"]
    lines.append("| --- " * (len(names) + 2) + "|")
    for view, low, high in (("side", -1, 15), ("15-55 off", 15, 55), ("front or back", 55, 91)):
        for known, where in ((True, "standing seen"), (False, "no standing")):
            rows = (off > low) & (off <= high) & (reference == known)
            figures = zip(error[rows].mean(axis=0), inside[rows].mean(axis=0), strict=True)
            cells = [f"{mean:.1f} ({share:.0%})" for mean, share in figures]
            lines.append(f"| {view}, {where} | {rows.sum()} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _widening(nets: list[Net], standard: NDArray[np.float32], truth: NDArray[np.float32]) -> NDArray[np.float32]:
    """Half band of 90 % over scale, per output, on people held out."""
    with torch.no_grad():
        results = [net(torch.from_numpy(standard)) for net in nets]
        values = torch.stack([v for v, _ in results])
        scale = torch.sqrt(torch.stack([s for _, s in results]).square().mean(dim=0) + values.var(dim=0, correction=0))
        known = torch.from_numpy(truth)
        error = (values.mean(dim=0) - torch.cat([known, hips(known)], dim=1)).abs()
    return np.asarray((error / scale).quantile(BAND, dim=0).numpy(), dtype=np.float32)


def _known(fitted: NDArray[np.float32], held: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    """Main axes of the inputs, how far people lie along and off them, and what counts as strange."""
    _, vectors = np.linalg.eigh(np.cov(fitted.T))
    axes = vectors[:, ::-1][:, :AXES].astype(np.float32)

    def along_and_off(x: NDArray[np.float32]) -> NDArray[np.float32]:
        along = x @ axes
        return np.concatenate([along, np.linalg.norm(x - along @ axes.T, axis=1)[:, None]], axis=1)

    usual = np.sqrt((along_and_off(fitted) ** 2).mean(axis=0))
    distance = np.sqrt(((along_and_off(held) / usual) ** 2).mean(axis=1))
    strange = np.float32(np.quantile(distance, STRANGE_SHARE) * STRANGE_ROOM)
    return {"axes": axes, "usual": usual.astype(np.float32), "strange": np.array(strange)}
