"""The Check page: choose, film or upload a clip, follow its progress, read the result."""

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from formcheck.i18n import gettext
from formcheck.schema import Report
from formcheck.settings import AnalysisOptions
from formcheck.ui.before import readiness
from formcheck.ui.before.limits_today import show_limits
from formcheck.ui.check.choices import choose_options, followed, show_people
from formcheck.ui.check.clips import Clip
from formcheck.ui.check.input_choice import (
    CHOSEN,
    RECORDING,
    UPLOADS,
    another_uploader,
    show_input_choice,
    show_privacy,
    show_recording,
)
from formcheck.ui.check.result import show_answer, show_result
from formcheck.ui.check.running import Result, remembered, result_for, set_current
from formcheck.ui.components.pages import link
from formcheck.ui.components.theme import CSS, NEXT_CSS
from formcheck.ui.components.top import begin_at_top
from formcheck.ui.components.words import plain

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def show_start() -> None:
    """Before a clip: what this is, and the choice of input."""
    if readiness.outcome() == "emergency":
        readiness.may_go_on()
    elif st.session_state.get(RECORDING):
        show_title()
        show_recording()
    else:
        show_input_choice(above=show_title, below=choose_options)


def show_title() -> None:
    """The name, and what it is for."""
    st.title("FormCheck", anchor=False)
    lead = gettext("Film a squat or a hip hinge from the side and see how you move in each repetition.")
    st.html(f'<p class="fc-lead">{lead}</p>')


def show_waiting() -> None:
    """While a clip is measured: placeholders in the shape of the result."""
    show_privacy()
    st.skeleton(height=120)
    for column in st.columns(2, gap="medium"):
        column.skeleton(height=320)


def show_first(body: "DeltaGenerator", report: Report) -> None:
    """The answer, while pictures are still being made."""
    with body.container():
        show_answer(report, early=True)
        for column in st.columns(2, gap="medium"):
            column.skeleton(height=320)


def show_header(clip: Clip) -> AnalysisOptions:
    """Name of the clip, the choices, and the way back."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head"):
        st.markdown(f":material/movie: {plain(clip.name)}", width="content")
        with st.container(horizontal=True, width="content"):
            with st.popover(gettext("Options"), icon=":material/tune:"):
                options = choose_options()
            st.button(gettext("Another video"), icon=":material/arrow_back:", on_click=_forget_clip, key="another")
    return options


def show_next() -> None:
    """Where to go from a result."""
    st.html(NEXT_CSS)
    with st.container(key="card-next", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(f"**{gettext('Why it may be, and what to do about it')}**", width="content")
        link("next_steps", gettext("Next steps"), ":material/route:")


def show_all(clip: Clip, options: AnalysisOptions, result: Result) -> None:
    """The result, and where to go next."""
    set_current(clip, options, result)
    show_limits(options.clinician_limits)
    show_people(clip, options, result)
    show_result(clip, options, result)
    if not result.report.summary.nothing:
        show_next()


def _forget_clip() -> None:
    del st.session_state[CHOSEN]
    another_uploader()


def show_page() -> None:
    """In a function, because Streamlit holds on to the page's buttons and so to everything global here."""
    clip: Clip | None = st.session_state.get(CHOSEN)
    # Always the same places, so that Streamlit replaces one view by the other and leaves nothing of it standing.
    head, place = st.container(), st.empty()
    if clip is None:
        with st.container():
            show_start()
        return
    with head:
        options = followed(clip, show_header(clip))
        begin_at_top(f"{clip.sha256} {st.session_state.get(UPLOADS, 0)}")
    fresh = remembered(clip, options) is None
    body = st.empty() if fresh else st.container()
    if fresh:
        with body.container():
            show_waiting()
    result = result_for(clip, options, place, partial(show_first, body))
    with body.container() if fresh else body:
        if result:
            show_all(clip, options, result)
        else:
            show_input_choice()


st.html(CSS)
show_page()
