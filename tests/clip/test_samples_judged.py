"""Every sample through the whole product says what its truth says: expectations written by hand, not read off."""

from dataclasses import dataclass

import pytest
from judged_samples import NAMES, analysis, truth

from formcheck.judging.policy import COMPENSATION, core_checks
from formcheck.measures.compensation import SIGN_CHECKS
from formcheck.movements import movements
from formcheck.schema import SetOutcome
from formcheck.wording.findings import shown_verdict
from formcheck.wording.parts import first_sentence
from formcheck.wording.summary import headline, said


@dataclass(frozen=True)
class Expected:
    """What somebody who watched the sample would say first."""

    outcome: SetOutcome
    movement: str
    reps: int
    first: str | None = None
    also: tuple[str, ...] = ()
    people: int = 1


WORK: SetOutcome = "work"
EXPECTED = {
    "block_with_back_side": Expected(WORK, "hinge", 2, COMPENSATION),
    "block_with_legs_side": Expected("fine", "squat", 2),
    "class_scene": Expected("fine", "squat", 2, people=3),
    "floor_squat_front": Expected("partly", "squat", 2),
    "floor_squat_side": Expected("fine", "squat", 3),
    "hands_on_knees_side": Expected(WORK, "squat", 2, "hands_on_knees", also=("depth",)),
    "heels_lifting_side": Expected(WORK, "squat", 2, "heels"),
    "hip_hinge_side": Expected("fine", "hinge", 2),
    "hips_first_side": Expected(WORK, "squat", 2, COMPENSATION),
    "rounded_squat_side": Expected(WORK, "squat", 2, COMPENSATION),
    "rounded_stoop_side": Expected(WORK, "hinge", 2, COMPENSATION),
    "shallow_pitched_side": Expected(WORK, "squat", 2, COMPENSATION, also=("depth",)),
    "shallow_squat_side": Expected(WORK, "squat", 2, "depth"),
    "sit_to_stand_side": Expected("fine", "sit_to_stand", 3),
}


def test_every_sample_has_an_expectation():
    assert EXPECTED.keys() == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_headline_is_what_the_sample_shows(name):
    report, expected = analysis(name).report, EXPECTED[name]
    summary, words = report.summary, headline(report)
    assert summary.outcome == expected.outcome
    assert [(count.movement, count.reps) for count in summary.counts] == [(expected.movement, expected.reps)]
    shown = [one.check for one in summary.findings]
    assert shown[:1] == ([expected.first] if expected.first else [])
    assert set(expected.also) <= set(shown)
    if expected.first:
        assert words.statement.main == first_sentence(said(summary.findings[0], report.findings))
    elif expected.outcome == "fine":
        assert words.statement.main == "Everything we could check looked good"
    else:
        assert words.statement.main == "What we could see looked fine"
        assert set(summary.unjudged_core) <= set(core_checks(movements()[expected.movement]))


@pytest.mark.parametrize("name", NAMES)
def test_every_true_fault_is_in_what_is_said_and_nothing_else_is_a_fault(name):
    report = analysis(name).report
    true = set(truth(name)["faults"])
    said_faults = {one.check for one in report.summary.findings if one.verdict == "fault"}
    explained = {
        check for check in true if check in said_faults or (check in SIGN_CHECKS and COMPENSATION in said_faults)
    }
    assert explained == true
    assert said_faults <= true | {COMPENSATION, *EXPECTED[name].also}
    assert COMPENSATION not in said_faults or true & SIGN_CHECKS


@pytest.mark.parametrize("name", NAMES)
def test_as_many_people_are_shown_as_there_are(name):
    assert len(analysis(name).report.quality.people) == EXPECTED[name].people


@pytest.mark.parametrize("name", NAMES)
def test_depth_is_one_class_wherever_it_is_said(name):
    """Check, class and summary agree: at parallel or deeper is good, above it is not."""
    report = analysis(name).report
    for rep in report.reps:
        found = next((f for f in report.findings if f.rep == rep.index and f.check == "depth"), None)
        if rep.depth is not None and found is not None:
            assert (rep.depth == "above_parallel") == (found.verdict in ("watch", "fault"))
    assert "depth" not in {one.check for one in report.summary.went_well} or report.summary.depth != "above_parallel"


def test_a_way_to_cope_is_never_shown_as_a_mistake():
    first = analysis("hands_on_knees_side").report.summary.findings[0]
    assert (first.verdict, shown_verdict(first)) == ("fault", "watch")
