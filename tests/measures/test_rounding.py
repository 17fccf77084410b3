"""What is said of a rounding back: how far, from when on, whether it grows, and what comes below parallel."""

from dataclasses import replace

import numpy as np
import pytest
from figures import Shot, analyzed, findings, posed
from figures.backs import true_lumbar_deg
from figures.motions import DEEP, HINGE

from formcheck.measures.rounding import AT_ONCE_DEG, LEANING_DEG


def codes(found):
    return {note.code for note in found.notes}


def told(*bottoms):
    return findings(analyzed(Shot(motion=posed(*bottoms))), "lower_back_rounding")


def test_a_round_hinge_is_a_fault_and_says_when_it_begins():
    (found,) = told(replace(HINGE, bulge=0.07))
    assert found.verdict == "fault"
    assert found.value == pytest.approx(true_lumbar_deg(np.array(0.07)), abs=5)
    (begins,) = [note for note in found.notes if note.code == "rounding_begins"]
    assert LEANING_DEG < begins.values["lean_deg"] < HINGE.trunk_deg


def test_a_value_whose_band_reaches_far_down_is_at_most_a_watch():
    (found,) = told(replace(HINGE, bulge=0.052))  # 29 degrees give or take 4
    assert found.verdict == "watch"


def test_growing_over_the_set_is_said_once_at_its_end():
    first, last = told(replace(HINGE, bulge=0.03), replace(HINGE, bulge=0.06))
    assert "rounding_grew" in codes(last)
    assert "rounding_grew" not in codes(first)
    alike = told(replace(HINGE, bulge=0.05), replace(HINGE, bulge=0.05))
    assert not any("rounding_grew" in codes(found) for found in alike)


def test_below_parallel_it_is_told_but_not_judged():
    (found,) = told(replace(DEEP, trunk_deg=45, bulge=0.08))
    assert found.value < true_lumbar_deg(np.array(0.08)) - 5
    assert "rounding_below_parallel" in codes(found)
    (flatter,) = told(replace(DEEP, trunk_deg=45, bulge=0.05))
    assert "rounding_below_parallel" not in codes(flatter)


@pytest.mark.parametrize("bulge", [0.045, 0.055, 0.065, 0.08])
def test_where_it_begins_is_only_named_where_it_was_looked_for(bulge):
    """Before the trunk leans nobody looks at the back: rounding that is there from the first look began unseen."""
    (found,) = told(replace(HINGE, bulge=bulge))
    if found.value >= found.limit.good:
        said = codes(found) & {"rounding_begins", "rounding_begins_early"}
        assert len(said) == 1
    for note in found.notes:
        if note.code == "rounding_begins":
            assert note.values["lean_deg"] > LEANING_DEG + AT_ONCE_DEG


def test_whatever_happened_between_first_and_last_does_not_count_as_growing():
    bottoms = [replace(HINGE, bulge=bulge) for bulge in (0.03, 0.06, 0.03)]
    assert not any("rounding_grew" in codes(found) for found in told(*bottoms))
