from dataclasses import replace

import numpy as np
import pytest
from figures import DEEP, HINGE, LOW, SHALLOW, STAND, Shot, analyzed, floor_squat, hinge, mirrored, posed, read
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from formcheck.motion import landmarks as lm
from formcheck.motion.angles import CSV_ANGLES
from formcheck.motion.directions import angle_between_deg, inclination_deg
from formcheck.settings import VideoSettings

CLOSE_DEG = 0.5
# Whole clips are slow: a failure is shown as found rather than made smaller.
SLOW_PROPERTY = settings(max_examples=6, deadline=None, derandomize=True, phases=[Phase.generate])
MOTIONS = {
    "floor squat": floor_squat(1),
    "hinge": hinge(1),
    "hands in prayer": posed(replace(DEEP, arms="prayer"), top=replace(STAND, arms="prayer")),
    "hands on knees": posed(replace(SHALLOW, arms="knee")),
    "hands to the floor": posed(replace(HINGE, knee_deg=60, tibia_deg=14, arms="floor"), down_s=1.6, up_s=1.6),
    "leaning back": posed(replace(SHALLOW, trunk_deg=-10, tibia_deg=5)),
    "quick": posed(replace(DEEP, arms="hanging"), down_s=0.8, up_s=0.7),
}


def judged(answer):
    return [(f.check, f.rep, f.verdict) for f in answer.report.findings]


def assert_same(one, other, close=1e-6):
    assert judged(one) == judged(other)
    for side in lm.SIDES:
        for name in CSV_ANGLES:
            np.testing.assert_allclose(
                getattr(getattr(one.angles, side).angles, name),
                getattr(getattr(other.angles, side).angles, name),
                atol=close,
            )


@pytest.mark.parametrize("body_yaw_deg", [0, 180])
@pytest.mark.parametrize("motion", MOTIONS.values(), ids=MOTIONS)
def test_every_angle_is_true(motion, body_yaw_deg):
    shot = Shot(motion=motion, body_yaw_deg=body_yaw_deg)
    angles = analyzed(shot).angles
    assert angles.near == shot.near
    for name, truth in shot.film.angles.items():
        for side in lm.SIDES:
            np.testing.assert_allclose(getattr(getattr(angles, side).angles, name), truth, atol=CLOSE_DEG, err_msg=name)
    np.testing.assert_allclose(angles.hip_height_legs, shot.film.hip_height_legs, atol=0.005)
    np.testing.assert_allclose(angles.shoulder_height_legs, shot.film.shoulder_height_legs, atol=0.005)


@pytest.mark.parametrize(("fps", "offbeat"), [(15, 0.0), (24, 0.3), (30, 0.6), (50, 0.5), (60, 0.0)])
def test_angles_are_true_at_every_frame_rate(fps, offbeat):
    shot = Shot(motion=floor_squat(1), fps=fps, offbeat=offbeat)
    near = analyzed(shot).angles.near_side
    for name in CSV_ANGLES:
        np.testing.assert_allclose(getattr(near, name), shot.film.angles[name], atol=CLOSE_DEG, err_msg=name)


@pytest.mark.parametrize("motion", [floor_squat(1), hinge(1)], ids=["squat", "hinge"])
def test_trunk_minus_tibia_is_hip_minus_knee(motion):
    angles = analyzed(Shot(motion=motion)).angles
    fold = angles.near_side.hip_flexion_deg - angles.near_side.knee_flexion_deg
    np.testing.assert_allclose(angles.trunk_minus_tibia_deg, fold, atol=1e-6)


@pytest.mark.parametrize("motion", [posed(LOW), posed(SHALLOW), hinge(1)], ids=["low", "shallow", "hinge"])
def test_the_shape_of_the_picture_changes_nothing(motion):
    tall, *others = (analyzed(Shot(motion=motion, size_wh=size)) for size in ((540, 960), (720, 720), (960, 540)))
    for other in others:
        assert_same(tall, other)


