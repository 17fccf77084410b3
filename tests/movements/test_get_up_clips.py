"""Rendered people who get up from the floor: what is found against what is true. None of them was fitted on."""

from pathlib import Path

import pytest
from judged_clips import judged, sampled, truth

#: Every support found, and no other: as in docs/accuracy.md, where the clips are listed that are not.
EXACT = (
    "get_up_all_fours_and_a_hand_on_the_knee_45_degrees_off_olga",
    "get_up_all_fours_and_no_hand_on_the_knee_nils",
    "get_up_from_lying_mei",
    "get_up_no_hands_kemi",
    "get_up_one_hand_and_a_squat_ines",
    "get_up_one_hand_and_half_kneeling_luis",
)
WITHIN_S = 0.3
OTHER = ("db_popup_tripod.mp4", "ucf_pushup_g01c03.avi", "uc_inchworms.mp4", "pg_fall2.mp4")


@pytest.mark.parametrize("name", sampled(EXACT))
def test_supports_and_times_are_found(name: str):
    (rep,) = judged(name).reps
    (true,) = truth(name)["reps"]
    assert truth(name)["split"] == "test"
    assert (rep.movement, rep.partial) == ("get_up", False)
    found = rep.get_up
    assert {(one.limb, one.side) for one in found.supports} == {(one["limb"], one["side"]) for one in true["supports"]}
    starts = {phase.phase: phase.from_s for phase in found.phases}
    expected = {phase["phase"]: phase["from_s"] for phase in true["phases"]}
    assert found.off_floor_s == pytest.approx(true["off_floor_s"], abs=WITHIN_S)
    assert starts["rise"] == pytest.approx(expected["rise"], abs=WITHIN_S)
    assert starts["stand"] == pytest.approx(expected["stand"], abs=WITHIN_S)


def test_a_hand_on_the_far_side_is_said_to_be_hidden():
    (rep,) = judged("get_up_the_hand_far_from_the_camera_tove").reps
    assert ("hand", "left") in {(one.limb, one.side) for one in rep.get_up.hidden}
    assert [phase.phase for phase in rep.get_up.phases] == ["floor", "stand"]


def test_from_the_front_supports_are_not_reported():
    report = judged("get_up_from_the_front_ugo")
    assert report.reps[0].get_up.supports is None
    assert {one.abstain.code for one in report.findings if one.check == "floor_supports"} == {"needs_side"}


def test_who_only_goes_down_is_said_to_have_stayed():
    report = judged("floor_down_and_stays_ines")
    assert report.summary.nothing == "stayed_down"


@pytest.mark.clips
@pytest.mark.parametrize("name", OTHER)
def test_real_people_who_do_something_else_do_not_get_up(name: str, clips: Path):
    assert [rep for rep in judged(name, folder=clips).reps if rep.movement == "get_up" and not rep.partial] == []
