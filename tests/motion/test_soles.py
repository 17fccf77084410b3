"""Slopes of soles under drawn masks of feet, whose marks may lie anywhere near."""

import numpy as np
import pytest

from formcheck.motion import landmarks as lm
from formcheck.motion.soles import sole_deg

SIZE = (300, 400)  # rows, columns
TOE, LENGTH = np.array([240.0, 200.0]), 60.0  # of the left foot, which points to the image's right


def marks(toe: np.ndarray = TOE, *, climb_px: float = 0.0, facing: int = 1, length: float = LENGTH) -> np.ndarray:
    """Landmarks of a left foot; its heel mark may climb along the shin. The right foot is nowhere."""
    image = np.full((lm.COUNT, 2), np.nan)
    image[lm.at("foot_index", "left")] = toe
    image[lm.at("heel", "left")] = toe - np.array([facing * length, climb_px])
    return image


def foot(turn_deg: float = 0.0, *, ball: float = 0.3, facing: int = 1, floor_y: float = 205.0) -> np.ndarray:
    """A soft mask (H, W): a shoe turned up over its ball, a share of its length behind the toe mark, and a leg."""
    y, x = np.mgrid[: SIZE[0], : SIZE[1]].astype(float)
    behind = facing * (TOE[0] - x)
    edge = floor_y - np.tan(np.radians(turn_deg)) * np.clip(behind - ball * LENGTH, 0, None)
    sole = (behind > -0.15 * LENGTH) & (behind < 1.1 * LENGTH)
    return np.where(sole & (y > 60), np.clip(edge - y + 0.5, 0, 1), 0.0)


@pytest.mark.parametrize("facing", [1, -1])
@pytest.mark.parametrize("turn_deg", [0.0, 9.0, 17.0, 27.0])
def test_a_heel_that_lifts_turns_the_sole_whichever_way_it_points(turn_deg: float, facing: int) -> None:
    left, right = sole_deg(foot(turn_deg, facing=facing), marks(facing=facing))
    assert left == pytest.approx(turn_deg, abs=1.0)
    assert np.isnan(right)


@pytest.mark.parametrize("climb_px", [0.0, 8.0, 20.0])
def test_a_heel_mark_that_climbs_the_shin_does_not_lift_a_planted_shoe(climb_px: float) -> None:
    assert sole_deg(foot(), marks(climb_px=climb_px))[0] == pytest.approx(0.0, abs=0.5)


def test_the_same_foot_reads_the_same_wherever_it_is_in_the_picture() -> None:
    image = foot(12.3)
    moved = np.roll(image, (7, -31), axis=(0, 1))
    assert sole_deg(moved, marks(TOE - np.array([31.0, -7.0])))[0] == pytest.approx(sole_deg(image, marks())[0])


@pytest.mark.parametrize(
    ("mask", "image"),
    [
        (np.zeros(SIZE), marks()),
        (np.ones(SIZE), marks()),
        (foot(), marks(length=7.0)),
        (foot(), marks(TOE + np.array([0.0, 400.0]))),
        (foot(), np.full((lm.COUNT, 2), np.nan)),
    ],
    ids=["no mask", "a mask without an end", "a foot too small", "out of the picture", "nobody"],
)
def test_what_shows_no_sole_has_no_slope(mask: np.ndarray, image: np.ndarray) -> None:
    assert np.isnan(sole_deg(mask, image)).all()


def test_a_foot_towards_the_camera_has_no_slope() -> None:
    image = marks()
    image[lm.at("heel", "left")] = TOE - np.array([-5.0, 40.0])
    assert np.isnan(sole_deg(foot(), image)[0])


def test_a_foot_mostly_behind_something_has_no_slope() -> None:
    mask = foot()
    mask[:, 195:] = 0.0
    assert np.isnan(sole_deg(mask, marks())[0])


def test_an_edge_that_is_no_line_is_not_a_sole() -> None:
    mask = foot()
    for at in range(180, 240):
        mask[205 - 7 * (at // 3 % 4) :, at] = 0.0
    assert np.isnan(sole_deg(mask, marks())[0])
