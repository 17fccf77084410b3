from dataclasses import replace

import numpy as np
import pytest

from formcheck.drawing.draw import ACCENT, FAULT, INK, PAPER, STATUS, Banner, Scene, draw
from formcheck.motion import landmarks as lm
from formcheck.movements import movements
from formcheck.wording.names import movement_name

GREY = 128
SIZES = [(64, 64), (64, 114), (320, 240), (540, 960), (960, 540), (3840, 2160)]
LEFT_LEG = {"hip": (0.55, 0.55), "knee": (0.40, 0.60), "ankle": (0.47, 0.75), "heel": (0.50, 0.78)}


def person(size_wh):
    """A squatting stick figure facing left: the left side near, the right side a little to the right of it."""
    points = np.full((lm.COUNT, 2), np.nan)
    places = LEFT_LEG | {
        "shoulder": (0.45, 0.35),
        "elbow": (0.35, 0.38),
        "wrist": (0.25, 0.37),
        "index": (0.22, 0.37),
        "foot_index": (0.38, 0.78),
    }
    for part, (x, y) in places.items():
        points[lm.at(part, "left")] = (x, y)
        points[lm.at(part, "right")] = (x + 0.25, y)
    return points * size_wh


def scene(size_wh=(540, 960), **changes):
    base = Scene(
        landmarks_px=person(size_wh),
        visibility=np.ones(lm.COUNT),
        near="left",
        angles={"knee": 112.0, "hip": 95.0, "trunk": 30.0, "tibia": 25.0},
        rep_done=1,
        rep_current=2,
        phase="bottom",
        movement="Squat",
    )
    return replace(base, **changes)


def blank(size_wh=(540, 960)):
    width, height = size_wh
    return np.full((height, width, 3), GREY, np.uint8)


def drawn(size_wh=(540, 960), **changes):
    return draw(blank(size_wh), scene(size_wh, **changes))


def count(image, rgb):
    return int((image == rgb).all(axis=-1).sum())


def bare(**changes):
    """No plates at the top or bottom that are not asked for here; angles and skeleton only where asked for."""
    nothing = {"landmarks_px": np.full((33, 2), np.nan), "phase": None, "movement": ""}
    return drawn(**(nothing | changes))


def test_draws_into_the_picture_it_is_given():
    picture = blank()
    assert draw(picture, scene()) is picture
    assert (picture != GREY).any()


@pytest.mark.parametrize("shape", [(90, 90), (90, 90, 4)])
def test_refuses_what_is_no_rgb_picture(shape):
    with pytest.raises(ValueError, match="expected"):
        draw(np.zeros(shape, np.uint8), scene())
    with pytest.raises(ValueError, match="expected"):
        draw(np.zeros((90, 90, 3)), scene())


