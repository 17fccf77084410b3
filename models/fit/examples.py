"""From stored landmarks to training examples: inputs as the product computes them, truth mirrored the same way."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.motion import landmarks as lm
from formcheck.motion.correction import OUTPUTS
from formcheck.motion.features import Reference, Seen, features, size_px
from formcheck.motion.track import Floats, Track
from formcheck.motion.view import body_yaw_deg
from models.fit.shard import TRUTHS, Shard


@dataclass(frozen=True)
class Examples:
    """Inputs (N, F), true outputs (N, outputs) mirrored the same way, person and how far from side-on (N,)."""

    inputs: NDArray[np.float32]
    truth: NDArray[np.float32]
    person: NDArray[np.int64]
    off_side_deg: Floats
    has_reference: NDArray[np.bool_]


def examples(shard: Shard) -> Examples:
    """Every picture twice: beside the person's standing reference, and without one."""
    parts = [part for shot in np.unique(shard.shot) for part in _of_shot(shard, np.flatnonzero(shard.shot == shot))]
    columns = zip(*parts, strict=True)
    return Examples(*(np.concatenate(column) for column in columns))


def _of_shot(shard: Shard, rows: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.generic], ...]]:
    image, world = (np.asarray(a[rows], np.float64) for a in (shard.image_px, shard.world_m))
    heading = heading_of(image, world, shard.visibility[rows])
    standing = Reference(image[0], world[0])
    usual_px = float(np.quantile(size_px(image), 0.85))
    for reference, size in ((standing, float(size_px(image[:1])[0])), (None, usual_px)):
        seen = Seen(image, world, shard.visibility[rows].astype(np.float64), heading, size, reference)
        truth, true_heading = _outputs(shard.truth[rows], seen)
        off = np.degrees(np.arcsin(np.abs(np.sin(np.radians(true_heading)))))
        yield features(seen), truth, shard.person[rows], off, np.full(len(rows), reference is not None)


def _outputs(truth: NDArray[np.floating], seen: Seen) -> tuple[NDArray[np.float32], Floats]:
    at = {name: truth[:, i].astype(np.float64) for i, name in enumerate(TRUTHS)}
    off = (at["body_yaw_deg"] - seen.body_yaw_deg + 180.0) % 360.0 - 180.0
    at["heading_off_deg"] = -off if seen.mirrored else off
    names = [lm.mirrored(name) for name in OUTPUTS] if seen.mirrored else list(OUTPUTS)
    return np.stack([at[name] for name in names], axis=1).astype(np.float32), at["body_yaw_deg"]


def heading_of(image: Floats, world: Floats, visibility: Floats) -> float:
    """The direction faced in all pictures of one view, degrees."""
    count = len(image)
    track = Track(np.arange(count, dtype=float), image, world, visibility, np.full((count, 2, 25), np.nan), (1, 1))
    return float(np.degrees(np.angle(np.mean(np.exp(1j * np.radians(body_yaw_deg(track)))))))
