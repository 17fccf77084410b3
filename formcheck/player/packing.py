"""The shapes of all frames of a clip, small enough to send to a browser; ``packed.js`` reads them.

Of each frame the shapes one after the other, each as whole numbers of 16 bits: kind, layer and faintness in one; how
many choices and how many lengths follow; the choices (colours and words by their number in a table, counts,
percentages); the lengths in sixteenths of a pixel, angles in 1/4096 radian. So a frame between two others is a mix of
their lengths.
"""

import base64
import gzip
from collections.abc import Iterable, Sequence
from functools import singledispatch
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from formcheck.colours import Rgb, hex_of
from formcheck.drawing.brush import drawn_width
from formcheck.drawing.shapes import LAYERS, AnyShape, Arc, Dots, Fill, Icon, Layer, Lines, Plate, Shade, Text
from formcheck.motion.track import Floats
from formcheck.schema import WORST_FIRST

KINDS: Final = (Lines, Arc, Dots, Fill, Plate, Text, Icon, Shade)
ALL_LAYERS: Final[tuple[Layer, ...]] = (*LAYERS, "guide")
PER_PX: Final = 16  # as the brush's own fixed point
PER_RADIAN: Final = 4096
MOST: Final = 32_767
MICRO: Final = 1_000_000
PERCENT: Final = 100

Numbers = tuple[list[int], list[float]]  # choices, and lengths in pixels


class Tables:
    """Words and colours by number, in the order they were first needed."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.colours: dict[Rgb, int] = {}

    def word(self, words: str) -> int:
        """The number of a text."""
        return self.words.setdefault(words, len(self.words))

    def colour(self, rgb: Rgb) -> int:
        """The number of a colour."""
        return self.colours.setdefault(rgb, len(self.colours))

    def data(self) -> dict[str, Any]:
        """Everything that shapes name by a number."""
        return {
            "layers": list(ALL_LAYERS),
            "words": list(self.words),
            "colours": [hex_of(rgb) for rgb in self.colours],
            "verdicts": list(WORST_FIRST),
        }


def pack(t_s: Floats, frames: Iterable[Sequence[AnyShape]], size_wh: tuple[int, int]) -> dict[str, Any]:
    """Plain data: times and shapes of the frames of a clip whose pictures have that size."""
    tables = Tables()
    parts = [_frame(shapes, tables) for shapes in frames]
    starts = np.cumsum([0, *(len(part) for part in parts)])
    numbers = np.concatenate([np.zeros(0, np.int16), *parts])
    binary = np.array([len(parts)], "<i4"), micros(t_s), starts.astype("<i4"), numbers.astype("<i2")
    return {
        "size": list(size_wh),
        "frames": squeezed(*binary),
        **tables.data(),
    }


def pack_picture(shapes: Sequence[AnyShape], size_wh: tuple[int, int]) -> dict[str, Any]:
    """Plain data: the shapes of one picture of that size, as they are sent while a camera runs."""
    tables = Tables()
    numbers = _frame(shapes, tables)
    return {"size": list(size_wh), "numbers": numbers.tolist(), **tables.data()}


def micros(t_s: Floats) -> NDArray[np.int32]:
    """Times in whole microseconds."""
    return np.rint(np.asarray(t_s) * MICRO).astype("<i4")


def squeezed(*arrays: NDArray[Any]) -> str:
    """Arrays one after the other, compressed, as text."""
    raw = b"".join(array.tobytes() for array in arrays)
    return base64.b64encode(gzip.compress(raw, 6, mtime=0)).decode("ascii")


def _frame(shapes: Sequence[AnyShape], tables: Tables) -> NDArray[np.int16]:
    numbers: list[float] = []
    for shape in shapes:
        choices, lengths = _numbers(shape, tables)
        kind = KINDS.index(type(shape)) | ALL_LAYERS.index(shape.layer) << 3 | shape.faint << 7
        numbers += [kind, len(choices), len(lengths), *choices, *(length * PER_PX for length in lengths)]
    return np.clip(np.rint(np.nan_to_num(numbers)), -MOST, MOST).astype("<i2")


@singledispatch
def _numbers(shape: AnyShape, _tables: Tables) -> Numbers:
    raise TypeError(type(shape).__name__)


@_numbers.register
def _(shape: Lines, tables: Tables) -> Numbers:
    edge = -1 if shape.edge is None else tables.colour(shape.edge)
    paths, each = shape.points.shape[:2]
    choices = [tables.colour(shape.rgb), edge, shape.dashes, paths, each]
    widths = [drawn_width(shape.width), drawn_width(shape.edge_width)]
    return choices, [*widths, *shape.points.ravel().tolist()]


@_numbers.register
def _(shape: Arc, tables: Tables) -> Numbers:
    turns = [turn * PER_RADIAN / PER_PX for turn in (shape.start, shape.sweep)]
    width = drawn_width(shape.width) if shape.width else 0.0
    return [tables.colour(shape.rgb)], [*shape.apex.tolist(), shape.radius, width, *turns]


@_numbers.register
def _(shape: Dots, tables: Tables) -> Numbers:
    choices = [tables.colour(shape.rgb), tables.colour(shape.edge)]
    return choices, [shape.radius, shape.edge_radius, *shape.centres.ravel().tolist()]


@_numbers.register
def _(shape: Fill, tables: Tables) -> Numbers:
    return [tables.colour(shape.rgb)], shape.points.ravel().tolist()


@_numbers.register
def _(shape: Plate, tables: Tables) -> Numbers:
    return [tables.colour(shape.rgb), round(PERCENT * shape.opacity)], [*shape.box, shape.radius]


@_numbers.register
def _(shape: Text, tables: Tables) -> Numbers:
    choices = [tables.word(shape.words), tables.colour(shape.rgb), shape.em, shape.weight]
    return choices, [shape.x, shape.middle, shape.width]


@_numbers.register
def _(shape: Icon, tables: Tables) -> Numbers:
    choices = [WORST_FIRST.index(shape.verdict), tables.colour(shape.ink), tables.colour(shape.paper)]
    return choices, [*shape.centre.tolist(), shape.radius]


@_numbers.register
def _(shape: Shade, _tables: Tables) -> Numbers:
    return [round(PERCENT * shape.light)], shape.points.ravel().tolist()
