import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.measures.limit import Limit
from formcheck.movements import checks

ABOVE = Limit(10.0, 20.0, "deg", noise=5.0, source="test")
BELOW = Limit(0.9, 0.8, "ratio", noise=0.1, source="test", bad="below")
ORDER = ("good", "watch", "fault")
PROPERTY = settings(max_examples=60, deadline=None, derandomize=True)


@pytest.mark.parametrize(
    ("limit", "value", "verdict"),
    [
        (ABOVE, -500, "good"),
        (ABOVE, 10.0, "good"),
        (ABOVE, 10.1, "watch"),
        (ABOVE, 19.9, "watch"),
        (ABOVE, 20.0, "fault"),
        (BELOW, 2.0, "good"),
        (BELOW, 0.9, "good"),
        (BELOW, 0.85, "watch"),
        (BELOW, 0.8, "fault"),
        (BELOW, 0.0, "fault"),
    ],
)
def test_verdicts_at_the_limits(limit, value, verdict):
    assert limit.verdict(value) == verdict


@PROPERTY
@given(st.sampled_from([check.limit for _, check in checks()]), st.floats(-200, 200), st.floats(0, 100))
def test_worse_values_never_get_better_verdicts(limit, value, worse):
    beyond = value + worse if limit.bad == "above" else value - worse
    assert ORDER.index(limit.verdict(beyond)) >= ORDER.index(limit.verdict(value))


@PROPERTY
@given(st.floats(-1e6, 1e6))
def test_certainty_is_a_half_at_a_limit_and_grows_away_from_it(value):
    assert ABOVE.certainty(10.0) == ABOVE.certainty(20.0) == 0.5
    assert 0.5 <= ABOVE.certainty(value) <= 1.0
    assert ABOVE.certainty(40.0) > ABOVE.certainty(25.0)
    assert ABOVE.certainty(25.0) == pytest.approx(0.5 * (1 + math.erf(1 / math.sqrt(2))))


@pytest.mark.parametrize(
    "wrong",
    [
        {"good": 30.0},
        {"bad": "below"},
        {"noise": 0.0},
        {"source": ""},
    ],
)
def test_impossible_limits_are_refused(wrong):
    fields = {"good": 10.0, "fault": 20.0, "unit": "deg", "noise": 5.0, "source": "test"} | wrong
    with pytest.raises(ValueError, match="impossible"):
        Limit(**fields)


@pytest.mark.parametrize(
    ("value", "band", "decided"),
    [(0.0, 20.0, True), (15.0, 8.0, True), (15.0, 14.0, False), (40.0, 14.0, True), (0.0, float("inf"), False)],
)
def test_a_band_from_good_to_fault_decides_nothing(value, band, decided):
    assert Limit(8.0, 23.0, "deg", noise=8.0, source="x").decides(value, band) is decided
    assert Limit(-8.0, -23.0, "deg", noise=8.0, source="x", bad="below").decides(-value, band) is decided
