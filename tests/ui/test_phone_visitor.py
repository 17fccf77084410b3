"""Where phones may come, a visitor whom neither gate nor guard has named is nobody."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import formcheck
from formcheck.ui.phones import visitor as visitors
from formcheck.ui.phones.passes import HEADER, HERE, OPEN_AT, Passes
from formcheck.ui.phones.visitor import may_see, visitor

APP = Path(formcheck.__file__).parent.parent / "app.py"
PAGES = ("check", "live", "checkup", "next_steps", "diary", "before", "settings", "review", "studio")


class Context:
    def __init__(self, **headers):
        self.headers = headers


@pytest.fixture
def passes(monkeypatch):
    monkeypatch.setenv(OPEN_AT, "https://192.168.1.5:8501")
    monkeypatch.setattr(visitors, "PASSES", made := Passes())
    return made


def says(monkeypatch, word):
    headers = {} if word is None else {HEADER: word}
    monkeypatch.setattr(visitors.st, "context", Context(**headers))


def test_this_machine_alone_sees_everything():
    assert visitor() == HERE
    assert all(map(may_see, PAGES))


@pytest.mark.parametrize("word", [None, "", "trainer", "x" * 43])
def test_nobody_sees_nothing(passes, monkeypatch, word):
    says(monkeypatch, word)
    assert visitor() is None
    assert not any(map(may_see, PAGES))


def test_each_role_sees_its_pages_while_its_pass_holds(passes, monkeypatch):
    says(monkeypatch, HERE)
    assert all(map(may_see, PAGES))
    says(monkeypatch, passes.give("trainer"))
    assert all(map(may_see, PAGES))
    says(monkeypatch, member := passes.give("member"))
    assert [page for page in PAGES if not may_see(page)] == ["review", "studio"]
    visitors.sign_out()
    assert visitor() is None
    assert passes.role(member) is None


def test_the_app_shows_nobody_a_page(monkeypatch):
    monkeypatch.setenv(OPEN_AT, "https://192.168.1.5:8501")
    page = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not page.exception
    assert page.title == []
    assert "/passcode" in page.get("html")[0].proto.body
