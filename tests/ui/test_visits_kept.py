"""A visit goes on in its tab and nowhere else, and is gone at its end."""

import pytest
from check_stage import APP, choose_sample, words
from streamlit.testing.v1 import AppTest

from formcheck.ui import visit_tab
from formcheck.ui.before.readiness import KEY, Readiness
from formcheck.ui.progress.open_diary import CODE
from formcheck.ui.visit_tab import TOKEN
from formcheck.ui.visits_kept import KEEP_S, LEFT_S, MOST, VisitsKept

ANNA, BEN = "a" * 32, "b" * 32


class Clock:
    now_s = 0.0

    def __call__(self):
        return self.now_s


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def open_sessions():
    return set()


@pytest.fixture
def visits(clock, open_sessions):
    return VisitsKept(open_sessions.__contains__, clock)


def test_a_new_session_of_a_tab_finds_its_visit(visits):
    assert visits.take(ANNA, "one") == {}
    visits.keep(ANNA, "one", {"clip": 1})
    assert visits.take(BEN, "two") == {}
    assert visits.take(ANNA, "three") == {"clip": 1}


def test_a_session_that_was_followed_changes_nothing(visits):
    visits.take(ANNA, "one")
    visits.take(ANNA, "two")
    visits.keep(ANNA, "one", {"clip": "late"})
    assert visits.take(ANNA, "three") == {}


@pytest.mark.parametrize("name", ["", "A" * 32, "a" * 31, "a" * 33, "../" + "a" * 29])
def test_a_name_that_no_tab_draws_is_none(visits, name):
    visits.take(name, "one")
    assert len(visits) == 0


def test_an_open_page_keeps_its_visit_and_a_lost_one_half_an_hour(visits, clock, open_sessions):
    open_sessions.add("one")
    visits.take(ANNA, "one")
    for _ in range(10):
        clock.now_s += KEEP_S - 1
        visits.sweep()
    assert len(visits) == 1
    open_sessions.clear()
    clock.now_s += KEEP_S - 1
    visits.sweep()
    assert len(visits) == 1
    clock.now_s += 1
    visits.sweep()
    assert len(visits) == 0


def test_a_closed_tab_is_forgotten_soon_and_a_reload_is_no_closing(visits, clock, open_sessions):
    open_sessions.add("one")
    visits.take(ANNA, "one")
    visits.leave(ANNA)
    clock.now_s += LEFT_S - 1
    visits.take(ANNA, "two")
    clock.now_s += LEFT_S
    visits.sweep()
    assert len(visits) == 1
    visits.leave(ANNA)
    clock.now_s += LEFT_S
    visits.sweep()
    assert len(visits) == 0


def test_only_a_few_visits_without_a_page_are_kept(visits, open_sessions):
    open_sessions.add("open")
    visits.take(ANNA, "open")
    for number in range(MOST + 3):
        visits.take(f"{number:032x}", "gone")
    visits.sweep()
    assert len(visits) == MOST + 1
    assert visits.take(ANNA, "again") == {}


def test_who_ends_a_visit_leaves_nothing(visits):
    visits.take(ANNA, "one")
    visits.keep(ANNA, "one", {"clip": 1})
    visits.end(ANNA)
    assert visits.take(ANNA, "two") == {}


@pytest.fixture
def same_tab(monkeypatch, visits):
    """``same_tab(at)``: a page whose browser says it is Anna's tab; the sessions differ."""
    monkeypatch.setattr(visit_tab, "VISITS", visits)
    numbers = iter(range(100))
    monkeypatch.setattr(visit_tab, "_session_id", lambda: str(number[0]))
    number = [0]

    class Answer:
        token = ANNA

    monkeypatch.setattr(visit_tab, "_component", lambda: lambda **_: Answer())

    def opened(at):
        number[0] = next(numbers)
        at.run()
        assert not at.exception, at.exception
        return at

    return opened


def test_result_answers_and_diary_survive_a_reload(pipeline, folder, same_tab):
    before = same_tab(AppTest.from_file(str(APP), default_timeout=20))
    before = choose_sample(before)
    before.session_state[KEY] = Readiness(answers={"dizzy": False})
    before.session_state[CODE] = "abcd-efgh-jkmn"
    before.run()
    after = same_tab(AppTest.from_file(str(APP), default_timeout=20))
    assert after.session_state[TOKEN] == ANNA
    assert after.session_state[KEY].answers == {"dizzy": False}
    assert after.session_state[CODE] == "abcd-efgh-jkmn"
    assert words(after) == words(before), "the same result"
    assert len(pipeline.asked) == 1, "and it was not measured again"


def test_ending_the_visit_forgets_it_here_and_for_the_next_in_this_tab(pipeline, folder, same_tab):
    at = choose_sample(same_tab(AppTest.from_file(str(APP), default_timeout=20)))
    at.session_state[CODE] = "abcd-efgh-jkmn"
    at = at.switch_page("formcheck/ui/settings/page.py").run()
    at.button(key="settings-end").click().run()
    assert not at.exception, at.exception
    assert CODE not in at.session_state
    after = same_tab(AppTest.from_file(str(APP), default_timeout=20))
    assert CODE not in after.session_state
    assert "clip" not in after.session_state
