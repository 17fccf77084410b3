"""The printed check-up: a line for each test with its error, what changed, reasons; it loads nothing."""

import re

import made_reports
import pytest
from visits import FIRST, REACHING, checkup, knowing

from formcheck import schema as r
from formcheck.i18n import use_locale
from formcheck.reports.visit_page import visit_html


@pytest.fixture(autouse=True)
def reaching(monkeypatch):
    knowing(monkeypatch, REACHING)


def text_of(html):
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL).split())


def test_it_says_each_value_with_its_error_and_what_changed():
    text = text_of(visit_html(checkup(40, 60), (checkup(30, made_at=FIRST),)))
    for said in (
        "Your check-up, 29 November 2026",
        "Next check-up about 29 December.",
        "Reach: 40°, give or take 2",
        "Reach: Better when coached: 20° more.",
        "Reach: Changed since 29 October, for the better: 10° more.",
        "not a medical assessment",
    ):
        assert said in text, said


def test_reasons_and_what_helps_are_there_where_something_was_seen():
    plain = text_of(visit_html(checkup(40)))
    assert "Possible reasons" not in plain
    findings = (made_reports.finding("hands_on_knees", "fault", 1),)
    made = checkup(40, findings=findings, movement="squat")
    assert "What helps" not in text_of(visit_html(made)), "nobody has said that she may move"
    seen = text_of(visit_html(made, may_move=True))
    assert "What helps" not in plain
    assert "Possible reasons" in seen
    assert "What helps" in seen


def test_pictures_are_inside_and_nothing_is_loaded():
    html = visit_html(checkup(40), stills={("reaching", "usual"): b"\xff\xd8 a picture"})
    assert "data:image/jpeg;base64," in html
    assert not re.search(r"<script|https?://(?!www\.w3\.org)|<link", html)


def test_names_are_escaped_and_a_step_that_is_gone_is_left_out():
    made = checkup(40)
    gone = r.VisitPart(movement="<b>gone", take="usual", values=(), report=made.parts[0].report)
    html = visit_html(r.Visit(made_at=made.made_at, parts=(*made.parts, gone)))
    assert "<b>gone" not in html


def test_it_is_made_in_the_readers_language():
    with use_locale("zh"):
        assert '<html lang="zh-Hans">' in visit_html(checkup(40))
