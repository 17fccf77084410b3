"""Inputs of the contact model: one hand, its arm and both legs over a second, in the person's own lengths.

A right hand is mirrored into a left one. What is left is where the hand lies against the legs in the picture and in the
world landmarks, how it moves against leg, feet and shoulder around the moment, the arm's shape, and the view.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.motion import landmarks as lm
from formcheck.motion.features import SWAPPED, facing_right, size_px, turned
from formcheck.motion.landmarks import Side
from formcheck.motion.networks import Weights
from formcheck.motion.track import Floats, quantile

OFFSETS_S: Final = (-0.5, -0.25, -0.12, 0.12, 0.25, 0.5)  # chosen: a push lasts half a second, a touch a quarter
HEADING_S: Final = 1.0  # chosen: nobody turns within a second while hands push; single frames err by 20 degrees
LONG_SHARE: Final = 0.85  # quantile that stands for the unforeshortened size, as in `standing`
_ARM_PARTS: Final = ("shoulder", "elbow", "wrist", "pinky", "index", "thumb", "hip", "ankle", "foot_index")
_OTHER_PARTS: Final = ("shoulder", "elbow", "wrist", "index", "hip", "knee", "ankle")
PLACES: Final = (*(lm.at(p, "left") for p in _ARM_PARTS), *(lm.at(p, "right") for p in _OTHER_PARTS))
SHOWN: Final = (
    *(lm.at(p, "left") for p in ("shoulder", "elbow", "wrist", "index", "thumb", "hip", "knee", "ankle")),
    *(lm.at(p, "right") for p in ("wrist", "hip", "knee", "ankle")),
)


@dataclass(frozen=True, slots=True)
class _Own:
    """The body with the hand in question on its left: (N, 33, 2) image in standing sizes, (N, 33, 3) world metres
    turned so that the person faces +x, (N,) ``heading`` in radians, (N, 33) visibility.
    """

    t_s: Floats
    image: Floats
    world: Floats
    heading: Floats
    visibility: Floats


def contact_features(
    t_s: Floats, image_px: Floats, world_m: Floats, visibility: Floats, yaw_deg: Floats, side: Side
) -> Weights:
    """(N, F) inputs for one hand; rows with NaN where nobody was found.

    ``image_px`` (N, 33, 2), ``world_m`` (N, 33, 3) smoothed, hidden joints as the pose model guesses them;
    ``yaw_deg`` (N,) as `view.body_yaw_deg`.
    """
    own = _own(t_s, image_px, world_m, visibility, yaw_deg, side)
    knee = lm.at("knee", "left")
    image, world = (points - points[:, [knee]] for points in (own.image, own.world))
    arm = _arm(own.image)
    legs = [_on_leg(points, leg) for points in (own.image, own.world) for leg in lm.SIDES]
    columns = [
        image[:, list(PLACES)].reshape(len(t_s), -1) * 3.0,
        world[:, list(PLACES)].reshape(len(t_s), -1) * 2.0,
        own.visibility[:, list(SHOWN)],
        *legs,
        arm,
        _arm(own.world),
        _floor(own),
        np.stack([np.cos(own.heading), np.sin(own.heading)], axis=1),
        _motion(own, arm),
    ]
    return np.concatenate(columns, axis=1).astype(np.float32)


def smoothed_yaw_deg(t_s: Floats, yaw_deg: Floats) -> Floats:
    """(N,) headings averaged over a second to either side; NaN where nobody is seen for so long."""
    out = np.full(len(t_s), np.nan)
    known = np.isfinite(yaw_deg)
    turns = np.where(known, np.exp(1j * np.radians(np.where(known, yaw_deg, 0.0))), 0.0)
    sums = np.concatenate([[0.0], np.cumsum(turns)])
    first, last = np.searchsorted(t_s, t_s - HEADING_S), np.searchsorted(t_s, t_s + HEADING_S, side="right")
    mean = sums[last] - sums[first]
    there = np.abs(mean) > 1e-6
    out[there] = np.degrees(np.angle(mean[there]))
    return out


def _own(t_s: Floats, image_px: Floats, world_m: Floats, visibility: Floats, yaw_deg: Floats, side: Side) -> _Own:
    mirror = side == "right"
    size = quantile(size_px(image_px), LONG_SHARE)
    image, world = facing_right(image_px / max(size, 1e-6), world_m, mirror=mirror)
    yaw_deg, visibility = (180.0 - yaw_deg, visibility[:, SWAPPED]) if mirror else (yaw_deg, visibility)
    return _Own(t_s, image, turned(world, yaw_deg[:, None]), np.radians(yaw_deg), visibility)


def palm(points: Floats, side: Side = "left") -> Floats:
    """(N, D) middle of a hand."""
    return np.asarray((points[:, lm.at("wrist", side)] + points[:, lm.at("index", side)]) / 2)


def _on_leg(points: Floats, leg: Side) -> Floats:
    """(N, 4) the left palm against a leg: share from hip to knee, distance to thigh, shin and knee over the thigh's
    usual length.
    """
    hip, knee, ankle = (points[:, lm.at(part, leg)] for part in ("hip", "knee", "ankle"))
    hand = palm(points)
    length = max(quantile(np.linalg.norm(knee - hip, axis=1), LONG_SHARE), 1e-6)
    along, thigh_off = _along(hand, hip, knee)
    _, shin_off = _along(hand, knee, ankle)
    off = np.stack([thigh_off, shin_off, np.linalg.norm(hand - knee, axis=1)], axis=1) / length
    return np.concatenate([np.clip(along, -2, 3)[:, None], np.clip(off, 0, 3) * 2.0], axis=1)


def _along(point: Floats, start: Floats, end: Floats) -> tuple[Floats, Floats]:
    """(N,) share along a segment and distance to it."""
    segment = end - start
    along = np.sum((point - start) * segment, axis=1) / np.maximum(np.sum(segment**2, axis=1), 1e-9)
    off = point - (start + np.clip(along, 0, 1)[:, None] * segment)
    return np.asarray(along), np.asarray(np.linalg.norm(off, axis=1))


def _arm(points: Floats) -> Floats:
    """(N, 5) cosine of the elbow's bend, lean of upper arm and forearm from straight down, height of the hand."""
    shoulder, elbow, wrist = (points[:, lm.at(part, "left")] for part in ("shoulder", "elbow", "wrist"))
    upper, fore, arm = _unit(elbow - shoulder), _unit(wrist - elbow), _unit(wrist - shoulder)
    return np.stack([np.sum(upper * fore, axis=1), upper[:, 1], fore[:, 1], arm[:, 1], arm[:, 0]], axis=1)


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9))


