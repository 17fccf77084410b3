"""The Check-up page: a few tests one after the other, filmed here or brought along, and one result of all of them."""

import streamlit as st

from formcheck.i18n import gettext
from formcheck.ui.before import readiness
from formcheck.ui.checkup import state
from formcheck.ui.checkup.intro import show_intro
from formcheck.ui.checkup.result import show_visit
from formcheck.ui.checkup.step import show_step
from formcheck.ui.components.theme import CSS

st.html(CSS)
mine, found = state.check_up(), state.stops()
if readiness.outcome() == "emergency":
    st.title(gettext("Five-minute check-up"), anchor=False)
    readiness.may_go_on()
elif mine.begun is None or mine.at < 0:
    show_intro()
elif mine.at < len(found):
    show_step(found[mine.at])
else:
    show_visit()
