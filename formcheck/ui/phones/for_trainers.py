"""What a member's phone sees in place of a page for trainers."""

import streamlit as st

from formcheck.i18n import gettext
from formcheck.ui.components.pages import link
from formcheck.ui.components.theme import CSS

st.html(CSS)
st.title(gettext("This page is for trainers"), anchor=False)
st.html(f'<p class="fc-lead"><a href="/passcode" target="_self">{gettext("Type the passcode for trainers")}</a></p>')
link("check", gettext("Check a video"), ":material/video_camera_front:")
