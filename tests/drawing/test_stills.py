"""Windows of one size around people, stills cut from pictures, and the picture of who is who."""

import io

import numpy as np
import pytest
from PIL import Image

from formcheck.drawing.scene import ACCENT, INK, Scene
from formcheck.drawing.stills import FEET, STILL_HEIGHT_PX, jpeg, people_picture, still, windows
from formcheck.motion import landmarks as lm

WH = (540, 960)


def person(hip_y=500.0, at=(270.0, 800.0), wide=120.0):
    """Landmarks on a line from the feet, which stand at ``at``, up to the hip and over to the hands."""
    points = np.full((lm.COUNT, 2), np.nan)
    points[list(FEET)] = at
    points[list(lm.pair("hip"))] = at[0], hip_y
    points[list(lm.pair("shoulder"))] = at[0] - 20, hip_y - 150
    points[list(lm.pair("wrist"))] = at[0] - wide, hip_y - 100
    return points


def picture(data: bytes) -> np.ndarray:
    image = Image.open(io.BytesIO(data))
    assert image.format == "JPEG"
    return np.asarray(image).astype(int)


def scene(points, **angles):
    return Scene(
        landmarks_px=points,
        visibility=np.ones(lm.COUNT),
        near="left",
        angles=angles,
        rep_done=1,
        rep_current=2,
        phase="bottom",
        movement="squat",
        note="a note",
    )


def test_windows_share_one_size_and_show_everybody_whole():
    people = {1: person(), 2: person(hip_y=560, wide=150), 4: person(at=(300.0, 790.0))}
    found = windows(people, WH)
    assert sorted(found) == [1, 2, 4]
    assert len({(round(x1 - x0, 6), round(y1 - y0, 6)) for x0, y0, x1, y1 in found.values()}) == 1
    for key, (x0, y0, x1, y1) in found.items():
        seen = people[key][np.isfinite(people[key][:, 0])]
        assert (seen > [x0 + 20, y0 + 20]).all()
        assert (seen < [x1 - 20, y1 - 20]).all()
        assert 0 <= x0 < x1 <= WH[0]
        assert 0 <= y0 < y1 <= WH[1]


def test_the_feet_stand_at_one_place_in_every_window():
    people = {1: person(at=(500.0, 800.0)), 2: person(hip_y=640, at=(480.0, 780.0))}
    found = windows(people, (960, 960))
    places = [np.subtract(people[key][FEET[0]], found[key][:2]) for key in found]
    assert places[0] == pytest.approx(places[1])


def test_a_person_at_the_edge_keeps_the_size():
    found = windows({1: person(), 2: person(at=(125.0, 950.0), hip_y=700)}, WH)
    sizes = {(round(x1 - x0, 6), round(y1 - y0, 6)) for x0, y0, x1, y1 in found.values()}
    assert len(sizes) == 1
    assert found[2][0] >= 0
    assert found[2][3] <= WH[1]


def test_whoever_is_hidden_has_no_window():
    hidden = np.full((lm.COUNT, 2), np.nan)
    assert list(windows({1: hidden, 2: person()}, WH)) == [2]
    assert windows({1: hidden}, WH) == {}


def test_without_feet_the_box_is_what_counts():
    points = person()
    points[list(FEET)] = np.nan
    assert list(windows({1: points}, WH)) == [1]


def test_a_still_is_that_part_of_the_picture_with_the_person_and_no_words():
    image = np.full((WH[1], WH[0], 3), 200, np.uint8)
    image[:, :100] = (200, 0, 0)
    window = (100.0, 200.0, 450.0, 900.0)
    made = picture(still(image, scene(person(), knee=100.0), window))
    assert made.shape == (STILL_HEIGHT_PX, 300, 3)
    assert np.abs(made[:80] - 200).max() < 12  # neither red from outside nor the plates of counter and phase
    assert np.abs(made[-60:] - 200).max() < 12  # no note
    hip = round((500 - 200) * STILL_HEIGHT_PX / 700)
    drawn = np.abs(made[hip - 20 : hip + 20] - 200).max(axis=2) > 60
    assert drawn.any()


def test_a_still_leaves_the_picture_as_it_was():
    image = np.full((WH[1], WH[0], 3), 90, np.uint8)
    still(image, scene(person(), knee=100.0), (100.0, 300.0, 400.0, 900.0))
    assert (image == 90).all()


def test_jpegs_are_small_and_true_in_colour():
    image = np.zeros((600, 450, 3), np.uint8)
    image[:, ::2] = ACCENT
    data = jpeg(image)
    assert np.abs(picture(data)[:, ::2] - ACCENT).mean() < 12  # even in lines of one pixel
    assert len(data) < 400_000


def near(image: np.ndarray, rgb: tuple[int, int, int]) -> np.ndarray:
    return np.abs(image - rgb).max(axis=2) < 40


def test_people_are_boxed_and_the_followed_one_stands_out_by_more_than_colour():
    image = np.full((480, 640, 3), 200, np.uint8)
    boxes = {1: (0.1, 0.4, 0.25, 0.9), 2: (0.6, 0.4, 0.75, 0.9)}
    made = picture(people_picture(image, boxes, followed=2).jpeg)
    left, right = made[:, :420], made[:, 420:]
    assert near(right, ACCENT).sum() > 2 * near(left, INK).sum() > 600
    assert near(left, ACCENT).sum() == 0
    nobody = picture(people_picture(image, boxes, followed=None).jpeg)
    assert near(nobody, ACCENT).sum() == 0


def test_boxes_stay_inside_the_picture():
    image = np.full((480, 640, 3), 200, np.uint8)
    made = picture(people_picture(image, {1: (-0.2, -0.1, 1.3, 1.2)}, followed=None).jpeg)
    assert made.shape == (640, 853, 3)
    assert near(made[:, :12], INK).any(axis=1).sum() > 400
