"""Before you start: self-assessment, the readiness questions, and what they allow."""

from dataclasses import replace
from html import escape

import streamlit as st

from formcheck.advice.screening import MIRROR, mirror_words
from formcheck.i18n import gettext
from formcheck.ui.before import readiness
from formcheck.ui.components.pages import link
from formcheck.ui.components.theme import CSS


def show_mirror() -> None:
    """The three questions of the self-assessment and their one sentence; nothing depends on them."""
    mine = readiness.readiness()
    st.header(gettext("Does this sound like you?"), anchor=False)
    with st.container(key="card-mirror"):
        for number, text in enumerate(MIRROR):
            readiness.yes_or_no(gettext(text), f"mirror-{number}", mine.mirror.get(number), _take_mirror, number)
        words = mirror_words(mine.mirror)
        if words:
            st.html(f'<p class="fc-lead" role="status">{escape(gettext(words))}</p>')
        else:
            st.caption(gettext("This is not a test. Your answers here change nothing."))


def _take_mirror(number: int) -> None:
    chosen = st.session_state[f"mirror-{number}"]
    mine = readiness.readiness()
    rest = {one: answer for one, answer in mine.mirror.items() if one != number}
    readiness.keep(replace(mine, mirror=rest if chosen is None else {**rest, number: chosen == "yes"}))


def show_ways_on() -> None:
    """Where to go when all is answered."""
    with st.container(horizontal=True):
        link("check", gettext("Check a video"), ":material/video_camera_front:")
        link("live", gettext("Live"), ":material/videocam:")
        link("next_steps", gettext("Next steps"), ":material/route:")


st.html(CSS)
st.html(readiness.CSS)
st.title(gettext("Before you start"), anchor=False)
found = readiness.outcome()
if found == "emergency":
    readiness.show_outcome(found)
else:
    lead = gettext("First whether this is for you, then ten quick questions to be safe.")
    st.html(f'<p class="fc-lead">{escape(lead)}</p>')
    show_mirror()
    st.header(gettext("Are you OK to exercise today?"), anchor=False)
    readiness.show_all(found)
    if found == "ready":
        readiness.choose_allowed()
        show_ways_on()
