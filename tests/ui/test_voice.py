"""What is handed to the browser's voice; that it speaks is tried in a browser."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from formcheck.i18n import LANGUAGES
from formcheck.ui.components import voice


@pytest.fixture
def sent(monkeypatch):
    calls = []
    monkeypatch.setattr(voice, "_component", lambda: lambda **asked: calls.append(asked))
    return calls


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_voice_to_ask_for(sent, language):
    voice.say_aloud("Words", key="says", on=True, language=language)
    assert sent[0]["data"]["lang"].startswith(language)
    assert sent[0]["data"]["text"] == "Words"
    assert sent[0]["data"]["on"] is True


def test_the_browser_reads_just_what_is_handed_over(sent):
    voice.say_aloud("Words", key="says", on=True, language="en")
    script = (voice.FILES / "voice.js").read_text(encoding="utf-8")
    assert set(re.findall(r"\bdata\.(\w+)", script)) == set(sent[0]["data"])


def test_it_mounts_in_a_page():
    def page():
        from formcheck.ui.components.voice import say_aloud

        say_aloud("Words", key="says", on=True, language="en")

    run = AppTest.from_function(page).run()
    assert not run.exception, run.exception


def test_the_words_stand_where_screen_readers_notice():
    assert 'aria-live="polite"' in voice.HTML
    assert "{" not in voice.HTML, "words come as text, never as markup"
    assert "innerHTML" not in (voice.FILES / "voice.js").read_text(encoding="utf-8")
