"""The pages of the app: where their scripts lie, and links from one to another."""

from pathlib import Path
from typing import Final, Literal

import streamlit as st

import formcheck

PageName = Literal["check", "live", "checkup", "next_steps", "diary", "review", "before", "settings", "studio"]

#: Not relative to app.py: in an installed copy that lies in formcheck/_app/.
_UI: Final = Path(formcheck.__file__).parent / "ui"
_FOLDERS: Final[dict[PageName, str]] = {
    "check": "check",
    "live": "live",
    "checkup": "checkup",
    "next_steps": "plan",
    "diary": "progress",
    "review": "review",
    "before": "before",
    "settings": "settings",
    "studio": "studio",
}


def page_file(name: PageName) -> Path:
    """The script of a page, wherever FormCheck is installed."""
    return _UI / _FOLDERS[name] / "page.py"


def link(name: PageName, words: str, icon: str) -> None:
    """A link to a page of the app."""
    st.page_link(str(page_file(name)), label=words, icon=icon)
