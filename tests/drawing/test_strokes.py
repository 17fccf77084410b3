"""What a trainer drew, on a picture of any size; and the cards and captions around it."""

import numpy as np
import pytest

from formcheck.drawing import message_cards as cards
from formcheck.drawing.brush import text_width
from formcheck.drawing.draw import paint
from formcheck.drawing.scene import INK, STATUS
from formcheck.drawing.strokes import PEN, degrees_between, stroke_shapes

LINE = {"tool": "line", "points": [[0.25, 0.5], [0.75, 0.5]]}
ARROW = {"tool": "arrow", "points": [[0.25, 0.5], [0.75, 0.5]]}
ANGLE = {"tool": "angle", "points": [[0.75, 0.5], [0.5, 0.5], [0.5, 0.25]]}
LONG = "Keep your chest up and let your knees travel forward a little more before you sink. " * 3
CHINESE = "这里请抬起胸部，在下蹲之前让膝盖再向前一点，慢慢来，不着急。" * 4


def painted(*strokes, size_wh=(320, 480)):
    """Where a grey picture has the pen's colour."""
    image = paint(np.full((size_wh[1], size_wh[0], 3), 128, np.uint8), stroke_shapes(strokes, size_wh))
    return np.abs(image.astype(int) - PEN).sum(axis=2) < 30


@pytest.mark.parametrize("size_wh", [(320, 480), (1280, 720)])
def test_a_line_lies_where_it_was_drawn(size_wh):
    rows, columns = np.nonzero(painted(LINE, size_wh=size_wh))
    assert rows.mean() == pytest.approx(size_wh[1] / 2, abs=1)
    assert (columns.min(), columns.max()) == pytest.approx((size_wh[0] / 4, size_wh[0] * 3 / 4), abs=size_wh[0] / 50)


def test_an_arrow_has_its_head_at_its_end():
    both = painted(ARROW) & ~painted(LINE)
    columns = np.nonzero(both)[1]
    assert len(columns) > 20
    assert columns.min() > 320 * 0.70
    assert columns.max() < 320 * 0.77


def test_an_angle_is_that_of_the_picture():
    points = np.array(ANGLE["points"]) * (320, 480)
    assert degrees_between(points) == pytest.approx(90)
    assert degrees_between(points[::-1]) == pytest.approx(90)
    assert [shape.words for shape in stroke_shapes([ANGLE], (320, 480)) if hasattr(shape, "words")] == ["90°"]
    rows, columns = np.nonzero(painted(ANGLE))
    assert rows.max() <= 240 + 4  # its arc goes the short way
    assert columns.min() >= 160 - 4


@pytest.mark.parametrize(
    "words", [LONG, CHINESE, "Short", "One line\n\nand another", "https://studio.example/" + "a" * 90]
)
def test_words_are_all_shown_some_lines_at_a_time(words):
    pages = cards.pages(words)
    lines = [line for page in pages for line in page]
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert max(map(len, pages)) <= cards.PAGE_LINES
    assert max(text_width(line, cards.EM) for line in lines) <= cards.WIDTH_PX - 2 * cards.MARGIN


def test_no_words_are_one_empty_page_and_too_many_end_in_dots():
    assert cards.pages("  \n ") == [()]
    pages = cards.pages(LONG * 20)
    assert len(pages) == cards.MOST_PAGES
    assert pages[-1][-1].endswith("…")


@pytest.mark.parametrize("clip_wh", [(540, 960), (960, 540), (64, 64), (270, 481), (3000, 400)])
def test_a_clip_of_any_shape_fits(clip_wh):
    place = cards.fitted(clip_wh)
    assert all(side % 2 == 0 for side in (*place.size_wh, *place.picture_wh))
    assert place.picture_wh[0] / place.picture_wh[1] == pytest.approx(clip_wh[0] / clip_wh[1], rel=0.02)
    assert place.size_wh[0] == cards.WIDTH_PX
    assert place.size_wh[1] <= cards.MOST_HIGH_PX + cards.BAND_PX


def test_a_caption_lies_below_the_picture_and_within_the_film():
    place = cards.fitted((960, 540))
    picture = np.full((place.picture_wh[1], place.picture_wh[0], 3), 128, np.uint8)
    page = cards.pages(CHINESE)[0]
    image = cards.on_canvas(
        picture, place, "Rep 12 · A very long name of something that was found, " * 2, "watch", page
    )
    assert (image[: place.picture_wh[1]] == 128).all()
    below = image[place.picture_wh[1] :]
    written = (below != INK).any(axis=2)
    assert (np.abs(below.astype(int) - STATUS["watch"]).sum(axis=2) < 10).sum() > 2000
    assert not written[-8:].any()
    assert not written[:, -cards.MARGIN + 4 :].any()
    assert written[100:].sum() > 2000


def test_cards_hold_a_long_name_in_a_small_film():
    size_wh = cards.fitted((960, 540)).size_wh
    image = cards.title_card(
        size_wh, "For Maximiliane Alexandra von Hohenstein-Waldburg", ("3 November 2026",), ("Kim",)
    )
    written = np.nonzero((image != INK).any(axis=2))
    assert written[0].max() < size_wh[1] - 10
    assert written[1].max() < size_wh[0] - 10
