"""Likely causes: possibilities with evidence, ordered by plausibility, moved by retests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import base, finding, report, seen

from formcheck.advice.causes import AREAS, CONDITIONS, TITLES, RetestOutcome, candidate_causes
from formcheck.movements import checks

IDS = sorted({check.id for movement, check in checks() if movement.name == "squat"})
some_findings = st.lists(
    st.builds(
        finding, st.sampled_from(IDS), st.sampled_from(["good", "watch", "fault", "not_assessed"]), st.integers(1, 3)
    ),
    max_size=25,
)


def causes(*args, **kwargs):
    return [possible.cause for possible in candidate_causes(report(*args, **kwargs))]


def test_a_clean_report_has_no_causes():
    assert candidate_causes(base("squat")) == ()
    assert candidate_causes(base("hinge")) == ()


@pytest.mark.parametrize(
    ("check", "movement", "first"),
    [
        ("depth", "squat", "ankle"),
        ("heels", "squat", "ankle"),
        ("hips_first", "squat", "coordination"),
        ("hands_on_knees", "squat", "strength"),
        ("hands_on_floor", "squat", "strength"),
        ("steadiness", "squat", "balance"),
        ("hinge_pattern", "hinge", "coordination"),
        ("straight_knee_stoop", "hinge", "hamstrings"),
    ],
)
def test_the_first_cause_is_the_most_plausible(check, movement, first):
    assert causes(*seen(check, "fault", "fault", "fault", movement=movement), movement=movement)[0] == first


def test_shins_held_back_point_to_the_ankle_and_free_ones_to_the_hips():
    pitched = seen("trunk_tibia", "fault", "fault")
    assert causes(*pitched, tibia_inclination_deg=20.0)[0] == "ankle"
    assert causes(*pitched, tibia_inclination_deg=35.0)[0] == "hips"
    assert causes(*pitched, *seen("heels", "fault"), tibia_inclination_deg=35.0)[0] == "ankle"


def test_heels_that_stayed_down_are_not_said_to_have_come_up():
    pitched = seen("trunk_tibia", "fault", "fault")
    upright = report(*pitched, *seen("heels", "good", "good"), tibia_inclination_deg=20.0)
    lifted = report(*pitched, *seen("heels", "fault", "fault"), tibia_inclination_deg=20.0)
    said = ["".join(candidate_causes(one)[0].evidence) for one in (upright, lifted)]
    assert ["heels came up" in words for words in said] == [False, True]
    assert "Your shins leaned forward only a little" in said[0]


def test_rounding_with_straight_knees_is_another_thing_than_with_soft_ones():
    rounded = seen("lower_back_rounding", "fault", "fault", movement="hinge")
    assert causes(*rounded, movement="hinge", knee_flexion_deg=8.0)[0] == "hamstrings"
    assert causes(*rounded, movement="hinge", knee_flexion_deg=25.0)[0] == "core"


def test_once_in_five_counts_less_than_most_of_the_time():
    rarely = candidate_causes(report(*seen("hips_first", "fault", "good", "good", "good", "good")))
    mostly = candidate_causes(report(*seen("hips_first", "fault", "fault", "fault", "good", "good")))
    assert rarely[0].weight < mostly[0].weight
    assert ("3" in mostly[0].evidence[0], "5" in mostly[0].evidence[0]) == (True, True)


def test_one_clear_sign_outweighs_three_hints():
    hints = [*seen("trunk_tibia", "watch", "watch"), *seen("depth", "watch", "watch"), *seen("heels", "watch", "watch")]
    found = causes(*hints, *seen("hands_on_knees", "fault", "fault"), tibia_inclination_deg=20.0)
    assert found[0] == "strength"
    assert causes(*hints, tibia_inclination_deg=20.0)[0] == "ankle"


@given(some_findings)
def test_every_cause_has_evidence_and_hedged_words(findings):
    found = candidate_causes(report(*findings))
    assert [p.weight for p in found] == sorted((p.weight for p in found), reverse=True)
    for possible in found:
        assert possible.evidence
        assert possible.words in {"Likely", "Possible", "Less likely"}
    if all(f.verdict in ("good", "not_assessed") for f in findings):
        assert found == ()


@given(some_findings, st.sets(st.sampled_from(sorted(TITLES))), st.sets(st.sampled_from(sorted(TITLES))))
def test_a_retest_moves_what_it_names_and_nothing_else(findings, more, less):
    made = report(*findings)
    outcome = RetestOutcome("slow_rise", frozenset(more), frozenset(less - more), "Because of the retest.")
    before = {p.cause: p.weight for p in candidate_causes(made)}
    after = {p.cause: p for p in candidate_causes(made, [outcome])}
    assert after.keys() == before.keys()
    for cause, weight in before.items():
        if cause in outcome.more:
            assert after[cause].weight > weight
        elif cause in outcome.less:
            assert after[cause].weight < weight
        else:
            assert after[cause].weight == weight
        assert ("Because of the retest." in after[cause].evidence) == (cause in outcome.more | outcome.less)


def test_every_cause_has_an_area_and_every_condition_is_known():
    rules = [rule for _, row in checks() for rule in row.causes]
    assert {cause for rule in rules for cause in rule.causes} <= AREAS.keys() == TITLES.keys()
    assert {rule.when for rule in rules if rule.when} == CONDITIONS.keys()
    assert all(rule.because for rule in rules if rule.when)
    for _, row in checks():
        assert not row.causes or row.causes[-1].when is None, f"{row.id}: some reports would have no cause"
