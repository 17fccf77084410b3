"""Rendered people on the floor: nothing of them sinks into it, what stays stays, and the truth of getting up."""

import numpy as np
import pytest

from sample_videos.render.floor_performance import FloorPerformance
from sample_videos.render.floor_script import (
    FOURS_AND_KNEE,
    FROM_LYING,
    HAND_AND_SQUAT,
    NO_HANDS,
    SIDE_AND_HAND,
    FloorScript,
)
from sample_videos.render.floor_truth import floor_record
from sample_videos.render.get_up_set import GET_UP_CLIPS, GET_UP_FIT_CLIPS, GET_UP_TEST_CLIPS
from sample_videos.render.people import PEOPLE
from sample_videos.render.sitting import skin_of
from tests.sample_videos.bodies import needs_body

SUNK_M = 0.025  # undressed skin; flesh and a mat give way
STEP_S = 0.2
EVERYTHING = ("",)
#: Supports and phases of each way of getting up.
WAYS = {
    "hand": (HAND_AND_SQUAT, {("hand", "left")}, ["floor", "crouch", "rise", "stand"]),
    "none": (NO_HANDS, set(), ["floor", "rise", "stand"]),
    "side": (
        SIDE_AND_HAND,
        {("hand", "left"), ("knee", "left"), ("knee", "right")},
        ["floor", "all_fours", "half_kneel", "rise", "stand"],
    ),
    "fours": (
        FOURS_AND_KNEE,
        {(limb, side) for limb in ("hand", "knee") for side in ("left", "right")} | {("hand_on_knee", "left")},
        ["floor", "all_fours", "half_kneel", "rise", "stand"],
    ),
    "lying": (
        FROM_LYING,
        {(limb, side) for limb in ("hand", "knee") for side in ("left", "right")},
        ["floor", "all_fours", "half_kneel", "rise", "stand"],
    ),
}


@needs_body
@pytest.mark.parametrize(("way", "person"), [("hand", "ines"), ("side", "luis"), ("fours", "olga"), ("lying", "mei")])
def test_nothing_sinks_into_the_floor_and_the_body_rests_on_it(way: str, person: str) -> None:
    performance = FloorPerformance(FloorScript(WAYS[way][0], sway=0.0), 4, PEOPLE[person])
    for t_s in np.arange(0.0, performance.length_s, STEP_S):
        skin = skin_of(performance.at(float(t_s)).joints, EVERYTHING)
        assert -SUNK_M < skin[:, 1].min() < SUNK_M, f"{t_s:.1f} s"


@needs_body
@pytest.mark.parametrize("way", WAYS)
def test_the_truth_of_a_way_up(way: str) -> None:
    keys, supports, phases = WAYS[way]
    performance = FloorPerformance(FloorScript(keys), 4, PEOPLE["ines"])
    moments = list(performance.moments(10))
    (rep,) = floor_record(performance, [moment.t_s for moment in moments], [moment.joints for moment in moments])[
        "reps"
    ]
    assert {(one["limb"], one["side"]) for one in rep["supports"]} == supports
    assert rep["count"] == len(supports)
    assert [one["phase"] for one in rep["phases"]] == phases
    assert rep["start_s"] < rep["off_floor_s"] < rep["end_s"]


@needs_body
def test_a_foot_that_stays_does_not_move() -> None:
    performance = FloorPerformance(FloorScript(FOURS_AND_KNEE, sway=0.0), 4, PEOPLE["anna"])
    path = performance.path
    times = np.linspace(path.left_s[4], path.at_s[-1], 8)
    ankles = np.array([performance.at(float(t)).joints.at("foot", "left") for t in times])
    assert np.ptp(ankles, axis=0).max() < 0.01


def test_mirrored_scripts_exchange_the_sides() -> None:
    keys = FloorScript(HAND_AND_SQUAT, mirrored=True).timed
    assert keys[0].pose.right_hand.place == "floor"
    assert keys[0].pose.left_hand.place != "floor"
    assert keys[0].hold_s > 0


def test_sets_are_apart_and_seen_from_side_and_three_quarters() -> None:
    fit, test = (
        {PEOPLE[spec.judged.person].split for spec in clips} for clips in (GET_UP_FIT_CLIPS, GET_UP_TEST_CLIPS)
    )
    assert (fit, test) == ({"fit"}, {"test"})
    yaws = {round(spec.camera.yaw_off_side_deg) for spec in GET_UP_CLIPS}
    assert {0, 30, 45} <= yaws
    assert len(GET_UP_TEST_CLIPS) >= 12
