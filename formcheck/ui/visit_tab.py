"""Binds a visit to the browser's tab: its result, its answers and its diary are there again after a reload."""

import secrets
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from formcheck.ui.before import readiness
from formcheck.ui.check import choices, input_choice, running
from formcheck.ui.checkup import state as checkup
from formcheck.ui.live import practice
from formcheck.ui.phones.visitor import sign_out
from formcheck.ui.plan import retest, week
from formcheck.ui.progress import open_diary
from formcheck.ui.settings import preferences
from formcheck.ui.visits_kept import LEAVING, VISITS

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

TOKEN: Final = "visit-token"  # the tab's own name
SESSION: Final = "visit-session"  # tells the browser that this is another session than before
COMPONENT: Final = "visit-tab"
#: What outlives a session: nothing that runs, and nothing of a widget, which a new page draws from these.
KEPT: Final = (
    preferences.KEY,
    readiness.KEY,
    input_choice.CHOSEN,
    input_choice.UPLOADS,
    running.RESULTS,
    running.MEASURED,
    running.CURRENT,
    running.BEFORE,
    running.CALIBRATION,
    choices.PERSONS,
    choices.MOVEMENT,
    retest.DONE,
    retest.OPEN,
    week.WISH,
    week.PAIN,
    checkup.KEY,
    practice.LAST,
    open_diary.CODE,
    open_diary.FRESH,
    open_diary.KEPT,
)


@lru_cache(maxsize=1)
def _component() -> "ComponentRenderer":
    script = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
    return st.components.v2.component("formcheck_visit", html="<i></i>", js=script)


def follow_tab() -> None:
    """Ask the tab for its name, once a session; where its visit is known, go on with it."""
    session = st.session_state.setdefault(SESSION, secrets.token_hex(8))
    with st.container(key="at-visit"):  # takes no room
        data = {"session": session, "leaving": LEAVING}
        answer = _component()(key=COMPONENT, data=data, on_token_change=lambda: None, height=1)
    if TOKEN in st.session_state or not answer.token:
        return
    st.session_state[TOKEN] = str(answer.token)
    if state := VISITS.take(st.session_state[TOKEN], _session_id()):
        _go_on(state)
        st.rerun()


def remember_visit() -> None:
    """Keep what this visit has now."""
    if token := st.session_state.get(TOKEN):
        VISITS.keep(token, _session_id(), {key: st.session_state[key] for key in KEPT if key in st.session_state})


def end_visit() -> None:
    """Forget everything of this visit, here and now; a phone has to give the passcode again."""
    sign_out()
    VISITS.end(st.session_state.get(TOKEN, ""))
    for key in list(st.session_state):
        if key not in (COMPONENT, SESSION, TOKEN):
            del st.session_state[key]
    if token := st.session_state.get(TOKEN):
        VISITS.take(token, _session_id())  # the next visit in this tab


def _go_on(state: Any) -> None:
    """The visit as it was; what widgets of a page drawn meanwhile say is not its word."""
    for key in list(st.session_state):
        if key not in (COMPONENT, SESSION, TOKEN):
            del st.session_state[key]
    for key, value in state.items():
        st.session_state[key] = value


def _session_id() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""