@pytest.mark.parametrize("motion", [posed(LOW), hinge(1)], ids=["squat", "hinge"])
@pytest.mark.parametrize("body_yaw_deg", [0, 40, 90])
def test_a_mirror_swaps_the_sides_and_nothing_else(motion, body_yaw_deg):
    shot = Shot(motion=motion, body_yaw_deg=body_yaw_deg)
    seen, mirror = analyzed(shot), read(mirrored(shot.film.track))
    assert judged(mirror) == judged(seen)
    swapped = {"left": "right", "right": "left"}
    assert mirror.report.view.kind == swapped.get(seen.report.view.kind, seen.report.view.kind)
    if body_yaw_deg != 90:
        assert mirror.angles.near == lm.other(seen.angles.near)
    for name in CSV_ANGLES:
        for side in lm.SIDES:
            one, two = getattr(seen.angles, side).angles, getattr(mirror.angles, lm.other(side)).angles
            np.testing.assert_allclose(getattr(one, name), getattr(two, name), atol=1e-6)


@SLOW_PROPERTY
@given(st.floats(0.25, 1.0), st.floats(-200, 200), st.floats(-200, 200))
def test_size_and_place_in_the_picture_change_nothing(fill, right, down):
    shot = Shot(motion=posed(LOW))
    assert_same(analyzed(shot), analyzed(replace(shot, fill=fill, shift_px=(right, down))))


@SLOW_PROPERTY
@given(st.floats(4.5, 18), st.sampled_from([-1, 1]), st.sampled_from([0, 180]))
def test_a_tilted_camera_is_levelled(roll_deg, sign, body_yaw_deg):
    level = Shot(motion=posed(LOW), body_yaw_deg=body_yaw_deg)
    tilted = analyzed(replace(level, roll_deg=sign * roll_deg))
    assert tilted.report.view.roll_deg == pytest.approx(sign * roll_deg, abs=0.5)
    assert_same(analyzed(level), tilted, close=CLOSE_DEG)


def test_a_small_tilt_is_reported_but_not_corrected():
    answer = analyzed(Shot(motion=posed(LOW), roll_deg=2.0))
    assert answer.report.view.roll_deg == pytest.approx(2.0, abs=0.5)
    assert answer.angles.near_side.trunk_inclination_deg[5] == pytest.approx(2.0, abs=0.3)


def test_columns_are_ordered_and_begin_with_the_near_side():
    angles = analyzed(Shot(motion=hinge(1))).angles
    back = ["lumbar_flexion_deg", "lumbar_band_deg", "thoracic_flexion_deg", "thoracic_band_deg"]
    names = ["t_s", *CSV_ANGLES, *back, *(f"{side}_{name}" for side in lm.SIDES for name in CSV_ANGLES)]
    names += [name.replace("_deg", "_band_deg") for name in CSV_ANGLES] + [f"raw_{name}" for name in CSV_ANGLES]
    table = angles.columns()
    assert list(table) == names
    assert all(len(column) == len(angles.t_s) for column in table.values())
    np.testing.assert_array_equal(table["knee_flexion_deg"], table["right_knee_flexion_deg"])


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [((1, 0), (1, 0), 0), ((1, 0), (0, 2), 90), ((1, 0), (-3, 0), 180), ((1, 1), (1, 0), 45), ((0, 0), (1, 0), np.nan)],
)
def test_angle_between(a, b, expected):
    np.testing.assert_allclose(angle_between_deg(np.array(a, float), np.array(b, float)), expected, atol=1e-5)


@pytest.mark.parametrize(("facing", "expected"), [(1, 30), (-1, -30)])
def test_inclination_is_positive_towards_the_side_faced(facing, expected):
    leaning_right = np.array([np.sin(np.radians(30)), -np.cos(np.radians(30))])
    assert inclination_deg(leaning_right, facing) == pytest.approx(expected)


def test_an_unseen_joint_leaves_its_angles_unknown():
    assert np.isnan(angle_between_deg(np.array([np.nan, 1.0]), np.array([1.0, 0.0])))
    assert np.isnan(inclination_deg(np.array([np.nan, 1.0]), 1))


def test_downsampled_clips_are_still_fast_enough_for_the_filter():
    assert VideoSettings().downsample_to_fps > 13
