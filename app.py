"""The Streamlit app: page settings, the visitor's language and the list of pages."""

import os
from pathlib import Path

import streamlit as st

import formcheck
from formcheck.i18n import say, speak
from formcheck.ui.settings.preferences import preferences
from formcheck.ui.components.theme import ICON_SVG

# Not relative to this file: in an installed copy it lies in formcheck/_app/.
PAGES = Path(formcheck.__file__).parent / "ui"

st.set_page_config(page_title="FormCheck", page_icon=ICON_SVG, layout="wide")
speak(preferences().language)
if os.environ.get("FORMCHECK_KIOSK"):
    pages = [st.Page(PAGES / "kiosk.py", title="FormCheck")]
else:
    pages = [
        st.Page(PAGES / "check.py", title=say("Check"), icon=":material/video_camera_front:", default=True),
        st.Page(PAGES / "live.py", title=say("Live"), icon=":material/videocam:"),
        st.Page(PAGES / "next_steps.py", title=say("Next steps"), icon=":material/route:"),
        st.Page(PAGES / "diary.py", title=say("Progress"), icon=":material/timeline:"),
        st.Page(PAGES / "before.py", title=say("Before you start"), icon=":material/fact_check:"),
        st.Page(PAGES / "settings.py", title=say("Settings"), icon=":material/tune:"),
    ]
st.navigation(pages, position="top").run()
