"""Fits the contact model with torch, on random people of the fit split only."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray

from formcheck.cli.accuracy.backs import separation
from formcheck.motion import landmarks as lm
from formcheck.motion.contact_features import contact_features, smoothed_yaw_deg
from formcheck.motion.contact_model import OUTPUTS, contact_model_from_arrays, softmax_mean, standardised
from formcheck.motion.networks import networks_from
from formcheck.motion.smoothing import smooth
from formcheck.motion.track import SILHOUETTE_AT, Floats, Track
from formcheck.motion.view import body_yaw_deg
from models.fit.hand_gather import SIZE_WH, HandShard
from models.fit.training import (
    SkipConnection,
    Way,
    begun,
    descended,
    held_out,
    in_distribution,
    mean_and_spread,
    stored,
)

NETWORKS: Final = 4
HIDDEN: Final = (192, 96)
DROPPED: Final = 0.25
WAY: Final = Way(epochs=40, batch=512, learning_rate=2e-3, decay=3e-2, noise=0.08)
ON_LEG: Final = [OUTPUTS.index("knee"), OUTPUTS.index("thigh")]
LEAST_SPREAD: Final = 0.03  # inputs that hardly vary must not blow up
SIDE_ON_DEG: Final = 20.0
SMOOTHING: Final = 0.02  # of the labels: some are wrong by a frame


@dataclass(frozen=True)
class HandExamples:
    """Inputs (N, F), true class (N,), and whose hand it is, seen from where (N,)."""

    inputs: NDArray[np.float32]
    truth: NDArray[np.int64]
    person: NDArray[np.int64]
    off_side_deg: Floats
    near: NDArray[np.bool_]
    visible: NDArray[np.bool_]


def hand_examples(shard: HandShard) -> HandExamples:
    """Both hands of every picture in which it is clear what they rest on."""
    parts = list(_parts(shard))
    return HandExamples(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _parts(shard: HandShard) -> Iterator[tuple[NDArray[np.generic], ...]]:
    for clip in np.unique(shard.clip):
        rows = np.flatnonzero(shard.clip == clip)
        if len(rows) < 8:
            continue
        track = smooth(track_of(shard, rows), min_visibility=0.0)
        heading = smoothed_yaw_deg(track.t_s, body_yaw_deg(track))
        azimuth = shard.azimuth_deg[rows]
        off = np.degrees(np.arcsin(np.abs(np.cos(np.radians(azimuth)))))
        for index, side in enumerate(lm.SIDES):
            inputs = contact_features(track.t_s, track.image_px, track.world_m, track.visibility, heading, side)
            truth = shard.truth[rows, index]
            near = (azimuth > 0) == (side == "left")
            visible = track.visibility[:, lm.at("wrist", side)] >= 0.5
            use = np.isfinite(inputs).all(axis=1) & (truth >= 0)
            columns = (inputs, truth, shard.person[rows], off, near, visible)
            yield tuple(column[use] for column in columns)


def track_of(shard: HandShard, rows: NDArray[np.int64]) -> Track:
    """One clip of a shard as a track."""
    empty = np.full((len(rows), 2, len(SILHOUETTE_AT)), np.nan)
    image, world, seen = (np.asarray(a[rows], np.float64) for a in (shard.image_px, shard.world_m, shard.visibility))
    return Track(np.asarray(shard.t_s[rows], np.float64), image, world, seen, empty, SIZE_WH)


class Net(SkipConnection):
    """Scores of the classes."""

    def __init__(self, inputs: int) -> None:
        super().__init__(inputs, HIDDEN, len(OUTPUTS), 0, DROPPED)


def trained(x: torch.Tensor, y: torch.Tensor, seed: int) -> Net:
    """One network."""

    def loss(values: torch.Tensor, _scales: torch.Tensor, true: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.cross_entropy(values / 10.0, true, label_smoothing=SMOOTHING)

    return descended(begun(Net, x.shape[1], seed), x, y, WAY, loss)


def fit_hands(every: HandExamples, out: Path) -> str:
    """Train, calibrate on people held out, write the weights; returns a table of errors by view."""
    held = held_out(every.person)
    mean, spread = mean_and_spread(every.inputs[~held])
    spread = np.maximum(spread, LEAST_SPREAD)
    standard = standardised(every.inputs, mean, spread)
    truth = torch.from_numpy(every.truth)
    nets = [trained(torch.from_numpy(standard[~held]), truth[~held], seed) for seed in range(NETWORKS)]
    arrays = {"mean": mean, "spread": spread, "outputs": np.array(OUTPUTS)} | stored(nets)
    arrays |= in_distribution(standard[~held], standard[held]) | {"temperature": np.array(1.0)}
    arrays["temperature"] = np.array(_temperature(arrays, standard[held], every.truth[held]), np.float32)
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out, **arrays)
    return _table(arrays, standard[held], every, held)


def _temperature(
    arrays: dict[str, NDArray[np.generic]], standard: NDArray[np.float32], truth: NDArray[np.int64]
) -> float:
    """The temperature with the least surprise on people held out."""
    model = contact_model_from_arrays(arrays)
    rows = np.arange(len(truth))

    def surprise(temperature: float) -> float:
        found = softmax_mean(model.networks, standard, temperature)
        return float(-np.log(np.maximum(found[rows, truth], 1e-6)).mean())

    return float(min(np.arange(0.6, 3.01, 0.1), key=surprise))


def _table(
    arrays: dict[str, NDArray[np.generic]], standard: NDArray[np.float32], every: HandExamples, held: NDArray[np.bool_]
) -> str:
    model = contact_model_from_arrays(arrays)
    found = softmax_mean(model.networks, standard, model.temperature)
    truth, off, near, visible = every.truth[held], every.off_side_deg[held], every.near[held], every.visible[held]
    on_leg, said = np.isin(truth, ON_LEG), found[:, ON_LEG].sum(axis=1)
    lines = [f"temperature {model.temperature:.1f}; {len(np.unique(every.person[held]))} people held out, {len(truth)}"]
    for low, high in ((-1, SIDE_ON_DEG), (SIDE_ON_DEG, 50), (50, 91)):
        for side in (True, False):
            rows = (off > low) & (off <= high) & (near == side)
            for shown in (True, False):
                use = rows & (visible == shown)
                if use.sum() < 20:
                    continue
                right = said[use] > 0.5
                recall = right[on_leg[use]].mean() if on_leg[use].any() else np.nan
                alarm = right[~on_leg[use]].mean()
                who = f"{'near' if side else 'far'}, {'visible' if shown else 'hidden'}"
                lines.append(
                    f"{max(low, 0)}-{high} off, {who}: n {use.sum()}, "
                    f"on leg {on_leg[use].sum()}, recall {recall:.3f}, false {alarm:.3f}"
                )
    sure = np.maximum(said, 1 - said)
    for least, most in ((0.5, 0.7), (0.7, 0.9), (0.9, 0.97), (0.97, 1.01)):
        use = (sure >= least) & (sure < most)
        lines.append(
            f"sure {least}-{most}: {use.mean():.2f} of frames, right {((said > 0.5) == on_leg)[use].mean():.3f}"
        )
    return "\n".join(lines)


#: Columns of the inputs, by what they tell; see `formcheck.motion.contact_features`.
GROUPS: Final = {"landmarks in the picture": slice(0, 32), "landmarks in the world": slice(32, 80),
                 "visibility": slice(80, 92), "hand against legs": slice(92, 108), "arm": slice(108, 118),
                 "floor and view": slice(118, 122), "motion": slice(122, None)}  # fmt: skip


def hand_ablation(every: HandExamples) -> str:
    """Frames on legs against all others on people held out, side-on and elsewhere, with groups of inputs left out."""
    held = held_out(every.person)
    mean, spread = mean_and_spread(every.inputs[~held])
    standard = standardised(every.inputs, mean, np.maximum(spread, LEAST_SPREAD))
    on_leg = np.isin(every.truth[held], ON_LEG)
    shown = every.visible[held]
    lines = ["| without | side-on: area under the curve | elsewhere |", "| --- | ---: | ---: |"]
    for name, columns in {"nothing": slice(0, 0), **GROUPS}.items():
        inputs = standard.copy()
        inputs[:, columns] = 0.0
        net = trained(torch.from_numpy(inputs[~held]), torch.from_numpy(every.truth[~held]), 0)
        found = softmax_mean(networks_from(stored([net])), inputs[held], 1.0)
        said = found[:, ON_LEG].sum(axis=1)
        cells = []
        for rows in (every.off_side_deg[held] <= SIDE_ON_DEG, every.off_side_deg[held] > SIDE_ON_DEG):
            use = rows & shown
            cells.append(str(separation(said[use & ~on_leg], said[use & on_leg])))
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)
