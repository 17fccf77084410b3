"""Rooms to film in: walls and floor painted by code from a seed, a mat, and lights."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from sample_videos.render.assets import Floats
from sample_videos.render.mesh import Mesh, joined, rectangle
from sample_videos.render.parts import Material, linear

TEXTURE_PX: Final = 1024  # one square for the walls, one for the floor
WALL_WIDTH_M, WALL_HEIGHT_M = 8.0, 4.0  # what the wall's square shows
HALF_M, CEILING_M = 3.2, 2.8
MAT_M: Final = (1.1, 1.9)
EDGE_UV: Final = 0.002  # keeps the texture's halves apart

Picture = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Style:
    """A kind of room; colours are sRGB."""

    name: str
    wall: str
    floor: str
    mat: str
    flooring: Literal["planks", "tiles", "carpet"] = "planks"
    wall_kind: Literal["plaster", "brick", "panels"] = "plaster"
    things: Literal["home", "gym", "studio", "none"] = "home"


STYLES: Final = (
    Style("living room", "c9c4b8", "8a6b4d", "4a4f55"),
    Style("gym", "a9b7c4", "6f6a66", "7a3b3b", "carpet", "plaster", "gym"),
    Style("studio", "dcd6ca", "b08a5c", "2f5a6b", "planks", "panels", "studio"),
    Style("cellar", "a8705a", "5d5b58", "6a6f4a", "tiles", "brick", "gym"),
    Style("corridor", "8f8f8c", "8d8a84", "3c3c40", "tiles", "plaster", "none"),
    Style("green room", "8fa08c", "6b4f38", "705a7a", "planks", "plaster", "home"),
)


@dataclass(frozen=True, slots=True)
class Light:
    """One strong light and the sky's; ``azimuth_deg`` is counted from the camera, + towards the picture's right."""

    azimuth_deg: float = 25.0
    elevation_deg: float = 50.0
    key: tuple[float, float, float] = (1.55, 1.45, 1.3)
    sky: tuple[float, float, float] = (0.95, 1.0, 1.1)
    exposure: float = 1.0


LIGHTS: Final = {
    "day": Light(),
    "lamp": Light(-40, 62, (1.9, 1.55, 1.1), (0.7, 0.7, 0.75), 0.95),
    "soft": Light(10, 65, (0.8, 0.8, 0.78), (1.5, 1.5, 1.52), 1.0),
    "window": Light(70, 38, (2.0, 1.95, 1.85), (0.65, 0.75, 0.95), 0.95),
    "dim": Light(-30, 55, (0.75, 0.62, 0.45), (0.35, 0.35, 0.4), 0.62),
}


@dataclass(frozen=True)
class Room:
    """Meshes of a room and their texture (H, 2 H, 3) uint8: walls on the left, floor on the right."""

    style: Style
    floor: Mesh
    walls: Mesh
    texture: NDArray[np.uint8]


@lru_cache(maxsize=8)
def room(seed: int) -> Room:
    """The room of a seed: its style by the seed's remainder, its furniture at random."""
    rng = np.random.default_rng(seed)
    style = STYLES[seed % len(STYLES)]
    texture = np.concatenate([_wall(style, rng), _floor(style, rng)], axis=1)
    return Room(style, _floor_mesh(style), _wall_mesh(), np.clip(texture, 0, 255).astype(np.uint8))


def _floor_mesh(style: Style) -> Mesh:
    s, (x, z) = HALF_M, (MAT_M[0] / 2, MAT_M[1] / 2)
    floor = np.array([(-s, 0, s), (s, 0, s), (s, 0, -s), (-s, 0, -s)], dtype=np.float64)
    mat = np.array([(-x, 0.004, z), (x, 0.004, z), (x, 0.004, -z), (-x, 0.004, -z)])
    right_half = (0.5 + EDGE_UV, 1 - EDGE_UV, EDGE_UV, 1 - EDGE_UV)
    return joined(
        [
            rectangle(floor, right_half, Material.FLOOR, np.ones(3)),
            rectangle(mat, (0, 0, 0, 0), Material.PROP, linear(style.mat)),
        ]
    )


def _wall_mesh() -> Mesh:
    h, s = CEILING_M, HALF_M
    left_half = (EDGE_UV, 0.5 - EDGE_UV, 1 - EDGE_UV, 1 - h / WALL_HEIGHT_M)
    walls = []
    for (ax, az), (bx, bz) in (((-s, -s), (s, -s)), ((s, s), (-s, s)), ((s, -s), (s, s)), ((-s, s), (-s, -s))):
        corners = np.array([(ax, 0, az), (bx, 0, bz), (bx, h, bz), (ax, h, az)], dtype=np.float64)
        walls.append(rectangle(corners, left_half, Material.WALL, np.ones(3)))
    return joined(walls)


def _colour(hexadecimal: str) -> Floats:
    return np.array(list(bytes.fromhex(hexadecimal)), dtype=np.float64)


