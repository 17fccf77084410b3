"""What is told of one thing: what was seen, how often, what to change; the same wherever it is shown."""

import pytest
from made_reports import finding, rep, report

from formcheck import schema
from formcheck.movements.rows import HANDS_ON_KNEES
from formcheck.wording import parts
from formcheck.wording.findings import words
from formcheck.wording.summary import headline, statement_of


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("Two squats. Your heels came up (0.3 s).", "Two squats", "Your heels came up (0.3 s)."),
        ("You stood up (1.16 s) and on.", "You stood up (1.16 s) and on", ""),
        ("Shallow. A little deeper. And again.", "Shallow", "A little deeper. And again."),
        ("两次深蹲。脚跟抬起了 0.3。", "两次深蹲", "脚跟抬起了 0.3。"),
        ("No end", "No end", ""),
        ("", "", ""),
    ],
)
def test_the_first_sentence_ends_where_it_ends(text, first, rest):
    assert parts.first_sentence(text) == first
    assert parts.further_sentences(text) == rest


OFTEN = "In 2 of 2 repetitions."


def test_how_often_stands_between_what_was_seen_and_what_to_change():
    found = parts.statement("Your heels came up. Keep them down.", often=OFTEN, further="It grew.")
    assert found == parts.Statement("Your heels came up", f"{OFTEN} Keep them down. It grew.")
    assert found.text == f"Your heels came up. {OFTEN} Keep them down. It grew."


@pytest.mark.parametrize(("text", "line"), [("Only this.", "Only this."), ("", "")])
def test_what_says_nothing_adds_nothing(text, line):
    assert parts.statement(text).text == line


def test_headline_and_what_to_work_on_tell_how_often_before_what_to_change():
    """On paper and in the terminal as on the page."""
    hands = tuple(finding("hands_on_knees", "fault", i, value=1.2) for i in (1, 2))
    made = report((rep(1), rep(2)), hands)
    seen, change = parts.first_sentence(HANDS_ON_KNEES.fault), parts.further_sentences(HANDS_ON_KNEES.fault)
    assert change
    assert headline(made).text == f"2 squats below parallel. {seen}. {OFTEN} {change}"
    assert statement_of(made.summary.findings[0], hands).text.startswith(f"{seen}. {OFTEN} {change}")


def test_where_one_hand_was_seen_nothing_is_said_of_both():
    one_hidden = (schema.Note(code="other_hand_hidden"),)
    both = words(finding("hands_on_knees", "good", 1))
    one = words(finding("hands_on_knees", "good", 1, notes=one_hidden))
    assert "your hands" in both
    assert "your hands" not in one
    assert one.startswith("The hand that we saw")
    assert words(finding("hands_on_knees", "fault", 1, notes=one_hidden)).startswith(HANDS_ON_KNEES.fault)
