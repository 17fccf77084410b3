"""Draws a scene onto a picture: its list of shapes, painted with the brush."""

from collections.abc import Sequence
from functools import singledispatch
from typing import Final

import numpy as np

from formcheck.drawing import brush, words
from formcheck.drawing.brush import Image
from formcheck.drawing.figure import figure
from formcheck.drawing.scene import (
    ACCENT,
    FAULT,
    GOOD,
    INK,
    NOT_ASSESSED,
    PAPER,
    STATUS,
    WATCH,
    Banner,
    Scene,
)
from formcheck.drawing.shapes import FAINT, AnyShape, Arc, Dots, Fill, Icon, Lines, Plate, Shade, Text
from formcheck.motion.track import Floats

__all__ = [
    "ACCENT",
    "FAULT",
    "GOOD",
    "INK",
    "NOT_ASSESSED",
    "PAPER",
    "STATUS",
    "WATCH",
    "Banner",
    "Scene",
    "draw",
    "draw_figure",
    "figure_shapes",
    "paint",
    "shapes_of",
]

TEXT_SHARE: Final = 0.034  # text size of the long side: 2 mm on a phone held upright, whichever way the clip lies
ARC_SHARES: Final[Floats] = np.linspace(0, 1, 24)


def draw(image_rgb: Image, scene: Scene) -> Image:
    """Draw a scene **into** ``image_rgb`` (H, W, 3) uint8 RGB, which is returned; a copy would only cost time.

    Raises ValueError for any other kind of array.
    """
    height, width = brush.checked(image_rgb).shape[:2]
    return paint(image_rgb, shapes_of(scene, (width, height)))


def draw_figure(image_rgb: Image, scene: Scene) -> Image:
    """Draw only the person **into** the picture, which is returned: skeleton, angles, back; no words at the edges."""
    return paint(image_rgb, figure_shapes(scene, (image_rgb.shape[1], image_rgb.shape[0])))


def figure_shapes(scene: Scene, size_wh: tuple[int, int]) -> list[AnyShape]:
    """The person alone on a picture of that size: skeleton, angles, back."""
    return list(figure(scene, size_wh, _em(size_wh)))


def shapes_of(scene: Scene, size_wh: tuple[int, int]) -> list[AnyShape]:
    """Everything drawn on a picture of that size, in the order it is laid down."""
    em = _em(size_wh)
    return [*figure_shapes(scene, size_wh), *words.top(scene, size_wh, em), *words.bottom(scene, size_wh, em)]


def paint(image: Image, shapes: Sequence[AnyShape]) -> Image:
    """Paint shapes **into** the picture, which is returned."""
    _faint(image, [shape for shape in shapes if shape.faint])
    for shape in shapes:
        if not shape.faint:
            _put(shape, image, np.zeros(2))
    return image


def _em(size_wh: tuple[int, int]) -> int:
    return max(6, round(TEXT_SHARE * max(size_wh)))


def _faint(image: Image, shapes: Sequence[AnyShape]) -> None:
    """All of them on one layer, which is laid over the picture at part strength."""
    reach = [np.concatenate([xy - broad, xy + broad]) for xy, broad in map(_reach, shapes)]
    if not reach:
        return
    xy, limit = np.concatenate(reach), image.shape[1::-1]
    x0, y0 = np.clip(xy.min(axis=0), 0, limit).astype(int).tolist()
    x1, y1 = np.clip(xy.max(axis=0) + 1, 0, limit).astype(int).tolist()
    region = image[y0:y1, x0:x1]
    if not region.size:
        return
    layer, origin = region.copy(), np.array([x0, y0])
    for shape in shapes:
        _put(shape, layer, origin)
    brush.blend(layer, region, FAINT)


def _reach(shape: AnyShape) -> tuple[Floats, float]:
    """Points (K, 2) and how far around them a faint shape paints."""
    if isinstance(shape, Lines):
        return shape.points.reshape(-1, 2), max(shape.width, shape.edge_width)
    if isinstance(shape, Arc):
        return shape.apex[None], shape.radius + shape.width
    raise TypeError(f"{type(shape).__name__} is never faint")


@singledispatch
def _put(shape: AnyShape, _image: Image, _origin: Floats) -> None:
    """Paint one shape on a part of a picture whose corner is ``origin``."""
    raise TypeError(type(shape).__name__)


@_put.register
def _(shape: Lines, image: Image, origin: Floats) -> None:
    points = shape.points - origin
    if shape.dashes:
        shares = np.linspace(0, 1, 2 * shape.dashes)[:, None]
        points = (points[:, :1] + shares * (points[:, -1:] - points[:, :1])).reshape(-1, 2, 2)
    if shape.edge is not None:
        brush.paths(image, points, shape.edge, shape.edge_width)
    brush.paths(image, points, shape.rgb, shape.width)


@_put.register
def _(shape: Arc, image: Image, origin: Floats) -> None:
    turn = shape.start + ARC_SHARES * shape.sweep
    apex = shape.apex - origin
    curve = apex + shape.radius * np.stack([np.cos(turn), np.sin(turn)], axis=-1)
    if shape.width:
        brush.paths(image, curve[None], shape.rgb, shape.width)
    else:
        brush.fill(image, np.concatenate([apex[None], curve]), shape.rgb)


@_put.register
def _(shape: Dots, image: Image, origin: Floats) -> None:
    for centre in shape.centres - origin:
        if shape.edge_radius:
            brush.dot(image, centre, shape.edge_radius, shape.edge)
        brush.dot(image, centre, shape.radius, shape.rgb)


@_put.register
def _(shape: Fill, image: Image, origin: Floats) -> None:
    brush.fill(image, shape.points - origin, shape.rgb)


@_put.register
def _(shape: Plate, image: Image, origin: Floats) -> None:
    x0, y0, x1, y1 = (round(side) for side in np.array(shape.box) - np.tile(origin, 2))
    if shape.opacity < 1.0:
        brush.glass(image, (x0, y0, x1, y1), shape.radius, shape.rgb, shape.opacity)
    else:
        brush.plate(image, (x0, y0, x1, y1), shape.radius, shape.rgb)


@_put.register
def _(shape: Text, image: Image, origin: Floats) -> None:
    brush.text(image, shape.words, shape.x - origin[0], shape.middle - origin[1], shape.rgb, shape.em, shape.weight)


@_put.register
def _(shape: Icon, image: Image, origin: Floats) -> None:
    brush.icon(image, shape.verdict, shape.centre - origin, shape.radius, shape.ink, shape.paper)


@_put.register
def _(shape: Shade, image: Image, origin: Floats) -> None:
    brush.darken_outside(image, shape.points - origin, shape.light)
