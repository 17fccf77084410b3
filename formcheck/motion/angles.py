"""Joint and segment angles over time, in degrees, read off the image plane, each with a 90 % interval.

Two-dimensional segment-line angles named after the clinical angle, not those of the joint systems of the ISB (Wu 2002).
Their error is that of the landmarks side-on (knee about -5, trunk 3) and 10 to 20 at a yaw of 45; from the front they
mean nothing. They are corrected in `motion.corrected`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from formcheck.motion import landmarks as lm
from formcheck.motion.directions import angle_between_deg, inclination_deg
from formcheck.motion.landmarks import Side
from formcheck.motion.standing import Heights, Standing
from formcheck.motion.track import Floats, Track, nanmedian
from formcheck.motion.view import SIDE_ON_MAX_YAW_DEG, CameraView

CSV_ANGLES: Final = (
    "knee_flexion_deg",
    "hip_flexion_deg",
    "trunk_inclination_deg",
    "tibia_inclination_deg",
    "thigh_to_horizontal_deg",
)
#: Half-widths of the 90 % intervals of angles read off the picture side-on: when standing, and the growth for each
#: degree of bending. Measured on the rendered fit people, whose deep knees are read up to 14 degrees too straight.
RAW_BANDS: Final = dict(
    zip(CSV_ANGLES, ((4.0, 0.085), (5.0, 0.085), (4.0, 0.07), (3.5, 0.0), (4.5, 0.07)), strict=True)
)
BY_HEIGHT_BAND_DEG: Final = 12.0  # chosen: thigh from its height alone; agrees with class labels of oblique clips


@dataclass(frozen=True, slots=True)
class SideAngles:
    """Angles of one side of the body, each (N,) degrees, NaN where a joint was not seen.

    ``knee_flexion_deg`` 0 straight; ``hip_flexion_deg`` trunk against thigh, 0 standing straight (mixes hip and lower
    back: a rounded back inflates it); ``trunk_inclination_deg`` from vertical, forward +; ``tibia_inclination_deg``
    from vertical, knee forward of ankle +; ``thigh_to_horizontal_deg`` hip above knee +, below -, 0 parallel;
    ``elbow_flexion_deg`` 0 straight; ``shoulder_flexion_deg`` upper arm against trunk, 0 hanging.
    """

    knee_flexion_deg: Floats
    hip_flexion_deg: Floats
    trunk_inclination_deg: Floats
    tibia_inclination_deg: Floats
    thigh_to_horizontal_deg: Floats
    elbow_flexion_deg: Floats
    shoulder_flexion_deg: Floats


@dataclass(frozen=True, slots=True)
class Bands:
    """Half-widths of the 90 % intervals of one side's angles, each (N,) degrees; infinite where the view gives no
    information about an angle.
    """

    knee_flexion_deg: Floats
    hip_flexion_deg: Floats
    trunk_inclination_deg: Floats
    tibia_inclination_deg: Floats
    thigh_to_horizontal_deg: Floats


@dataclass(frozen=True, slots=True)
class OneSide:
    """One side of the body: the ``angles`` to judge by, their ``bands``, and the ``raw`` ones read off the picture."""

    angles: SideAngles
    bands: Bands
    raw: SideAngles


@dataclass(frozen=True, slots=True)
class LowerBackAngles:
    """The back's angles, (N,) degrees from the person's upright posture, rounded +, with the half-widths of
    their 90 % intervals; NaN where they are not reported (`motion.lower_back`).
    """

    lumbar_flexion_deg: Floats
    lumbar_band_deg: Floats
    thoracic_flexion_deg: Floats
    thoracic_band_deg: Floats

    @classmethod
    def unknown(cls, count: int) -> "LowerBackAngles":
        """Of as many frames in which the back was not estimated."""
        return cls(*(np.full(count, np.nan) for _ in fields(cls)))


@dataclass(frozen=True, slots=True)
class Angles:
    """Angles of both sides over time; ``near`` is the side turned to the camera. Where a person turned round within a
    clip, ``other_near`` (N,) marks the frames in which it was the other one.

    ``back`` is None where the lower back was not estimated. Heights are (N,) in leg lengths above the
    ankles: ``hip_height_legs``, ``shoulder_height_legs``. ``corrected_share`` of the seen frames have corrected angles;
    of joined parts the mean by their length.
    """

    t_s: Floats
    near: Side
    left: OneSide
    right: OneSide
    hip_height_legs: Floats
    shoulder_height_legs: Floats
    back: LowerBackAngles | None = None
    corrected_share: float = 0.0
    other_near: NDArray[np.bool_] | None = None

    @classmethod
    def unknown(cls, near: Side) -> "Angles":
        """Of a movement whose angles over time were not kept."""
        none = np.zeros(0)
        angles = SideAngles(*(none for _ in fields(SideAngles)))
        side = OneSide(angles, Bands(*(none for _ in fields(Bands))), angles)
        return cls(none, near, side, side, none, none)

    @property
    def _near(self) -> OneSide:
        near, far = (self.left, self.right) if self.near == "left" else (self.right, self.left)
        return near if self.other_near is None else _either(far, near, self.other_near)

    @classmethod
    def joined(cls, parts: Sequence["Angles"]) -> "Angles":
        """Angles of stretches in order of time as those of one clip; ``near`` is that of the first."""
        near, lengths = parts[0].near, [len(part.t_s) for part in parts]
        backs = [part.back or LowerBackAngles.unknown(count) for part, count in zip(parts, lengths, strict=True)]
        return cls(
            np.concatenate([part.t_s for part in parts]),
            near,
            _one_after_another([part.left for part in parts]),
            _one_after_another([part.right for part in parts]),
            np.concatenate([part.hip_height_legs for part in parts]),
            np.concatenate([part.shoulder_height_legs for part in parts]),
            _one_after_another(backs) if any(part.back for part in parts) else None,
            float(np.average([part.corrected_share for part in parts], weights=lengths)),
            np.repeat([part.near != near for part in parts], lengths),
        )

    def is_near(self, side: Side) -> NDArray[np.bool_]:
        """(N,) whether this side is the one turned to the camera."""
        turned_round = np.zeros(len(self.t_s), bool) if self.other_near is None else self.other_near
        return np.asarray(turned_round != (side == self.near))

    @property
    def near_side(self) -> SideAngles:
        """The near side's angles."""
        return self._near.angles

    @property
    def near_bands(self) -> Bands:
        """Half-widths of the 90 % intervals of the near side's angles."""
        return self._near.bands

    @property
    def trunk_minus_tibia_deg(self) -> Floats:
        """(N,) trunk inclination minus tibia inclination: 0 when trunk and shin are parallel, + trunk leans more."""
        return self.near_side.trunk_inclination_deg - self.near_side.tibia_inclination_deg

    def columns(self) -> dict[str, Floats]:
        """Ordered columns of the angles CSV, one value per analysed frame, NaN = not known."""
        table = {"t_s": self.t_s} | {name: getattr(self.near_side, name) for name in CSV_ANGLES}
        if self.back is not None:
            table |= {f.name: getattr(self.back, f.name) for f in fields(self.back)}
        for side in lm.SIDES:
            table |= {f"{side}_{name}": getattr(getattr(self, side).angles, name) for name in CSV_ANGLES}
        bands, raw = self.near_bands, self._near.raw
        table |= {f"{name.removesuffix('_deg')}_band_deg": _finite(getattr(bands, name)) for name in CSV_ANGLES}
        return table | {f"raw_{name}": getattr(raw, name) for name in CSV_ANGLES}


