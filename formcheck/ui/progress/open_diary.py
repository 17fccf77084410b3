"""The diary open in this visit, and how a page reads and writes it."""

from collections.abc import Callable
from contextlib import closing
from typing import Final, TypeVar

import streamlit as st

from formcheck.errors import StoreError
from formcheck.storage.diary_code import WrongCodes
from formcheck.storage.store import Store
from formcheck.ui.components.words import plain

CODE: Final = "diary-code"  # of the diary open in this visit
FRESH: Final = "diary-fresh"  # its code is on the page, to be written down
KEPT: Final = "diary-kept"  # results kept already, by clip
FAILED: Final = "diary-failed"  # why the file could not be used
UNKNOWN: Final = "diary-unknown"  # a code typed that opens nothing

T = TypeVar("T")


def open_code() -> str | None:
    """The code of the open diary."""
    found: str | None = st.session_state.get(CODE)
    return found


@st.cache_resource(show_spinner=False)
def wrong_codes() -> WrongCodes:
    """The count of wrong codes, for all visitors together: one of a visit would start again with a reload."""
    return WrongCodes()


def in_store(do: Callable[[Store], T]) -> T | None:
    """What ``do`` brings from the store; None and one sentence on the page when the file fails."""
    try:
        with closing(Store()) as store:
            return do(store)
    except StoreError as error:
        st.session_state[FAILED] = str(error)  # shown by the page: this may run before it
        return None


def show_failure() -> None:
    """Why the file could not be used, once."""
    if failed := st.session_state.pop(FAILED, None):
        st.error(plain(failed), icon=":material/error:")
