import pytest
from check_stage import SUMMARY, changed, report
from made_reports import finding

from formcheck.ui.components import words
from formcheck.wording.summary import first_and_rest


def test_names_of_files_are_not_markup():
    assert words.plain("a*b[c](d)$e$") == r"a\*b\[c\](d)\$e\$"


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("Two squats. Your heels came up (0.3 s).", "Two squats", "Your heels came up (0.3 s)."),
        ("You stood up (1.16 s) and on.", "You stood up (1.16 s) and on", ""),
        ("两次深蹲。脚跟抬起了 0.3。", "两次深蹲", "脚跟抬起了 0.3。"),
        ("No end", "No end", ""),
        ("", "", ""),
    ],
)
def test_the_first_sentence_ends_where_it_ends(text, first, rest):
    assert first_and_rest(text) == (first, rest)


@pytest.mark.parametrize(
    ("text", "main", "asides"),
    [
        ("Up (0.3 s) it went. (Right hand.) (In 2 of 2.)", "Up (0.3 s) it went.", ("Right hand.", "In 2 of 2.")),
        ("抬起（右手。）", "抬起", ("右手。",)),
        ("Plain.", "Plain.", ()),
    ],
)
def test_sentences_in_brackets_are_asides_and_values_are_not(text, main, asides):
    assert words.without_asides(text) == (main, asides)


@pytest.mark.parametrize(
    ("reason", "seen"),
    [
        ("Thighs 21° above horizontal: sink a little.", "Thighs 21° above horizontal"),
        ("You used your hands (1.1 s); it is a strategy. (Right hand.)", "You used your hands (1.1 s)"),
        ("The back helped out. Seen: a round back.", "The back helped out"),
        ("大腿高于水平面 21°：再蹲低一点。", "大腿高于水平面 21°"),
    ],
)
def test_short_says_what_was_seen_and_no_more(reason, seen):
    assert words.short(reason) == seen


@pytest.mark.parametrize(
    ("headline", "parts"),
    [
        (
            "2 squats. Your heels came up (0.35 foot lengths): keep them down.",
            ("2 squats", "Your heels came up", "Keep them down."),
        ),
        ("2 squats, and nothing to correct.", ("", "2 squats, and nothing to correct", "")),
        ("2 squats. Well done.", ("2 squats", "Well done", "")),
        ("两次深蹲。脚跟抬起（0.35 脚长）：踩住。", ("两次深蹲", "脚跟抬起", "踩住。")),
    ],
)
def test_the_headline_falls_into_count_sentence_and_advice(headline, parts):
    assert words.headline(report(summary=changed(SUMMARY, headline=headline))) == parts


def test_a_line_of_the_summary_leads_to_its_surest_finding():
    reason = "Your heels came up."
    found = [finding("heels", "fault", rep=i, reason=reason, confidence=sure) for i, sure in ((1, 0.5), (2, 0.9))]
    seen = report(findings=(*found, finding("heels", "not_assessed", rep=3, reason=reason)))
    assert words.finding_behind(f"{reason} (In 2 of 3 repetitions.)", seen) == found[1]
    assert words.finding_behind("Something else.", seen) is None
