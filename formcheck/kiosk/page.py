"""The kiosk's page: one screen over everything, and the trainer's choices behind a held corner and a PIN."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from formcheck.i18n import LANGUAGES, gettext, set_locale
from formcheck.kiosk.choices import CAMERA_DIGITS, KioskSettings, keep_settings
from formcheck.kiosk.counts import show_counts
from formcheck.kiosk.engine import the_kiosk
from formcheck.kiosk.server import LIVE, screen
from formcheck.movements import movements
from formcheck.storage.visit_counts import visit_counts
from formcheck.ui.components import camera_view, pin_gate

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

OPEN: Final = "kiosk-choices-open"
WRONG: Final = "kiosk-wrong"  # what was wrong with the settings as typed
_HERE: Final = Path(__file__).parent


@lru_cache(maxsize=1)
def _component() -> "ComponentRenderer":
    html, style, script = ((_HERE / f"screen.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js"))
    js = f"{camera_view.line_script()}\n{script}"
    return st.components.v2.component("formcheck.kiosk", html=html, css=style, js=js, isolate_styles=False)


def _show_screen() -> None:
    data = {"view": screen(the_kiosk().state), "path": LIVE, "settings": st.session_state.get(OPEN, False)}
    _component()(key="screen", data=data, on_settings_change=_open)


def _open() -> None:
    st.session_state[OPEN] = True


def _close() -> None:
    st.session_state[OPEN] = False
    pin_gate.lock()


def _choose(old: KioskSettings) -> None:
    """Apply the trainer's settings from the widgets, and keep them for the next start."""
    chosen = st.session_state
    camera = (chosen["kiosk-camera"] or "").strip() or old.camera
    if camera != old.camera and not (camera.isdecimal() and len(camera) <= CAMERA_DIGITS):
        chosen[WRONG] = gettext("Please enter a number for the camera: 0 is the first one.")
        return
    new = replace(
        old,
        language=chosen["kiosk-language"] or old.language,
        movement=chosen["kiosk-movement"] or old.movement,
        level=chosen["kiosk-level"] or old.level,
        camera=camera,
        voice=chosen["kiosk-voice"],
    )
    if new != old:
        the_kiosk().choose(new)
        keep_settings(new)
    _close()


def _show_menu() -> None:
    """The settings, once the PIN was given."""
    if not st.session_state.get(OPEN):
        st.rerun()  # closed by a button in here, which draws only this part again
    set_locale(the_kiosk().state.settings.language)
    if not pin_gate.is_unlocked(needs_one=True):
        pin_gate.ask_for_pin()
        return
    settings, counted = st.tabs([gettext("Settings"), gettext("Visits")])
    with settings:
        _show_choices()
    with counted:
        show_counts(visit_counts(), date.today())


def _show_choices() -> None:
    state = the_kiosk().state
    now = state.settings
    choices = {one.name: gettext(one.short) for one in movements().values()}
    levels = {"gentle": gettext("Gentle"), "standard": gettext("Standard"), "strict": gettext("Strict")}
    if state.problem:
        st.warning(state.problem, icon=":material/videocam_off:")
    st.segmented_control(
        gettext("Language"), LANGUAGES, default=now.language, format_func=LANGUAGES.__getitem__, key="kiosk-language"
    )
    st.segmented_control(
        gettext("Movement"), choices, default=now.movement, format_func=choices.__getitem__, key="kiosk-movement"
    )
    st.segmented_control(
        gettext("How strict"), levels, default=now.level, format_func=levels.__getitem__, key="kiosk-level"
    )
    numbered = now.camera.isdecimal()
    st.text_input(
        gettext("Camera"),
        now.camera if numbered else "",  # the path of a file is nothing for a screen in a studio
        placeholder=None if numbered else gettext("A video stands in for the camera."),
        key="kiosk-camera",
        help=gettext("Enter a number: 0 is the first camera."),
    )
    st.toggle(gettext("Read tips aloud"), now.voice, key="kiosk-voice")
    if words := st.session_state.pop(WRONG, None):
        st.error(words, icon=":material/error:")
    st.caption(gettext("These settings are kept. Name, logo and classes are edited in the app, on the page Studio."))
    st.button(gettext("Close"), type="primary", key="kiosk-close", width="stretch", on_click=_choose, args=(now,))


set_locale(the_kiosk().state.settings.language)
_show_screen()
if st.session_state.get(OPEN):
    st.dialog(gettext("Kiosk"), on_dismiss=_close)(_show_menu)()
