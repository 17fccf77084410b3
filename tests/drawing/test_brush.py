import threading

import numpy as np
import pytest

from formcheck.drawing import brush
from formcheck.drawing.scene import INK, PAPER


def blank(size_wh=(80, 60)):
    return np.full((size_wh[1], size_wh[0], 3), 100, np.uint8)


def test_mirrored_is_another_picture_with_left_and_right_exchanged():
    image = blank()
    image[:, 0] = 7
    other = brush.mirrored(image)
    assert (other[:, -1] == 7).all()
    assert (other[:, 0] == 100).all()
    assert not np.shares_memory(image, other)


def test_scaled_has_the_size_asked_for():
    assert brush.scaled(blank(), (40, 30)).shape == (30, 40, 3)


def test_darkening_leaves_the_inside_alone():
    image = blank()
    square = np.array([(20.0, 10.0), (60.0, 10.0), (60.0, 50.0), (20.0, 50.0)])
    brush.darken_outside(image, square, 0.5)
    assert (image[20:40, 30:50] == 100).all()
    assert (image[:5] == 50).all()


@pytest.mark.parametrize("box", [(10, 10, 50, 40), (-20, -20, 30, 30), (60, 40, 200, 200), (300, 300, 400, 400)])
def test_glass_lets_the_picture_through_and_may_leave_it(box):
    image = blank()
    brush.glass(image, box, 6, INK, 0.5)
    inside = brush.cut(image, box)
    assert not inside.size or (inside[inside.shape[0] // 2, inside.shape[1] // 2] < 100).all()
    outside = image[55:, 70:] if box[0] < 50 else image[:5, :5]
    assert (outside == 100).all()


def test_text_of_any_script_is_drawn_and_has_a_width():
    for words in ("Squat 110°", "慢慢来"):
        image = blank((400, 60))
        brush.text(image, words, 10, 30, PAPER, 24)
        columns = np.flatnonzero((image != 100).any(axis=(0, 2)))
        assert columns[0] >= 8
        assert columns[-1] <= 12 + brush.text_width(words, 24)
    assert brush.text_width("", 24) == 0


def test_every_thread_may_write():
    """A font is not shared between threads; glyphs would mix."""
    pictures = [blank((300, 50)) for _ in range(4)]

    def write(image):
        for _ in range(30):
            brush.text(image, "Stand tall 110°", 5, 25, PAPER, 24)

    threads = [threading.Thread(target=write, args=(image,)) for image in pictures]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all((image == pictures[0]).all() for image in pictures)
