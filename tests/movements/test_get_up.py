"""Getting up from the floor, by figures of sticks: what was used is counted, and what is hidden is said to be."""

import pytest
from figures import source
from figures.reading import context
from floor_figure import HALF_KNEEL, LOW, SIT, STAND, filmed, holding
from get_up_rows import by_the_knee, squat_up

from formcheck.judging.analyze import analyze
from formcheck.motion.track import Track
from formcheck.schema import Finding, Report

ENDS = [(7.0, STAND), (9.0, STAND)]
BESIDE = (-0.2, 0.05)


def judged(track: Track) -> Report:
    return analyze(track, source(track), context()).report


def finding(report: Report, check: str) -> Finding:
    (found,) = [one for one in report.findings if one.check == check]
    return found


def test_without_any_support():
    report = judged(filmed(squat_up()))
    (rep,) = report.reps
    assert (report.movement, rep.partial) == ("get_up", False)
    assert rep.get_up.supports == ()
    assert [one.phase for one in rep.get_up.phases] == ["floor", "rise", "stand"]
    assert rep.get_up.off_floor_s == pytest.approx(2.6, abs=0.6)
    assert rep.get_up.seconds == pytest.approx(rep.get_up.stand_s - rep.get_up.off_floor_s)
    assert finding(report, "floor_supports").verdict == "good"


def test_one_hand_on_the_floor():
    held = squat_up(holding(SIT, right=BESIDE), holding(LOW, right=BESIDE))
    (rep,) = judged(filmed(held)).reps
    assert [(one.limb, one.side) for one in rep.get_up.supports] == [("hand", "right")]
    assert [one.phase for one in rep.get_up.phases] == ["floor", "crouch", "rise", "stand"]


def test_all_fours_and_half_kneeling():
    report = judged(filmed(by_the_knee()))
    (rep,) = report.reps
    used = {(one.limb, one.side) for one in rep.get_up.supports}
    assert used == {(limb, side) for limb in ("hand", "knee") for side in ("left", "right")}
    assert [one.phase for one in rep.get_up.phases] == ["floor", "all_fours", "half_kneel", "rise", "stand"]
    found = finding(report, "floor_supports")
    assert (found.verdict, found.value) == ("fault", 4.0)
    assert {note.code for note in found.notes} == {"both_hands_down", "both_knees_down", "up_in"}


def test_a_hand_on_the_knee_is_a_support():
    report = judged(filmed(by_the_knee(holding(HALF_KNEEL, right=(0.36, 0.55)))))
    assert ("hand_on_knee", "right") in {(one.limb, one.side) for one in report.reps[0].get_up.supports}
    assert finding(report, "hands_on_knees").verdict == "fault"


def test_what_is_hidden_is_said_to_be_hidden():
    held = squat_up(holding(SIT, left=BESIDE), holding(LOW, left=BESIDE))
    report = judged(filmed(held, {"wrist": ["left"], "index": ["left"], "knee": ["left"]}))
    hidden = {(one.limb, one.side) for one in report.reps[0].get_up.hidden}
    assert ("hand", "left") in hidden
    assert report.reps[0].get_up.supports == ()
    told = finding(report, "floor_supports")
    assert told.verdict == "good"  # one hand more would not change it
    assert "other_hand_hidden" in {note.code for note in told.notes}


def test_many_hidden_limbs_are_not_judged():
    report = judged(filmed(by_the_knee(), {"wrist": ["left", "right"], "index": ["left", "right"]}))
    told = finding(report, "floor_supports")
    assert told.verdict == "not_assessed"
    assert (told.abstain.code, told.abstain.values) == ("supports_hidden", {"least": 2.0, "most": 4.0})
    assert {(one.limb, one.side) for one in report.reps[0].get_up.hidden} >= {("hand", "left"), ("hand", "right")}


def test_who_only_goes_down_is_said_to_have_stayed():
    report = judged(filmed([(0.0, STAND), (1.5, STAND), (3.5, LOW), (4.5, SIT), (7.0, SIT)]))
    assert report.summary.nothing == "stayed_down"
    assert report.findings == ()


def test_a_squat_is_no_getting_up():
    report = judged(filmed([(0.0, STAND), (1.5, STAND), (3.0, LOW), (3.5, LOW), *ENDS]))
    assert [rep.movement for rep in report.reps] == ["squat"]


def test_no_number_of_health_is_said():
    """Supports are counted; the score of the test they come from, and what it was related to, is not."""
    rep = judged(filmed(by_the_knee())).reps[0]
    assert not {"score", "age", "risk", "mortality"} & set(type(rep.get_up).__struct_fields__)
