"""Ablation: errors of the lower back on people held out when parts of the inputs are left out."""

from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray

from formcheck.cli.accuracy.backs import separation
from formcheck.motion.track import SILHOUETTE_AT
from models.fit.back_examples import REFERENCES, BackExamples
from models.fit.backs import WAY, Net
from models.fit.training import held_out, mean_and_spread, trained

RAYS: Final = len(SILHOUETTE_AT)
OUTLINE: Final = 4 * RAYS  # columns of the outline at the end: distance, hidden, change, no reference


def ablation(every: BackExamples) -> str:
    """Markdown table: mean error of lumbar flexion and order of at most 10 below at least 30, up to 25 degrees off."""
    width = every.inputs.shape[1]
    marks, edge, change = (
        slice(0, width - OUTLINE),
        slice(width - OUTLINE, width),
        slice(width - 2 * RAYS, width - RAYS),
    )
    cases: dict[str, list[slice]] = {
        "landmarks alone": [edge],
        "outline alone": [marks],
        "without the change from upright": [change],
        "everything": [],
    }
    held = held_out(every.person)
    lines = ["| inputs | reference | n | lower back, degrees | 10 below 30 |", "| --- | --- | ---: | ---: | ---: |"]
    for name, left_out in cases.items():
        lines += _case(every, held, name, left_out)
    return "\n".join(lines)


def _case(every: BackExamples, held: NDArray[np.bool_], name: str, left_out: list[slice]) -> list[str]:
    mean, spread = mean_and_spread(every.inputs[~held])
    standard = (every.inputs - mean) / np.maximum(spread, 0.05)
    for columns in left_out:
        standard[:, columns] = 0.0
    net = trained(Net, torch.from_numpy(standard[~held]), torch.from_numpy(every.truth[~held]), 0, WAY)
    with torch.no_grad():
        estimated = net(torch.from_numpy(standard[held]))[0].numpy()[:, 0]
    true, lines = every.truth[held, 0], []
    for kind, reference in enumerate(REFERENCES):
        rows = (every.reference[held] == kind) & (every.off_side_deg[held] <= 25) & (every.trunk_deg[held] > 20)
        error = np.abs(estimated[rows] - true[rows]).mean()
        apart = separation(estimated[rows & (true <= 10)], estimated[rows & (true >= 30)])
        lines.append(f"| {name} | {reference} | {rows.sum()} | {error:.1f} | {apart} |")
    return lines
