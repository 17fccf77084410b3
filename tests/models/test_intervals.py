"""Fitted intervals cover what they promise, in every movement and however long its clips are."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.fit.interval_calibration import LEAST_CLIPS, SHARE, covering, covering_each

SHARES = st.lists(st.floats(0, 5), min_size=1, max_size=30).map(np.array)
CLIPS = st.lists(st.tuples(st.sampled_from(["squat", "hinge", "chair"]), SHARES), min_size=1, max_size=15)


def covered(clips, factor: float) -> float:
    """By clips that count alike."""
    return float(np.mean([np.mean(shares <= factor) for _, shares in clips]))


@settings(max_examples=200)
@given(CLIPS)
def test_nine_of_ten_are_covered_in_all_and_in_every_movement(clips) -> None:
    factor = covering_each(clips)
    assert covered(clips, covering(clips)) >= SHARE - 1e-9
    groups = [clips, *([clip for clip in clips if clip[0] == kind] for kind in ("squat", "hinge", "chair"))]
    for group in groups:
        if group is clips or len(group) >= LEAST_CLIPS:
            assert covered(group, factor) >= SHARE - 1e-9


@given(CLIPS)
def test_no_wider_than_the_worst_error(clips) -> None:
    assert covering(clips) <= covering_each(clips) <= max(shares.max() for _, shares in clips)


def test_many_easy_frames_do_not_make_up_for_a_hard_movement() -> None:
    easy, hard = np.full(1000, 0.3), np.full(10, 0.9)
    clips = [("squat", easy)] * 40 + [("chair", hard)] * LEAST_CLIPS
    assert (covering(clips), covering_each(clips)) == (0.3, 0.9)
    assert covering_each(clips[: 40 + LEAST_CLIPS - 1]) == 0.3


def test_a_long_clip_counts_no_more_than_a_short_one() -> None:
    long, short = np.full(1000, 0.3), np.full(10, 0.9)
    assert covering([("squat", long)] * 5 + [("squat", short)] * 5) == 0.9
