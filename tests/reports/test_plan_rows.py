"""A plan laid out: weeks alike as one, seven days each, every drill of the sessions at home once."""

from formcheck.advice.causes import CandidateCause
from formcheck.advice.classes import Studio
from formcheck.advice.drills import drills_for
from formcheck.advice.plan import Wish, weekly_plan
from formcheck.reports.plan_rows import drills_of, week_rows
from formcheck.storage.classes import COMES_ALONG, read_studio

L9 = read_studio(COMES_ALONG.with_name("l9_fitness.toml"))
STRENGTH = [CandidateCause("strength", 1.0, (), ())]


def test_equal_weeks_are_one():
    rows = week_rows(weekly_plan(STRENGTH, L9, Wish(), "ready"))
    assert [row.title for row in rows] == ["Every week, for 4 weeks"]
    assert [day.day for day in rows[0].days][:2] == ["Monday", "Tuesday"]
    assert sum(bool(day.name) for day in rows[0].days) == 4
    assert all(day.because and day.minutes and day.area_name for day in rows[0].days if day.name)


def test_weeks_that_grow_stand_one_after_the_other():
    rows = week_rows(weekly_plan(STRENGTH, L9, Wish(inactive=True), "ready"))
    assert [row.title for row in rows] == ["Week 1", "Weeks 2 to 3", "Week 4"]
    assert all(len(row.days) == 7 for row in rows)


def test_the_drills_of_every_session_are_listed_once():
    plan = weekly_plan(STRENGTH, Studio(name="None"), Wish(), "ready")
    drills = drills_of(plan)
    assert len(set(drills)) == len(drills) > 0
    assert any("Bridge (hip lift)" in day.drills for week in week_rows(plan) for day in week.days)
    with_classes = weekly_plan(STRENGTH, L9, Wish(), "ready")
    assert set(drills_for(["strength"])) <= set(drills_of(with_classes))
    said = [day.drills for week in week_rows(with_classes) for day in week.days if day.drills]
    assert all(words.startswith("At home: ") for words in said)
