"""Before the check-up: what it is, how long it takes, what is needed."""

from html import escape
from typing import Final

import streamlit as st

from formcheck.i18n import gettext
from formcheck.ui.before import readiness
from formcheck.ui.checkup import state
from formcheck.ui.checkup.drawn import step_drawing
from formcheck.ui.components.drawings import picture
from formcheck.wording.summary import SAFETY

CSS: Final = "\n".join(
    (
        "<style>",
        ".stHtml ul.fc-needs {display: grid; gap: .4rem; max-width: 52em}",
        ".stHtml ul.fc-tests {display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem}",
        ".stHtml .fc-tests > li {background: var(--fc-card); border-radius: 18px; padding: 1rem 1.25rem;"
        " line-height: 1.4}",
        ".fc-tests img {width: 100%; max-height: 130px; display: block; margin-bottom: .5rem}",
        ".fc-tests b {display: block} .fc-tests span {color: var(--fc-soft); font-size: .93em}",
        "</style>",
    )
)


def show_intro() -> None:
    """Title, the tests, what is needed, and the start."""
    st.html(CSS + readiness.CSS)
    found = {stop.step.name: stop for stop in state.stops()}
    st.title(gettext("Five-minute check-up"), anchor=False)
    lead = gettext("A few everyday movements, one after the other. Repeat it once a month to see what changes.")
    st.html(f'<p class="fc-lead">{escape(lead)}</p>')
    st.html(f'<ul class="fc-tests">{"".join(_test(stop) for stop in found.values())}</ul>')
    st.subheader(gettext("What you need"), anchor=False)
    needs = [gettext(stop.step.visit.needs) for stop in found.values() if stop.step.visit.needs]
    lines = [
        gettext("about five minutes, and three metres of free floor"),
        gettext("a phone or camera at hip height, on something that does not move"),
        *dict.fromkeys(needs),
    ]
    st.html(f'<ul class="fc-needs fc-dotted">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>')
    st.markdown(gettext("Do only what feels fine. You can leave out any test. Stop if anything hurts."))
    if readiness.outcome() in ("professional", "emergency"):
        readiness.show_outcome(readiness.outcome())
    st.button(
        gettext("Go on with the check-up") if state.check_up().done else gettext("Start the check-up"),
        type="primary",
        icon=":material/play_arrow:",
        on_click=state.begin,
        key="checkup-begin",
    )
    st.caption(":material/lock: " + gettext("Your video is checked on this computer and not kept."))
    st.caption(gettext(SAFETY))


def _test(stop: state.Stop) -> str:
    step = stop.step.visit
    drawn = picture(step_drawing(step.drawn), "")
    takes = gettext("First as you do it, then as we tell you.") if len(step.takes) > 1 else ""
    more = f"<span>{escape(takes)}</span>" if takes else ""
    return f"<li>{drawn}<b>{stop.number}. {escape(gettext(step.title))}</b>{more}</li>"
