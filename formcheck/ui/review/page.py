"""The Review page, for trainers: many clips, worst first, each decided, noted and answered."""

from typing import Final

import streamlit as st

from formcheck.i18n import gettext, gettext_noop
from formcheck.ui.components.theme import CSS
from formcheck.ui.components.top import begin_at_top
from formcheck.ui.review.adding import show_adding
from formcheck.ui.review.agreement import show_agreement
from formcheck.ui.review.from_phone import show_phone
from formcheck.ui.review.members import show_members
from formcheck.ui.review.name import show_name
from formcheck.ui.review.open_clip import show_clip
from formcheck.ui.review.queue_list import show_queue
from formcheck.ui.review.state import attempt, visit

PARTS: Final = {
    "clips": gettext_noop("Clips"),
    "agreement": gettext_noop("Agreement"),
    "members": gettext_noop("Members"),
}


def show_list() -> None:
    """Everything there is to review, and how more comes in."""
    st.title(gettext("Review"), anchor=False)
    lead = gettext("For trainers: go through many clips. Those that need your attention come first.")
    st.html(f'<p class="fc-lead">{lead}</p>')
    queue = attempt(lambda store: store.queue())
    if queue is None:
        return
    show_name()
    part = st.segmented_control(
        gettext("What to see"),
        list(PARTS),
        default="clips",
        format_func=lambda one: gettext(PARTS[one]),
        key="review-part",
        required=True,
        label_visibility="collapsed",
    )
    if part == "agreement":
        show_agreement()
    elif part == "members":
        show_members(queue)
    else:
        show_phone()
        show_adding(open_=not queue.clips)
        show_queue(queue)


st.html(CSS)
opened = visit().clip
# Always the same place, so that Streamlit replaces one view by the other and leaves nothing of it standing.
with st.container(key="review-list" if opened is None else f"review-{opened}"):
    if opened is None:
        show_list()
    else:
        begin_at_top(f"review {opened}")
        if not visit().who:
            show_name()
        show_clip(opened)
