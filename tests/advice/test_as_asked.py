"""Whether a retest was done as asked: movement, seat, body, depth and hands, and what a camera cannot show."""

import msgspec
import pytest
from made import report, seen

from formcheck.advice.retests import asked_for, run


def verdicts(retest, first, second):
    return {one.words: one.verdict for one in asked_for(retest, first, second)}


def body(made, trunk_px, leg_px=300.0):
    baseline = msgspec.structs.replace(made.baseline, found=True, trunk_length_px=trunk_px, leg_length_px=leg_px)
    return msgspec.structs.replace(made, baseline=baseline)


def squats(thigh_deg=-5.0, *findings):
    return report(*findings, trunk_inclination_deg=50.0, thigh_to_horizontal_deg=thigh_deg)


def test_a_retest_done_as_asked_ticks_what_can_be_seen_and_says_what_cannot():
    said = verdicts("heels_on_book", body(squats(), 190.0), body(squats(), 195.0))
    assert list(said.values()) == ["good", "good", "good", "not_assessed"]
    assert said["You did the movement that was asked for: Squat."] == "good"
    assert said["We can't see if something was under your heels."] == "not_assessed"


def test_another_movement_is_named_beside_the_one_that_was_asked_for():
    outcome = run("slow_rise", squats(), report(movement="hinge"))
    assert "We saw: Hip hinge. Asked for: Squat." in outcome.because
    assert not outcome.says_something


def test_a_chair_that_was_asked_for_has_to_be_there():
    said = verdicts("higher_seat", squats(), squats())
    assert [words for words, verdict in said.items() if "seat" in words and verdict == "fault"]
    assert not any("seat" in words for words in verdicts("slow_rise", squats(), squats()))


@pytest.mark.parametrize(("trunk_px", "verdict"), [(190.0, "good"), (205.0, "good"), (230.0, "fault")])
def test_proportions_beyond_what_one_person_is_measured_with_are_somebody_else(trunk_px, verdict):
    said = verdicts("door_post", body(squats(), 190.0), body(squats(), trunk_px))
    assert verdict in [said[words] for words in said if "proportions" in words or "looks different" in words]


def test_without_standing_still_nothing_is_said_of_who_it_is():
    restless = body(squats(), None)
    said = verdicts("door_post", restless, body(squats(), 190.0))
    unknown = "We can't tell if this is the same person: stand still for a second first, in both videos."
    assert said[unknown] == "not_assessed"
    assert run("door_post", restless, body(squats(), 190.0)).says_something, "and it stops nothing"


@pytest.mark.parametrize(("thigh_deg", "told"), [(-8.0, True), (2.0, True), (15.0, False)])
def test_a_lesser_squat_is_no_answer(thigh_deg, told):
    outcome = run("heels_on_book", squats(), squats(thigh_deg))
    assert outcome.says_something == told
    assert told or "less low than before" in outcome.because


def test_hands_on_the_legs_hold_no_door_frame():
    pushed = squats(-5.0, *seen("hands_on_knees", "fault", "fault"))
    assert "Your hands were on your legs." in run("door_post", squats(), pushed).because
    assert run("heels_on_book", squats(), pushed).says_something, "of which nothing was asked there"
