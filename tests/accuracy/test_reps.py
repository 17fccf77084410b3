"""Repetitions, movement and depth are counted right."""

import pytest
from compared import measured, pooled, rep, reported, true_clip

from formcheck.cli.accuracy.comparing import compare, match_reps


def test_repetitions_movement_and_depth_are_counted() -> None:
    right = compare("a", reported((rep(1, 1.6), rep(2, 4.2))), measured(), true_clip(depth="floor"))
    wrong = compare(
        "b",
        reported((rep(1, 1.5, depth="above_parallel"), rep(2, 3.0, depth="floor"), rep(3, 4.5, partial=True))),
        measured(),
        true_clip(depth="floor"),
    )
    close = compare("c", reported((rep(1, 1.5, depth="below_parallel"),)), measured(), true_clip(depth="floor"))
    hinge = compare("d", reported((), movement="none"), measured(), true_clip(movement="hinge"))
    reps = pooled(right, wrong, close, hinge).reps
    assert (reps.clips, reps.counted_exactly, reps.movement_right) == (4, 2, 3)
    assert (reps.reps, reps.reps_found, reps.reps_extra, reps.bottoms_close) == (8, 4, 1, 3)
    assert reps.mean_abs_bottom_error_s == pytest.approx((0.1 + 0.3 + 0.0 + 0.0) / 4, abs=0.001)
    assert (reps.squats, reps.depth_reported, reps.depth_exact, reps.depth_within_one) == (3, 3, 1, 2)


def test_depth_is_reported_only_when_every_repetition_has_one() -> None:
    reps = (rep(1, 1.5), rep(2, 4.5, depth=None))
    assert compare("a", reported(reps), measured(), true_clip(depth="floor")).depth_reported is None
    assert pooled(compare("a", reported(()), measured(), true_clip(depth="floor"))).reps.depth_reported == 0


def test_a_repetition_is_the_nearest_within_the_true_one() -> None:
    found = match_reps(true_clip(), [rep(1, 0.9), rep(2, 1.7), rep(3, 3.0)])
    assert [rep and rep.index for rep in found] == [2, None]
