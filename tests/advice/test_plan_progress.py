"""A plan under way: its weeks, what was done, and how it felt."""

from datetime import date, timedelta

import pytest

from formcheck.advice.causes import CandidateCause
from formcheck.advice.classes import Studio
from formcheck.advice.pain import PainCheck
from formcheck.advice.plan import Wish, weekly_plan
from formcheck.advice.plan_progress import PlanProgress

MONDAY = date(2026, 11, 30)
CAUSES = [CandidateCause("strength", 1.0, (), ()), CandidateCause("ankle", 0.6, (), ())]


@pytest.fixture
def progress():
    return PlanProgress(plan=weekly_plan(CAUSES, Studio(name="S"), Wish(), "ready"), first_monday=MONDAY)


def test_it_knows_its_week(progress):
    days = (-3, 0, 6, 7, 27, 28, 400)
    assert [progress.week_of(MONDAY + timedelta(days=day)) for day in days] == [0, 0, 0, 1, 3, 3, 3]


def test_what_was_done_stays_though_the_rest_gets_gentler(progress):
    (first, was), *_ = progress.sessions(0)
    hurt = progress.ticked(first, done=True).felt(first, PainCheck(1, 6))
    assert hurt.level == 1
    assert hurt.sessions(0)[0] == (first, was)
    assert all(len(one.drills) <= 2 for _, one in hurt.sessions(1))
    worse = hurt.felt(first + timedelta(days=7), PainCheck(5, 5))
    assert {one.area for _, one in worse.sessions(2)} == {"mobility"}
    assert worse.sessions(0)[0] == (first, was)
    over = worse.felt(first + timedelta(days=14), PainCheck(9, None))
    assert over.sessions(3) == ()


def test_it_comes_back_from_the_diary_as_it_was(progress):
    changed = progress.ticked(MONDAY, done=True).felt(MONDAY, PainCheck(2, 3))
    assert PlanProgress.from_json(changed.to_json()) == changed
    assert changed.ticked(MONDAY, done=False).done == frozenset()
    assert PlanProgress.from_json(b"{}") is None
