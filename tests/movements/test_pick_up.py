"""Picking something up, drawn: which way it is done, what the hands do, and what is no pick."""

from dataclasses import replace

import numpy as np
import pytest
from figures import DEEP, Shot, analyzed, findings, floor_squat, hinge, posed
from figures.motions import lift, push_ups
from figures.picks import BETWEEN, HINGING, LUNGING, ON_ONE_LEG, SQUATTING, STOOPING, picks
from hypothesis import given
from hypothesis import strategies as st
from pick_rows import leaning, pushing_off

from formcheck.measures.coordination import Proportions
from formcheck.measures.smoothness import spectral_arc_length
from formcheck.measures.strategy import Known, named, place, scale_of, stoop_squat_index
from formcheck.schema import Rep

WAYS = {
    "squatting": SQUATTING,
    "squat_hinge": BETWEEN,
    "hinging": HINGING,
    "stooping": STOOPING,
    "lunge": LUNGING,
    "one_leg": ON_ONE_LEG,
}


def picked(shot: Shot, choice: str = "auto") -> list[Rep]:
    return [rep for rep in analyzed(shot, choice).report.reps if rep.pick is not None]


@pytest.mark.parametrize("way", WAYS)
def test_the_way_is_named(way: str):
    (rep,) = picked(Shot(motion=picks(WAYS[way]), body_yaw_deg=180 if way == "one_leg" else 0))
    assert rep.pick is not None
    assert rep.pick.strategy == way
    assert (rep.pick.scale is None) == (way in ("lunge", "one_leg"))
    assert rep.supports is not None
    assert [support.kind for support in rep.supports if support.kind == "braced"] == []


def test_times_are_those_of_the_movement():
    motion = picks(HINGING, SQUATTING)
    for rep, truth in zip(picked(Shot(motion=motion)), motion.reps, strict=True):
        assert rep.start_s == pytest.approx(truth.start_s, abs=0.3)
        assert rep.bottom_s == pytest.approx(truth.bottom_s, abs=0.3)
        assert rep.end_s == pytest.approx(truth.end_s, abs=0.3)


def test_shares_add_up_to_the_whole():
    for way in ("squatting", "hinging", "stooping"):
        (rep,) = picked(Shot(motion=picks(WAYS[way])))
        pick = rep.pick
        assert pick is not None
        assert pick.knees is not None
        assert pick.fold is not None
        assert pick.knees.value + pick.fold.value == pytest.approx(1.0, abs=0.01)
        assert pick.knees.low <= pick.knees.value <= pick.knees.high
        if pick.hips is not None and pick.lower_back is not None:
            assert pick.hips.value + pick.lower_back.value == pytest.approx(pick.fold.value, abs=0.01)


def test_a_hand_on_the_leg_and_one_that_stays_on_the_floor_are_supports():
    (leant,), (pushed,) = (picked(shot, "pick_up") for shot in (leaning(), pushing_off()))
    assert [s.side for s in leant.supports or () if s.kind == "braced"] == ["left"]
    assert [s.place for s in pushed.supports or () if s.kind == "braced"] == ["floor"]


@pytest.mark.parametrize(
    "motion",
    [floor_squat(2), hinge(2), push_ups(2), lift(), posed(DEEP)],
    ids=["squat", "hinge", "push-up", "lift", "deep"],
)
def test_nothing_else_is_a_pick(motion: object):
    assert picked(Shot(motion=motion)) == []


def test_one_squat_of_a_set_with_a_hand_near_the_floor_is_no_pick():
    low, squat = SQUATTING, replace(SQUATTING, arms="hips", knee_deg=118)
    assert len(picked(Shot(motion=picks(low, low, squat)))) == 2
    assert [rep.movement for rep in analyzed(Shot(motion=picks(squat, low, squat))).report.reps] == ["squat"] * 3
    assert len(picked(Shot(motion=picks(squat, STOOPING, squat)))) == 1, "nobody stoops in a set of squats"


def test_both_hands_pick_only_when_asked():
    both = Shot(motion=picks(replace(HINGING, arms="floor")))
    assert picked(both) == []
    assert [rep.movement for rep in picked(both, "pick_up")] == ["pick_up"]


def test_a_stoop_is_said_and_a_squat_is_praised():
    assert [f.verdict for f in findings(analyzed(Shot(motion=picks(STOOPING))), "pick_strategy")] == ["fault"]
    assert [f.verdict for f in findings(analyzed(Shot(motion=picks(SQUATTING))), "pick_strategy")] == ["good"]


knees = st.builds(Known, st.floats(0, 1.2), st.floats(0.001, 0.3))
indices = st.builds(Known, st.floats(0, 110), st.floats(0.1, 20))


@given(indices, knees)
def test_a_place_lies_in_its_interval_and_a_name_is_one_of_the_scale(index: Known, bend: Known):
    scale = scale_of(index, bend)
    assert 0.0 <= scale.low <= scale.value <= scale.high <= 1.0
    name = named(index, bend, flat=False)
    if name == "squatting":
        assert scale.value <= 0.25
    if name == "stooping":
        assert scale.value >= 0.5


@given(st.floats(0, 110), st.floats(0, 1), st.floats(0, 20), st.floats(0, 0.3))
def test_more_trunk_and_straighter_knees_are_never_nearer_to_a_squat(
    index: float, bend: float, more: float, less: float
):
    assert place(index + more, max(bend - less, 0.0)) >= place(index, bend)


@given(st.floats(0, 80), st.floats(0, 35), st.floats(0, 90), st.floats(0, 20))
def test_a_trunk_that_leans_more_raises_the_index(trunk: float, tibia: float, thigh: float, more: float):
    own = Proportions()
    assert stoop_squat_index(own, trunk + more, tibia, thigh) >= stoop_squat_index(own, trunk, tibia, thigh) - 1e-9


def test_stops_on_the_way_lengthen_the_arc():
    t = np.linspace(0, 1, 60)
    even = 30 * t**2 * (1 - t) ** 2
    halting = np.concatenate([even[::2], np.zeros(12), even[::2]])
    assert spectral_arc_length(even, 1 / 60) == pytest.approx(-1.42, abs=0.1)
    assert spectral_arc_length(halting, 1 / 60) < spectral_arc_length(even, 1 / 60) - 0.5
