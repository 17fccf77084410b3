"""Shapes and textures that are drawn over pictures."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from formcheck.motion.track import Floats

Picture = NDArray[np.uint8]
Shape = NDArray[np.bool_]

FAR: Final = 1000.0  # px, beyond every picture


def pasted(picture: Picture, where: Shape, texture: Floats, blur: float) -> Picture:
    """``texture`` (H, W, 3) in the place given, its edge ``blur`` pixels soft."""
    share = where.astype(np.float32)
    if blur > 0:
        share = cv2.GaussianBlur(share, (0, 0), blur)
    return np.asarray(picture * (1 - share[..., None]) + texture * share[..., None]).astype(np.uint8)


def backdrop(rng: np.random.Generator, height: int, width: int) -> Floats:
    """Another wall than the rendered room's, with things on it."""
    wall = texture(rng, height, width)
    for _ in range(rng.integers(0, 12)):
        x, y = rng.uniform(-50, width), rng.uniform(-50, height)
        wide, high = np.exp(rng.uniform(np.log(8), np.log(300), 2))
        corners = [(x, y), (x + wide, y + rng.normal(0, 10)), (x + wide, y + high), (x, y + high)]
        where = polygon((height, width), np.array(corners))
        wall[where] = texture(rng, height, width)[where]
    return wall


def texture(rng: np.random.Generator, height: int, width: int) -> Floats:
    """(H, W, 3) plain, shaded, striped or blotchy, of any tone."""
    colour = np.clip(rng.uniform(5, 245) + rng.normal(0, rng.choice([4, 40]), 3), 0, 255)
    out = np.ones((height, width, 3)) * colour
    x, y = np.arange(width)[None, :, None], np.arange(height)[:, None, None]
    kind = rng.integers(6)
    if kind == 1:
        out = out + rng.uniform(-60, 60) * (x / width - 0.5)
    elif kind == 2:
        out = out + rng.uniform(-60, 60) * (y / height - 0.5)
    elif kind == 3:
        stripes = ((x + y * rng.choice([0, 1, -1])) / rng.uniform(4, 40)) % 1 < rng.uniform(0.2, 0.8)
        out = np.where(stripes, out, np.clip(rng.uniform(5, 245) + rng.normal(0, 20, 3), 0, 255))
    elif kind == 4:
        coarse = rng.normal(0, 25, (max(height // int(rng.integers(2, 20)), 1), max(width // 8, 1), 3))
        out = out + cv2.resize(coarse.astype(np.float32), (width, height))
    elif kind == 5:
        out = out + 30 * np.sin(x / width * np.pi * rng.uniform(1, 4))
    return np.clip(out + rng.normal(0, rng.uniform(0, 5), (height, width, 1)), 0, 255)


def polygon(size_hw: tuple[int, int], corners: Floats) -> Shape:
    """Filled polygon of corners (K, 2)."""
    out = np.zeros(size_hw, np.uint8)
    cv2.fillPoly(out, [np.round(corners * 8).astype(np.int32)], 1, shift=3)
    return out.astype(bool)


def oval(middle: Floats, wide: float, high: float) -> Floats:
    """(40, 2) corners of an ellipse."""
    turn = np.linspace(0, 2 * np.pi, 40)
    return np.stack([middle[0] + wide * np.cos(turn), middle[1] + high * np.sin(turn)], axis=1)


def level(left: float, right: float, y: float, thick: float) -> Floats:
    """(4, 2) corners of a level bar."""
    return np.array([(left, y - thick / 2), (right, y - thick / 2), (right, y + thick / 2), (left, y + thick / 2)])
