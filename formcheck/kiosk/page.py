"""The kiosk's page: one screen over everything, and the trainer's choices behind a held corner."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from formcheck.i18n import LANGUAGES, gettext, set_locale
from formcheck.kiosk.choices import KioskSettings
from formcheck.kiosk.engine import the_kiosk
from formcheck.kiosk.server import LIVE, screen
from formcheck.movements import movements

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

OPEN: Final = "kiosk-choices-open"
_HERE: Final = Path(__file__).parent


@lru_cache(maxsize=1)
def _component() -> "ComponentRenderer":
    html, style, script = ((_HERE / f"screen.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js"))
    return st.components.v2.component("formcheck.kiosk", html=html, css=style, js=script, isolate_styles=False)


def _show_screen() -> None:
    data = {"view": screen(the_kiosk().state), "path": LIVE, "settings": st.session_state.get(OPEN, False)}
    _component()(key="screen", data=data, on_settings_change=_open)


def _open() -> None:
    st.session_state[OPEN] = True


def _close() -> None:
    st.session_state[OPEN] = False


def _choose(old: KioskSettings) -> None:
    """Apply the trainer's settings from the widgets."""
    chosen = st.session_state
    new = replace(
        old,
        language=chosen["kiosk-language"] or old.language,
        movement=chosen["kiosk-movement"] or old.movement,
        level=chosen["kiosk-level"] or old.level,
        camera=(chosen["kiosk-camera"] or "").strip() or old.camera,
        voice=chosen["kiosk-voice"],
    )
    if new != old:
        the_kiosk().choose(new)
    _close()


def _show_choices() -> None:
    state = the_kiosk().state
    now = state.settings
    set_locale(now.language)
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
    st.text_input(
        gettext("Camera"), now.camera, key="kiosk-camera", help=gettext("Enter a number: 0 is the first camera.")
    )
    st.toggle(gettext("Read tips aloud"), now.voice, key="kiosk-voice")
    st.caption(gettext("These settings stay until the kiosk is restarted."))
    if st.button(gettext("Close"), type="primary", key="kiosk-close", width="stretch", on_click=_choose, args=(now,)):
        st.rerun()


set_locale(the_kiosk().state.settings.language)
_show_screen()
if st.session_state.get(OPEN):
    st.dialog(gettext("Kiosk"), on_dismiss=_close)(_show_choices)()
