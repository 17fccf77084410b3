"""Which side of the person faces the camera, how far from side-on, and how far the camera is tilted."""

from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from formcheck.motion import landmarks as lm
from formcheck.motion.directions import mean_direction_deg
from formcheck.motion.landmarks import Side
from formcheck.motion.track import Floats, Track

SIDE_ON_MAX_YAW_DEG: Final = 30.0  # chosen: by geometry a perfect tracker errs by up to 5 degrees at 30
FRONTAL_MIN_YAW_DEG: Final = 70.0  # chosen: 20 degrees off frontal narrows knee distance by 6 %
ROLL_DEAD_BAND_DEG: Final = (
    4.0  # chosen: standing sway plus landmark bias; a smaller tilt cannot be separated from posture
)
ROLL_MAX_DEG: Final = 20.0  # chosen: beyond, the person is leaning on something rather than the camera tilted

Kind = Literal["left", "right", "front", "back", "oblique", "unknown"]


@dataclass(frozen=True, slots=True)
class CameraView:
    """How the person was filmed.

    ``body_yaw_deg``: direction the person faces, 0 to the image's right, 90 towards the camera, 180 left, -90 away;
    ``yaw_deg``: 0 side-on, 90 facing or turned away; ``facing``: +1 when the person faces the image's right, -1 left;
    ``near``: the side of the body turned to the camera; ``roll_deg``: tilt of the camera, None when unknown.
    """

    kind: Kind
    body_yaw_deg: float
    yaw_deg: float
    near: Side
    facing: int
    roll_deg: float | None

    @property
    def side_on(self) -> bool:
        """Whether sagittal angles can be read off the picture."""
        return self.kind in ("left", "right")


def body_yaw_deg(track: Track) -> Floats:
    """(N,) direction faced, from the shoulder and hip lines of the world landmarks; NaN where unseen.

    0 right, 90 towards the camera, 180 left, -90 away. Standing and squatting people read within about 10 degrees;
    a bar across the shoulders or a reaching arm can turn it by 20.
    """
    headings = []
    for part in ("shoulder", "hip"):
        left, right = lm.pair(part)
        across = track.world_m[:, left] - track.world_m[:, right]
        headings.append(np.stack([across[:, 2], across[:, 0]], axis=1))
    forward = np.sum([h / np.maximum(np.linalg.norm(h, axis=1, keepdims=True), 1e-9) for h in headings], axis=0)
    return np.asarray(np.degrees(np.arctan2(forward[:, 1], forward[:, 0])))


def camera_view(track: Track, frames: NDArray[np.bool_] | None = None, roll_deg: float | None = None) -> CameraView:
    """The view of a clip, chosen once from ``frames`` (N,) (all when None): the near side never flips within a clip."""
    heading = body_yaw_deg(track)
    use = np.isfinite(heading) & (np.ones(len(track), bool) if frames is None else frames)
    if not use.any():
        return CameraView("unknown", np.nan, np.nan, "left", 1, roll_deg)
    angle = mean_direction_deg(heading[use])
    yaw = float(np.degrees(np.arcsin(np.clip(abs(np.sin(np.radians(angle))), 0, 1))))
    facing = 1 if abs(angle) <= 90 else -1
    near: Side = "right" if facing > 0 else "left"
    if yaw > FRONTAL_MIN_YAW_DEG:
        near = _better_seen(track, use)
    return CameraView(_kind(angle, yaw, near), angle, yaw, near, facing, roll_deg)


def faced(view: CameraView, body_yaw_deg: float) -> CameraView:
    """The view with a better heading. Near side and facing are kept: everything measured so far depends on them."""
    yaw = float(np.degrees(np.arcsin(np.clip(abs(np.sin(np.radians(body_yaw_deg))), 0, 1))))
    return replace(view, body_yaw_deg=body_yaw_deg, yaw_deg=yaw)


def _kind(angle_deg: float, yaw_deg: float, near: Side) -> Kind:
    if yaw_deg <= SIDE_ON_MAX_YAW_DEG:
        return near
    if yaw_deg >= FRONTAL_MIN_YAW_DEG:
        return "front" if angle_deg > 0 else "back"
    return "oblique"


def _better_seen(track: Track, use: NDArray[np.bool_]) -> Side:
    """In frontal views neither side is nearer: take the one whose leg is seen better."""
    seen = {s: float(np.nanmean(track.visibility[use][:, [lm.at(p, s) for p in lm.LIMB_PARTS]])) for s in lm.SIDES}
    return "left" if seen["left"] >= seen["right"] else "right"


def camera_roll_deg(track: Track, standing: NDArray[np.bool_]) -> float | None:
    """Tilt of the camera about its axis from the standing posture; None without standing frames.

    A person standing still has shoulders above ankles: the median direction of that line, positive when the top leans
    to the image's right. Wrong when the person leans on something or stands on a slope.
    """
    shoulder = track.mid_px("shoulder")
    ankle = track.mid_px("ankle")
    up = (shoulder - ankle)[standing]
    up = up[np.isfinite(up).all(axis=1)]
    if not len(up):
        return None
    roll = float(np.degrees(np.median(np.arctan2(up[:, 0], -up[:, 1]))))
    return roll if abs(roll) <= ROLL_MAX_DEG else None
