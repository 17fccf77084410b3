"""What stands around the pictures of a short film for a member: title, words in large letters, the end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.drawing import brush
from formcheck.drawing.brush import Image
from formcheck.drawing.scene import ACCENT, INK, PAPER, STATUS, Rgb, ink_on
from formcheck.schema import Verdict

WIDTH_PX: Final = 720  # chosen: sharp on a phone held upright
MOST_HIGH_PX: Final = 960  # of the clip's picture, so that an upright one leaves room for the words
EM: Final = 40  # chosen: 3.5 mm on a phone
MARGIN: Final = 36
LINE: Final = 1.3  # of an em
PAGE_LINES: Final = 3
MOST_PAGES: Final = 8  # chosen: about 700 characters; who has more to say had better speak
HEADING_EM, SMALL_EM, TITLE_EM = 30, 26, 60
BAND_PX: Final = 276
WIDE: Final = "\u2e80"  # scripts from here on have wide signs
SOFT: Final[Rgb] = (176, 186, 200)  # on INK, 9 to 1


@dataclass(frozen=True, slots=True)
class Fitted:
    """Where the clip's picture lies in the film: the film's size, the picture's, and its left edge."""

    size_wh: tuple[int, int]
    picture_wh: tuple[int, int]
    left: int


def fitted(clip_wh: tuple[int, int]) -> Fitted:
    """The clip's picture over the words, as large as there is room."""
    scale = min(WIDTH_PX / clip_wh[0], MOST_HIGH_PX / clip_wh[1])
    width, height = (2 * round(side * scale / 2) for side in clip_wh)
    return Fitted((WIDTH_PX, height + BAND_PX), (width, height), (WIDTH_PX - width) // 2)


def pages(words: str, em: int = EM, most_lines: int = PAGE_LINES) -> list[tuple[str, ...]]:
    """Words as they are shown one after the other, some lines at a time; at least one page, perhaps empty."""
    rows = [row for part in words.splitlines() if part.strip() for row in _rows(part, em)]
    if len(rows) > MOST_PAGES * most_lines:
        rows = [*rows[: MOST_PAGES * most_lines - 1], "…"]
    return [tuple(rows[at : at + most_lines]) for at in range(0, len(rows), most_lines)] or [()]


def on_canvas(picture: Image, place: Fitted, heading: str, verdict: Verdict | None, page: Sequence[str]) -> Image:
    """One picture of the film: below it what is meant, in the colour and shape of its ``verdict``, and words."""
    canvas = _empty(place.size_wh)
    height, width = picture.shape[:2]
    canvas[:height, place.left : place.left + width] = picture
    top = height + MARGIN * 0.6
    if heading:
        top = _heading(canvas, heading, verdict, top)
    _set(canvas, page, top, EM, PAPER)
    return canvas


def title_card(size_wh: tuple[int, int], title: str, facts: Sequence[str], sender: Sequence[str]) -> Image:
    """For whom, of which day and what; from whom."""
    canvas = _empty(size_wh)
    rows = _rows(title, TITLE_EM, 700)
    tall = (len(rows) * TITLE_EM + (len(facts) + len(sender)) * EM) * LINE + 2 * MARGIN
    top = max(MARGIN, (size_wh[1] - tall) / 2)
    brush.plate(canvas, (MARGIN, round(top - MARGIN * 0.5), MARGIN + 96, round(top - MARGIN * 0.5) + 8), 4, ACCENT)
    top = _set(canvas, rows, top + MARGIN * 0.3, TITLE_EM, PAPER, 700)
    for fact in facts:
        top = _set(canvas, _rows(fact, EM, 500), top, EM, PAPER, 500)
    top += MARGIN
    for line in sender:
        top = _set(canvas, _rows(line, EM, 500), top, EM, SOFT, 500)
    return canvas


def words_card(size_wh: tuple[int, int], page: Sequence[str], sender: str) -> Image:
    """A page of the trainer's words by themselves."""
    canvas = _empty(size_wh)
    top = (size_wh[1] - (len(page) + 1.5) * EM * LINE) / 2
    top = _set(canvas, page, top, EM, PAPER)
    _set(canvas, [sender], top + EM * 0.5, SMALL_EM, SOFT, 500)
    return canvas


def end_card(size_wh: tuple[int, int], words: str) -> Image:
    """What a film from one camera is not."""
    canvas = _empty(size_wh)
    rows = _rows(words, HEADING_EM, 500)
    _set(canvas, rows, (size_wh[1] - len(rows) * HEADING_EM * LINE) / 2, HEADING_EM, SOFT, 500)
    return canvas


def corner_label(picture: Image, words: str) -> None:
    """A remark in the picture's upper left corner, painted **into** it."""
    wide = brush.text_width(words, SMALL_EM) + SMALL_EM
    brush.plate(picture, (12, 12, 12 + wide, 12 + round(SMALL_EM * 1.6)), SMALL_EM * 0.5, INK)
    brush.text(picture, words, 12 + SMALL_EM * 0.5, 12 + SMALL_EM * 0.8, PAPER, SMALL_EM)


def _heading(canvas: Image, heading: str, verdict: Verdict | None, top: float) -> float:
    fill = STATUS[verdict] if verdict else ACCENT
    ink, room = ink_on(fill), WIDTH_PX - 2 * MARGIN
    mark = HEADING_EM * 1.5 if verdict else 0.0
    em = min(HEADING_EM, round(HEADING_EM * (room - mark - HEADING_EM) / brush.text_width(heading, HEADING_EM)))
    wide, high = round(brush.text_width(heading, em) + mark + HEADING_EM), round(HEADING_EM * 1.6)
    y = round(top)
    brush.plate(canvas, (MARGIN, y, MARGIN + wide, y + high), HEADING_EM * 0.5, fill)
    if verdict:
        centre = np.array([MARGIN + HEADING_EM * 1.1, y + high / 2])
        brush.icon(canvas, verdict, centre, HEADING_EM * 0.55, ink, fill)
    brush.text(canvas, heading, MARGIN + HEADING_EM * 0.5 + mark, y + high / 2, ink, em)
    return y + high + EM * 0.4


def _rows(words: str, em: int, weight: int = 600) -> tuple[str, ...]:
    room = WIDTH_PX - 2 * MARGIN
    parted = " ".join(part for word in words.split() for part in _parted(word, em, room, weight))
    return brush.lines(parted, em, room, weight, 2 * MOST_PAGES * PAGE_LINES)


def _parted(word: str, em: int, room: int, weight: int) -> Iterator[str]:
    """A name or an address that is wider than a line, in parts that are not; Chinese parts anywhere by itself."""
    while len(word) > 1 and max(word) < WIDE and brush.text_width(word, em, weight) > room:
        fits = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or brush.text_width(word[:n], em, weight) <= room)
        yield word[:fits]
        word = word[fits:]
    yield word


def _set(canvas: Image, rows: Sequence[str], top: float, em: int, rgb: Rgb, weight: int = 600) -> float:
    """Lines from ``top`` down; returns where the next one would begin."""
    for row in rows:
        brush.text(canvas, row, MARGIN, top + em * LINE / 2, rgb, em, weight)
        top += em * LINE
    return top


def _empty(size_wh: tuple[int, int]) -> Image:
    return np.full((size_wh[1], size_wh[0], 3), INK, np.uint8)