@pytest.mark.parametrize("size_wh", SIZES)
@pytest.mark.parametrize("verdict", STATUS)
def test_draws_at_any_size_in_the_colour_of_the_verdict(size_wh, verdict):
    image = drawn(size_wh, banners=(Banner(verdict, "Hips rise before the chest"),), note="can't tell: heels hidden")
    assert image.shape == (size_wh[1], size_wh[0], 3)
    assert count(image[size_wh[1] // 2 :], STATUS[verdict]) > 0.02 * size_wh[0] * size_wh[1] / 2


@pytest.mark.parametrize("seed", range(5))
def test_missing_or_wild_numbers_never_crash(seed):
    rng = np.random.default_rng(seed)
    wild = np.array([1.0, 1e3, -1e7, 1e300, np.nan, np.inf])
    image = blank((320, 240))
    for _ in range(20):
        angles = {name: rng.choice([*wild, 50.0, -4.0, 190.0]) for name in ("knee", "hip", "trunk", "tibia")}
        points = person((320, 240)) * rng.choice(wild, (33, 2))
        faint = np.where(rng.random(33) < 0.5, np.nan, rng.random(33))
        draw(image, scene(landmarks_px=points, visibility=faint, angles=angles, banners=(Banner("good", ""),), note=""))


def test_nobody_in_view_draws_no_skeleton():
    assert count(bare(), ACCENT) == 0
    assert count(drawn(), ACCENT) > 500


def test_near_side_is_bold_and_far_side_faint():
    size_wh = (960, 540)
    image = drawn(size_wh, angles={})
    near, far = (person(size_wh)[[lm.at("hip", side), lm.at("knee", side)]].mean(axis=0) for side in lm.SIDES)

    def across(point):
        x, y = point.round().astype(int)
        return image[y - 9 : y + 10, x]  # clear of the line between the hips

    assert count(across(near), ACCENT) >= 4
    assert count(across(far), ACCENT) == 0
    assert 2 <= (across(far) != GREY).any(axis=-1).sum() < (across(near) != GREY).any(axis=-1).sum()


def test_a_joint_the_model_is_not_sure_of_is_drawn_faint():
    unsure = np.ones(lm.COUNT)
    unsure[lm.at("knee", "left")] = 0.3
    assert count(drawn(angles={}, visibility=unsure), ACCENT) < count(drawn(angles={}), ACCENT)
    unsure[:] = np.nan
    assert count(drawn(angles={}, visibility=unsure), ACCENT) == 0


def test_unknown_angle_is_not_drawn():
    without = drawn(angles={"hip": 95.0})
    assert (drawn(angles={"hip": 95.0, "knee": np.nan}) == without).all()
    assert (drawn(angles={"hip": 95.0, "knee": 112.0}) != without).any()


def test_numbers_do_not_cover_each_other():
    """Every plate of a number adds its own area of ink."""
    plates = [count(drawn(angles={name: 120.0}), INK) - count(drawn(angles={}), INK) for name in ("knee", "hip")]
    both = count(drawn(angles={"knee": 120.0, "hip": 120.0}), INK) - count(drawn(angles={}), INK)
    assert both == pytest.approx(sum(plates), rel=0.02)


@pytest.mark.parametrize("size_wh", [(540, 960), (960, 540), (320, 240), (720, 720)])
def test_banner_text_is_large_enough_for_a_phone(size_wh):
    height = size_wh[1]
    image = bare(size_wh=size_wh, banners=(Banner("fault", "Hg"),))
    rows, columns = np.where((image[height // 2 :] == FAULT).all(axis=-1))
    box = image[height // 2 :][rows.min() : rows.max(), columns.min() : columns.max()]
    text = box[:, int(box.shape[1] * 0.62) :]  # right of the icon
    halfway = (np.array(PAPER) + FAULT) / 2
    inked = np.flatnonzero((text > halfway).all(axis=-1).any(axis=1))
    assert inked.max() - inked.min() + 1 >= 0.032 * height


def test_long_text_stays_inside_the_picture():
    image = bare(banners=(Banner("fault", "Push the floor away and lead with the chest, not with the hips"),))
    assert count(image[:, :4], FAULT) == count(image[:, -4:], FAULT) == 0
    assert count(image[-4:], FAULT) == 0


def test_worst_banner_stays_when_there_is_no_room_for_two():
    words = "Hips rise before the chest: push the floor away"
    both = (Banner("fault", words), Banner("watch", words))
    flat = bare(size_wh=(960, 480), banners=both)
    assert count(flat, STATUS["fault"]) > 0
    assert count(flat, STATUS["watch"]) == 0
    assert count(bare(size_wh=(540, 960), banners=both), STATUS["watch"]) > 0


def test_counter_shows_the_running_repetition_or_those_done():
    top = {n: bare(rep_current=n) for n in (2, 3)}
    assert (top[2] != top[3]).any()
    assert (bare(rep_current=None, rep_done=2) != top[2]).any()
    assert (bare(rep_current=2, rep_done=5) == top[2]).all()


def test_every_phase_looks_different():
    looks = [bare(phase=phase).tobytes() for phase in (None, "standing", "descent", "bottom", "ascent")]
    assert len(set(looks)) == len(looks)


def test_the_movement_is_a_word_and_none_is_no_word():
    names = [movement_name(name) for name in movements()]
    assert all((bare(movement=name) != bare(movement="")).any() for name in names)
    assert len({bare(movement=name).tobytes() for name in names}) == len(names)
