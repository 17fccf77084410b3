"""Live: repetitions in front of a camera are counted, with one cue at a time."""

from typing import Final

import streamlit as st

from formcheck.i18n import gettext, gettext_noop
from formcheck.movements import AUTO
from formcheck.ui.before import readiness
from formcheck.ui.before.limits_today import show_limits
from formcheck.ui.check.filming import show_how_to_film
from formcheck.ui.components import camera_view
from formcheck.ui.components.camera_view import words_for
from formcheck.ui.components.movement_choice import movement_choices
from formcheck.ui.components.theme import CSS
from formcheck.ui.live import panel as live_panel
from formcheck.ui.live import practice
from formcheck.ui.settings.preferences import fragment

MOVEMENT: Final = "live-chosen"  # outlives a change of page, which the widget does not
LEAD: Final = gettext_noop(
    "Squat or hip hinge in front of your camera. FormCheck counts, and gives you one tip at a time."
)
LOOK_EVERY_S: Final = 0.5  # chosen: a cue may be half a second late, and nobody reads faster


def choose_movement() -> None:
    """What will be done."""
    choices = movement_choices()
    st.segmented_control(
        gettext("Movement"),
        choices,
        default=st.session_state[MOVEMENT],
        format_func=choices.__getitem__,
        key="live-movement",
        on_change=_take_movement,
        required=True,
    )


def _take_movement() -> None:
    st.session_state[MOVEMENT] = st.session_state["live-movement"]


st.html(CSS)
st.html(live_panel.CSS)
if not readiness.is_open():
    st.title(gettext("Live"), anchor=False)
if not readiness.may_go_on():
    st.stop()
st.session_state.setdefault(MOVEMENT, AUTO)
now = practice.current(st.session_state[MOVEMENT])
# Always the same places, whatever fills them: the camera must not be moved while it plays.
head = st.container()
picture, beside = st.columns([3, 2], gap="medium")
below = st.container()
with picture, st.container(key="live-camera"):
    seen = camera_view.show("live-stream", now.feed)
if seen.state == "idle" and now.feed.taken:
    practice.finished(now)
    st.rerun()  # the next start has a line of its own
playing = seen.state == "playing"
with head:
    st.title(gettext("Live"), anchor=False)
    if seen.state == "idle":  # while it runs, the picture comes first, above all on a phone
        st.html(f'<p class="fc-lead">{gettext(LEAD)}</p>')
        choose_movement()
        show_limits(readiness.clinician_limits())


@fragment(run_every=LOOK_EVERY_S if playing else None)
def watch() -> None:
    """Everything that changes while the camera runs."""
    with st.container(gap=None):  # filled or not, what follows keeps its place
        if trouble := words_for(seen, now.feed):
            st.warning(trouble, icon=":material/videocam_off:")
    if playing:
        live_panel.show(now.session)


with beside:
    watch()
    outcome = practice.last()
    if not playing and outcome is not None:
        live_panel.show_words(outcome)
    elif not playing:
        show_how_to_film()
with below:
    if not playing and outcome is not None:
        live_panel.show_outcome(outcome)
    st.caption(gettext("The camera image stays on this computer and is not kept."))
