"""Landmarks of rendered people beside what is true, as kept on disk."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.track import Floats

#: Names of the true values, in the order of ``Shard.truth``.
TRUTHS: Final = (
    *(f"{side}_{name}" for side in ("left", "right") for name in (
        "knee_flexion_deg", "tibia_inclination_deg", "thigh_to_horizontal_deg")),
    "trunk_inclination_deg", "body_yaw_deg", "lumbar_flexion_deg", "thoracic_flexion_deg", "pelvis_tilt_deg",
)  # fmt: skip


@dataclass(frozen=True)
class Shard:
    """Seen and true, one row per picture (N, ...).

    ``shot`` numbers the view a picture belongs to, whose first row is the person standing; ``person`` the seed and
    place of a person, who is of the *fit* split only; ``truth`` (N, 11) in the order of ``TRUTHS``.
    """

    image_px: Floats
    world_m: Floats
    visibility: Floats
    silhouette: Floats
    truth: Floats
    shot: NDArray[np.int64]
    person: NDArray[np.int64]

    def save(self, path: Path) -> None:
        """Write as one compressed file."""
        np.savez_compressed(path, **{f.name: getattr(self, f.name) for f in fields(self)})

    @classmethod
    def load(cls, folder: Path, names: str = "*.npz") -> "Shard":
        """All shards of a folder as one; shots and persons of different files stay different."""
        parts = [np.load(path) for path in sorted(folder.glob(names))]
        if not parts:
            raise FileNotFoundError(f"No shards in {folder}: run the gather command first.")
        columns = {f.name: np.concatenate([p[f.name] for p in parts]) for f in fields(cls)}
        return cls(**columns)
