"""Before and after coaching: a change counts only beyond the error of both sets."""

import math

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from made import base

from formcheck.advice.coaching import compared, mean
from formcheck.advice.progress import Point
from formcheck.schema import Pick, Rep, Share, Strategy, Support


def share(value: float, half: float = 0.05) -> Share:
    return Share(value=value, low=value - half, high=value + half)


def rep(scale: float, knees: float, *, leans: bool = False) -> Rep:
    held = Support(side="left", place="thigh", kind="braced", from_s=1, to_s=2, seconds=1, share_of_ascent=0.5)
    name: Strategy = "stooping" if scale > 0.8 else "hinging"
    pick = Pick(hands=("right",), strategy=name, scale=share(scale), knees=share(knees), smoothness=-1.5)
    supports = (held,) if leans else ()
    return msgspec.structs.replace(base("hinge").reps[0], pick=pick, supports=supports, partial=False)


def test_what_changed_and_what_may_be_noise():
    home = [rep(0.95, 0.05, leans=True), rep(1.0, 0.04, leans=True), rep(0.97, 0.05, leans=True)]
    coached = [rep(0.55, 0.30), rep(0.6, 0.28), rep(0.56, 0.29)]
    found = compared(home, coached)
    assert (found.before, found.after) == ("stooping", "hinging")
    sure = {one.aspect.id: (one.sure, one.improved) for one in found.differences}
    assert sure["scale"] == sure["knees"] == sure["supports"] == ("changed", True)
    assert sure["smoothness"] == ("may_be_noise", None)
    assert sure["lower_back"] == ("unknown", None)


def test_the_same_picks_change_nothing():
    same = [rep(0.9, 0.1), rep(0.85, 0.12), rep(0.95, 0.08)]
    assert compared(same, same).changed == ()


def test_nothing_is_known_of_nothing():
    assert {one.sure for one in compared([], []).differences} == {"unknown"}


points = st.builds(Point, st.floats(-1, 1), st.floats(0.01, 0.5))


@given(st.lists(points, min_size=1, max_size=6))
def test_a_mean_is_never_surer_than_one_of_its_values(known: list[Point]):
    found = mean(known)
    assert found is not None
    assert found.half_width >= max(point.half_width for point in known) - 1e-12
    assert math.isfinite(found.value)


def test_a_set_hardly_known_is_not_known():
    assert mean([Point(1.0, 0.1), None, None]) is None
