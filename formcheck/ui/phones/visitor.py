"""Who the visitor of a page is: at this machine, or on a phone that has given a passcode."""

from typing import Final

import streamlit as st

from formcheck.ui.phones.passes import HEADER, HERE, PASSES, Visitor, open_at

#: Pages that a member's passcode does not open.
FOR_TRAINERS: Final = frozenset({"review", "studio"})


def visitor() -> Visitor | None:
    """Looked up at every run, so that a pass that has ended opens nothing; None: nobody we know."""
    if not open_at():
        return HERE
    word = st.context.headers.get(HEADER) or ""
    return HERE if word == HERE else PASSES.role(word)


def may_see(page: str) -> bool:
    """Whether a page is for this visitor."""
    return visitor() in (HERE, "trainer") or (visitor() == "member" and page not in FOR_TRAINERS)


def sign_out() -> None:
    """The visitor's pass holds no longer."""
    if open_at():
        PASSES.end(st.context.headers.get(HEADER) or "")
