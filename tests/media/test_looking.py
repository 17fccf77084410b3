"""Everybody in one picture, seen by a made-up detector that overlooks who is small."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from formcheck.media.linking import link
from formcheck.media.looking import everybody, sides, tiles
from formcheck.media.people import box_px
from formcheck.motion import landmarks as lm
from formcheck.motion.track import Pose

CLASS_WH, PHONE_WH = (720, 540), (540, 720)
BLIND_BELOW = 0.55  # of the picture's longer side, as tall as a person of the class in one of its sides


def body(hip_x: float, *, tall_px: float = 300.0, wide_px: float = 40.0, t_s: float = 0.0) -> Pose:
    """Somebody upright; the trunk is three tenths of the height."""
    image = np.zeros((lm.COUNT, 2))
    image[:, 0] = hip_x + np.linspace(-0.5, 0.5, lm.COUNT) * wide_px
    image[:, 1] = np.linspace(420.0 - tall_px, 420.0, lm.COUNT)
    for part, up in (("shoulder", 0.8), ("hip", 0.5)):
        image[list(lm.pair(part))] = hip_x, 420.0 - up * tall_px
    return Pose(t_s, image, np.zeros((lm.COUNT, 3)), np.full(lm.COUNT, 0.9), np.full((2, 25), np.nan))


def detector(*people: Pose) -> Callable[[np.ndarray, float], list[Pose]]:
    """Sees whoever stands in the picture it is shown, tall enough in it; where the picture lies is in its colour."""

    def find(image: np.ndarray, t_s: float) -> list[Pose]:
        left, top, width = int(image[0, 0, 0]) * 4, int(image[0, 0, 1]) * 4, image.shape[1]
        found = []
        for person in people:
            x0, y0, x1, y1 = box_px(person.image_px)
            inside = left <= (x0 + x1) / 2 < left + width
            if inside and (y1 - y0) / max(image.shape[:2]) >= BLIND_BELOW:
                found.append(Pose(t_s, person.image_px - [left, top], *_rest(person)))
        return found

    return find


def _rest(pose: Pose) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return pose.world_m, pose.visibility, pose.silhouette


def picture(size_wh: tuple[int, int]) -> np.ndarray:
    """A picture whose colours tell a quarter of the place from the left and from above."""
    out = np.zeros((size_wh[1], size_wh[0], 3), np.uint8)
    out[..., 0], out[..., 1] = np.arange(size_wh[0]) // 4, np.arange(size_wh[1])[:, None] // 4
    return out


def seen(*people: Pose, size_wh: tuple[int, int] = CLASS_WH) -> list[float]:
    looks = [everybody(detector(*people), picture(size_wh), t_s) for t_s in (0.0, 2.0, 4.0)]
    return [float(np.median(person.sightings[0].image_px[:, 0])) for person in link(looks)]


def test_a_class_too_small_for_the_whole_picture_is_found_in_its_sides() -> None:
    class_of_three = [body(x) for x in (110, 340, 580)]
    assert detector(*class_of_three)(picture(CLASS_WH), 0.0) == []
    assert seen(*class_of_three) == pytest.approx([110, 340, 580], abs=2)


def test_one_person_seen_in_the_whole_picture_and_in_both_sides_is_one() -> None:
    middle = body(360, tall_px=410.0)
    assert len(detector(middle)(picture(CLASS_WH)[:, :432], 0.0)) == 1
    assert len(everybody(detector(middle), picture(CLASS_WH), 0.0)) == 1
    assert len(seen(middle)) == 1


def test_a_body_that_a_side_cuts_off_is_left_to_the_whole_picture() -> None:
    across = body(420, tall_px=410.0, wide_px=260.0)  # the left side ends at 432, the right one begins at 288
    assert len(everybody(detector(across), picture(CLASS_WH), 0.0)) == 1
    assert everybody(detector(body(420, wide_px=260.0)), picture(CLASS_WH), 0.0) == ()


def test_two_who_stand_close_stay_two() -> None:
    assert len(seen(body(300), body(380))) == 2


def test_another_guess_at_a_body_seen_before_is_no_second_person() -> None:
    """As behind the plates of a bar: in the sides the model sees the lifter's legs as somebody small."""
    lifter, legs = body(250, tall_px=410.0, wide_px=110.0), body(262, tall_px=190.0, wide_px=90.0)

    def find(image: np.ndarray, _t_s: float) -> list[Pose]:
        return [lifter] if image.shape[1] == CLASS_WH[0] else [legs] if image[0, 0, 0] == 0 else []

    assert everybody(find, picture(CLASS_WH), 0.0) == (lifter,)


@pytest.mark.parametrize(("size_wh", "count"), [(PHONE_WH, 0), ((540, 540), 0), (CLASS_WH, 2), ((960, 540), 2)])
def test_only_wide_pictures_have_sides(size_wh: tuple[int, int], count: int) -> None:
    parts = sides(size_wh)
    assert len(parts) == count
    if parts:
        (first, top, end, bottom), (begin, _, last, _) = (side.box for side in parts)
        assert (first, top, bottom, last) == (0, 0, size_wh[1], size_wh[0])
        assert end - begin == pytest.approx(0.2 * size_wh[0], abs=2)


def test_a_row_behind_is_found_in_squares_and_nobody_twice() -> None:
    """The detector sees who fills most of what it is shown: the front row in the sides, the other one in squares."""
    front = [body(x, tall_px=300.0) for x in (110.0, 590.0)]
    behind = body(350.0, tall_px=210.0)
    assert seen(*front, behind) == pytest.approx([110, 350, 590], abs=4)
    assert seen(behind) == [], "alone nobody would look closer"


def test_squares_are_as_high_as_people_and_cover_the_whole_width() -> None:
    found = [body(110.0), body(590.0)]
    squares = tiles(found, CLASS_WH)
    side = squares[0].box[2] - squares[0].box[0]
    assert 300 < side < 400
    assert {square.box[3] - square.box[1] for square in squares} == {side}
    assert (squares[0].box[0], squares[-1].box[2]) == (0, CLASS_WH[0])
    assert all(after.box[0] - before.box[0] <= side / 2 + 1 for before, after in pairwise(squares))
    assert tiles(found[:1], CLASS_WH) == tiles(found, PHONE_WH) == ()
