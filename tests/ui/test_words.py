import pytest

from formcheck.ui.components import words


def test_names_of_files_are_not_markup():
    assert words.plain("a*b[c](d)$e$") == r"a\*b\[c\](d)\$e\$"


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
    assert words.first_sentence(text) == first
    assert words.further_sentences(text) == rest
