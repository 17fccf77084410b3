"""The Streamlit app: page settings, the visitor's language, the studio's look and the list of pages."""

import os
from pathlib import Path

import streamlit as st

import formcheck
from formcheck.dates import set_reader
from formcheck.i18n import gettext, set_locale
from formcheck.ui.components.brand import show_brand, the_brand
from formcheck.ui.components.pages import PageName, page_file
from formcheck.ui.components.theme import ICON_SVG
from formcheck.ui.phones.visitor import may_see, visitor
from formcheck.ui.settings.preferences import preferences
from formcheck.ui.visit_tab import follow_tab, remember_visit

# First of all: without an icon of our own, Streamlit fetches each page's from the Internet.
st.set_page_config(page_title="FormCheck", page_icon=ICON_SVG, layout="wide")
FOR_TRAINERS = Path(formcheck.__file__).parent / "ui" / "phones" / "for_trainers.py"
is_kiosk = bool(os.environ.get("FORMCHECK_KIOSK"))
if not is_kiosk and visitor() is None:  # a phone whose pass has ended while its page was open
    set_locale(preferences().language)
    st.html(f'<a href="/passcode" target="_self">{gettext("Please type the passcode again")}</a>')
    st.stop()
set_locale(preferences().language)
set_reader(st.context.locale)
if is_kiosk:
    pages = [st.Page(Path(formcheck.__file__).parent / "kiosk" / "page.py", title="FormCheck")]
else:
    titles: dict[PageName, tuple[str, str]] = {
        "check": (gettext("Check"), ":material/video_camera_front:"),
        "live": (gettext("Live"), ":material/videocam:"),
        "checkup": (gettext("Check-up"), ":material/checklist:"),
        "next_steps": (gettext("Next steps"), ":material/route:"),
        "diary": (gettext("Progress"), ":material/timeline:"),
        "review": (gettext("Review"), ":material/rate_review:"),
        "before": (gettext("Before you start"), ":material/fact_check:"),
        "settings": (gettext("Settings"), ":material/tune:"),
        "studio": (gettext("Studio"), ":material/storefront:"),
    }
    pages = [
        st.Page(
            page_file(name) if may_see(name) else FOR_TRAINERS,
            title=title,
            icon=icon,
            url_path=name,
            default=name == "check",
            # the studio's is reached from the settings: no member needs it
            visibility="visible" if name != "studio" and may_see(name) else "hidden",
        )
        for name, (title, icon) in titles.items()
    ]
page = st.navigation(pages, position="top")
if not is_kiosk:
    follow_tab()  # after the page is known: the tab's answer makes the browser ask again for the page it knows of
studio = the_brand()
own = f"{page.title} · FormCheck" if page.title != "FormCheck" else page.title
st.set_page_config(page_title=f"{own} · {studio.name}" if studio.name else own)
if not is_kiosk:  # its screen has its own
    show_brand(studio)
try:
    page.run()
finally:  # also when the page ends early
    remember_visit()
