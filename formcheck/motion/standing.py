"""The person's own standing reference: heights above the floor, leg and trunk length, steady upright frames."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.motion import landmarks as lm
from formcheck.motion.directions import angle_between_deg
from formcheck.motion.smoothing import running_median, runs
from formcheck.motion.track import Floats, Track, nanmedian, quantile
from formcheck.motion.view import CameraView

STRAIGHT_LEG: Final = 0.94  # vertical hip-ankle over thigh + shank: 0.94 is a knee bent by about 40 degrees, or yaw
UPRIGHT_TRUNK: Final = 0.90  # vertical trunk over its own long length: cos 25 degrees
STEADY_LEGS_PER_S: Final = 0.25  # chosen: slower than a quarter leg length per second is standing still
MIN_STEADY_S: Final = 0.3  # chosen: shortest stand between quick repetitions
WANTED_STEADY_S: Final = 1.0  # chosen: the first steady standing second
FLOOR_WINDOW_S: Final = 3.0  # chosen: feet stay planted through a repetition; a plate over the ankle lasts less
FEET: Final = ("heel", "ankle", "foot_index")
LEAST_FEET: Final = 4  # chosen: of six points; fewer are one foot, which may step
TOGETHER_SHARE: Final = 0.4  # chosen: of their common way; a heel that rises leaves its toe by as much as it goes
SHANK_SHARE: Final = 0.25  # chosen: a shank that leans towards the camera by 40 degrees looks a quarter shorter
CAMERA_S: Final = 0.15  # chosen: a camera in a hand or on a stand moves no faster
FULL_LEG: Final = 0.8  # chosen: seated towards the camera the thigh foreshortens and the leg looks a third shorter
LONG_SHARE: Final = 0.85  # quantile that stands for a segment's unforeshortened length


@dataclass(frozen=True, slots=True)
class Heights:
    """Vertical positions over time in pixels above the ankles' line ``floor_y_px``, (N,) each; NaN where unseen.

    ``fold_deg``: how far knees and hips are folded, both together, from the world landmarks: true to 20 degrees only,
    but the same from every side, and whatever the camera does.
    """

    hip_px: Floats
    shoulder_px: Floats
    floor_y_px: Floats
    fold_deg: Floats


@dataclass(frozen=True, slots=True)
class Standing:
    """Standing reference. ``frames`` (N,) true for all steady upright frames; ``first`` the first second of them.

    When ``found`` is false the lengths come from the clip's longest frames and no posture may be compared with them.
    """

    found: bool
    frames: NDArray[np.bool_]
    first: NDArray[np.bool_]
    leg_length_px: float
    trunk_length_px: float
    shoulder_height_px: float
    hip_height_px: float


def body_points(track: Track, view: CameraView) -> dict[str, Floats]:
    """Shoulder, hip, knee and ankle over time, (N, 2) each: the near side's side-on, else the middle of both sides."""
    parts = ("shoulder", "hip", "knee", "ankle")
    if view.side_on:
        return {p: track.image_px[:, lm.at(p, view.near)] for p in parts}
    return {p: track.mid_px(p) for p in parts}


def heights(track: Track, view: CameraView) -> Heights:
    """Hip and shoulder above the floor line: the ankles' running median, moved as the camera moves both feet."""
    point = body_points(track, view)
    floor = running_median(point["ankle"][:, 1], track.t_s, FLOOR_WINDOW_S) + _camera_moves(track)
    return Heights(floor - point["hip"][:, 1], floor - point["shoulder"][:, 1], floor, fold_deg(track))


