"""Fits the networks of the lower back with torch, on people of the fit split only."""

from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray

from formcheck.cli.accuracy.backs import separation
from formcheck.motion.lumbar import OUTPUTS, BackModel, back_from_arrays
from formcheck.motion.networks import averaged
from formcheck.motion.own_edge import PREFIX
from models.fit.back_examples import REFERENCES, BackExamples
from models.fit.back_interval_calibration import back_interval_calibration
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
HIDDEN: Final = (192, 96)
DROPPED: Final = 0.25  # backs differ between people more than pictures teach: 0.10 errs 3 % more on people held out
WAY: Final = Way(epochs=60, batch=512, learning_rate=2e-3, decay=2e-2, noise=0.06)


class Net(SkipConnection):
    """Lower and upper back."""

    def __init__(self, inputs: int) -> None:
        super().__init__(inputs, HIDDEN, len(OUTPUTS), len(OUTPUTS), DROPPED)


def fit_backs(every: BackExamples, clips: Path, angles: Path, out: Path) -> str:
    """Train, set intervals and the in-distribution check on people held out, write the weights; returns a table of
    errors.

    ``angles`` is the file of the angle correction, which chooses the upright frames of ``clips``.
    """
    held = held_out(every.person)
    mean, spread = mean_and_spread(every.inputs[~held])
    spread = np.maximum(spread, 0.05)  # rays that are always shown must not blow up where one is not
    standard = (every.inputs - mean) / spread
    truth = torch.from_numpy(every.truth)
    nets = [trained(Net, torch.from_numpy(standard[~held]), truth[~held], seed, WAY) for seed in range(NETWORKS)]
    arrays = {"mean": mean, "spread": spread, "outputs": np.array(OUTPUTS)} | stored(nets)
    arrays["widen"] = interval_scale(nets, standard[held], truth[held])
    arrays |= in_distribution(standard[~held], standard[held]) | {"ease": np.ones(2, np.float32)}
    arrays["ease"] = back_interval_calibration(clips, angles, back_from_arrays(arrays))
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.is_file():  # the network of the person's own edge lies in the same file
        with np.load(out, allow_pickle=False) as before:
            arrays |= {name: array for name, array in before.items() if name.startswith(PREFIX)}
    np.savez_compressed(out, **arrays)
    return _table(back_from_arrays(arrays), every, held)


def _table(model: BackModel, every: BackExamples, held: NDArray[np.bool_]) -> str:
    """Errors of people held out by view, reference and lean, as a Markdown table."""
    values, scales = averaged(model.networks, (every.inputs[held] - model.mean) / model.spread, len(OUTPUTS))
    error = np.abs(values - every.truth[held])
    inside = error <= scales * model.interval_scale
    off, trunk, reference = every.off_side_deg[held], every.trunk_deg[held], every.reference[held]
    lumbar = every.truth[held, 0]
    lines = [f"| {len(np.unique(every.person[held]))} people held out | n | lower back | apart | upper back |"]
    lines.append("| --- " * 5 + "|")
    for low, high in ((-1, 10), (10, 25), (25, 45), (45, 60)):
        for kind, name in enumerate(REFERENCES):
            rows = (off > low) & (off <= high) & (reference == kind) & (trunk > 20)
            if not rows.any():
                continue
            flat, round_ = values[rows & (lumbar <= 10), 0], values[rows & (lumbar >= 30), 0]
            cells = [f"{error[rows, i].mean():.1f} ({inside[rows, i].mean():.0%})" for i in range(2)]
            apart = separation(flat, round_)
            view = f"{max(low, 0)}-{high} off, {name}"
            lines.append(f"| {view} | {rows.sum()} | {cells[0]} | {apart} | {cells[1]} |")
    return "\n".join(lines)
