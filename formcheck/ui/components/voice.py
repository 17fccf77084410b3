"""Sentences spoken by the browser's own voice, and read by screen readers; nothing leaves the machine."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from formcheck.i18n import Language

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

VOICES: Final[dict[Language, str]] = {"en": "en-GB", "zh": "zh-CN"}

HTML: Final = '<p class="said" role="status" aria-live="polite" aria-atomic="true"></p>'
FILES: Final = Path(__file__).parent


@lru_cache(maxsize=1)
def _component() -> "ComponentRenderer":
    script, style = ((FILES / f"voice.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    return st.components.v2.component("formcheck_voice", html=HTML, css=style, js=script)


def say_aloud(text: str, *, key: str, on: bool, language: Language) -> None:
    """Say a text once when it is new, cutting off the one before; ``on`` False: for screen readers only.

    They read it in any case, and it does not show: the page has the words in a place of its own.
    """
    _component()(key=key, data={"text": text, "lang": VOICES[language], "on": on}, height="content")
