"""Readiness: every question counts, a yes is never talked away, and nothing is ready before all is answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.advice.screening import MIRROR, QUESTIONS, may_check, may_plan, mirror_words, open_questions, outcome

IDS = [question.id for question in QUESTIONS]
answers = st.fixed_dictionaries({one: st.sampled_from([True, False, None]) for one in IDS})


def test_all_no_is_ready_and_nothing_else_is():
    assert outcome(dict.fromkeys(IDS, False)) == "ready"
    assert outcome({}) == "unanswered"


@pytest.mark.parametrize("question", QUESTIONS, ids=IDS)
def test_every_question_stops(question):
    assert outcome({**dict.fromkeys(IDS, False), question.id: True}) == question.leads
    assert outcome({**dict.fromkeys(IDS, False), question.id: None}) == "unanswered"


@given(answers)
def test_a_yes_never_yields_a_plan(given_answers):
    found = outcome(given_answers)
    if any(given_answers.values()):
        assert not may_plan(found)
        assert not may_check(found, cleared=False)
    if given_answers["saddle"]:
        assert found == "emergency"
        assert not may_check(found, cleared=True)
    assert may_plan(found) == all(answer is False for answer in given_answers.values())


@given(answers)
def test_what_is_open_is_what_was_not_answered(given_answers):
    left = {question.id for question in open_questions(given_answers)}
    assert left == {one for one, answer in given_answers.items() if answer is None}


def test_a_professional_may_clear_checks_but_never_a_plan():
    found = outcome({**dict.fromkeys(IDS, False), "heart": True})
    assert may_check(found, cleared=True)
    assert not may_plan(found)


def test_the_mirror_speaks_when_all_is_answered_and_judges_nothing():
    assert mirror_words({0: True, 1: False}) is None
    said = [mirror_words({i: i < count for i in range(len(MIRROR))}) for count in range(len(MIRROR) + 1)]
    assert len(set(said)) == 3
    assert said[2] == said[3]
