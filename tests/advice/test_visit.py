"""The check-up: steps from the registry alone, changes only beyond the error, a month later."""

from dataclasses import replace
from datetime import date

import made_reports
import pytest
from hypothesis import given
from hypothesis import strategies as st
from visits import ERROR, FIRST, REACHING, ROW, STEP, checkup, knowing, report

from formcheck import schema as r
from formcheck.advice import visit
from formcheck.advice.visit import Step, changed, next_due, part_of, since, steps, visit_causes, when_coached
from formcheck.advice.visit_words import coached_words, due_words, line, seen, since_words
from formcheck.movements import movements
from formcheck.settings import ClinicianLimits

REACH = Step(REACHING, STEP)


def test_a_movement_that_states_a_step_is_in_the_check_up(monkeypatch):
    before = [step.name for step in steps()]
    knowing(monkeypatch, REACHING)
    assert [step.name for step in steps()] == ["reaching", *before]


def test_one_that_states_none_is_not():
    known = {name: replace(one, visit=None) for name, one in movements().items()}
    assert steps(known=known) == ()


def test_a_step_that_a_professional_forbade_is_left_out(monkeypatch):
    knowing(monkeypatch, replace(REACHING, allowed_by="hinge"))
    assert "reaching" not in [step.name for step in steps(ClinicianLimits(hinge=False))]
    assert "reaching" in [step.name for step in steps()]


def test_a_value_is_said_with_its_error():
    part = part_of(REACH, "usual", report(41))
    assert line(ROW, part.value("reach")) == "Reach: 41°, give or take 2"


def test_five_chair_stands_are_timed():
    step = next(step for step in steps() if step.name == "sit_to_stand")
    made = made_reports.report(movement="sit_to_stand", reps=(made_reports.rep(1),))
    summary = made_reports.summary((made_reports.rep(1),), five_s=11.2)
    part = part_of(step, "usual", r.Report(**{**fields(made), "summary": summary}))
    assert line(step.visit.rows[0], part.values[0]) == "Five chair stands: 11.2 s, give or take 0.3"


def fields(struct):
    return {name: getattr(struct, name) for name in struct.__struct_fields__}


def test_a_time_is_not_known_from_too_few_frames():
    chair = next(step for step in steps() if step.name == "sit_to_stand")
    made = made_reports.report(movement="sit_to_stand", reps=(made_reports.rep(1),))
    timed = {**fields(made), "summary": made_reports.summary((made_reports.rep(1),), five_s=26.7)}
    quality = r.Quality(**{**fields(made.quality), "notes": (r.Note(code="few_frames"),)})
    part = part_of(chair, "usual", r.Report(**{**timed, "quality": quality}))
    assert part.values[0].value is None


@pytest.mark.parametrize("made", [report(movement="squat"), report(reps=(), summary=made_reports.summary())])
def test_nothing_is_read_where_nothing_of_the_movement_was_judged(made):
    part = part_of(REACH, "usual", made)
    assert part.values[0].value is None
    assert line(ROW, part.values[0]) == "Reach: Can't tell. Film it again."


@given(st.integers(0, 180), st.integers(0, 180))
def test_a_change_is_one_only_beyond_the_error_and_backwards_its_opposite(before, after):
    parts = [part_of(REACH, "usual", report(value)) for value in (before, after)]
    there, back = changed(ROW, *parts), changed(ROW, *reversed(parts))
    assert there is not None
    assert back is not None
    assert (there.change == "none") == (abs(after - before) <= ERROR * 2**0.5)
    assert back.difference == -there.difference
    assert {there.change, back.change} in ({"none"}, {"better", "worse"})


def test_a_professionals_limit_makes_more_no_progress():
    limited = made_reports.finding("limit_knee", "good", 1)
    parts = [part_of(REACH, "usual", report(value, findings=(limited,))) for value in (40, 90)]
    assert changed(ROW, *parts) is None


def test_other_models_measure_another_thing():
    other = r.Provenance(**{**fields(made_reports.PROVENANCE), "model_sha256": "1"})
    parts = [part_of(REACH, "usual", report(40)), part_of(REACH, "usual", report(90, provenance=other))]
    assert changed(ROW, *parts) is None


