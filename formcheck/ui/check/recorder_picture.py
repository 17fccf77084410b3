"""What lies over the mirrored picture of a recorder: outline, words, countdown, recording dot."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.drawing import brush
from formcheck.drawing.figure import text
from formcheck.drawing.scene import FAULT, INK, PAPER, Rgb, Scene
from formcheck.drawing.shapes import AnyShape, Dots
from formcheck.live.hud import Hud, glass, hud_shapes
from formcheck.live.onscreen import facing
from formcheck.live.silhouette import outline
from formcheck.motion.track import Pose

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


def guidance(size_wh: tuple[int, int], pose: Pose, shown: Shown) -> list[AnyShape]:
    """Everything of ``shown`` over the mirror image of a picture of that size; words read the right way round."""
    points = pose.image_px * (-1, 1) + (size_wh[0], 0)
    hud = Hud(
        scene=Scene.of_nobody(),  # bones would hide how somebody stands in the outline
        hint=shown.words or None,
        outline=outline(size_wh, facing(points)) if shown.outline else None,
        steady=shown.steady,
    )
    shapes = hud_shapes(hud, size_wh)
    if shown.number is not None:
        shapes += _number(size_wh, str(shown.number))
    if shown.clock is not None:
        shapes += _clock(size_wh, shown.clock, FAULT if shown.lit else INK)
    return shapes


def _number(size_wh: tuple[int, int], number: str) -> Iterator[AnyShape]:
    width, height = size_wh
    em = round(NUMBER_SHARE * min(size_wh))
    x, y, r = round(width * BESIDE), round(height * 0.55), round(em * 0.75)
    yield glass("guide", (x - r, y - r, x + r, y + r), r)
    yield text("guide", number, x - brush.text_width(number, em, 800) / 2, y, PAPER, em, 800)


def _clock(size_wh: tuple[int, int], words: str, dot: Rgb) -> Iterator[AnyShape]:
    width, height = size_wh
    em = round(CLOCK_SHARE * height)
    x1, y1 = width - em // 2, height - em // 2
    x0, y0 = x1 - brush.text_width(words, em) - round(em * 2.4), y1 - round(em * 1.7)
    yield glass("guide", (x0, y0, x1, y1), em * 0.6)
    middle, r = (y0 + y1) / 2, em * 0.38
    centre = np.array([[x0 + em * 0.95, middle]])
    yield Dots(layer="guide", centres=centre, radius=r, rgb=dot, edge=dot, edge_radius=0.0)
    yield text("guide", words, x0 + em * 1.7, middle, PAPER, em)
