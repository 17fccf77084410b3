import pytest

from formcheck.ui.components import words


def test_names_of_files_are_not_markup():
    assert words.plain("a*b[c](d)$e$") == r"a\*b\[c\](d)\$e\$"


@pytest.mark.parametrize(
    "text",
    [":material/home:", "a :+1: b", ":smile:", "a -> b", "<->", "a -- b", "x >= y", "a ~= b", "http://a.example",
     "WWW.a.example", "kim@a.example"],
)  # fmt: skip
def test_nothing_becomes_an_icon_an_arrow_or_a_link(text):
    made = words.plain(text)
    assert made.replace("\\", "").replace(words.JOINER, "") == text
    assert words.JOINER in made


@pytest.mark.parametrize("text", ["at 18:30", "a-b", "a->b", "x--y", "note: this"])
def test_ordinary_text_is_left_alone(text):
    assert words.plain(text).replace("\\", "") == text
