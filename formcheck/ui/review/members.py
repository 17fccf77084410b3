"""Members: everything kept of one as a file, or deleted for good."""

import streamlit as st

from formcheck.i18n import gettext, ngettext
from formcheck.review.members import export_member, forget_member, members
from formcheck.storage.review.records import Queue
from formcheck.ui.components.words import plain
from formcheck.ui.review.state import attempt, change, visit
from formcheck.ui.review.video import forget_video


def show_members(queue: Queue) -> None:
    """One member at a time."""
    if visit().said:
        st.success(visit().said, icon=":material/check:")
        change(said="")
    names = members(queue.clips)
    if not names:
        st.markdown(gettext("No clip has a member's name yet. Open one and enter it there."))
        return
    member = st.selectbox(gettext("Member"), names, key="member-chosen", width=320)
    count = sum(one.member == member for one in queue.clips)
    st.markdown(ngettext("{count} clip is kept.", "{count} clips are kept.", count))
    packed = attempt(lambda store: export_member(store, member))
    if packed:
        st.download_button(
            gettext("Everything about {name}", name=plain(member)),
            packed,
            file_name=f"{member}.zip",
            mime="application/zip",
            icon=":material/download:",
            on_click="ignore",
            key="member-export",
        )
    sure = st.checkbox(
        gettext("Yes, delete all clips, decisions and notes of {name} for good", name=plain(member)),
        key=f"member-sure-{member}",
    )
    st.button(
        gettext("Delete"),
        icon=":material/delete_forever:",
        disabled=not sure,
        on_click=_forget,
        args=(member,),
        key="member-forget",
    )
    st.caption(gettext("Videos in folders of your own stay where they are. Videos you added on this page are deleted."))


def _forget(member: str) -> None:
    count = attempt(lambda store: forget_member(store, member))
    if count is not None:
        forget_video()
        change(said=ngettext("{count} clip deleted.", "{count} clips deleted.", count))
