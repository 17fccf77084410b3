"""Lines, shapes and text on a picture, whatever they mean. The only import of cv2 for drawing.

The built-in variable font of OpenCV 5 sets the text (it has the degree sign, and Chinese). Each thread keeps its own
font object, because a font's glyph cache is not thread-safe.
"""

import threading
from functools import lru_cache
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from formcheck.drawing import scene as looks
from formcheck.drawing.scene import Rgb
from formcheck.motion.track import Floats
from formcheck.schema import Verdict

Image = NDArray[np.uint8]
Box = tuple[int, int, int, int]  # x0, y0, x1, y1 in pixels

SHIFT: Final = 4  # cv2 takes sixteenths of a pixel, so slow movement does not tremble
_local = threading.local()


def checked(image_rgb: Image) -> Image:
    """The picture (H, W, 3) uint8 RGB itself. Raises ValueError for any other kind of array."""
    if image_rgb.dtype != np.uint8 or image_rgb.ndim != 3 or image_rgb.shape[2] != 3:
        raise ValueError(f"expected (H, W, 3) uint8, got {image_rgb.shape} {image_rgb.dtype}")
    return image_rgb


def mirrored(image: Image) -> Image:
    """A new picture with left and right exchanged."""
    return np.asarray(cv2.flip(image, 1), dtype=np.uint8)


def scaled(image: Image, size_wh: tuple[int, int]) -> Image:
    """A new picture of that size."""
    return np.asarray(cv2.resize(image, size_wh, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def text_width(words: str, em: int, weight: int = 600) -> int:
    """Pixels a line of text takes at a size of ``em`` pixels."""
    return _width(words, em, weight) if words else 0


@lru_cache(maxsize=1024)
def _width(words: str, em: int, weight: int) -> int:
    return int(cv2.getTextSize((0, 0), words, (0, 0), _font(), em, weight)[2])


def text(image: Image, words: str, x: float, middle: float, rgb: Rgb, em: int, weight: int = 600) -> None:
    """Text from ``x`` whose capitals (0.75 em tall in this font) are centred on ``middle``."""
    if words:
        cv2.putText(image, words, (round(x), round(middle + em * 0.37)), rgb, _font(), em, weight)


@lru_cache(maxsize=64)
def lines(words: str, em: int, room: int, weight: int = 600, most: int = 4) -> tuple[str, ...]:
    """Text broken into lines no wider than ``room`` pixels, of about equal length; ``most`` of them."""
    return looks.wrap(words, room, lambda line: text_width(line, em, weight), most)


def paths(image: Image, points: Floats, rgb: Rgb, thickness: float) -> None:
    """Open paths of equal length, (P, K, 2)."""
    cv2.polylines(image, list(_fixed(points)), False, rgb, max(1, round(thickness)), cv2.LINE_AA, SHIFT)


def drawn_width(thickness: float) -> float:
    """How wide a path of that thickness comes out, in pixels, for pens that are to draw the same; measured on straight
    lines: OpenCV smooths the edges outwards, and only every other thickness is wider than the one before.
    """
    whole = max(1, round(thickness))
    return 1.3 if whole == 1 else 2.0 * ((whole + 1) // 2) + 1.4


def ring(image: Image, points: Floats, rgb: Rgb, thickness: float) -> None:
    """A closed path, (K, 2)."""
    cv2.polylines(image, [_fixed(points)], True, rgb, max(1, round(thickness)), cv2.LINE_AA, SHIFT)


def fill(image: Image, points: Floats, rgb: Rgb) -> None:
    """A filled outline, (K, 2)."""
    cv2.fillPoly(image, [_fixed(points)], rgb, cv2.LINE_AA, SHIFT)


def dot(image: Image, centre: Floats, radius: float, rgb: Rgb) -> None:
    """A filled circle."""
    fill(image, centre + radius * looks.DISC, rgb)  # cv2.circle makes diamonds of small ones


def plate(image: Image, box: Box, radius: float, rgb: Rgb) -> None:
    """A filled rectangle with rounded corners."""
    x0, y0, x1, y1 = box
    fill(image, looks.rounded(x1 - x0, y1 - y0, round(radius)) + np.array([x0, y0]), rgb)


def glass(image: Image, box: Box, radius: float, rgb: Rgb, share: float) -> None:
    """A translucent plate: ``share`` 0..1 of its own colour over the picture."""
    x0, y0, x1, y1 = box
    if (region := cut(image, box)).size:
        layer = region.copy()
        corner = np.array([max(x0, 0), max(y0, 0)])
        fill(layer, looks.rounded(x1 - x0, y1 - y0, round(radius)) + np.array([x0, y0]) - corner, rgb)
        blend(layer, region, share)


def cut(image: Image, box: Box) -> Image:
    """The part of the picture inside a box, as a view."""
    x0, y0, x1, y1 = box
    return image[max(y0, 0) : max(y1, 0), max(x0, 0) : max(x1, 0)]


def blend(layer: Image, region: Image, share: float) -> None:
    """Lay ``share`` 0..1 of a layer over a region of the same size, in place."""
    cv2.addWeighted(layer, share, region, 1.0 - share, 0, dst=region)


def darken_outside(image: Image, points: Floats, share: float) -> None:
    """Darken everything outside an outline (K, 2) to ``share`` 0..1 of its light, in place."""
    inside = np.zeros(image.shape[:2], np.uint8)
    cv2.fillPoly(inside, [_fixed(points)], 255, cv2.LINE_8, SHIFT)
    lit = image.copy()
    cv2.convertScaleAbs(image, dst=image, alpha=share)
    cv2.copyTo(lit, inside, image)


def icon(image: Image, verdict: Verdict, centre: Floats, r: float, ink: Rgb, paper: Rgb) -> None:
    """The shape of a verdict in ``ink``, with its sign cut out in ``paper``."""
    shape, strokes = looks.ICONS[verdict]
    fill(image, centre + r * shape, ink)
    for stroke in strokes:
        paths(image, centre + r * stroke[None], paper, r * 0.26)


def _font() -> Any:
    if not hasattr(_local, "font"):
        _local.font = cv2.FontFace("sans")
    return _local.font


def _fixed(points: Floats) -> NDArray[np.int32]:
    return np.rint(points * (1 << SHIFT)).astype(np.int32)
