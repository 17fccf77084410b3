"""One person over time: the arrays everything else is computed from."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from formcheck.motion import landmarks as lm

Floats = NDArray[np.float64]

#: Places along the hip-to-shoulder axis (0 hip, 1 shoulder) where the silhouette's half width is kept.
SILHOUETTE_AT: Final[Floats] = np.linspace(-0.2, 1.0, 25)
SILHOUETTE_AT.flags.writeable = False

OVER_TIME: Final = ("t_s", "image_px", "world_m", "visibility", "silhouette", "sole_deg", "own_edge")


def quantile(values: Floats, share: float) -> float:
    """Quantile of the finite values; NaN, without a warning, when there are none."""
    known = values[np.isfinite(values)]
    return float(np.quantile(known, share)) if len(known) else float("nan")


def nanmedian(values: Floats) -> float:
    """Median of the finite values; NaN when there are none."""
    return quantile(values, 0.5)


@dataclass(frozen=True, slots=True)
class Pose:
    """One instant of one person.

    ``t_s`` media time; ``image_px`` (33, 2) x right, y down, pixels of the upright analysed frame;
    ``world_m`` (33, 3) metres, hip-centred, x right, y down, z away from the camera; ``visibility`` (33,) 0..1;
    ``silhouette`` (2, 25) distance from the hip-to-shoulder axis to the mask's edge on the image's left and right
    side of that axis, in pixels, NaN where the mask does not show it; ``sole_deg`` (2,) slope of the left and right
    sole in the picture (`soles.sole_deg`), NaN where nothing shows it; ``own_edge`` (2, 25) probability that each edge
    of the silhouette behind the person is its own and not a thing's (`own_edge`), NaN where nobody looked. All
    NaN when nobody was found.
    """

    t_s: float
    image_px: Floats
    world_m: Floats
    visibility: Floats
    silhouette: Floats
    sole_deg: Floats = field(default_factory=lambda: np.full(2, np.nan))
    own_edge: Floats = field(default_factory=lambda: np.full((2, len(SILHOUETTE_AT)), np.nan))

    @classmethod
    def unseen(cls, t_s: float) -> "Pose":
        """The pose of an instant in which nobody was found."""
        return cls(
            t_s,
            np.full((lm.COUNT, 2), np.nan),
            np.full((lm.COUNT, 3), np.nan),
            np.full(lm.COUNT, np.nan),
            np.full((2, len(SILHOUETTE_AT)), np.nan),
        )

    @property
    def seen(self) -> bool:
        """Whether a person was found."""
        return bool(np.isfinite(self.image_px).any())


def _kept(array: NDArray[Any]) -> bool:
    """Whether it may be shared: another track's own array, which nobody can change."""
    return array.dtype == np.float64 and array.flags.owndata and not array.flags.writeable


