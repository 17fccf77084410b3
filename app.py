"""The Streamlit app: page settings and the list of pages."""

from pathlib import Path

import streamlit as st

import formcheck
from formcheck.ui.theme import ICON_SVG

# Not relative to this file: in an installed copy it lies in formcheck/_app/.
PAGES = Path(formcheck.__file__).parent / "ui"

st.set_page_config(page_title="FormCheck", page_icon=ICON_SVG, layout="wide")
st.navigation(
    [st.Page(PAGES / "check.py", title="Check", icon=":material/video_camera_front:", default=True)],
    position="top",
).run()
