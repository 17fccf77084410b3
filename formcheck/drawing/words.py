"""The words at the edges of a picture as shapes: repetition counter, movement, phase, findings at their moment."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from formcheck.drawing import scene as looks
from formcheck.drawing.brush import lines, text_width
from formcheck.drawing.figure import text
from formcheck.drawing.scene import INK, PAPER, STATUS, Rgb, Scene
from formcheck.drawing.shapes import AnyShape, Dots, Fill, Icon, Plate
from formcheck.i18n import gettext, ngettext
from formcheck.motion.reps import PhaseName
from formcheck.motion.track import Floats
from formcheck.schema import Verdict
from formcheck.wording.names import PHASE_NAMES

BANNERS_SHARE: Final = 0.34  # of the height; more would hide the person


def top(scene: Scene, size_wh: tuple[int, int], em: int) -> Iterator[AnyShape]:
    """Repetition counter and movement in one plate on the left, the phase in another on the right."""
    width = size_wh[0]
    done = ngettext("{count} rep", "{count} reps", scene.rep_done)
    count = done if scene.rep_current is None else gettext("Rep {number}", number=scene.rep_current)
    phase = gettext(PHASE_NAMES[scene.phase]) if scene.phase else ""
    movement = scene.movement
    wide = text_width(count, em) + text_width(movement, em) + text_width(phase, em) + em * 5.4
    em = max(3, int(em * min(1.0, width / wide)))
    y, edge, high, low = round(em * 1.4), round(em * 0.5), round(em * 0.5), round(em * 2.3)
    pieces = text_width(count, em, 700) + (text_width(movement, em, 400) + em * 0.5 if movement else 0)
    yield Plate(layer="counter", box=(edge, high, round(edge + em * 1.4 + pieces), low), radius=em * 0.5, rgb=INK)
    yield text("counter", count, edge + em * 0.7, y, PAPER, em, 700)
    yield text("counter", movement, edge + em * 1.2 + text_width(count, em, 700), y, PAPER, em, 400)
    if scene.phase:
        left = round(width - edge - em * 2.4 - text_width(phase, em))
        yield Plate(layer="phase", box=(left, high, width - edge, low), radius=em * 0.5, rgb=INK)
        yield _phase_mark(scene.phase, np.array([left + em * 1.05, y]), em * 0.32)
        yield text("phase", phase, left + em * 1.7, y, PAPER, em)


def _phase_mark(phase: PhaseName, centre: Floats, r: float) -> AnyShape:
    if phase in ("descent", "ascent"):
        arrow = centre + r * looks.ARROW * (1 if phase == "descent" else -1)
        return Fill(layer="phase", points=arrow, rgb=PAPER)
    return Dots(layer="phase", centres=centre[None], radius=r * 0.8, rgb=PAPER, edge=PAPER, edge_radius=0.0)


def bottom(scene: Scene, size_wh: tuple[int, int], em: int) -> Iterator[AnyShape]:
    """The worst banner lowest, others above it as far as there is space, then the note."""
    width, height = size_wh
    floor = round(height - em * 0.6)
    panels = [(b.text, b.verdict, STATUS[b.verdict]) for b in scene.banners]
    if scene.note:
        panels.append((scene.note, "not_assessed", INK))
    for i, (words, verdict, fill) in enumerate(panels):
        rows = lines(words, em, round(max(width - em * 4.2, em)))
        high = round(floor - len(rows) * em * 1.2 - em * 0.8)
        if i and high < height * (1 - BANNERS_SHARE):
            break
        yield from _panel(width, rows, verdict, fill, (high, floor), em)
        floor = round(high - em * 0.35)


def _panel(
    width: int, rows: tuple[str, ...], verdict: Verdict, fill: Rgb, top_floor: tuple[int, int], em: int
) -> Iterator[AnyShape]:
    high, floor = top_floor
    ink = looks.ink_on(fill)
    wide = min(width, max(text_width(row, em) for row in rows) + em * 3.1)
    left = round((width - wide) / 2)
    yield Plate(layer="findings", box=(left, high, round(left + wide), floor), radius=em * 0.55, rgb=fill)
    centre = np.array([left + em * 1.2, (high + floor) / 2])
    yield Icon(layer="findings", verdict=verdict, centre=centre, radius=em * 0.66, ink=ink, paper=fill)
    for i, row in enumerate(rows):
        yield text("findings", row, left + em * 2.3, high + em * (1.0 + 1.2 * i), ink, em)
