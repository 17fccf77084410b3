"""What to change when a clip shows too little: told from the report, shown on the page."""

from html import escape
from typing import get_args

import pytest
from check_stage import FINDINGS, changed, choose_sample, report, words
from made_reports import finding

from formcheck.schema import Note, Nothing
from formcheck.ui.check.problem_page import DRAWN, WORDS, Kind, Trouble, trouble
from formcheck.wording.findings import sentence
from formcheck.wording.parts import first_sentence

MISSED = ("heels", "lower_back_rounding")


def about(nothing=None, *, seen=1.0, brightness=0.5, duration_s=8.0, view="left", missed=()):
    made = report()
    return report(
        clip=changed(made.clip, duration_s=duration_s),
        quality=changed(made.quality, detected_share=seen, brightness=brightness),
        view=changed(made.view, kind=view),
        summary=changed(made.summary, nothing=nothing, not_assessed=dict.fromkeys(missed, Note(code="needs_side"))),
    )


def test_a_clip_that_shows_what_matters_is_no_trouble():
    assert trouble(about()) is None


@pytest.mark.parametrize("nothing", get_args(Nothing))
def test_nothing_judged_is_explained_by_its_reason(nothing):
    assert trouble(about(nothing)) == Trouble(nothing, whole=True)


def test_darkness_explains_that_nobody_was_seen():
    assert trouble(about("nobody", brightness=0.05)) == Trouble("dark", whole=True)
    assert trouble(about(seen=0.5, brightness=0.05)) == Trouble("dark", whole=False)
    assert trouble(about(brightness=0.05)) is None  # seen all the same
    assert trouble(about("nobody", brightness=None)) == Trouble("nobody", whole=True)


@pytest.mark.parametrize("nothing", ["no_repetition", "partial"])
def test_a_short_clip_is_called_short(nothing):
    assert trouble(about(nothing, duration_s=1.0)) == Trouble("short", whole=True)


def test_a_short_clip_of_nobody_shows_nobody():
    assert trouble(about("nobody", duration_s=1.0)) == Trouble("nobody", whole=True)


@pytest.mark.parametrize(
    ("view", "kind"), [("front", "front"), ("back", "back"), ("oblique", "turned"), ("unknown", "turned")]
)
def test_a_view_that_hides_much_is_reported(view, kind):
    assert trouble(about(view=view, missed=("heels", "hips_first"))) == Trouble(kind, whole=False)


def test_a_view_that_hides_little_and_one_from_the_side_are_not():
    assert trouble(about(view="front", missed=("heels", "repeatability"))) is None
    assert trouble(about(view="right", missed=("heels", "hips_first"))) is None


def test_every_trouble_has_words_and_a_drawing():
    assert set(WORDS) == set(DRAWN) == set(get_args(Kind))
    assert set(get_args(Nothing)) <= set(WORDS)


@pytest.mark.parametrize("kind", list(get_args(Nothing)))
def test_the_page_says_what_to_change_and_shows_what_could_be_seen(page, pipeline, kind):
    empty = report(reps=(), findings=(), movement="none")
    pipeline.parts = {
        "summary": changed(empty.summary, nothing=kind),
        "reps": (),
        "findings": (),
        "movement": "none",
    }
    at = choose_sample(page)
    assert not at.exception
    text = words(at)
    title, lines = WORDS[kind]
    assert f"<h1>{escape(title)}</h1>" in text
    assert all(escape(line) in text for line in lines)
    assert f'alt="{DRAWN[kind][2]}"' in text
    assert text.count("<h1>") == 1
    assert [header.value for header in at.header] == ["What we could see", "How to film", "Take your results with you"]
    assert at.get("video")[0].proto.url
    assert "How to film" in text


def test_a_wrong_view_keeps_the_result_and_adds_how_to_film_it(page, pipeline):
    blind = tuple(finding(check, "not_assessed", rep=1, abstain=Note(code="needs_side")) for check in MISSED)
    pipeline.parts = {"view": about(view="front").view, "findings": (*FINDINGS[3:5], *blind)}
    text = words(choose_sample(page))
    title, lines = WORDS["front"]
    assert f"<h1>{first_sentence(sentence(FINDINGS[4]))}</h1>" in text
    assert f"<h2>{escape(title)}</h2>" in text
    assert all(escape(line) in text for line in lines)
