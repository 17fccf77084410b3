"""The overlay of the live picture as shapes: large, few elements, readable from three metres away."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.drawing import brush
from formcheck.drawing.brush import Image
from formcheck.drawing.draw import figure_shapes, paint
from formcheck.drawing.figure import text
from formcheck.drawing.scene import ACCENT, GOOD, INK, NOT_ASSESSED, PAPER, STATUS, Banner, Scene, ink_on
from formcheck.drawing.shapes import AnyShape, Icon, Layer, Lines, Plate, Shade
from formcheck.i18n import gettext, gettext_noop, ngettext
from formcheck.live.moment import PARALLEL_AT
from formcheck.motion.reps import PhaseName
from formcheck.motion.track import Floats
from formcheck.wording.names import PHASE_NAMES

UNIT_SHARE: Final = 0.05  # of the picture's shorter side: small text, 24 px of 480
BIG: Final = (1.7, 1.5, 1.3, 1.1)  # sizes of big words in units, the first that needs no more than two lines
LINES_MOST: Final = 2
COUNT_UNITS: Final = 3.0
GLASS: Final = 0.72  # chosen: the room stays visible behind plates and words stay readable
AROUND: Final = 0.6  # chosen: light left around the outline, so that the eye goes there first
GAUGE_UNITS: Final = (1.1, 9.0)  # width and height
PARALLEL, FLOOR = gettext_noop("Parallel"), gettext_noop("Full depth")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hud:
    """Everything on one live picture, in pixels of the picture as shown.

    ``reps`` None before counting; ``depth`` 0..1; ``outline``: body and arm as shares of the picture; ``steady`` 0..1:
    how much of the standing second is done; ``hint`` and ``cue`` in the reader's language.
    """

    scene: Scene
    reps: int | None = None
    depth: float | None = None
    phase: PhaseName | None = None
    cue: Banner | None = None
    hint: str | None = None
    outline: tuple[Floats, Floats] | None = None
    steady: float = 0.0


def draw_hud(image_rgb: Image, hud: Hud) -> Image:
    """Draw **into** the picture, which is returned. Raises ValueError for any other kind of array."""
    height, width = brush.checked(image_rgb).shape[:2]
    return paint(image_rgb, hud_shapes(hud, (width, height)))


def hud_shapes(hud: Hud, size_wh: tuple[int, int]) -> list[AnyShape]:
    """Everything on a picture of that size, in the order it is laid down."""
    unit = max(6.0, UNIT_SHARE * min(size_wh))
    shapes: list[AnyShape] = []
    if hud.outline is not None:
        shapes += _outline(hud.outline, hud.steady, size_wh, unit)
    shapes += figure_shapes(hud.scene, size_wh)
    if hud.depth is not None:
        shapes += _gauge(hud.depth, size_wh, unit)
    if hud.reps is not None:
        shapes += _counter(hud.reps, unit)
        shapes += _phase(hud.phase, size_wh, unit) if hud.phase else ()
    if hud.hint is not None:
        shapes += _hint(hud.hint, hud.steady, size_wh, unit)
    if hud.cue is not None:
        shapes += _cue(hud.cue, size_wh, unit)
    return shapes


def glass(layer: Layer, box: tuple[float, float, float, float], radius: float) -> Plate:
    """A dark plate through which the room can be seen."""
    return Plate(layer=layer, box=box, radius=radius, rgb=INK, opacity=GLASS)


def _outline(figure: tuple[Floats, Floats], steady: float, size_wh: tuple[int, int], unit: float) -> Iterator[AnyShape]:
    body, arm = (points * np.array(size_wh) for points in figure)
    closed = np.concatenate([body, body[:1]])
    yield Shade(layer="guide", points=body, light=AROUND)
    yield Lines(layer="guide", points=closed[None], rgb=INK, width=unit * 0.26)
    for points in (closed, arm):
        yield Lines(layer="guide", points=points[None], rgb=GOOD if steady > 0 else PAPER, width=unit * 0.12)


def _hint(words: str, steady: float, size_wh: tuple[int, int], unit: float) -> Iterator[AnyShape]:
    width = size_wh[0]
    lines, em = _fitted(words, width - unit * 3, unit)
    wide = max(brush.text_width(line, em, 700) for line in lines) + unit * 2
    left, top = round((width - wide) / 2), round(unit * 0.6)
    low = round(top + em * (1.2 * len(lines) + 0.5))
    yield glass("guide", (left, top, round(left + wide), low), unit * 0.7)
    for i, line in enumerate(lines):
        x = (width - brush.text_width(line, em, 700)) / 2
        yield text("guide", line, x, top + em * (0.85 + 1.2 * i), PAPER, em, 700)
    if steady > 0:
        inner = wide - unit * 2
        bar = (
            round(left + unit),
            round(low - unit * 0.4),
            round(left + unit + inner * steady),
            round(low - unit * 0.1),
        )
        yield Plate(layer="guide", box=bar, radius=unit * 0.15, rgb=GOOD)


def _fitted(words: str, room: float, unit: float) -> tuple[tuple[str, ...], int]:
    """Lines of words as big as two lines allow, and their size."""
    for share in BIG:
        em = round(unit * share)
        lines = brush.lines(words, em, round(room), 700)
        if len(lines) <= LINES_MOST:
            break
    return lines, em


def _counter(reps: int, unit: float) -> Iterator[AnyShape]:
    big, small = round(unit * COUNT_UNITS), round(unit)
    number = str(reps)
    words = ngettext("rep", "reps", reps)
    wide = max(brush.text_width(number, big, 800), brush.text_width(words, small)) + unit * 1.6
    box = (round(unit * 0.6), round(unit * 0.6), round(unit * 0.6 + wide), round(unit * 5.4))
    yield glass("counter", box, unit * 0.7)
    middle = (box[0] + box[2]) / 2
    for line, em, y, weight in ((number, big, unit * 2.4, 800), (words, small, unit * 4.5, 600)):
        yield text("counter", line, middle - brush.text_width(line, em, weight) / 2, y, PAPER, em, weight)


def _phase(phase: PhaseName, size_wh: tuple[int, int], unit: float) -> Iterator[AnyShape]:
    state, small = gettext(PHASE_NAMES[phase]), round(unit)
    wide = brush.text_width(state, small) + unit * 1.2
    right = size_wh[0] - round(unit * 0.6)
    yield glass("phase", (round(right - wide), round(unit * 0.6), right, round(unit * 2.3)), unit * 0.5)
    yield text("phase", state, right - wide + unit * 0.6, unit * 1.45, PAPER, small)


def _gauge(depth: float, size_wh: tuple[int, int], unit: float) -> Iterator[AnyShape]:
    wide, tall = (round(unit * share) for share in GAUGE_UNITS)
    width, height = size_wh
    right, top = round(width - unit * 0.6), round((height - tall) / 2 - unit)
    left, low = right - wide, top + tall
    yield glass("guide", (left, top, right, low), wide / 2)
    colour = GOOD if depth >= PARALLEL_AT - 0.07 else ACCENT
    filled = round(top + max(depth * tall, wide))
    yield Plate(layer="guide", box=(left + 3, top + 3, right - 3, filled - 3), radius=wide / 2 - 3, rgb=colour)
    for share, words in ((PARALLEL_AT, PARALLEL), (1.0, FLOOR)):
        y = top + share * tall - (unit * 0.5 if share == 1.0 else 0)
        em = round(unit * 0.8)
        x = left - brush.text_width(gettext(words), em) - unit * 0.9
        plate = (round(x - unit * 0.3), round(y - em * 0.75), round(left - unit * 0.5), round(y + em * 0.75))
        yield glass("guide", plate, unit * 0.3)
        yield text("guide", gettext(words), x, y, PAPER, em)
        if share < 1.0:
            line = np.array([[[left, y], [right, y]]], dtype=np.float64)
            yield Lines(layer="guide", points=line, rgb=PAPER, width=unit * 0.12)


def _cue(cue: Banner, size_wh: tuple[int, int], unit: float) -> Iterator[AnyShape]:
    width, height = size_wh
    fill = STATUS.get(cue.verdict, NOT_ASSESSED)
    ink = ink_on(fill)
    lines, em = _fitted(cue.text, width - unit * 6, unit)
    wide = max(brush.text_width(line, em, 700) for line in lines) + unit * 4
    left, floor = round((width - wide) / 2), round(height - unit * 0.6)
    top = round(floor - em * (1.2 * len(lines) + 0.5))
    yield Plate(layer="findings", box=(left, top, round(left + wide), floor), radius=unit * 0.8, rgb=fill)
    centre = np.array([left + unit * 1.6, (top + floor) / 2])
    yield Icon(layer="findings", verdict=cue.verdict, centre=centre, radius=unit * 0.85, ink=ink, paper=fill)
    for i, line in enumerate(lines):
        yield text("findings", line, left + unit * 3.1, top + em * (0.85 + 1.2 * i), ink, em, 700)
