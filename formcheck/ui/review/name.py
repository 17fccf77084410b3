"""Who decides: chosen among those who did on this computer before, or entered once."""

from typing import Final

import streamlit as st

from formcheck.i18n import gettext, gettext_noop
from formcheck.storage.trainers import forget_trainer, remember_trainer, trainer_names
from formcheck.ui.components.words import plain
from formcheck.ui.review.state import change, visit

KNOWN, NEW, FORGET = "review-who-known", "review-who", "review-who-forget"
ANOTHER: Final = ""  # no trainer has that name
ANOTHER_WORDS: Final = gettext_noop("Another name")


def show_name() -> None:
    """The names that are known, and a field for another one."""
    known = list(trainer_names())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if known and _chosen(known) != ANOTHER:
            return
        entered = st.text_input(gettext("Your name"), key=NEW, width=240).strip()
    if entered != visit().who:
        change(who=entered)
        if entered:
            remember_trainer(entered)
            st.rerun()


def _chosen(known: list[str]) -> str:
    """The name at hand; it comes first the next time."""
    options = [*known, ANOTHER]
    before = visit().who
    chosen = st.selectbox(
        gettext("Your name"),
        options,
        index=options.index(before) if before in options else len(known),
        format_func=lambda name: name or gettext(ANOTHER_WORDS),
        key=f"{KNOWN}-{len(known)}-{before}",
        width=240,
    )
    if chosen == ANOTHER:
        return ANOTHER
    st.button(
        "",
        icon=":material/person_remove:",
        help=gettext("Take {name} out of this list", name=plain(chosen)),
        on_click=_forget,
        args=(chosen,),
        key=FORGET,
        type="tertiary",
    )
    if chosen != before:
        change(who=chosen)
        remember_trainer(chosen)
        st.rerun()
    return chosen


def _forget(name: str) -> None:
    forget_trainer(name)
    if visit().who == name:
        change(who="")
