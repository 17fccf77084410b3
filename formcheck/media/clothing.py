"""What people wear, as two colours: tells who is who when they cross, or leave and come back."""

from dataclasses import dataclass, field, fields
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from formcheck.media.people import trunk_px
from formcheck.motion.landmarks import pair
from formcheck.motion.track import Floats, Pose

PARTS: Final = 2  # shirt, and what is worn on the thighs
ARMS: Final = (("shoulder", "elbow"), ("elbow", "wrist"))
ACROSS: Final = np.linspace(-0.16, 0.16, 5)  # trunk lengths; chosen: a slim trunk from the side is 0.4 deep
ARM: Final = 0.12  # trunk lengths; chosen: half an arm's width and the error of its landmarks
ALONG: Final = np.linspace(0.25, 0.75, 7)  # chosen: away from neck, belt and knee
LIGHTNESS: Final = 0.5  # chosen: shade changes lightness more than colour as somebody walks through a room


@dataclass(frozen=True, slots=True)
class Sighting(Pose):
    """A pose and the colours worn, (2, 3): CIELAB of shirt and trousers, NaN where not shown."""

    colours: Floats = field(default_factory=lambda: np.full((PARTS, 3), np.nan))


def sighting(pose: Pose, image: NDArray[np.uint8]) -> Sighting:
    """The pose with what is worn in an RGB picture (H, W, 3)."""
    seen: dict[str, Any] = {one.name: getattr(pose, one.name) for one in fields(Pose)}
    return Sighting(**seen, colours=worn(image, pose.image_px))


def worn(image: NDArray[np.uint8], image_px: Floats) -> Floats:
    """(2, 3) median CIELAB colours of trunk and thighs beside the arms; wrong where something is held before them."""
    size = max(float(trunk_px(image_px)), 1.0)
    shoulder, hip = (image_px[list(pair(part))] for part in ("shoulder", "hip"))
    trunk = _grid(shoulder.mean(axis=0), hip.mean(axis=0), ACROSS * size)
    thighs = np.concatenate([_grid(a, b, np.zeros(1)) for a, b in zip(hip, image_px[list(pair("knee"))], strict=True)])
    arms = np.stack([np.stack([image_px[list(pair(end))] for end in ends], axis=1) for ends in ARMS]).reshape(-1, 2, 2)
    return np.stack([_median_lab(image, points, arms, size) for points in (trunk, thighs)])


def _grid(start: Floats, end: Floats, across: Floats) -> Floats:
    """Points along the middle of a line, and so far to its sides."""
    way = end - start
    aside = np.array([way[1], -way[0]]) / max(float(np.linalg.norm(way)), 1.0)
    return np.concatenate([start + ALONG[:, None] * way + one * aside for one in across])


def _median_lab(image: NDArray[np.uint8], points: Floats, arms: Floats, size: float) -> Floats:
    """Of the points that no arm covers and the picture shows; NaN where there are none."""
    shown = np.isfinite(points).all(axis=1) & (points >= 0).all(axis=1)
    shown &= (points[:, 0] < image.shape[1] - 1) & (points[:, 1] < image.shape[0] - 1)
    for start, end in arms:
        way = end - start
        share = np.clip((points - start) @ way / max(float(way @ way), 1.0), 0, 1)
        shown &= ~(np.linalg.norm(points - start - share[:, None] * way, axis=1) < ARM * size)
    if not shown.any():
        return np.full(3, np.nan)
    x, y = np.rint(points[shown]).astype(int).T
    patch = image[y, x].astype(np.float32)[None] / 255
    return np.asarray(np.median(cv2.cvtColor(patch, cv2.COLOR_RGB2LAB)[0], axis=0), dtype=np.float64)


def colours_of(pose: Pose) -> Floats:
    """What is known of a sighting's colours: nothing where nobody looked."""
    return pose.colours if isinstance(pose, Sighting) else np.full((PARTS, 3), np.nan)


def apart(a: Floats, b: Floats) -> float:
    """How different two people are dressed: distance in CIELAB, lightness weighing less; NaN if unknown."""
    gaps = np.linalg.norm((a - b) * np.array([LIGHTNESS, 1.0, 1.0]), axis=1)
    known = gaps[np.isfinite(gaps)]
    return float(known.mean()) if len(known) else float("nan")
