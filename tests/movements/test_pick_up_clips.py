"""Rendered people who pick something up: what is found against what is true. None of the rules was fitted on them."""

from pathlib import Path

import pytest
from judged_clips import judged, sampled, truth

NAMES = (
    "pick_up_squat_ines",
    "pick_up_between_squat_and_hinge_jonas",
    "pick_up_hinge_tove",
    "pick_up_stoop_nils",
    "pick_up_lunge_pax",
    "pick_up_one_leg_kemi",
)
WITHIN_S = 0.35  # docs/accuracy.md: 0.3 in most


@pytest.mark.parametrize("name", sampled(NAMES))
def test_picks_are_found_with_their_way_times_and_supports(name: str):
    true = truth(name)["reps"]
    assert truth(name)["split"] == "test"
    reps = judged(name, "pick_up").reps
    assert [rep.movement for rep in reps] == ["pick_up"] * len(true)
    for rep, expected in zip(reps, true, strict=True):
        assert rep.pick is not None
        assert rep.pick.strategy == expected["strategy"]
        for at in ("start_s", "bottom_s", "end_s"):
            assert getattr(rep, at) == pytest.approx(expected[at], abs=WITHIN_S)
        assert sum(s.kind == "braced" for s in rep.supports or ()) == len(expected["supports"])


@pytest.mark.clips
def test_a_bottle_picked_up_on_one_leg_with_a_hand_on_the_thigh(clips: Path):
    *squats, pick = judged("th_squat1", folder=clips).reps
    assert {rep.movement for rep in squats} == {"squat"}
    assert pick.pick is not None
    assert (pick.pick.strategy, pick.pick.hands) == ("one_leg", ("right",))
    assert [(s.side, s.place) for s in pick.supports or () if s.place != "floor"] == [("left", "thigh")]


@pytest.mark.clips
@pytest.mark.parametrize("name", ["db_burpee.mp4", "db_popup_tripod.mp4"])
def test_a_jump_up_from_the_floor_is_neither_squat_nor_pick(clips: Path, name: str):
    assert {rep.movement for rep in judged(name, folder=clips).reps} & {"squat", "pick_up"} == set()
