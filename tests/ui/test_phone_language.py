"""The language of the small pages, by what a phone's browser asks for."""

import pytest

from formcheck.ui.phones import small_page


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh-CN,en;q=0.5", "zh"),
        ("en-GB", "en"),
        ("eo, ZH-hant;q=0.8, en;q=0.5", "zh"),
        ("eo", "en"),
        ("", "en"),
        (";,-", "en"),
    ],
)
def test_the_first_language_that_is_ours_is_spoken(accepted, language):
    assert small_page.spoken_by(accepted) == language


def test_a_language_that_is_added_is_spoken_too(monkeypatch):
    monkeypatch.setattr(small_page, "LANGUAGES", {**small_page.LANGUAGES, "eo": "Esperanto"})
    assert small_page.spoken_by("eo-XX,zh;q=0.5") == "eo"
