"""Links from one page to another."""

from pathlib import Path
from typing import Literal

import streamlit as st

PageName = Literal["check", "live", "next_steps", "diary", "before", "settings"]

HERE = Path(__file__).parent


def link(name: PageName, words: str, icon: str) -> None:
    """A link to a page of the app, wherever it is installed."""
    st.page_link(str(HERE / f"{name}.py"), label=words, icon=icon)
