"""Errors of the lower back are counted right."""

from dataclasses import replace

import numpy as np
from compared import T_S, measured, pooled, rep, reported, true_clip

from formcheck.cli.accuracy.comparing import Compared, compare
from formcheck.motion.angles import LowerBackAngles


def _bent(lumbar_deg: float, reported_deg: float | None, count: int = 13) -> Compared:
    """A clip whose trunk leans throughout."""
    frames = {"t_s": T_S, "trunk_inclination_deg": [40.0] * len(T_S), "lumbar_flexion_deg": [lumbar_deg] * len(T_S)}
    truth = true_clip(frames=true_clip().frames | frames, yaw_off_side_deg=20.0)
    value = np.full(count, np.nan if reported_deg is None else reported_deg)
    back = LowerBackAngles(value, np.full(count, 5.0), value, np.full(count, 5.0))
    return compare("a", reported((rep(1, 1.5),)), replace(measured(), back=back), truth)


def test_backs_are_pooled_by_how_far_from_side_on() -> None:
    (figures,) = pooled(_bent(8.0, 12.0), _bent(40.0, 30.0), _bent(10.0, None)).backs
    assert figures.view == "up to 25° off"
    assert (figures.clips, figures.frames) == (3, 26)
    assert figures.mean_abs_error_deg == 7.0
    assert figures.bias_deg == -3.0
    assert figures.coverage == 0.667
    assert figures.within_interval_share == 0.5
    assert (figures.order_share, figures.balanced_share) == (1.0, 1.0)


def test_backs_in_the_wrong_order_lower_the_order_share() -> None:
    (figures,) = pooled(_bent(8.0, 30.0), _bent(40.0, 20.0)).backs
    assert (figures.order_share, figures.balanced_share) == (0.0, 0.0)


def test_a_back_that_was_not_estimated_has_no_figures() -> None:
    assert pooled(compare("a", reported(()), measured(), true_clip())).backs == ()
