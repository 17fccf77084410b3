"""Rendered people on a rendered chair: what is found against what is true. None of them was fitted on."""

from pathlib import Path

import pytest
from judged_clips import judged, sampled, truth

from formcheck.schema import Finding

RISING = (
    "sit_to_stand_five_times_kemi",
    "sit_to_stand_from_the_front_rafa",
    "sit_to_stand_failed_tries_luis",
    "sit_to_stand_only_the_rise_jonas",
    "sit_to_stand_arms_forward_30_degrees_off_tove",
    "sit_to_stand_hands_on_the_knees_nils",
    "sit_to_stand_left_hand_on_the_chair_olga",
)
FIVE = (
    "sit_to_stand_five_times_kemi",
    "sit_to_stand_five_times_hands_on_the_knees_nils",
    "sit_to_stand_five_times_hands_on_the_knees_40_degrees_off_olga",
    "sit_to_stand_five_times_arms_crossed_30_degrees_off_tove",
    "sit_to_stand_five_times_from_the_front_ines",
)
NOT_RISING = (
    "sitting_only_leans_forward_jonas",
    "squat_to_a_chair_touch_and_go_mei",
    "sit_to_stand_only_sits_down_pax",
)
WITHIN_S = 0.3
LEAN_WITHIN_DEG = 8.0


def found(name: str, check: str) -> list[Finding]:
    return [finding for finding in judged(name).findings if finding.check == check]


@pytest.mark.parametrize("name", sampled(RISING))
def test_rises_are_counted_with_their_times_tries_and_lean(name: str):
    report, true = judged(name), truth(name)["reps"]
    assert truth(name)["split"] == "test"
    assert [rep.movement for rep in report.reps] == ["sit_to_stand"] * len(true)
    for rep, expected in zip(report.reps, true, strict=True):
        assert rep.rise is not None
        assert not rep.partial
        assert rep.start_s == pytest.approx(expected["start_s"], abs=WITHIN_S)
        assert rep.rise.seat_off_s == pytest.approx(expected["seat_off_s"], abs=WITHIN_S)
        assert rep.end_s == pytest.approx(expected["stand_s"], abs=WITHIN_S)
        assert (rep.rise.sat_s is None) == (expected["sit_s"] is None)
        if rep.rise.sat_s is not None:
            assert rep.rise.sat_s == pytest.approx(expected["sit_s"], abs=WITHIN_S)
        assert rep.rise.tries == expected["tries"]
        assert rep.rise.lean_deg == pytest.approx(expected["trunk_peak_deg"], abs=LEAN_WITHIN_DEG)


@pytest.mark.parametrize("name", sampled(NOT_RISING))
def test_no_rise_where_nobody_gets_up(name: str):
    assert [rep for rep in judged(name).reps if rep.movement == "sit_to_stand" and not rep.partial] == []


@pytest.mark.parametrize("name", sampled(FIVE))
def test_five_times_is_timed(name: str):
    true = truth(name)["reps"]
    summary = judged(name).summary
    assert truth(name)["split"] == "test"
    assert summary.five_s == pytest.approx(true[4]["stand_s"] - true[0]["start_s"], abs=WITHIN_S)
    assert summary.five_hands in (None, "without" if {rep["hands"] for rep in true} == {"none"} else "with")


@pytest.mark.whole
def test_five_times_with_and_without_hands_are_told_apart():
    assert {judged(name).summary.five_hands for name in FIVE} >= {"with", "without"}


@pytest.mark.whole
def test_hands_on_the_knees_and_on_the_chair_are_found_and_free_ones_are_not():
    front = found("sit_to_stand_from_the_front_hands_on_the_knees_suri", "hands_on_knees")
    assert {f.verdict for f in front} == {"fault"}
    assert "good" not in {f.verdict for f in found("sit_to_stand_hands_on_the_knees_nils", "hands_on_knees")}
    for name in RISING:
        if truth(name)["reps"][0]["hands"] == "none":
            assert {f.verdict for f in found(name, "hands_on_knees")} == {"good"}
    told = {
        name: any(note.code == "hand_on_chair" for f in found(name, "hands_on_knees") for note in f.notes)
        for name in RISING
    }
    assert [name for name, on_chair in told.items() if on_chair] == ["sit_to_stand_left_hand_on_the_chair_olga"]


@pytest.mark.clips
@pytest.mark.parametrize(
    ("name", "seat_off_s"), [("tb_sit2stand", (4.9, 8.2)), ("sds_tug_hands_on_knees", (1.79,))], ids=["front", "side"]
)
def test_real_people_who_push_on_their_knees(clips: Path, name: str, seat_off_s: tuple[float, ...]):
    """Development clips, labelled by eye: the hips leave the seat within 0.3 s of it."""
    report = judged(name, folder=clips)
    rises = [rep.rise for rep in report.reps if rep.rise is not None]
    assert [rise.seat_off_s for rise in rises] == [pytest.approx(one, abs=0.3) for one in seat_off_s]
    told = [finding.verdict for finding in report.findings if finding.check == "hands_on_knees"]
    assert set(told) <= {"watch", "fault"}
