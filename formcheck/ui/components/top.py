"""A new view begins at its top: Streamlit leaves the page where somebody had scrolled to in the view before."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


@lru_cache(maxsize=1)
def _component() -> "ComponentRenderer":
    script = Path(__file__).with_name("top.js").read_text(encoding="utf-8")
    return st.components.v2.component("formcheck_top", html="<i></i>", js=script)


def begin_at_top(of: str) -> None:
    """Bring the page's beginning into view once for ``of``, the thing shown."""
    with st.container(key="at-top"):  # takes no room
        _component()(key="top", data={"of": of}, height=1)