Tabled = TypeVar("Tabled", OneSide, SideAngles, Bands, LowerBackAngles)


def _either(a: Tabled, b: Tabled, use_a: NDArray[np.bool_]) -> Tabled:
    """Column by column the values of ``a`` in the frames ``use_a`` (N,), of ``b`` in the others."""
    return _by_column([a, b], lambda columns: np.where(use_a, *columns))


def _one_after_another(parts: Sequence[Tabled]) -> Tabled:
    return _by_column(parts, np.concatenate)


def _by_column(parts: Sequence[Tabled], combine: Callable[[list[Floats]], Floats]) -> Tabled:
    """One table of the same kind, each column combined from those of the parts."""
    kind = type(parts[0])
    columns: list[Any] = []
    for field in fields(kind):
        values = [getattr(part, field.name) for part in parts]
        columns.append(combine(values) if isinstance(values[0], np.ndarray) else _by_column(values, combine))
    return kind(*columns)


def _finite(values: Floats) -> Floats:
    return np.where(np.isfinite(values), values, np.nan)


def turned(track: Track, roll_deg: float) -> Track:
    """The track with image points turned about the picture's centre so that a rolled camera is level."""
    radians = np.radians(-roll_deg)
    turn = np.array([[np.cos(radians), -np.sin(radians)], [np.sin(radians), np.cos(radians)]])
    centre = np.array(track.size_wh, dtype=np.float64) / 2
    return Track(
        track.t_s,
        (track.image_px - centre) @ turn.T + centre,
        track.world_m,
        track.visibility,
        track.silhouette,
        track.size_wh,
        track.sole_deg,
        track.own_edge,
    )