def _noise(grain_px: int, rng: np.random.Generator, *, tall: int = 1) -> Picture:
    """(H, H) smooth noise about 0, within half."""
    coarse = rng.random((max(2, TEXTURE_PX // (grain_px * tall)), max(2, TEXTURE_PX // grain_px))).astype(np.float32)
    smooth = cv2.resize(coarse, (TEXTURE_PX, TEXTURE_PX), interpolation=cv2.INTER_CUBIC)
    return np.asarray(smooth - 0.5, dtype=np.float32)


def _wall(style: Style, rng: np.random.Generator) -> Picture:
    picture = np.ones((TEXTURE_PX, TEXTURE_PX, 3), np.float32) * _colour(style.wall).astype(np.float32)
    picture *= (1 + 0.05 * _noise(8, rng) + 0.05 * _noise(2, rng) + 0.12 * _noise(300, rng))[..., None]
    if style.wall_kind == "brick":
        _bricks(picture, rng)
    elif style.wall_kind == "panels":
        for x in range(0, TEXTURE_PX, 120):
            cv2.line(picture, (x, 0), (x, TEXTURE_PX), [float(c) * 0.8 for c in _colour(style.wall)], 2)
    _furnish(picture, style, rng)
    picture[int(0.97 * TEXTURE_PX) :] = _colour("e8e6e0") * 0.85
    return picture


def _bricks(picture: Picture, rng: np.random.Generator) -> None:
    high, wide = 20, 34
    for row, y in enumerate(range(0, TEXTURE_PX, high)):
        for x in range(-(row % 2) * wide // 2, TEXTURE_PX, wide):
            picture[y + 2 : y + high, max(x, 0) : max(x + wide - 2, 0)] *= rng.uniform(0.8, 1.12)
        picture[y : y + 2] = 150


def _furnish(picture: Picture, style: Style, rng: np.random.Generator) -> None:
    def panel(x: float, y: float, width: float, height: float, colour: Floats) -> None:
        _panel(picture, (x, y, width, height), colour)

    if style.things in ("home", "studio"):
        x = rng.uniform(0.2, 1.3)
        panel(x, 0, 0.95, 2.1, _colour("7d6a55") * rng.uniform(0.8, 1.5))
        for y in (0.2, 1.15):
            panel(x + 0.12, y, 0.71, 0.8, _colour("88745d") * rng.uniform(0.9, 1.4))
        for _ in range(2):
            x, y = rng.uniform(2.2, 6.2), rng.uniform(1.5, 1.9)
            panel(x, y, rng.uniform(0.5, 0.9), rng.uniform(0.4, 0.6), rng.uniform(60, 220, 3))
        x = rng.uniform(4.8, 6.3)
        panel(x, 0, 1.0, 0.9, _colour("6b5a48"))
        panel(x + 0.1, 0.9, 0.3, 0.35, _colour("39593a"))
    if style.things == "gym":
        _wall_bars(picture, rng.uniform(0.5, 1.5))
        _wall_bars(picture, rng.uniform(4.6, 6.0))
        panel(rng.uniform(2.6, 3.4), 0, 1.3, 0.5, _colour("2e2e30"))
        panel(rng.uniform(2.6, 3.4), 1.2, 0.9, 0.6, rng.uniform(60, 220, 3))


def _panel(picture: Picture, place_m: tuple[float, float, float, float], colour: Floats) -> None:
    """A framed rectangle: left and bottom edge, width and height in metres on the wall."""
    x, y, width, height = place_m
    left, right = (int(v / WALL_WIDTH_M * TEXTURE_PX) for v in (x, x + width))
    top, bottom = (int((1 - v / WALL_HEIGHT_M) * TEXTURE_PX) for v in (y + height, y))
    cv2.rectangle(picture, (left, top), (right, bottom), [float(c) * 0.55 for c in colour], -1)
    cv2.rectangle(picture, (left + 4, top + 5), (right - 4, bottom - 5), [float(c) for c in colour], -1)


def _wall_bars(picture: Picture, x: float) -> None:
    for y in np.arange(0.25, 2.5, 0.16):
        _panel(picture, (x, float(y), 0.9, 0.06), _colour("a8783f"))
    for post in (x, x + 0.85):
        _panel(picture, (post, 0, 0.08, 2.55), _colour("8f6434"))


def _floor(style: Style, rng: np.random.Generator) -> Picture:
    n = TEXTURE_PX
    picture = np.ones((n, n, 3), np.float32) * _colour(style.floor).astype(np.float32)
    if style.flooring == "planks":
        for x in range(0, n, 64):
            picture[:, x : x + 64] *= rng.uniform(0.85, 1.12)
            picture[:, x : x + 2] *= 0.6
            end = rng.integers(0, 512)
            picture[end : end + 2, x : x + 64] *= 0.6
        picture *= (1 + 0.22 * _noise(2, rng, tall=32))[..., None]
    elif style.flooring == "tiles":
        for x in range(0, n, 96):
            picture[:, x : x + 3] *= 0.75
            picture[x : x + 3] *= 0.75
        picture *= (1 + 0.12 * _noise(96, rng))[..., None]
    picture *= (1 + 0.1 * _noise(2, rng))[..., None]
    return picture
