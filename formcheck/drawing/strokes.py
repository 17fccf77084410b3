"""Lines, arrows and angles that a trainer drew on a picture, as shapes; they look as the player shows them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np

from formcheck.drawing.brush import text_width
from formcheck.drawing.scene import INK, Rgb
from formcheck.drawing.shapes import AnyShape, Lines, Plate, Text
from formcheck.motion.track import Floats

#: As in sketch.js, in pixels of a picture this wide: width of a line, its dark edge, head of an arrow, arc, number.
OF_WIDTH: Final = 640.0
PEN: Final[Rgb] = (255, 212, 0)
WIDTH, EDGE, HEAD, ARC, EM = 5.0, 4.0, 22.0, 38.0, 26.0
SPREAD: Final = 0.5  # radians between an arrow's shaft and each side of its head
ARC_POINTS: Final = 24


def stroke_shapes(strokes: Sequence[Mapping[str, Any]], size_wh: tuple[int, int]) -> list[AnyShape]:
    """Shapes on a picture of that size; a stroke is a "tool" and "points" as shares of width and height."""
    shapes: list[AnyShape] = []
    for stroke in strokes:
        points = np.asarray(stroke["points"], dtype=np.float64) * size_wh
        shapes += _one(stroke["tool"], points, size_wh[0] / OF_WIDTH)
    return shapes


def degrees_between(points: Floats) -> float:
    """The angle at the middle one of three points (3, 2), 0..180."""
    return abs(float(np.degrees(_turn(points)[1])))


def _one(tool: str, points: Floats, scale: float) -> Iterator[AnyShape]:
    yield _lines(points[None], scale)
    if tool == "arrow":
        back = np.arctan2(*(points[0] - points[1])[::-1])
        sides = [points[1] + HEAD * scale * _towards(back + side) for side in (-SPREAD, SPREAD)]
        yield _lines(np.array([[sides[0], points[1], sides[1]]]), scale)
    if tool == "angle" and len(points) == 3:
        start, sweep = _turn(points)
        turn = start + np.linspace(0.0, 1.0, ARC_POINTS) * sweep
        yield _lines((points[1] + ARC * scale * _towards(turn))[None], scale)
        yield from _number(points, start + sweep / 2, scale)


def _number(points: Floats, towards: float, scale: float) -> Iterator[AnyShape]:
    words, em = f"{degrees_between(points):.0f}°", round(EM * scale)
    x, y = points[1] + (ARC + 34.0) * scale * _towards(np.float64(towards))
    half = text_width(words, em, 700) / 2
    box = (x - half - em * 0.3, y - em * 0.65, x + half + em * 0.3, y + em * 0.65)
    yield Plate(layer="guide", box=box, radius=em * 0.3, rgb=INK)
    yield Text(layer="guide", words=words, x=x - half, middle=y, width=2 * half, em=em, rgb=PEN, weight=700)


def _lines(points: Floats, scale: float) -> Lines:
    return Lines(
        layer="guide", points=points, rgb=PEN, width=WIDTH * scale, edge=INK, edge_width=(WIDTH + EDGE) * scale
    )


def _turn(points: Floats) -> tuple[float, float]:
    """Where the first leg points, and how far it is from there to the second one, the short way; radians."""
    one, other = (np.arctan2(*(points[i] - points[1])[::-1]) for i in (0, 2))
    return float(one), float(np.arctan2(np.sin(other - one), np.cos(other - one)))


def _towards(turn: Floats | np.float64) -> Floats:
    return np.stack([np.cos(turn), np.sin(turn)], axis=-1)