def _floor(own: _Own) -> Floats:
    """(N, 2) how high the lowest part of the hand is over the lower ankle, in picture and world."""
    columns = []
    for points, gain in ((own.image, 3.0), (own.world, 2.0)):
        hand = points[:, [lm.at(part, "left") for part in ("wrist", "index", "pinky")], 1].max(axis=1)
        columns.append((points[:, list(lm.pair("ankle")), 1].max(axis=1) - hand) * gain)
    return np.stack(columns, axis=1)


def _motion(own: _Own, arm: Floats) -> Floats:
    """(N, K) how the hand has moved and will move against its leg, the feet and the room, beside the shoulder."""
    knee, hip = lm.at("knee", "left"), lm.at("hip", "left")
    feet = own.image[:, list(lm.pair("ankle"))].mean(axis=1)
    hand, hand_m = palm(own.image), palm(own.world)
    feet_m = own.world[:, list(lm.pair("ankle"))].mean(axis=1)
    thigh_m = _unit(own.world[:, knee] - own.world[:, hip])
    from_hip = hand_m - own.world[:, hip]
    along_m = np.sum(from_hip * thigh_m, axis=1, keepdims=True)
    across_m = np.linalg.norm(from_hip - along_m * thigh_m, axis=1, keepdims=True)
    thigh = _unit(own.image[:, knee] - own.image[:, hip])
    before = np.stack([thigh[:, 1], -thigh[:, 0]], axis=1)
    from_hip_px = hand - own.image[:, hip]
    state = np.concatenate(
        [
            (hand - own.image[:, knee]) * 6.0,
            np.sum(from_hip_px * thigh, axis=1, keepdims=True) * 6.0,
            np.sum(from_hip_px * before, axis=1, keepdims=True) * 6.0,
            (hand - feet) * 4.0,
            (hand_m - own.world[:, knee]) * 4.0,
            (hand_m - feet_m) * 3.0,
            along_m * 4.0,
            across_m * 4.0,
            (own.image[:, lm.at("shoulder", "left"), 1:] - feet[:, 1:]) * 3.0,
            arm[:, :1] * 2.0,
        ],
        axis=1,
    )
    known = np.isfinite(state).all(axis=1)
    if not known.any():
        return np.full((len(state), state.shape[1] * len(OFFSETS_S)), np.nan)
    moved = []
    for offset in OFFSETS_S:
        there = own.t_s + offset
        then = np.stack([np.interp(there, own.t_s[known], column[known]) for column in state.T], axis=1)
        moved.append(np.clip(then - state, -4.0, 4.0))
    return np.concatenate(moved, axis=1)