def joint_angles(track: Track, view: CameraView, height: Heights, stand: Standing) -> Angles:
    """All angles of a smoothed, levelled track as the picture shows them.

    Heights are scaled by the standing leg length (NaN where it is not known). The trunk runs from mid-hip to
    mid-shoulder and is the same on both sides. Off side-on only the thigh is reported, from its height.
    """
    mid = {part: track.mid_px(part) for part in ("shoulder", "hip")}
    trunk = mid["shoulder"] - mid["hip"]
    sides = {}
    for side in lm.SIDES:
        raw = _side_angles(track, side, trunk, view.facing)
        if not view.side_on and stand.found:
            raw = replace(raw, thigh_to_horizontal_deg=_thigh_by_height_deg(track, stand))
        sides[side] = OneSide(raw, _raw_bands(raw, view, stand), raw)
    return Angles(
        track.t_s,
        view.near,
        sides["left"],
        sides["right"],
        height.hip_px / stand.leg_length_px,
        height.shoulder_px / stand.leg_length_px,
    )


def _raw_bands(raw: SideAngles, view: CameraView, stand: Standing) -> Bands:
    """Side-on the half-widths double up to 30 degrees of yaw; further off only the thigh is known, from its height."""
    half = {}
    for name, (still, growth) in RAW_BANDS.items():
        bent = np.abs(90.0 - raw.thigh_to_horizontal_deg if name.startswith("thigh") else getattr(raw, name))
        half[name] = (still + growth * bent) * (1.0 + view.yaw_deg / SIDE_ON_MAX_YAW_DEG)
        if not view.side_on:
            half[name] = np.full_like(bent, np.inf)
    if view.kind == "oblique" and stand.found:
        half["thigh_to_horizontal_deg"] = np.full_like(raw.thigh_to_horizontal_deg, BY_HEIGHT_BAND_DEG)
    return Bands(**half)


def _thigh_by_height_deg(track: Track, stand: Standing) -> Floats:
    """(N,) arcsine of the hip's height over the knee in standing thigh lengths, which a turned camera leaves alone."""
    rise = track.mid_px("knee")[:, 1] - track.mid_px("hip")[:, 1]
    return np.asarray(np.degrees(np.arcsin(np.clip(rise / nanmedian(rise[stand.frames]), -1.0, 1.0))))


def _side_angles(track: Track, side: Side, trunk: Floats, facing: int) -> SideAngles:
    point = {part: track.image_px[:, lm.at(part, side)] for part in (*lm.LIMB_PARTS, "elbow", "wrist")}
    thigh = point["knee"] - point["hip"]
    shank = point["ankle"] - point["knee"]
    upper_arm = point["elbow"] - point["shoulder"]
    forearm = point["wrist"] - point["elbow"]
    return SideAngles(
        knee_flexion_deg=angle_between_deg(thigh, shank),
        hip_flexion_deg=angle_between_deg(-trunk, thigh),
        trunk_inclination_deg=inclination_deg(trunk, facing),
        tibia_inclination_deg=inclination_deg(-shank, facing),
        thigh_to_horizontal_deg=np.asarray(np.degrees(np.arctan2(thigh[:, 1], np.abs(thigh[:, 0])))),
        elbow_flexion_deg=angle_between_deg(upper_arm, forearm),
        shoulder_flexion_deg=angle_between_deg(-trunk, upper_arm),
    )
