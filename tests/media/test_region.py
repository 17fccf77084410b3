"""What of a picture the pose model is shown of one person among others."""

import numpy as np
import pytest
from bodies import body

from formcheck.media.people import Person, box_px
from formcheck.media.region import BLANK, CORE_SIZES, LEAST_SIZES, person_roi

SIZE_WH = (1280, 720)
SIZE_PX = 100.0
LIT = 200


def stands(x: float, *times: float) -> Person:
    return Person([body(x, t_s, size=SIZE_PX) for t_s in times], 1)


def shown(person: Person, *others: Person, t_s: float) -> np.ndarray:
    """(W,) columns of the whole picture in which something is shown at knee height."""
    roi = person_roi(person, others, 0.0, 4.0, SIZE_WH)
    cut = roi.cut(np.full((SIZE_WH[1], SIZE_WH[0], 3), LIT, np.uint8), t_s)
    x0, y0, x1, _ = roi.box
    out = np.zeros(SIZE_WH[0], bool)
    out[x0:x1] = (cut[430 - y0] == LIT).all(axis=1)
    return out


def test_alone_the_whole_region_is_shown() -> None:
    seen = shown(stands(640.0, 0.0, 0.5, 1.0), t_s=0.25)
    x0, _, x1, _ = person_roi(stands(640.0, 0.0, 0.5, 1.0), (), 0.0, 4.0, SIZE_WH).box
    assert seen[x0:x1].all()


def test_among_others_only_where_the_person_must_be() -> None:
    person, far = stands(640.0, 0.0, 0.5, 1.0, 3.0), stands(1200.0, 0.0, 0.5, 1.0, 3.0)
    left, _, right, _ = box_px(person.sightings[0].image_px)
    columns = np.flatnonzero(shown(person, far, t_s=0.25))
    room = left - columns[0]
    assert LEAST_SIZES * SIZE_PX < room < SIZE_PX
    assert columns[-1] - right == pytest.approx(room, abs=2)
    longer = np.flatnonzero(shown(person, far, t_s=2.0))
    assert longer[0] < columns[0], "the longer nobody looked, the more is shown"


def test_a_neighbour_is_blanked_up_to_the_person() -> None:
    person, near = stands(640.0, 0.0, 0.5, 1.0), stands(730.0, 0.0, 0.5, 1.0)
    _, _, right, _ = box_px(person.sightings[0].image_px)
    seen = shown(person, near, t_s=0.25)
    assert seen[600 : int(right + CORE_SIZES * SIZE_PX) - 1].all(), "never the person"
    assert not seen[int(right + CORE_SIZES * SIZE_PX) + 2 : 760].any()


def test_who_walks_past_is_blanked_where_they_are_now() -> None:
    person = stands(640.0, 0.0, 0.5, 1.0)
    walker = Person([body(x, t_s, size=SIZE_PX) for x, t_s in ((540.0, 0.0), (640.0, 0.5), (740.0, 1.0))], 2)
    early, late = (shown(person, walker, t_s=t_s) for t_s in (0.1, 0.9))
    assert not early[560]
    assert early[715]
    assert late[565]
    assert not late[720]


def test_the_picture_given_stays_as_it_is() -> None:
    image = np.full((SIZE_WH[1], SIZE_WH[0], 3), LIT, np.uint8)
    person_roi(stands(640.0, 0.0, 1.0), [stands(700.0, 0.0, 1.0)], 0.0, 1.0, SIZE_WH).cut(image, 0.5)
    assert (image == LIT).all()
    assert BLANK != LIT
