"""A class of depth, what lies within the error beside it, and its place on the drawn scale."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.judging.depth import DEPTH_SPANS, MOST_BAND_DEG, depth_classes, depth_of, depth_share
from formcheck.schema import DEPTHS

thighs = st.floats(-40, 80)
knees = st.floats(40, 160)
bands = st.floats(0.5, MOST_BAND_DEG)


@pytest.mark.parametrize(
    ("knee", "thigh", "depth", "beside"),
    [  # the examples of docs/depth.md: thigh and knee both give or take 4
        (122, 0, "parallel", None),
        (128, -4, "parallel", "below_parallel"),
        (133, -8, "below_parallel", None),
        (138, -11, "below_parallel", "floor"),
        (142, -14, "floor", "below_parallel"),
        (147, -17, "floor", None),
    ],
)
def test_the_page_and_the_code_name_the_same(knee, thigh, depth, beside):
    assert depth_classes(thigh, 4.0, knee, 4.0) == (depth, beside)


@given(thighs, bands, knees, bands)
def test_what_is_named_beside_is_a_neighbour(thigh, thigh_band, knee, knee_band):
    depth, beside = depth_classes(thigh, thigh_band, knee, knee_band)
    assert depth is not None
    assert beside is None or abs(DEPTHS.index(depth) - DEPTHS.index(beside)) == 1


@given(thighs, bands, knees, bands, st.floats(0.0, 30.0))
def test_a_deeper_bottom_is_never_named_shallower(thigh, thigh_band, knee, knee_band, deeper):
    first, _ = depth_classes(thigh, thigh_band, knee, knee_band)
    then, _ = depth_classes(thigh - deeper, thigh_band, knee + deeper, knee_band)
    assert DEPTHS.index(then) >= DEPTHS.index(first)


@given(thighs, bands, knees, bands)
def test_a_knee_not_known_is_never_full_depth(thigh, thigh_band, knee, knee_band):
    assert "floor" not in depth_classes(thigh, thigh_band, math.nan, knee_band)
    assert "floor" not in depth_classes(thigh, thigh_band, knee, math.nan)


@pytest.mark.parametrize(("thigh", "band"), [(math.nan, 4.0), (-10.0, MOST_BAND_DEG + 0.1), (-10.0, math.inf)])
def test_what_is_known_too_roughly_has_no_class(thigh, band):
    assert depth_classes(thigh, band, 130.0, 4.0) == (None, None)


def test_a_deeper_thigh_lies_lower_on_the_scale():
    thighs = [50, 30, 12, 4, 0, -4, -7, -14]
    shares = [depth_share(depth_of(thigh, 100.0), thigh) for thigh in thighs]
    assert shares == sorted(shares)
    assert len(set(shares)) == len(shares)


@pytest.mark.parametrize("thigh", [90.0, 5.1, 5.0, 0.0, -5.0, -5.1, -24.0, -60.0, None])
@pytest.mark.parametrize("depth", DEPTH_SPANS)
def test_the_mark_stays_within_its_class(depth, thigh):
    quarter = list(DEPTH_SPANS).index(depth) / 4
    assert quarter < depth_share(depth, thigh) < quarter + 0.25


def test_an_unseen_thigh_is_the_middle_of_its_class():
    assert [depth_share(depth, None) for depth in DEPTH_SPANS] == [0.125, 0.375, 0.625, 0.875]
