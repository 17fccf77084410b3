"""What is said of a rounding back: how far, from when on, whether it grows, and what comes below parallel."""

from dataclasses import replace

import numpy as np
import pytest
from figures import Shot, analyzed, findings, posed
from figures.backs import true_lumbar_deg
from figures.motions import DEEP, HINGE, lift

from formcheck.measures.rounding import EARLY_DEG


def codes(found):
    return {note.code for note in found.notes}


def rounding_found(*bottoms):
    """The findings about rounding, of a repetition to each bottom."""
    return findings(analyzed(Shot(motion=posed(*bottoms))), "lower_back_rounding")


def test_a_round_hinge_is_a_fault_and_says_when_it_begins():
    (found,) = rounding_found(replace(HINGE, bulge=0.07))
    assert found.verdict == "fault"
    assert found.value == pytest.approx(true_lumbar_deg(np.array(0.07)), abs=5)
    assert codes(found) == {"rounding_begins_early"}


def test_a_value_whose_band_reaches_far_down_is_at_most_a_watch():
    (found,) = rounding_found(replace(HINGE, bulge=0.052))  # 29 degrees give or take 4
    assert found.verdict == "watch"


def test_a_back_that_lifts_from_the_floor_is_at_most_watched():
    report = analyzed(Shot(motion=lift(bulge=0.09)))
    (found,) = findings(report, "lower_back_rounding")
    assert found.value - found.band > found.limit.fault
    assert found.verdict == "watch"
    assert "lifted_from_floor" in codes(found)
    assert {one.verdict for one in findings(report, "lower_back_compensation")} <= {"watch", "not_assessed"}


def grew(*bulges):
    """What of the set is said to have grown."""
    bottoms = [replace(HINGE, bulge=bulge) for bulge in bulges]
    found = analyzed(Shot(motion=posed(*bottoms))).report.summary.findings
    return {one.check for one in found if "grew" in codes(one)}


def test_growing_over_the_set_is_said_of_the_set():
    assert grew(0.03, 0.06) == {"lower_back_compensation"}
    assert grew(0.05, 0.05) == set()


def test_whatever_happened_between_first_and_last_does_not_count_as_growing():
    assert grew(0.03, 0.06, 0.03) == set()


def test_below_parallel_it_is_told_but_not_judged():
    (found,) = rounding_found(replace(DEEP, trunk_deg=45, bulge=0.08))
    assert found.value < true_lumbar_deg(np.array(0.08)) - 5
    assert "rounding_below_parallel" in codes(found)
    (flatter,) = rounding_found(replace(DEEP, trunk_deg=45, bulge=0.05))
    assert "rounding_below_parallel" not in codes(flatter)


@pytest.mark.parametrize("bulge", [0.045, 0.055, 0.065, 0.08])
def test_early_rounding_is_said_as_early_and_later_rounding_with_its_lean(bulge):
    (found,) = rounding_found(replace(HINGE, bulge=bulge))
    said = codes(found) & {"rounding_begins", "rounding_begins_early"}
    assert len(said) == (found.value >= found.limit.good)
    for note in found.notes:
        if note.code == "rounding_begins":
            assert note.values["lean_deg"] >= EARLY_DEG
