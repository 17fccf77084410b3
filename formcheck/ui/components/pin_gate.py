"""What only whoever looks after a studio may change, behind the studio's PIN."""

from math import ceil
from typing import Final

import streamlit as st

from formcheck.errors import BadChoice
from formcheck.i18n import gettext, ngettext
from formcheck.storage.pin import MOST, has_pin, is_pin, set_pin, wait_s

OPEN: Final = "pin-open"  # whether this visit has given the PIN
SAID: Final = "pin-said"  # what is to be said of the last try


def is_unlocked(*, needs_one: bool = False) -> bool:
    """Whether the PIN was given, or there is none; with ``needs_one``, one has to be chosen first."""
    return bool(st.session_state.get(OPEN)) or (not needs_one and not has_pin())


def lock() -> None:
    """Ask again the next time."""
    st.session_state.pop(OPEN, None)


def ask_for_pin() -> None:
    """The field for the PIN; where there is none yet, two fields to choose one."""
    if has_pin():
        _field(gettext("PIN"), "pin-typed")
        st.button(gettext("Open"), type="primary", on_click=_try, key="pin-try", width="stretch")
        st.caption(gettext("Forgotten? On this computer, run: formcheck kiosk --forget-pin"))
    else:
        st.markdown(gettext("Please choose a PIN first, so that visitors can't change anything here."))
        choose_pin()
    show_said()


def choose_pin() -> None:
    """Two fields for a new PIN, and a button."""
    _field(gettext("New PIN (4 to 12 digits)"), "pin-new")
    _field(gettext("The same PIN again"), "pin-again")
    st.button(gettext("Keep this PIN"), on_click=_choose, key="pin-keep", width="stretch")


def show_said() -> None:
    """What was wrong with the last try, once."""
    if words := st.session_state.pop(SAID, None):
        st.error(words, icon=":material/error:")


def _field(label: str, key: str) -> None:
    st.text_input(label, type="password", max_chars=MOST, key=key, autocomplete="off")


def _try() -> None:
    if left_s := ceil(wait_s()):
        st.session_state[SAID] = ngettext(
            "Too many wrong PINs. Please wait {count} second, then try again.",
            "Too many wrong PINs. Please wait {count} seconds, then try again.",
            left_s,
        )
    elif is_pin(st.session_state["pin-typed"] or ""):
        st.session_state[OPEN] = True
    else:
        st.session_state[SAID] = gettext("That is not the PIN. Please try again.")


def _choose() -> None:
    first, second = st.session_state["pin-new"] or "", st.session_state["pin-again"] or ""
    if first != second:
        st.session_state[SAID] = gettext("The two PINs are not the same. Please type them again.")
        return
    try:
        set_pin(first)
    except BadChoice as error:
        st.session_state[SAID] = str(error)
    else:
        st.session_state[OPEN] = True
