"""Retests: what a second clip tells beside the first, and when it tells nothing."""

import msgspec
import pytest
from made import report, seen

from formcheck.advice.causes import AREAS
from formcheck.advice.retests import RETESTS, run
from formcheck.movements import checks


def squats(lean_deg, thigh_deg=-5.0, *findings, **more):
    return report(*findings, trunk_inclination_deg=lean_deg, thigh_to_horizontal_deg=thigh_deg, **more)


def chair(*hands):
    """Rises from a seat, with these verdicts on the hands."""
    as_chair = {"movement": "sit_to_stand"}
    made = report(*seen("hands_on_knees", *hands, **as_chair))
    reps = tuple(msgspec.structs.replace(r, depth=None, **as_chair) for r in made.reps)
    return msgspec.structs.replace(made, reps=reps, **as_chair)


def rising(made, seconds):
    reps = tuple(
        msgspec.structs.replace(r, tempo=msgspec.structs.replace(r.tempo, ascent_s=seconds)) for r in made.reps
    )
    return msgspec.structs.replace(made, reps=reps)


@pytest.mark.parametrize(
    ("retest", "first", "second", "more", "less"),
    [
        ("heels_on_book", squats(50.0), squats(38.0), "ankle", None),
        ("heels_on_book", squats(50.0), squats(48.0), "hips", "ankle"),
        ("door_post", squats(50.0, 10.0), squats(35.0, -5.0), "strength", "ankle"),
        ("door_post", squats(50.0, 10.0), squats(50.0, 9.0), "hips", "strength"),
        (
            "soft_knees",
            report(movement="hinge", knee_flexion_deg=6.0),
            report(*seen("lower_back_rounding", "good", movement="hinge"), movement="hinge", knee_flexion_deg=25.0),
            "hamstrings",
            "core",
        ),
        (
            "soft_knees",
            report(movement="hinge", knee_flexion_deg=6.0),
            report(*seen("lower_back_rounding", "fault", movement="hinge"), movement="hinge", knee_flexion_deg=25.0),
            "core",
            "hamstrings",
        ),
        ("slow_rise", squats(40.0), rising(report(*seen("hips_first", "good")), 3.1), "coordination", "strength"),
        ("slow_rise", squats(40.0), rising(report(*seen("hips_first", "fault")), 3.1), "strength", "coordination"),
        (
            "higher_seat",
            squats(40.0),
            chair("good"),
            "strength",
            "balance",
        ),
        (
            "higher_seat",
            squats(40.0),
            chair("fault"),
            "balance",
            None,
        ),
    ],
)
def test_a_clear_answer_moves_the_causes(retest, first, second, more, less):
    outcome = run(retest, first, second)
    assert more in outcome.more
    assert outcome.more | outcome.less <= RETESTS[retest].about
    assert less is None or less in outcome.less
    assert not outcome.more & outcome.less
    assert outcome.because


@pytest.mark.parametrize(
    ("retest", "second", "words"),
    [
        ("slow_rise", rising(report(*seen("hips_first", "good")), 1.0), "three seconds"),
        (
            "soft_knees",
            report(*seen("lower_back_rounding", "good", movement="hinge"), movement="hinge", knee_flexion_deg=8.0),
            "bend them more",
        ),
        ("heels_on_book", report(movement="hinge"), "different movement"),
        ("heels_on_book", msgspec.structs.replace(report(), reps=()), "film it again"),
        ("heels_on_book", squats(None), "could not see enough"),
        ("higher_seat", chair(), "could not see enough"),
        ("higher_seat", report(*seen("hands_on_knees", "good")), "different movement"),
    ],
)
def test_what_was_not_done_or_not_seen_tells_nothing(retest, second, words):
    first = report(knee_flexion_deg=6.0, movement="hinge") if retest == "soft_knees" else squats(50.0)
    outcome = run(retest, first, second)
    assert not outcome.more | outcome.less
    assert words in outcome.because


def with_trunk(made, trunk_px):
    baseline = msgspec.structs.replace(made.baseline, found=True, trunk_length_px=trunk_px, leg_length_px=300.0)
    return msgspec.structs.replace(made, baseline=baseline)


@pytest.mark.parametrize(("trunk_px", "same"), [(200.0, True), (230.0, True), (290.0, False), (140.0, False)])
def test_somebody_else_tells_nothing(trunk_px, same):
    outcome = run("heels_on_book", with_trunk(squats(50.0), 200.0), with_trunk(squats(38.0), trunk_px))
    assert outcome.says_something == same
    assert same or "looks different from the first video" in outcome.because


def seat(knee_deg):
    made = chair("good")
    reps = tuple(
        msgspec.structs.replace(one, peak=msgspec.structs.replace(one.peak, knee_flexion_deg=knee_deg))
        for one in made.reps
    )
    return msgspec.structs.replace(made, reps=reps)


def test_a_lower_seat_is_not_a_higher_one():
    assert "seat is lower" in run("higher_seat", seat(80.0), seat(100.0)).because
    assert run("higher_seat", seat(100.0), seat(80.0)).says_something


def test_every_retest_a_row_names_exists_and_has_steps():
    assert {retest for _, row in checks() for rule in row.causes for retest in rule.retests} == RETESTS.keys()
    assert all(row.about for row in RETESTS.values())
    assert all(len(row.steps) >= 2 and row.title and row.tells for row in RETESTS.values())
    assert len(AREAS) == 9
