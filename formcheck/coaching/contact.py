"""Hands on knees, thighs or the floor, per hand and frame, from distances in the person's own lengths.

First version: near and moving along with the leg for long enough while rising. A hand that slides past the knee is
near but not still; a hand resting at the bottom is still but not rising.
"""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from formcheck.motion import landmarks as lm
from formcheck.motion.landmarks import Side
from formcheck.motion.smoothing import fill_gaps, runs
from formcheck.motion.track import Floats, Track, quantile

NEAR_THIGH: Final = 0.30  # brief 2.3: distance to the thigh in thigh lengths, on its knee-side 60 %
KNEE_SIDE_FROM: Final = 0.40
NEAR_KNEE: Final = 0.40  # brief 2.3
NEAR_WORLD: Final = 0.35  # chosen: from the front pictures overlap; world landmarks of braced hands lie within 0.3
STILL_PER_S: Final = 1.0  # chosen: landmark noise on a braced hand is 0.3-0.9 thigh lengths a second, sliding is 2-5
MIN_WRIST_VISIBILITY: Final = 0.5  # brief 2.3: below this a hand is "not assessed", never "no bracing"
BRIDGE_S: Final = 0.12  # chosen: a flicker of a few frames does not lift a hand
SPEED_WINDOW_S: Final = 0.2  # chosen: a step too short to blur a touch, long enough to average jitter
FLOOR_LEGS: Final = 0.20  # brief 2.3: within 0.10 body heights of the floor, which is 0.2 leg lengths
LOADED_ELBOW_FLEXION_DEG: Final = 60.0  # brief 2.3: elbow angle above 120 degrees can carry weight

Place = Literal["knee", "thigh"]


@dataclass(frozen=True, slots=True)
class Hand:
    """One hand over time, (N,) each.

    ``seen``; ``on_leg``: near the leg and moving with it; ``loaded``: on the leg with a nearly straight arm and the
    shoulder above the hand, so that it could carry weight; ``on_knee``: nearer the knee than the thigh;
    ``on_floor``: within a fifth of a leg length of the floor line.
    """

    side: Side
    seen: NDArray[np.bool_]
    on_leg: NDArray[np.bool_]
    loaded: NDArray[np.bool_]
    on_knee: NDArray[np.bool_]
    on_floor: NDArray[np.bool_]


def hands(track: Track, floor_y_px: Floats, leg_length_px: float, *, side_on: bool) -> tuple[Hand, Hand]:
    """Left and right hand of a smoothed track.

    Off side-on the thigh is foreshortened, so its world landmarks must agree with the picture, the place along it is
    not asked for, and moving along is taken against the knee.
    """
    return (
        _hand(track, "left", floor_y_px, leg_length_px, side_on=side_on),
        _hand(track, "right", floor_y_px, leg_length_px, side_on=side_on),
    )


def _hand(track: Track, side: Side, floor_y_px: Floats, leg_length_px: float, *, side_on: bool) -> Hand:
    point = {p: track.image_px[:, lm.at(p, side)] for p in ("shoulder", "elbow", "wrist", "hip", "knee", "index")}
    near, along, speed = _to_leg(track.image_px, track.t_s, side)
    close = ((near <= NEAR_THIGH) & (along >= KNEE_SIDE_FROM)) | (_to_knee(track.image_px, side) <= NEAR_KNEE)
    if not side_on:
        world_near, _, _ = _to_leg(track.world_m, track.t_s, side)
        close = (near <= NEAR_THIGH) & (world_near <= NEAR_WORLD)
        speed = _speed((point["wrist"] + point["index"]) / 2 - point["knee"], track.t_s) / _usual_length(
            point["knee"] - point["hip"]
        )
    with np.errstate(invalid="ignore"):
        on_leg = _bridged(close & (speed <= STILL_PER_S), track.t_s)
        hand_y = np.maximum(point["wrist"][:, 1], point["index"][:, 1])
        on_floor = floor_y_px - hand_y <= FLOOR_LEGS * leg_length_px
        upper, fore = point["elbow"] - point["shoulder"], point["wrist"] - point["elbow"]
        straight = np.einsum("ij,ij->i", upper, fore) >= np.cos(np.radians(LOADED_ELBOW_FLEXION_DEG)) * (
            np.linalg.norm(upper, axis=1) * np.linalg.norm(fore, axis=1)
        )
        above = (point["shoulder"][:, 1] < point["wrist"][:, 1]) & (point["elbow"][:, 1] < point["wrist"][:, 1])
    return Hand(
        side,
        track.visibility[:, lm.at("wrist", side)] >= MIN_WRIST_VISIBILITY,
        on_leg,
        on_leg & straight & above,
        on_leg & (along >= 0.8),
        on_floor,
    )


