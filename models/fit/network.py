"""Fits the networks of the correction with torch, on people of the fit split only."""

from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray

from formcheck.motion import landmarks as lm
from formcheck.motion.correction import HIPS, OUTPUTS, Correction, from_arrays, run, with_hips
from models.fit.examples import Examples, examples
from models.fit.interval_calibration import interval_calibration
from models.fit.shard import Shard
from models.fit.training import (
    SkipConnection,
    Way,
    held_out,
    in_distribution,
    interval_scale,
    mean_and_spread,
    stored,
    trained,
)

NETWORKS: Final = 4
HIDDEN: Final = (224, 112)
DROPPED: Final = 0.10
WAY: Final = Way(epochs=90, batch=512, learning_rate=2e-3, decay=3e-3, noise=0.10)


def hips(values: torch.Tensor) -> torch.Tensor:
    """The planar chain, as `correction` has it."""
    at = {name: i for i, name in enumerate(OUTPUTS)}
    trunk = values[:, at["trunk_inclination_deg"]]
    legs = [(values[:, at[f"{s}_knee_flexion_deg"]], values[:, at[f"{s}_tibia_inclination_deg"]]) for s in lm.SIDES]
    return torch.stack([knee + trunk - tibia for knee, tibia in legs], dim=1)


class Net(SkipConnection):
    """Values with hips, which follow from the others."""

    def __init__(self, inputs: int) -> None:
        super().__init__(inputs, HIDDEN, len(OUTPUTS), len(OUTPUTS) + len(HIPS), DROPPED)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Values with hips (N, outputs + hips) in degrees, and their scales."""
        values, scales = super().forward(x)
        return torch.cat([values, hips(values)], dim=1), scales


def fit(shard: Shard, clips: Path, out: Path) -> str:
    """Train, set intervals and the in-distribution check on people held out, write the weights; returns a table of
    errors.
    """
    every = examples(shard)
    held = held_out(every.person)
    mean, spread = mean_and_spread(every.inputs[~held])
    standard = (every.inputs - mean) / spread
    truth = torch.from_numpy(every.truth)
    truth = torch.cat([truth, hips(truth)], dim=1)
    ways = [trained(Net, torch.from_numpy(standard[~held]), truth[~held], seed, WAY) for seed in range(NETWORKS)]
    arrays = {"mean": mean, "spread": spread, "outputs": np.array(OUTPUTS)} | stored(ways)
    arrays["widen"] = interval_scale(ways, standard[held], truth[held])
    arrays |= in_distribution(standard[~held], standard[held]) | {
        "ease": np.ones((2, len(OUTPUTS) + len(HIPS)), np.float32)
    }
    arrays["ease"] = interval_calibration(clips, from_arrays(arrays))
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out, **arrays)
    return _table(from_arrays(arrays), every, held)


def _table(correction: Correction, every: Examples, held: NDArray[np.bool_]) -> str:
    """Mean absolute error and share within the interval, by view, of people held out, as a Markdown table."""
    values, scales = run(correction, (every.inputs[held] - correction.mean) / correction.spread)
    names = (*OUTPUTS, *HIPS)
    error = np.abs(with_hips(values) - with_hips(every.truth[held].astype(np.float64)))
    inside = error <= scales * correction.interval_scale
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
