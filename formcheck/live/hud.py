"""The overlay of the live picture: large, few elements, readable from three metres away."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.drawing import brush
from formcheck.drawing.brush import Image
from formcheck.drawing.draw import draw_figure
from formcheck.drawing.scene import ACCENT, GOOD, INK, NOT_ASSESSED, PAPER, STATUS, Banner, Scene, ink_on
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
    unit = max(6.0, UNIT_SHARE * min(height, width))
    if hud.outline is not None:
        _outline(image_rgb, hud, unit)
    draw_figure(image_rgb, hud.scene)
    if hud.depth is not None:
        _gauge(image_rgb, hud.depth, unit)
    if hud.reps is not None:
        _counter(image_rgb, hud.reps, hud.phase, unit)
    if hud.hint is not None:
        _hint(image_rgb, hud.hint, hud.steady, unit)
    if hud.cue is not None:
        _cue(image_rgb, hud.cue, unit)
    return image_rgb


def _outline(image: Image, hud: Hud, unit: float) -> None:
    assert hud.outline is not None
    size = np.array(image.shape[1::-1])
    body, arm = (points * size for points in hud.outline)
    brush.darken_outside(image, body, AROUND)
    brush.ring(image, body, INK, unit * 0.26)
    for points in (body, arm):
        brush.paths(image, points[None], GOOD if hud.steady > 0 else PAPER, unit * 0.12)


def _hint(image: Image, words: str, steady: float, unit: float) -> None:
    width = image.shape[1]
    lines, em = _fitted(words, width - unit * 3, unit)
    wide = max(brush.text_width(line, em, 700) for line in lines) + unit * 2
    left, top = round((width - wide) / 2), round(unit * 0.6)
    low = round(top + em * (1.2 * len(lines) + 0.5))
    brush.glass(image, (left, top, round(left + wide), low), unit * 0.7, INK, GLASS)
    for i, line in enumerate(lines):
        x = (width - brush.text_width(line, em, 700)) / 2
        brush.text(image, line, x, top + em * (0.85 + 1.2 * i), PAPER, em, 700)
    if steady > 0:
        inner = wide - unit * 2
        bar = (
            round(left + unit),
            round(low - unit * 0.4),
            round(left + unit + inner * steady),
            round(low - unit * 0.1),
        )
        brush.plate(image, bar, unit * 0.15, GOOD)


def _fitted(words: str, room: float, unit: float) -> tuple[tuple[str, ...], int]:
    """Lines of words as big as two lines allow, and their size."""
    for share in BIG:
        em = round(unit * share)
        lines = brush.lines(words, em, round(room), 700)
        if len(lines) <= LINES_MOST:
            break
    return lines, em


def _counter(image: Image, reps: int, phase: PhaseName | None, unit: float) -> None:
    big, small = round(unit * COUNT_UNITS), round(unit)
    number = str(reps)
    words = ngettext("rep", "reps", reps)
    state = gettext(PHASE_NAMES[phase]) if phase else ""
    wide = max(brush.text_width(number, big, 800), brush.text_width(words, small)) + unit * 1.6
    box = (round(unit * 0.6), round(unit * 0.6), round(unit * 0.6 + wide), round(unit * 5.4))
    brush.glass(image, box, unit * 0.7, INK, GLASS)
    middle = (box[0] + box[2]) / 2
    brush.text(image, number, middle - brush.text_width(number, big, 800) / 2, unit * 2.4, PAPER, big, 800)
    brush.text(image, words, middle - brush.text_width(words, small) / 2, unit * 4.5, PAPER, small)
    if state:
        wide = brush.text_width(state, small) + unit * 1.2
        right = image.shape[1] - round(unit * 0.6)
        brush.glass(image, (round(right - wide), box[1], right, round(unit * 2.3)), unit * 0.5, INK, GLASS)
        brush.text(image, state, right - wide + unit * 0.6, unit * 1.45, PAPER, small)


def _gauge(image: Image, depth: float, unit: float) -> None:
    wide, tall = (round(unit * share) for share in GAUGE_UNITS)
    height, width = image.shape[:2]
    right, top = round(width - unit * 0.6), round((height - tall) / 2 - unit)
    left, low = right - wide, top + tall
    brush.glass(image, (left, top, right, low), wide / 2, INK, GLASS)
    colour = GOOD if depth >= PARALLEL_AT - 0.07 else ACCENT
    filled = round(top + max(depth * tall, wide))
    brush.plate(image, (left + 3, top + 3, right - 3, filled - 3), wide / 2 - 3, colour)
    for share, words in ((PARALLEL_AT, PARALLEL), (1.0, FLOOR)):
        y = top + share * tall - (unit * 0.5 if share == 1.0 else 0)
        em = round(unit * 0.8)
        text = gettext(words)
        x = left - brush.text_width(text, em) - unit * 0.9
        plate = (round(x - unit * 0.3), round(y - em * 0.75), round(left - unit * 0.5), round(y + em * 0.75))
        brush.glass(image, plate, unit * 0.3, INK, GLASS)
        brush.text(image, text, x, y, PAPER, em)
        if share < 1.0:
            brush.paths(image, np.array([[[left, y], [right, y]]], dtype=np.float64), PAPER, unit * 0.12)


def _cue(image: Image, cue: Banner, unit: float) -> None:
    height, width = image.shape[:2]
    fill = STATUS.get(cue.verdict, NOT_ASSESSED)
    ink = ink_on(fill)
    lines, em = _fitted(cue.text, width - unit * 6, unit)
    wide = max(brush.text_width(line, em, 700) for line in lines) + unit * 4
    left, floor = round((width - wide) / 2), round(height - unit * 0.6)
    top = round(floor - em * (1.2 * len(lines) + 0.5))
    brush.plate(image, (left, top, round(left + wide), floor), unit * 0.8, fill)
    brush.icon(image, cue.verdict, np.array([left + unit * 1.6, (top + floor) / 2]), unit * 0.85, ink, fill)
    for i, line in enumerate(lines):
        brush.text(image, line, left + unit * 3.1, top + em * (0.85 + 1.2 * i), ink, em, 700)
