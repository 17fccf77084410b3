"""The overlay of a recorder on the mirrored frame: outline, words, countdown, recording dot."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.drawing import brush
from formcheck.drawing.scene import FAULT, INK, PAPER, Rgb, Scene
from formcheck.live.hud import GLASS, Hud, draw_hud
from formcheck.live.onscreen import facing
from formcheck.live.silhouette import outline
from formcheck.motion.track import Pose

Image = NDArray[np.uint8]

NUMBER_SHARE: Final = 0.28  # of the shorter side
BESIDE: Final = 0.81  # of the width: beside the person, who has to be seen
CLOCK_SHARE: Final = 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """``words`` at the top; an ``outline`` to stand in, green with ``steady`` 0..1 of the standing second; a large
    ``number`` counts down; a ``clock`` beside a dot that blinks; ``left_s`` of this step, for the page.
    """

    words: str = ""
    outline: bool = False
    steady: float = 0.0
    number: int | None = None
    clock: str | None = None
    lit: bool = True
    left_s: float | None = None


def draw_guidance(image: Image, pose: Pose, shown: Shown) -> Image:
    """A mirrored copy of the picture with everything of ``shown`` drawn on it; words read the right way round."""
    height, width = image.shape[:2]
    picture = brush.mirrored(image)
    points = pose.image_px * (-1, 1) + (width, 0)
    hud = Hud(
        scene=Scene.of_nobody(),  # bones would hide how somebody stands in the outline
        hint=shown.words or None,
        outline=outline((width, height), facing(points)) if shown.outline else None,
        steady=shown.steady,
    )
    draw_hud(picture, hud)
    if shown.number is not None:
        _number(picture, str(shown.number))
    if shown.clock is not None:
        _clock(picture, shown.clock, FAULT if shown.lit else INK)
    return picture


def _number(picture: Image, number: str) -> None:
    height, width = picture.shape[:2]
    em = round(NUMBER_SHARE * min(height, width))
    x, y, r = round(width * BESIDE), round(height * 0.55), round(em * 0.75)
    brush.glass(picture, (x - r, y - r, x + r, y + r), r, INK, GLASS)
    brush.text(picture, number, x - brush.text_width(number, em, 800) / 2, y, PAPER, em, 800)


def _clock(picture: Image, words: str, dot: Rgb) -> None:
    height, width = picture.shape[:2]
    em = round(CLOCK_SHARE * height)
    x1, y1 = width - em // 2, height - em // 2
    x0, y0 = x1 - brush.text_width(words, em) - round(em * 2.4), y1 - round(em * 1.7)
    brush.glass(picture, (x0, y0, x1, y1), em * 0.6, INK, GLASS)
    middle = (y0 + y1) / 2
    brush.dot(picture, np.array([x0 + em * 0.95, middle]), em * 0.38, dot)
    brush.text(picture, words, x0 + em * 1.7, middle, PAPER, em)
