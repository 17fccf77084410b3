"""Landmarks of rendered people beside what is true, as kept on disk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, ClassVar, Final, Self

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
class OnDisk:
    """Columns of pictures that are kept as compressed files; ``FILES`` names those of a folder."""

    FILES: ClassVar[tuple[str, ...]]

    @classmethod
    def columns(cls) -> dict[str, list[Any]]:
        """An empty list for each column."""
        return {field.name: [] for field in fields(cls)}

    @classmethod
    def of(cls, columns: Mapping[str, Sequence[Any]]) -> Self:
        """From lists, one entry a picture."""
        return cls(**{name: np.array(values) for name, values in columns.items()})

    def save(self, path: Path) -> None:
        """Write as one compressed file."""
        np.savez_compressed(path, **{field.name: getattr(self, field.name) for field in fields(self)})

    @classmethod
    def load(cls, folder: Path, *names: str) -> Self:
        """All files of a folder as one, or those of some names; what is numbered differs between files."""
        parts = [np.load(path) for name in names or cls.FILES for path in sorted(folder.glob(name))]
        if not parts:
            raise FileNotFoundError(f"No {' or '.join(names or cls.FILES)} in {folder}: run the gather command first.")
        return cls(**{field.name: np.concatenate([part[field.name] for part in parts]) for field in fields(cls)})


@dataclass(frozen=True)
class Shard(OnDisk):
    """Seen and true, one row per picture (N, ...).

    ``shot`` numbers the view a picture belongs to, whose first row is the person standing; ``person`` the seed and
    place of a person, who is of the *fit* split only; ``truth`` (N, 11) in the order of ``TRUTHS``.
    """

    FILES: ClassVar[tuple[str, ...]] = ("back_*.npz", "shard_*.npz")

    image_px: Floats
    world_m: Floats
    visibility: Floats
    silhouette: Floats
    truth: Floats
    shot: NDArray[np.int64]
    person: NDArray[np.int64]