def test_two_takes_are_held_beside_each_other():
    (found,) = when_coached(REACH, checkup(40, 50))
    assert found.change == "better"
    assert coached_words(found) == "Better when coached: 10° more."
    (found,) = when_coached(REACH, checkup(50, 40))
    assert coached_words(found) == "Not as good when coached: 10° less."
    (found,) = when_coached(REACH, checkup(40, 41))
    assert coached_words(found) == "No clear difference when coached (the camera can be off by 3°)."
    assert when_coached(REACH, checkup(40)) == ()


def test_since_the_newest_check_up_that_has_the_take():
    old, newer = checkup(40, made_at=FIRST.replace(month=8)), checkup(50, made_at=FIRST)
    day, (found,) = since(REACH, "usual", [newer, old], checkup(60))
    assert day == date(2026, 10, 29)
    assert since_words(found, day) == "Changed since 29 October, for the better: 10° more."
    assert since(REACH, "usual", [], checkup(60))[1] == ()
    assert since(REACH, "coached", [newer], checkup(60, 70))[1] == ()


def test_worse_and_the_same_are_said_too():
    day, (found,) = since(REACH, "usual", [checkup(50, made_at=FIRST)], checkup(40))
    assert since_words(found, day) == "Changed since 29 October, for the worse: 10° less."
    day, (found,) = since(REACH, "usual", [checkup(50, made_at=FIRST)], checkup(50))
    assert since_words(found, day) == "No clear change since 29 October (the camera can be off by 3°)."


@pytest.mark.parametrize(
    ("made", "due"),
    [
        (date(2026, 11, 29), date(2026, 12, 29)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 2, 28)),
    ],
)
def test_the_next_one_is_a_month_later(made, due):
    assert next_due(made) == due


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_month_is_never_skipped(made):
    due = next_due(made)
    assert 28 <= (due - made).days <= 31
    assert (due.year * 12 + due.month) - (made.year * 12 + made.month) == 1


def test_the_reminder_is_plain():
    assert due_words(date(2026, 11, 29)) == "Next check-up about 29 December."


def test_causes_come_from_all_takes_without_coaching(monkeypatch):
    knowing(monkeypatch, REACHING)
    rounded = made_reports.finding("hands_on_knees", "fault", 1)
    chair = made_reports.finding("rising_lean", "fault", 1, movement="sit_to_stand")
    step = next(step for step in steps() if step.name == "sit_to_stand")
    parts = [
        part_of(REACH, "usual", report(findings=(rounded,), movement="squat")),
        part_of(step, "usual", made_reports.report((made_reports.rep(1),), (chair,), movement="sit_to_stand")),
    ]
    found = visit_causes(visit.visit_of(parts, FIRST))
    evidence = [line for one in found for line in one.evidence]
    assert any(line.startswith("Squat: You pushed") for line in evidence)
    assert any(line.startswith("Chair stand: You leaned") for line in evidence)


def test_who_does_better_as_coached_needs_practice(monkeypatch):
    knowing(monkeypatch, REACHING)
    steady = made_reports.finding("steadiness", "fault", 1)

    def weight(coached):
        made = checkup(40, coached, findings=(steady,), movement="squat")
        parts = tuple(
            r.VisitPart(movement="reaching", take=one.take, values=(value(width),), report=one.report)
            for one, width in zip(made.parts, (40, coached), strict=True)
        )
        found = visit_causes(r.Visit(made_at=made.made_at, parts=parts))
        return {one.cause: one.weight for one in found}["coordination"]

    assert weight(60) > weight(41)


def value(number):
    return r.VisitValue(id="reach", unit="deg", value=float(number), half_width=ERROR)


def test_what_was_seen_begins_with_what_is_to_be_worked_on():
    found = seen(report(findings=(made_reports.finding("hands_on_knees", "fault", 1),)))
    assert found[0][0] == "watch", "a way to cope is never shown as a mistake"
    assert found[0][1].startswith("You pushed on your legs")
    assert seen(report(reps=(), summary=made_reports.summary()))[0][0] == "not_assessed"


def test_a_check_up_reads_back_from_json():
    made = checkup(40, 50)
    assert r.Visit.from_json(made.to_json()) == made


def test_nothing_of_what_should_be_little_is_said_as_none():
    chair = next(step for step in steps() if step.name == "sit_to_stand")
    hands = chair.visit.row("hands_on_knees")
    little, more = (r.VisitValue(id=hands.id, unit="s", value=seconds, half_width=0.2) for seconds in (0.02, 0.4))
    assert line(hands, little).endswith(": none")
    assert line(hands, more).endswith("0.4 s, give or take 0.2")
