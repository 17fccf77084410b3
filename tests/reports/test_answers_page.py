"""The printed answers: every question, those with a yes first."""

import re
from datetime import date

from formcheck.advice.screening import QUESTIONS
from formcheck.i18n import use_locale
from formcheck.reports.answers_page import answers_html

DAY = date(2026, 11, 29)


def test_every_question_has_its_answer_and_a_yes_comes_first():
    answers = {question.id: question.id == "night" for question in QUESTIONS[:-1]}
    html = answers_html(answers, DAY)
    rows = re.findall(r'<tr( class="yes")?><th scope="row">(.*?)</th><td>(.*?)</td>', html)
    assert len(rows) == len(QUESTIONS)
    assert rows[0][0], "marked"
    assert "keep you awake" in rows[0][1]
    assert [word for _, _, word in rows] == ["Yes", *["No"] * (len(QUESTIONS) - 2), "No answer yet"]
    assert "29 November 2026" in html
    assert "http" not in html.replace("http://www.w3.org", "")


def test_it_speaks_the_readers_language():
    with use_locale("zh"):
        html = answers_html({}, DAY)
    assert '<html lang="zh-Hans">' in html
    assert "No answer yet" not in html
