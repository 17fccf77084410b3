"""Progress: no change is called one that the measurement's own error could make."""

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import base, finding, report, seen

from formcheck.advice.progress import Point, measured, measures, same_terms, since_last, trend
from formcheck.schema import CalibrationUsed

KNEE, LEAN, *_ = measures()
points = st.builds(Point, st.floats(-20, 150), st.floats(0.1, 15))


@given(points, points)
def test_a_change_within_the_error_is_no_clear_change(first, last):
    found = trend(KNEE, [first, last])
    error = math.hypot(first.half_width, last.half_width)
    if abs(last.value - first.value) <= error:
        assert found.change == "none"
    else:
        assert found.change == ("better" if last.value > first.value else "worse")


def test_under_a_limit_more_is_no_progress():
    limited = finding("depth", "good")
    limited = msgspec.structs.replace(limited, check="limit_knee")
    assert measured(KNEE, report()) is not None
    assert measured(KNEE, report(limited)) is None
    assert measured(LEAN, report(limited)) is not None


def test_less_is_better_where_less_is_wished_for():
    assert trend(LEAN, [Point(50, 3), Point(38, 3)]).change == "better"
    assert trend(KNEE, [Point(120, 3), Point(100, 3)]).change == "worse"
    assert trend(KNEE, [Point(120, 3)]) is None


def test_the_newest_counts_against_the_first():
    assert trend(KNEE, [Point(90, 3), Point(60, 3), Point(100, 3)]).difference == pytest.approx(10)


def test_measures_come_from_the_report_with_their_band():
    found = measured(KNEE, base("squat"))
    assert found.value == pytest.approx(base("squat").reps[0].peak.knee_flexion_deg, abs=3)
    assert found.half_width > 0
    assert measured(KNEE, base("hinge")) is None


def test_values_of_checks_take_the_middle_one():
    rounding = next(m for m in measures() if m.id == "lower_back_rounding" and m.movement == "squat")
    one, two, three = (seen("lower_back_rounding", "watch", value=v)[0] for v in (22.0, 35.0, 24.0))
    assert measured(rounding, report(one, two, three)).value == 24.0
    assert measured(rounding, report()) is None


@pytest.mark.parametrize(
    ("changed", "same", "same_back"),
    [
        ({}, True, True),
        ({"libraries": {"numpy": "9"}}, True, True),
        ({"model_sha256": "1"}, False, False),
        ({"correction_sha256": "1"}, False, False),
        ({"back_sha256": "1"}, True, False),
        ({"calibration": CalibrationUsed(made_from="her.mp4", sha256="1")}, True, False),
    ],
)
def test_only_what_was_measured_alike_is_held_beside_each_other(changed, same, same_back):
    first = report()
    second = msgspec.structs.replace(first, provenance=msgspec.structs.replace(first.provenance, **changed))
    rounding = next(m for m in measures() if m.id == "lower_back_rounding")
    assert same_terms(KNEE, first, second) is same
    assert same_terms(rounding, first, second) is same_back


def bent(knee_deg):
    return report(knee_flexion_deg=knee_deg)


@pytest.mark.parametrize(("before", "now", "said"), [(120.0, 90.0, "last time (30° less)"), (90.0, 90.0, None)])
def test_since_last_time_only_what_is_beyond_the_error(before, now, said):
    found = [one.words for one in since_last(bent(before), bent(now))]
    assert len(found) == bool(said)
    assert all(said in words for words in found)
