"""Errors of angles are counted right, by how the camera stands."""

from typing import Any

import numpy as np
import pytest
from compared import T_S, TRUE_DEG, measured, pooled, reported, true_clip

from formcheck.cli.accuracy.comparing import angle_errors, compare
from formcheck.motion.angles import CSV_ANGLES


def test_errors_are_measured_minus_true_with_bias_and_tail() -> None:
    low = compare("a", reported(()), measured(-2.0), true_clip(person="one"))
    high = compare("b", reported(()), measured(8.0), true_clip(person="two"))
    knee = pooled(low, low, low, high).angles[0]
    assert (knee.view, knee.angle, knee.frames, knee.clips, knee.people) == ("side-on", CSV_ANGLES[0], 52, 4, 2)
    assert knee.mean_abs_error_deg == pytest.approx((3 * 2 + 8) / 4)
    assert knee.bias_deg == pytest.approx((3 * -2 + 8) / 4)
    assert knee.p95_abs_error_deg == pytest.approx(8.0)
    assert knee.coverage == 1.0
    assert knee.within_interval_share == pytest.approx(0.75)


def test_truth_lies_on_a_line_between_its_frames() -> None:
    rising = {"t_s": T_S} | {name: [value + 10 * t for t in T_S] for name, value in TRUE_DEG.items()}
    errors = angle_errors(measured(0.0), true_clip(frames=rising))
    assert errors["knee_flexion_deg"].error_deg == pytest.approx(-10 * np.arange(0.0, 6.01, 0.5))


def test_only_frames_with_a_truth_count() -> None:
    short = {"t_s": T_S[:3]} | {name: [value, None, value] for name, value in TRUE_DEG.items()}
    errors = angle_errors(measured(), true_clip(frames=short))["knee_flexion_deg"]
    assert errors.error_deg == pytest.approx([2.0, 2.0])  # at 0 and 2 s: the middle is not known, the rest is past it


def test_the_truth_is_that_of_the_side_called_near() -> None:
    frames = true_clip().frames | {"right_knee_flexion_deg": [140.0] * len(T_S)}
    errors = angle_errors(measured(near="right"), true_clip(frames=frames))
    assert np.unique(errors["knee_flexion_deg"].error_deg) == pytest.approx([150.0 - 140.0])
    assert np.unique(errors["trunk_inclination_deg"].error_deg) == pytest.approx([50.0]), "one series for both sides"


def test_an_infinite_interval_is_not_coverage() -> None:
    given, abstained = measured(band_deg=1.0), measured(band_deg=np.inf)
    figures = pooled(*(compare("a", reported(()), angles, true_clip()) for angles in (given, abstained))).angles[0]
    assert (figures.frames, figures.coverage, figures.within_interval_share) == (26, 0.5, 0.0)


def test_a_joint_that_is_not_seen_is_not_reported() -> None:
    angles = measured(band_deg=3.0)
    angles.left.angles.knee_flexion_deg[:] = np.nan
    knee, hip, *_ = pooled(compare("a", reported(()), angles, true_clip())).angles
    assert (knee.frames, knee.mean_abs_error_deg, knee.coverage, knee.within_interval_share) == (0, None, 0.0, None)
    assert (hip.frames, hip.coverage, hip.within_interval_share) == (13, 1.0, 1.0)


@pytest.mark.parametrize(
    ("given", "band"),
    [
        ({"yaw_off_side_deg": 15.0}, "side-on"),
        ({"yaw_off_side_deg": 15.1, "view": "side"}, "15-50° off"),
        ({"yaw_off_side_deg": 50.0}, "15-50° off"),
        ({"yaw_off_side_deg": 50.1}, "front or back"),
        ({"view": "side"}, "side-on"),
        ({"view": "oblique"}, "15-50° off"),
        ({"view": "front"}, "front or back"),
        ({"view": "back"}, "front or back"),
    ],
)
def test_views_are_classified_by_yaw(given: dict[str, Any], band: str) -> None:
    assert true_clip(**given).view_band == band
