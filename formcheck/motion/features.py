"""Inputs of the angle correction: one frame's landmarks and the same person's standing ones.

Everything is mirrored so that the person faces the image's right half, scaled by the person's own standing size, and
the world landmarks are turned so that the person faces along +x: what is left is posture, proportions and view.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.motion import landmarks as lm
from formcheck.motion.track import Floats

SEEN: Final = [lm.NOSE, *lm.pair("ear"), *range(lm.at("shoulder", "left"), lm.COUNT)]  # eyes and mouth add nothing
JUDGED: Final = list(range(lm.at("shoulder", "left"), lm.COUNT))  # whose visibility is informative
CHAIN: Final = ("shoulder", "hip", "knee", "ankle")
USUAL_SHARES: Final = (0.39, 0.31, 0.30, 0.31, 0.30)  # of the standing size: trunk, thigh and shin, rendered people
STANDING: Final = 22  # numbers of the standing reference
SWAPPED: Final = np.array([lm.INDEX[lm.mirrored(name)] for name in lm.NAMES])


@dataclass(frozen=True, slots=True)
class Reference:
    """The person standing: ``image_px`` (33, 2) and ``world_m`` (33, 3), medians over steady standing frames."""

    image_px: Floats
    world_m: Floats


@dataclass(frozen=True, slots=True)
class Seen:
    """Landmarks over time and how they were filmed.

    ``image_px`` (N, 33, 2), ``world_m`` (N, 33, 3), ``visibility`` (N, 33), as the pose model estimates them,
    hidden joints too; ``body_yaw_deg`` of the clip (`view.CameraView`); ``size_px`` as the function of that name,
    standing; ``reference`` None where no steady standing was filmed.
    """

    image_px: Floats
    world_m: Floats
    visibility: Floats
    body_yaw_deg: float
    size_px: float
    reference: Reference | None

    @property
    def mirrored(self) -> bool:
        """Whether the person faces the image's left half and is mirrored."""
        return bool(np.cos(np.radians(self.body_yaw_deg)) < 0)


def features(seen: Seen) -> NDArray[np.float32]:
    """(N, F) inputs of the correction; rows with NaN where nobody was found."""
    heading = 180.0 - seen.body_yaw_deg if seen.mirrored else seen.body_yaw_deg
    image, world = facing_right(seen.image_px, seen.world_m, mirror=seen.mirrored)
    world = turned(world, heading)
    visibility = seen.visibility[:, SWAPPED] if seen.mirrored else seen.visibility
    columns = [
        _centred(image, SEEN) / seen.size_px * 3.0,
        _centred(world, SEEN) * 2.0,
        visibility[:, JUDGED],
        _plain_angles(image) / 30.0,
        _plain_angles(world[..., :2]) / 30.0,
        _foreshortening(image, seen),
        _own_heading(world),
        np.tile([np.cos(np.radians(heading)), np.sin(np.radians(heading))], (len(image), 1)),
        np.tile(_standing(seen, heading), (len(image), 1)),
    ]
    return np.concatenate(columns, axis=1).astype(np.float32)


def size_px(image_px: Floats) -> Floats:
    """(N,) trunk, thigh and shin as they appear, middle of both sides, added up: a person's size when standing."""
    chain = [image_px[:, list(lm.pair(part))].mean(axis=1) for part in CHAIN]
    return np.asarray(np.sum([np.linalg.norm(b - a, axis=1) for a, b in pairwise(chain)], axis=0))


def facing_right(image: Floats, world: Floats, *, mirror: bool) -> tuple[Floats, Floats]:
    """Landmarks in the picture and in the world as they are, or mirrored with left and right changed over."""
    if not mirror:
        return image, world
    return image[..., SWAPPED, :] * [-1, 1], world[..., SWAPPED, :] * [-1, 1, 1]