@dataclass(frozen=True, slots=True)
class Track:
    """All instants of one person; frozen, checked, NaN = unseen.

    ``t_s`` (N,) strictly increasing seconds; ``image_px`` (N, 33, 2) **pixels**, so that no angle is ever taken on
    width/height-normalised numbers; ``world_m`` (N, 33, 3); ``visibility`` (N, 33); ``silhouette`` (N, 2, 25);
    ``size_wh`` of the analysed frames; ``sole_deg`` (N, 2) and ``own_edge`` (N, 2, 25), all NaN when not
    given. Raises ValueError when shapes disagree or time does not increase.
    """

    t_s: Floats
    image_px: Floats
    world_m: Floats
    visibility: Floats
    silhouette: Floats
    size_wh: tuple[int, int]
    sole_deg: Floats = field(default_factory=lambda: np.empty((0, 2)))
    own_edge: Floats = field(default_factory=lambda: np.empty((0, 2, len(SILHOUETTE_AT))))

    def __post_init__(self) -> None:
        n = len(self.t_s)
        if not len(self.sole_deg):
            object.__setattr__(self, "sole_deg", np.full((n, 2), np.nan))
        if not len(self.own_edge):
            object.__setattr__(self, "own_edge", np.full((n, 2, len(SILHOUETTE_AT)), np.nan))
        shapes: dict[str, tuple[int, ...]] = {
            "t_s": (n,),
            "image_px": (n, lm.COUNT, 2),
            "world_m": (n, lm.COUNT, 3),
            "visibility": (n, lm.COUNT),
            "silhouette": (n, 2, len(SILHOUETTE_AT)),
            "sole_deg": (n, 2),
            "own_edge": (n, 2, len(SILHOUETTE_AT)),
        }
        for name, shape in shapes.items():
            given = getattr(self, name)
            array: NDArray[Any] = given if _kept(given) else np.array(given, dtype=np.float64)
            if array.shape != shape:
                raise ValueError(f"{name} has shape {array.shape}, expected {shape}")
            array.flags.writeable = False
            object.__setattr__(self, name, array)
        if n > 1 and not (np.diff(self.t_s) > 0).all():
            raise ValueError("t_s must increase strictly")

    def __len__(self) -> int:
        return len(self.t_s)

    @property
    def seen(self) -> NDArray[np.bool_]:
        """(N,) whether the person was found in each frame."""
        return np.asarray(np.isfinite(self.image_px).all(axis=(1, 2)))

    def mid_px(self, part: str) -> Floats:
        """(N, 2) middle between the left and right joint; where only one is seen, that one."""
        left, right = (self.image_px[:, i] for i in lm.pair(part))
        return np.where(np.isnan(left), right, np.where(np.isnan(right), left, (left + right) / 2))

    def cut(self, first: int, stop: int) -> "Track":
        """Frames first to stop - 1."""
        if (first, stop) == (0, len(self)):
            return self
        return Track(size_wh=self.size_wh, **{name: getattr(self, name)[first:stop] for name in OVER_TIME})

    def without(self, frames: NDArray[np.bool_]) -> "Track":
        """The track with nobody seen in ``frames`` (N,)."""

        def unseen(name: str) -> Floats:
            values = getattr(self, name)
            return np.where(frames.reshape(-1, *[1] * (values.ndim - 1)), np.nan, values)

        seen = {name: unseen(name) for name in OVER_TIME if name != "t_s"}
        return Track(t_s=self.t_s, size_wh=self.size_wh, **seen)

    def without_outline(self, frames: NDArray[np.bool_]) -> "Track":
        """The track with landmarks alone in ``frames`` (N,): no silhouette and no soles."""
        outline = frames[:, None, None]
        return replace(
            self,
            silhouette=np.where(outline, np.nan, self.silhouette),
            sole_deg=np.where(frames[:, None], np.nan, self.sole_deg),
            own_edge=np.where(outline, np.nan, self.own_edge),
        )

    def poses(self) -> list[Pose]:
        """Its instants one by one, as views of its arrays: small beside poses that have arrays of their own."""
        parts = (getattr(self, name) for name in OVER_TIME)
        return [Pose(float(t_s), *rest) for t_s, *rest in zip(*parts, strict=True)]

    @classmethod
    def joined(cls, parts: Sequence["Track"]) -> "Track":
        """Parts in order of time as one track."""
        columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in OVER_TIME}
        return cls(size_wh=parts[0].size_wh, **columns)

    @classmethod
    def from_poses(cls, poses: Sequence[Pose], size_wh: tuple[int, int]) -> "Track":
        """Stack poses in order of time."""
        if not poses:
            empty = Pose.unseen(0.0)
            return cls(
                np.empty(0),
                np.empty((0, *empty.image_px.shape)),
                np.empty((0, *empty.world_m.shape)),
                np.empty((0, *empty.visibility.shape)),
                np.empty((0, *empty.silhouette.shape)),
                size_wh,
            )
        return cls(
            np.array([p.t_s for p in poses]),
            np.stack([p.image_px for p in poses]),
            np.stack([p.world_m for p in poses]),
            np.stack([p.visibility for p in poses]),
            np.stack([p.silhouette for p in poses]),
            size_wh,
            np.stack([p.sole_deg for p in poses]),
            np.stack([p.own_edge for p in poses]),
        )
