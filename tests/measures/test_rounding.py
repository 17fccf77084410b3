"""What is said of a rounding back: how far, from when on, whether it grows, and what comes below parallel."""

from dataclasses import replace

import numpy as np
import pytest
from figures import Shot, analyzed, findings, posed
from figures.backs import true_lumbar_deg
from figures.motions import DEEP, HINGE


def told(*bottoms):
    return findings(analyzed(Shot(motion=posed(*bottoms))), "lower_back_rounding")


def test_a_round_hinge_is_a_fault_and_says_when_it_begins():
    (found,) = told(replace(HINGE, bulge=0.07))
    assert found.verdict == "fault"
    assert found.value == pytest.approx(true_lumbar_deg(np.array(0.07)), abs=5)
    assert "begins at" in found.reason


def test_a_value_whose_band_reaches_far_down_is_at_most_a_watch():
    (found,) = told(replace(HINGE, bulge=0.052))  # 29 degrees give or take 4
    assert found.verdict == "watch"


def test_growing_over_the_set_is_said_once_at_its_end():
    first, last = told(replace(HINGE, bulge=0.03), replace(HINGE, bulge=0.06))
    assert "more than in your first" in last.reason
    assert "more than in your first" not in first.reason
    alike = told(replace(HINGE, bulge=0.05), replace(HINGE, bulge=0.05))
    assert not any("more than in your first" in found.reason for found in alike)


def test_below_parallel_it_is_told_but_not_judged():
    (found,) = told(replace(DEEP, trunk_deg=45, bulge=0.08))
    assert found.value < true_lumbar_deg(np.array(0.08)) - 5
    assert "Below parallel" in found.reason
    (flatter,) = told(replace(DEEP, trunk_deg=45, bulge=0.05))
    assert "Below parallel" not in flatter.reason