def turned(world: Floats, body_yaw_deg: float | Floats) -> Floats:
    """World landmarks turned about the vertical so that a person of that heading faces +x; y down, z to the side."""
    angle = np.radians(body_yaw_deg)
    x, z = world[..., 0], world[..., 2]
    ahead = np.cos(angle) * x - np.sin(angle) * z
    aside = np.sin(angle) * x + np.cos(angle) * z
    return np.stack([ahead, world[..., 1], aside], axis=-1)


def _centred(points: Floats, which: list[int]) -> Floats:
    middle = points[..., list(lm.pair("hip")), :].mean(axis=-2, keepdims=True)
    chosen = points[..., which, :] - middle
    return np.asarray(chosen.reshape(*chosen.shape[:-2], -1))


def _plain_angles(points: Floats) -> Floats:
    """(N, 7) inclinations in degrees in a plane, x ahead, y down: trunk, then thigh, shin and knee of each side."""
    middle = {part: points[:, list(lm.pair(part))].mean(axis=1) for part in ("shoulder", "hip")}
    columns = [_inclination_deg(middle["shoulder"] - middle["hip"])]
    for side in lm.SIDES:
        hip, knee, ankle = (points[:, lm.at(part, side)] for part in ("hip", "knee", "ankle"))
        thigh, shin = _inclination_deg(hip - knee), _inclination_deg(knee - ankle)
        columns += [thigh, shin, (shin - thigh + 180.0) % 360.0 - 180.0]
    return np.stack(columns, axis=1)


def _inclination_deg(upward: Floats) -> Floats:
    return np.asarray(np.degrees(np.arctan2(upward[:, 0], -upward[:, 1])))


def _foreshortening(image: Floats, seen: Seen) -> Floats:
    """(N, 5) how far trunk, thighs and shins point out of the picture, radians, by their length against standing."""
    if seen.reference is None:
        standing = np.array(USUAL_SHARES) * seen.size_px
    else:
        still, _ = facing_right(seen.reference.image_px[None], seen.reference.world_m[None], mirror=seen.mirrored)
        standing = _lengths(still)[0]
    return np.asarray(np.arccos(np.clip(_lengths(image) / np.maximum(standing, 1e-6), 0.0, 1.0)))


def _lengths(image: Floats) -> Floats:
    """(N, 5) lengths in the picture: trunk, then thigh and shin of each side."""
    middle = {part: image[:, list(lm.pair(part))].mean(axis=1) for part in ("shoulder", "hip")}
    ends = [(middle["shoulder"], middle["hip"])]
    for side in lm.SIDES:
        hip, knee, ankle = (image[:, lm.at(part, side)] for part in ("hip", "knee", "ankle"))
        ends += [(hip, knee), (knee, ankle)]
    return np.stack([np.linalg.norm(a - b, axis=1) for a, b in ends], axis=1)


def _own_heading(world: Floats) -> Floats:
    """(N, 4) cosine and sine of how far shoulders and hips are turned from the clip's heading in this frame."""
    columns = []
    for part in ("shoulder", "hip"):
        left, right = lm.pair(part)
        across = (world[:, left] - world[:, right])[:, [2, 0]]
        columns.append(across / np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-6))
    return np.concatenate(columns, axis=1)


def _standing(seen: Seen, body_yaw_deg: float) -> Floats:
    """The standing reference as features, and a 1; zeros without one.

    Few numbers, so that proportions and camera are learned and not persons: where shoulders, knees and ankles lie
    from the hips, and how wide shoulders, hips and ankles are.
    """
    if seen.reference is None:
        return np.zeros(STANDING)
    image, world = facing_right(seen.reference.image_px, seen.reference.world_m, mirror=seen.mirrored)
    columns = []
    for points, scale in ((image, 3.0 / seen.size_px), (turned(world, body_yaw_deg), 2.0)):
        middle = {part: points[list(lm.pair(part))].mean(axis=0) for part in CHAIN}
        wide = [points[left, 0] - points[right, 0] for left, right in map(lm.pair, ("shoulder", "hip", "ankle"))]
        columns += [(middle[part] - middle["hip"]) * scale for part in ("shoulder", "knee", "ankle")]
        columns.append(np.array(wide) * scale)
    return np.concatenate([*columns, [1.0]])
