import pytest

from formcheck.judging.analyze import depth_of
from formcheck.judging.depth import DEPTH_SPANS, depth_share


def test_a_deeper_thigh_lies_lower_on_the_scale():
    thighs = [50, 30, 12, 6, 0, -6, -12, -20]
    shares = [depth_share(depth_of(thigh, 100.0), thigh) for thigh in thighs]
    assert shares == sorted(shares)
    assert len(set(shares)) == len(shares)


@pytest.mark.parametrize("thigh", [90.0, 8.1, 8.0, 0.0, -8.0, -8.1, -24.0, -60.0, None])
@pytest.mark.parametrize("depth", DEPTH_SPANS)
def test_the_mark_stays_within_its_class(depth, thigh):
    quarter = list(DEPTH_SPANS).index(depth) / 4
    assert quarter < depth_share(depth, thigh) < quarter + 0.25


def test_an_unseen_thigh_is_the_middle_of_its_class():
    assert [depth_share(depth, None) for depth in DEPTH_SPANS] == [0.125, 0.375, 0.625, 0.875]
