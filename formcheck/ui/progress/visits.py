"""Check-ups in the diary: keeping one, what changed from each to the next, and when the next one is due."""

from html import escape
from typing import Final

import streamlit as st

from formcheck.advice.visit import made_on, since, step_of
from formcheck.advice.visit_words import due_words, line, since_words
from formcheck.dates import day_words
from formcheck.i18n import gettext, use_locale
from formcheck.reports.visit_page import visit_html
from formcheck.schema import Visit, VisitPart
from formcheck.storage.store import KeptVisit, Store
from formcheck.ui.before.readiness import is_open
from formcheck.ui.components.pages import link
from formcheck.ui.progress.open_diary import in_store, open_code
from formcheck.ui.settings.preferences import preferences

KEPT: Final = "diary-visit"  # the check-up kept last, by code
CSS: Final = (
    "<style>.stHtml ul.fc-visit {display: grid; gap: .5rem; max-width: 52em} .fc-visit li {line-height: 1.4}"
    " .fc-visit span {display: block; color: var(--fc-soft); font-size: .93em}</style>"
)


def show_keep_visit(visit: Visit) -> None:
    """Save a check-up to the open diary, once; without one, where to open or begin it."""
    code = open_code()
    with st.container(key="card-keep", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        if code is None:
            words = gettext("To see what changes from month to month, save this in your diary.")
            st.markdown(words, width="content")
            link("diary", gettext("Open or start a diary"), ":material/timeline:")
        elif st.session_state.setdefault(KEPT, {}).get(code) == visit:
            st.markdown(":material/check: " + gettext("This check-up is in your diary."), width="content")
        else:
            st.markdown(gettext("Your check-up of {day}", day=day_words(made_on(visit))), width="content")
            st.button(
                gettext("Save to my diary"),
                type="primary",
                icon=":material/bookmark_add:",
                on_click=_keep,
                args=(code, visit),
                key="diary-keep-visit",
            )


def _keep(code: str, visit: Visit) -> None:
    def add(store: Store) -> bool:
        store.add_visit(code, visit)
        return True

    if in_store(add):
        st.session_state.setdefault(KEPT, {})[code] = visit


def show_visits(code: str) -> None:
    """Every check-up of a diary, newest first, with what changed since the one before; nothing where there is none."""
    kept = in_store(lambda store: store.visits(code))
    if not kept:
        return
    st.html(CSS)
    st.header(gettext("Your check-ups"), anchor=False)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(":material/event: " + due_words(made_on(kept[-1].visit)), width="content")
        link("checkup", gettext("Start a check-up"), ":material/checklist:")
    for one in reversed(kept):
        earlier = tuple(other.visit for other in kept if other.visit.made_at < one.visit.made_at)
        with st.container(key=f"card-visit-{one.id}"):
            words, gone = st.columns([4, 1], vertical_alignment="top")
            with words:
                st.markdown(f"**{day_words(made_on(one.visit), year=True)}**")
                items = "".join(_item(part, one.visit, earlier) for part in one.visit.parts)
                st.html(f'<ul class="fc-visit">{items}</ul>')
            with gone:
                _offer(one, earlier)
            with gone, st.popover(gettext("Delete"), icon=":material/delete:"):
                st.markdown(gettext("Delete this check-up for good?"))
                st.button(
                    gettext("Yes, delete it"),
                    on_click=_forget,
                    args=(code, one),
                    key=f"diary-forget-visit-{one.id}",
                )


def _offer(one: KeptVisit, earlier: tuple[Visit, ...]) -> None:
    language, may_move = preferences().language, is_open()

    def printed() -> str:
        """Made when asked for, outside the page's own run, which knows the language."""
        with use_locale(language):
            return visit_html(one.visit, earlier, may_move=may_move)

    st.download_button(
        gettext("Print"),
        printed,
        f"formcheck-check-up-{made_on(one.visit).isoformat()}.html",
        "text/html",
        icon=":material/print:",
        on_click="ignore",
        key=f"diary-print-{one.id}",
    )


def _item(part: VisitPart, visit: Visit, earlier: tuple[Visit, ...]) -> str:
    """The values of one take and what changed; empty where this version no longer has its step."""
    step = step_of(part.movement)
    if step is None or all(take.id != part.take for take in step.visit.takes):
        return ""
    day, changes = since(step, part.take, earlier, visit)
    said = {change.row.id: since_words(change, day) for change in changes}
    lines = []
    for row in step.visit.rows:
        more = f"<span>{escape(said[row.id])}</span>" if row.id in said else ""
        lines.append(f"<li>{escape(line(row, part.value(row.id)))}{more}</li>")
    return "".join(lines)


def _forget(code: str, one: KeptVisit) -> None:
    def forget(store: Store) -> bool:
        store.forget_visit(code, one.id)
        return True

    if in_store(forget):
        st.session_state.pop(KEPT, None)
