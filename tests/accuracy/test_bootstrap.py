"""Intervals over people hold what they promise."""

from collections.abc import Sequence

import numpy as np
from compared import example, measured, pooled, rep, reported, true_clip
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.cli.accuracy import tables
from formcheck.cli.accuracy.bootstrap import LEAST_PEOPLE, intervals
from formcheck.cli.accuracy.comparing import Compared, compare

ERRORS = st.floats(-50, 50, allow_nan=False)
PEOPLE = st.lists(st.lists(ERRORS, min_size=1, max_size=4), min_size=LEAST_PEOPLE, max_size=8)
FEW = settings(max_examples=25, deadline=None)


def _mean(values: Sequence[float]) -> dict[str, float | None]:
    return {"mean": float(np.mean(values))}


def _found(people: Sequence[Sequence[float]]) -> list[tuple[str, float]]:
    return [(f"{who:02}", value) for who, values in enumerate(people) for value in values]


@FEW
@given(PEOPLE)
def test_an_interval_lies_between_the_best_and_the_worst_person(people: list[list[float]]) -> None:
    low, high = intervals(_found(people), _mean)["mean"]
    means = [float(np.mean(values)) for values in people]
    assert min(means) - 1e-9 <= low <= high <= max(means) + 1e-9


@FEW
@given(PEOPLE, st.integers(2, 4))
def test_more_of_the_same_clips_make_nothing_surer(people: list[list[float]], times: int) -> None:
    once, often = (intervals(_found([values * count for values in people]), _mean)["mean"] for count in (1, times))
    np.testing.assert_allclose(once, often, atol=1e-9)


@FEW
@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_clips_changes_nothing(people: list[list[float]], random: object) -> None:
    found = _found(people)
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    np.testing.assert_allclose(intervals(found, _mean)["mean"], intervals(shuffled, _mean)["mean"], atol=1e-9)


@FEW
@given(ERRORS, st.integers(LEAST_PEOPLE, 8))
def test_people_who_are_all_alike_leave_no_doubt(error: float, count: int) -> None:
    np.testing.assert_allclose(intervals(_found([[error]] * count), _mean)["mean"], error, atol=1e-9)


@given(st.lists(st.lists(ERRORS, min_size=1), max_size=LEAST_PEOPLE - 1))
def test_an_error_of_few_people_have_no_interval(people: list[list[float]]) -> None:
    assert intervals(_found(people), _mean) == {}


@FEW
@given(st.sampled_from([0.0, 10.0]), st.integers(LEAST_PEOPLE, 12))
def test_what_never_or_always_happened_may_still_do_otherwise(rate: float, count: int) -> None:
    low, high = intervals(_found([[rate]] * count), _mean, {"mean": 10.0})["mean"]
    seen, unseen = (low, high / 10.0) if rate == 0.0 else (high, 1.0 - low / 10.0)
    assert seen == rate
    np.testing.assert_allclose((1.0 - unseen) ** count, 0.05)


def test_nine_of_ten_intervals_hold_the_truth() -> None:
    """Twelve people who differ, several frames of each: what would be repeated with other people."""
    random = np.random.default_rng(3)
    held = 0
    for _ in range(60):
        found = [
            (str(who), value) for who, own in enumerate(random.normal(size=12)) for value in (own - 0.1, own, own + 0.1)
        ]
        low, high = intervals(found, _mean)["mean"]
        held += low <= 0.0 <= high
    assert 0.8 <= held / 60 <= 1.0


def test_a_rate_that_few_people_have_is_as_sure_as_so_few_can_make_it() -> None:
    """Two lifted heels of two people are no sure find, however many others were filmed."""

    def found(values: Sequence[float]) -> dict[str, float | None]:
        lifted = [value for value in values if value > 0]
        return {"found": float(np.mean(np.sign(lifted))) if lifted else None, "mean": float(np.mean(values))}

    many, few = ([[0.0]] * 6 + [[1.0]] * count for count in (LEAST_PEOPLE, LEAST_PEOPLE - 1))
    for people, count in ((many, LEAST_PEOPLE), (few, LEAST_PEOPLE - 1)):
        low, high = intervals(_found(people), found, {"found": 1.0})["found"]
        assert high == 1.0
        np.testing.assert_allclose(low, 0.05 ** (1 / count))


def test_a_share_of_three_people_has_wilson_s_interval() -> None:
    """One of three: 6 to 79 % in the tables of Newcombe (1998, Statistics in Medicine 17:857)."""
    low, high = intervals(_found([[0.0], [0.0], [1.0]]), _mean, {"mean": 1.0})["mean"]
    assert (round(low, 3), round(high, 3)) == (0.061, 0.792)


def _clip(person: str, add_deg: float) -> Compared:
    return compare(person, reported((rep(1, 1.5), rep(2, 4.5))), measured(add_deg), true_clip(person=person))


def test_every_table_shows_them() -> None:
    text = tables.markdown(pooled(*(_clip(f"person {at}", float(at)) for at in range(1, 6))))
    knee = next(line for line in text.splitlines() if "knee flexion" in line)
    assert "| 3.0 (1.8 to 4.2) | +3.0 (+1.8 to +4.2) |" in knee
    assert "| repetitions counted exactly | 5 of 5 clips (55 to 100 %) |" in text
    assert "(" not in tables.markdown(example()).split("clip, 1 person)", 1)[1].split("|")[3]
