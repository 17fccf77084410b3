"""A clip from a member's phone in the same room: a QR code on this screen, and what came by it."""

from base64 import b64encode
from html import escape
from typing import Final

import streamlit as st

from formcheck.i18n import gettext, ngettext
from formcheck.review.adding import About
from formcheck.ui.components.qr import qr_svg
from formcheck.ui.components.words import plain
from formcheck.ui.phones.links import HOLDS_S, LINKS, MOST_CLIPS, Link
from formcheck.ui.phones.passes import open_at
from formcheck.ui.review.adding import add_films
from formcheck.ui.settings.preferences import fragment

TOKEN: Final = "phone-link"  # of the code on this screen
SEEN: Final = "phone-seen"  # how many clips waited when the page was drawn last
POLL_S: Final = 2.0
CSS: Final = (
    "<style>.fc-code {display: block; width: min(17rem, 100%); border-radius: 14px}"
    ".fc-address {font-size: .8em; color: var(--fc-soft); overflow-wrap: anywhere}</style>"
)


def show_phone() -> None:
    """Nothing where this server is for its own machine only."""
    if not open_at():
        return
    st.html(CSS)
    link = LINKS.find(st.session_state.get(TOKEN, ""))
    if link is None:
        label = gettext("Take a clip from a phone")
        st.button(label, icon=":material/qr_code_2:", on_click=_make_link, key="phone-code")
    else:
        _show_code(link)
    st.session_state[SEEN] = len(LINKS.waiting())
    _show_waiting()
    _look_again()


def _make_link() -> None:
    st.session_state[TOKEN] = LINKS.make().token


def _close_link() -> None:
    LINKS.close(st.session_state.pop(TOKEN, ""))


def _show_code(link: Link) -> None:
    address = f"{open_at()}/phone/{link.token}"
    with st.container(border=True, key="phone-card"):
        left, right = st.columns([1, 2], gap="medium", vertical_alignment="center")
        picture = b64encode(qr_svg(address).encode()).decode()
        alt = gettext("A code that opens the page beside it")
        left.html(f'<img class="fc-code" src="data:image/svg+xml;base64,{picture}" alt="{escape(alt)}">')
        with right:
            st.markdown(f"**{gettext('Scan this code with the phone, in the same Wi-Fi.')}**")
            st.markdown(
                gettext(
                    "The phone's browser warns once that it does not know this computer. Go on to the page. The code "
                    "holds for {minutes} minutes, for one phone and up to {clips} videos.",
                    minutes=round(HOLDS_S / 60),
                    clips=MOST_CLIPS,
                )
            )
            st.html(f'<p class="fc-address">{address}</p>')
            label = gettext("Close this code")
            st.button(label, icon=":material/close:", on_click=_close_link, key="phone-close")


@fragment(run_every=POLL_S)
def _look_again() -> None:
    """Draw the page again once a clip has come, or the code has ended."""
    token = st.session_state.get(TOKEN, "")
    ended = bool(token) and LINKS.find(token) is None
    if ended:
        _close_link()
    if ended or len(LINKS.waiting()) != st.session_state.get(SEEN):
        st.rerun()


def _show_waiting() -> None:
    """What came and is not in the list yet: a trainer says whose it is."""
    clips = LINKS.waiting()
    if not clips:
        return
    with st.container(border=True, key="phone-waiting"):
        st.markdown(
            f"**{ngettext('{count} video came from a phone.', '{count} videos came from a phone.', len(clips))}**"
        )
        st.caption(plain(" · ".join(clip.name for clip in clips)))
        member = st.text_input(gettext("Member, if all clips show the same one"), key="phone-member", width=280)
        with st.container(horizontal=True):
            add = st.button(gettext("Check and add them"), type="primary", key="phone-add")
            if st.button(gettext("Delete them"), icon=":material/delete:", key="phone-drop"):
                for clip in clips:
                    LINKS.drop(clip)
                st.rerun()
        if add:
            add_films(clips, About(member=member.strip()), LINKS.drop)
            st.rerun()
        st.caption(gettext("Videos that nobody adds are deleted after an hour, or when FormCheck is closed."))