def _camera_moves(track: Track) -> Floats:
    """(N,) pixels by which all of both feet lie lower in the picture than usual; 0 where they do not agree.

    Heel, ankle and toe of planted feet move together only when the camera does; a lifted one goes its own way, and
    feet hidden behind a plate are guessed so that the shanks change their length.
    """
    feet = [lm.at(part, side) for part in FEET for side in lm.SIDES]
    off = np.stack([y - running_median(y, track.t_s, FLOOR_WINDOW_S) for y in track.image_px[:, feet, 1].T])
    both = np.isfinite(off).sum(axis=0) >= LEAST_FEET
    off = np.where(both, off, 0.0)
    middle, spread = np.nanmedian(off, axis=0), np.nanmax(off, axis=0) - np.nanmin(off, axis=0)
    together = both & (spread <= TOGETHER_SHARE * np.abs(middle)) & _shanks_keep_length(track)
    moves = np.where(together, middle, 0.0)
    return running_median(moves, track.t_s, CAMERA_S) if moves.any() else moves


def _shanks_keep_length(track: Track) -> NDArray[np.bool_]:
    """(N,) whether neither shank looks much longer or shorter than around that time."""
    kept = np.ones(len(track), bool)
    for side in lm.SIDES:
        knee, ankle = (track.image_px[:, lm.at(part, side)] for part in ("knee", "ankle"))
        length = np.linalg.norm(knee - ankle, axis=1)
        usual = running_median(length, track.t_s, FLOOR_WINDOW_S)
        kept &= ~(np.abs(length - usual) > SHANK_SHARE * usual)
    return kept


def fold_deg(track: Track) -> Floats:
    """(N,) knee flexion plus hip flexion, mean of both legs, from the world landmarks (`Heights`)."""
    world = {part: [track.world_m[:, i] for i in lm.pair(part)] for part in ("shoulder", "hip", "knee", "ankle")}
    folds = []
    for shoulder, hip, knee, ankle in zip(*world.values(), strict=True):
        folds.append(angle_between_deg(knee - hip, ankle - knee) + angle_between_deg(hip - shoulder, knee - hip))
    return np.asarray(np.mean(folds, axis=0))


def standing(track: Track, view: CameraView, height: Heights) -> Standing:
    """Find the steady standing frames of a smoothed track; `Standing` says what holds when there are none."""
    point = body_points(track, view)
    leg = np.linalg.norm(point["hip"] - point["knee"], axis=1) + np.linalg.norm(point["knee"] - point["ankle"], axis=1)
    trunk = np.linalg.norm(point["shoulder"] - point["hip"], axis=1)
    if not np.isfinite(leg + trunk).any():
        nothing = np.zeros(len(track), bool)
        return Standing(False, nothing, nothing, np.nan, np.nan, np.nan, np.nan)
    long_trunk, long_leg = quantile(trunk, LONG_SHARE), quantile(leg, LONG_SHARE)
    upright = (
        (leg > FULL_LEG * long_leg)
        & (point["ankle"][:, 1] - point["hip"][:, 1] > STRAIGHT_LEG * leg)
        & (point["hip"][:, 1] - point["shoulder"][:, 1] > UPRIGHT_TRUNK * np.minimum(trunk, long_trunk))
    )
    steady = upright & (_speed(height.shoulder_px, track.t_s) < STEADY_LEGS_PER_S * long_leg)
    steady &= _speed(point["hip"][:, 0], track.t_s) < STEADY_LEGS_PER_S * long_leg  # nor walking across
    frames, first = np.zeros(len(track), bool), np.zeros(len(track), bool)
    for a, b in runs(steady):
        if track.t_s[b - 1] - track.t_s[a] >= MIN_STEADY_S:
            frames[a:b] = True
            if not first.any():
                first[a:b] = track.t_s[a:b] <= track.t_s[a] + WANTED_STEADY_S
    found = bool(frames.any())
    use = frames if found else leg + trunk >= quantile(leg + trunk, LONG_SHARE)
    return Standing(
        found,
        frames,
        first,
        nanmedian(leg[use]) or float("nan"),  # a body of no size has no leg lengths
        nanmedian(trunk[use]),
        nanmedian(height.shoulder_px[use]) if found else quantile(height.shoulder_px, 0.98),
        nanmedian(height.hip_px[use]) if found else quantile(height.hip_px, 0.98),
    )


def _speed(values: Floats, t_s: Floats) -> Floats:
    return np.abs(np.gradient(values, t_s)) if len(values) > 1 else np.zeros_like(values)
