"""Limits that trainers of this studio changed, for whatever a page judges."""

import streamlit as st

from formcheck.errors import StoreError
from formcheck.i18n import gettext
from formcheck.settings import OwnLimit
from formcheck.storage.review.limits import own_limits
from formcheck.ui.components.words import plain


def studio_limits() -> tuple[OwnLimit, ...]:
    """Those in force; where the store cannot be reached, none, and the page says so."""
    try:
        return own_limits()
    except StoreError as error:
        words = gettext("Limits your trainers changed are not used now. {why}", why=error)
        st.warning(plain(words), icon=":material/rule:")
        return ()
