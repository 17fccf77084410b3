"""From landmarks and outlines on disk to what the networks of the lower back are shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.features import Reference, Seen, size_px
from formcheck.motion.lumbar import OUTPUTS, back_features
from formcheck.motion.outline import NO_REFERENCE, ReferenceKind, StandingOutline, outline
from formcheck.motion.track import Floats
from models.fit.examples import heading_of
from models.fit.shard import TRUTHS, Shard

FARTHEST_DEG: Final = 60.0  # off side-on: further the back is not seen
SHOWN_LEAST: Final = 0.5  # of the back; less is not judged at run time either
REFERENCES: Final[tuple[ReferenceKind, ...]] = ("upright", "standing", "none")


@dataclass(frozen=True)
class BackExamples:
    """Inputs (N, F), true lower and upper back (N, 2), and what tells errors apart (N,)."""

    inputs: NDArray[np.float32]
    truth: NDArray[np.float32]
    person: NDArray[np.int64]
    off_side_deg: Floats
    trunk_deg: Floats
    reference: NDArray[np.int64]


def back_examples(backs: Shard, anything: Shard | None = None) -> BackExamples:
    """Every picture with the outline of the same shot's standing ones (never its own), and without one.

    In ``backs`` the first picture of a shot stands with the arms off the back and the second as people do; ``anything``
    else from anywhere begins with one that stands as people do.
    """
    parts: list[tuple[NDArray[np.generic], ...]] = []
    for shard, stills in ((backs, {"upright": 0, "standing": 1}), (anything, {"standing": 0})):
        if shard is not None:
            for shot in np.unique(shard.shot):
                parts += _of_shot(shard, np.flatnonzero(shard.shot == shot), stills)
    return BackExamples(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _of_shot(
    shard: Shard, rows: NDArray[np.int64], stills: Mapping[str, int]
) -> Iterator[tuple[NDArray[np.generic], ...]]:
    image, world, visibility = (
        np.asarray(a[rows], np.float64) for a in (shard.image_px, shard.world_m, shard.visibility)
    )
    known = {name: shard.truth[rows, i].astype(np.float64) for i, name in enumerate(TRUTHS)}
    off = np.degrees(np.arcsin(np.abs(np.sin(np.radians(known["body_yaw_deg"])))))
    heading = heading_of(image, world, visibility)
    for kind, name in enumerate(REFERENCES):
        if name != "none" and name not in stills:
            continue
        still = stills.get(name)
        size = float(np.quantile(size_px(image), 0.85)) if still is None else float(size_px(image[[still]])[0])
        reference = None if still is None else Reference(image[still], world[still])
        seen = Seen(image, world, visibility, heading, size, reference)
        edges = outline(shard.silhouette[rows].astype(np.float64), size, mirrored=seen.mirrored)
        use = (off <= FARTHEST_DEG) & (edges.shown >= SHOWN_LEAST)
        if still is not None:
            use[still] = False
        standing = NO_REFERENCE if still is None else StandingOutline(edges.behind[still], REFERENCES[kind])
        inputs = back_features(seen, edges, standing)
        truth = np.stack([known[n] for n in OUTPUTS], axis=1).astype(np.float32)
        columns = (inputs, truth, shard.person[rows], off, known["trunk_inclination_deg"], np.full(len(rows), kind))
        yield tuple(column[use] for column in columns)
