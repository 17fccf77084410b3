from formcheck.ui.components import words


def test_names_of_files_are_not_markup():
    assert words.plain("a*b[c](d)$e$") == r"a\*b\[c\](d)\$e\$"