def _to_leg(points: Floats, t_s: Floats, side: Side) -> tuple[Floats, Floats, Floats]:
    """Distance of the hand to its thigh, place along it (0 hip, 1 knee), speed along with it; in thigh lengths."""
    hip, knee = points[:, lm.at("hip", side)], points[:, lm.at("knee", side)]
    hand = (points[:, lm.at("wrist", side)] + points[:, lm.at("index", side)]) / 2
    thigh = knee - hip
    length = _usual_length(thigh)
    with np.errstate(invalid="ignore", divide="ignore"):
        along = np.clip(np.sum((hand - hip) * thigh, axis=1) / np.sum(thigh * thigh, axis=1), 0, 1)
        offset = (hand - (hip + along[:, None] * thigh)) / length
        place = np.concatenate([offset, along[:, None]], axis=1)
        return np.linalg.norm(offset, axis=1), along, _speed(place, t_s)


def _to_knee(points: Floats, side: Side) -> Floats:
    hand = (points[:, lm.at("wrist", side)] + points[:, lm.at("index", side)]) / 2
    knee, hip = points[:, lm.at("knee", side)], points[:, lm.at("hip", side)]
    return np.asarray(np.linalg.norm(hand - knee, axis=1) / _usual_length(knee - hip))


def _usual_length(segment: Floats) -> float:
    """A segment's unforeshortened length: nearly the longest it is seen."""
    length = np.linalg.norm(segment, axis=1)
    return quantile(length, 0.85) or float("nan")


def _speed(place: Floats, t_s: Floats) -> Floats:
    """Speed of a place (N, D) over a window, per second, NaN-aware."""
    if len(t_s) < 3:
        return np.full(len(t_s), np.nan)
    half = max(round(SPEED_WINDOW_S / float(np.median(np.diff(t_s))) / 2), 1)
    ahead = np.minimum(np.arange(len(t_s)) + half, len(t_s) - 1)
    behind = np.maximum(np.arange(len(t_s)) - half, 0)
    smooth = np.stack([ndimage.uniform_filter1d(fill_gaps(c, t_s), size=3, mode="nearest") for c in place.T], axis=1)
    return np.asarray(np.linalg.norm(smooth[ahead] - smooth[behind], axis=1) / (t_s[ahead] - t_s[behind]))


def _bridged(mask: NDArray[np.bool_], t_s: Floats) -> NDArray[np.bool_]:
    out = mask.copy()
    for a, b in runs(~mask):
        if a > 0 and b < len(mask) and t_s[b] - t_s[a - 1] <= BRIDGE_S + 1e-9:
            out[a:b] = True
    return out


def longest_s(mask: NDArray[np.bool_], t_s: Floats, first: int, last: int) -> tuple[float, int]:
    """Longest unbroken stretch of ``mask`` within frames first..last: seconds, and the frame at its middle."""
    best, at = 0.0, first
    for a, b in runs(mask[first : last + 1]):
        seconds = float(t_s[first + b - 1] - t_s[first + a])
        if seconds > best:
            best, at = seconds, first + (a + b - 1) // 2
    return best, at
