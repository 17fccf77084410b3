"""The Streamlit app: page settings, the visitor's language and the list of pages."""

import os
from pathlib import Path

import streamlit as st

import formcheck
from formcheck.i18n import gettext, set_locale
from formcheck.ui.components.pages import PageName, page_file
from formcheck.ui.components.theme import ICON_SVG
from formcheck.ui.settings.preferences import preferences

st.set_page_config(page_title="FormCheck", page_icon=ICON_SVG, layout="wide")
set_locale(preferences().language)
if os.environ.get("FORMCHECK_KIOSK"):
    pages = [st.Page(Path(formcheck.__file__).parent / "kiosk" / "page.py", title="FormCheck")]
else:
    titles: dict[PageName, tuple[str, str]] = {
        "check": (gettext("Check"), ":material/video_camera_front:"),
        "live": (gettext("Live"), ":material/videocam:"),
        "next_steps": (gettext("Next steps"), ":material/route:"),
        "diary": (gettext("Progress"), ":material/timeline:"),
        "before": (gettext("Before you start"), ":material/fact_check:"),
        "settings": (gettext("Settings"), ":material/tune:"),
    }
    pages = [
        st.Page(page_file(name), title=title, icon=icon, url_path=name, default=name == "check")
        for name, (title, icon) in titles.items()
    ]
st.navigation(pages, position="top").run()
