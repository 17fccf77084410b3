"""The queue: every clip, worst first, with filters."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Final, TypeVar

import streamlit as st

from formcheck.batch.index import GROUPS
from formcheck.batch.records import ATTENTION
from formcheck.dates import day_words
from formcheck.i18n import gettext, gettext_noop, listed, ngettext
from formcheck.schema import Verdict
from formcheck.storage.review.records import STATES, Queue, QueuedClip, State
from formcheck.ui.components.drawings import icon
from formcheck.ui.components.words import plain
from formcheck.ui.review.state import change, go_to, visit
from formcheck.wording.findings import check_title
from formcheck.wording.names import movement_name

STATE_NAMES: Final[dict[State, str]] = {
    "new": gettext_noop("New"),
    "in_review": gettext_noop("In review"),
    "done": gettext_noop("Done"),
}
T = TypeVar("T")
SHOWN: Final = 60  # chosen: more make the page slow; filters lead to the others
NOBODY: Final = gettext_noop("No name")
CSS: Final = (
    "<style>.fc-row {display: grid; grid-template-columns: 1.7rem 1fr; gap: .1rem .6rem; line-height: 1.35}"
    ".fc-row img {width: 1.5rem !important; height: 1.5rem !important; margin-top: .1rem}"
    ".fc-row b {overflow-wrap: anywhere} .fc-row span {color: var(--fc-soft); font-size: .92em; display: block}"
    '[class*="st-key-row-"] {border-top: 1px solid var(--fc-line); padding: .55rem 0}'
    '[class*="st-key-row-"] {flex-wrap: nowrap !important} [class*="st-key-row-"] .stHtml {flex: 1 1 0}</style>'
)


def show_queue(queue: Queue) -> None:
    """Filters, and the clips they leave; what is open next follows their order."""
    st.html(CSS)
    if queue.damaged:
        words = ngettext(
            "{count} clip in the store is damaged and left out.",
            "{count} clips in the store are damaged and left out.",
            queue.damaged,
        )
        st.warning(words, icon=":material/warning:")
    if not queue.clips:
        st.markdown(gettext("There is nothing to review yet. Add the results of a batch, or some videos."))
        return
    found = worst_first(filtered(queue.clips))
    change(order=tuple(one.id for one in found))
    st.caption(_counted(queue.clips, found))
    if found:
        label = gettext("Start with the first one")
        st.button(label, type="primary", icon=":material/play_arrow:", on_click=go_to, args=(found[0].id,), key="first")
    for clip in found[:SHOWN]:
        _show_row(clip)
    if (more := len(found) - SHOWN) > 0:
        st.caption(ngettext("{count} more clip: use the filters.", "{count} more clips: use the filters.", more))


def worst_first(clips: Iterable[QueuedClip]) -> list[QueuedClip]:
    """What is done last; before it what needs a word most."""

    def order(clip: QueuedClip) -> tuple[bool, int, int, str, int]:
        worst = ATTENTION.index(clip.attention) if clip.attention in ATTENTION else len(ATTENTION)
        return clip.state == "done", worst, -len(clip.checks), clip.name, clip.id

    return sorted(clips, key=order)


def filtered(clips: Sequence[QueuedClip]) -> list[QueuedClip]:
    """The filters, of which each offers what there is; the clips that pass all of them."""
    kept = visit().filters
    with st.container(horizontal=True, key="filters"):
        state = _choice("state", gettext("State"), STATES, lambda one: gettext(STATE_NAMES[one]))
        member = _choice("member", gettext("Member"), _known(one.member for one in clips), _named)
        group = _choice("class", gettext("Class"), _known(one.class_name for one in clips), _named)
        days = sorted({one.filmed_on for one in clips if one.filmed_on}, reverse=True)
        day = _choice("day", gettext("Date"), days, lambda one: day_words(one, year=True))
        checks = sorted({check for one in clips for check in one.checks}, key=check_title)
        check = _choice("check", gettext("Finding"), checks, check_title)
    change(filters=kept | {"state": state, "member": member, "class": group, "day": day, "check": check})
    return [
        one
        for one in clips
        if (state is None or one.state == state)
        and (member is None or one.member == member)
        and (group is None or one.class_name == group)
        and (day is None or one.filmed_on == day)
        and (check is None or check in one.checks)
    ]


def _choice(name: str, label: str, options: Sequence[T], words: Callable[[T], str]) -> T | None:
    """A filter, as it was before the page was left."""
    before = visit().filters.get(name)
    index = options.index(before) if before in options else None
    return st.selectbox(
        label, options, index=index, format_func=words, placeholder=gettext("All"), key=f"filter-{name}", width=160
    )


def _known(names: Iterable[str]) -> list[str]:
    return sorted(set(names))


def _named(name: str) -> str:
    return name or gettext(NOBODY)


def _counted(clips: Sequence[QueuedClip], found: Sequence[QueuedClip]) -> str:
    counts = [
        gettext("{state}: {count}", state=gettext(STATE_NAMES[state]), count=sum(one.state == state for one in clips))
        for state in STATES
    ]
    shown = gettext("{count} of {all} clips shown", count=len(found), all=len(clips))
    return " · ".join((shown, *counts))


def _show_row(clip: QueuedClip) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-{clip.id}"):
        st.html(f'<div class="fc-row">{_sign(clip)}<div><b>{escape(clip.name)}</b>{_about(clip)}</div></div>')
        st.badge(gettext(STATE_NAMES[clip.state]), color="green" if clip.state == "done" else "gray")
        st.button(
            gettext("Open"),
            key=f"open-{clip.id}",
            on_click=go_to,
            args=(clip.id,),
            help=gettext("Open {name}", name=plain(clip.name)),
        )


def _sign(clip: QueuedClip) -> str:
    verdict, words = sign_of(clip)
    return icon(verdict, words)


def sign_of(clip: QueuedClip) -> tuple[Verdict, str]:
    """The sign of what a clip comes to, with its words."""
    verdict, words = GROUPS.get(clip.attention, GROUPS["cannot_tell"])  # type: ignore[call-overload]
    return verdict, gettext(words)


def _about(clip: QueuedClip) -> str:
    who = (
        clip.member,
        gettext("person {number}", number=clip.person) if clip.person else "",
        clip.class_name,
        day_words(clip.filmed_on, year=True) if clip.filmed_on else "",
        movement_name(clip.movement),
    )
    seen = listed(check_title(check) for check in clip.checks)
    done = (
        ngettext("{count} value corrected by trainer", "{count} values corrected by trainer", clip.corrected)
        if clip.corrected
        else "",
        ngettext("{count} note", "{count} notes", clip.notes) if clip.notes else "",
    )
    lines = (" · ".join(filter(None, who)), seen, " · ".join(filter(None, done)))
    return "".join(f"<span>{escape(line)}</span>" for line in lines if line)
