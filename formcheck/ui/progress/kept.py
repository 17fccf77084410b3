"""A kept result opened again: everything its page had, apart from the video, which is never kept."""

from typing import Final

import streamlit as st

from formcheck.clip.annotating import ClipStills
from formcheck.dates import day_words
from formcheck.i18n import gettext, use_locale
from formcheck.reports.page import report_html
from formcheck.storage.kept_result import KeptResult, from_bytes
from formcheck.storage.store import Kept
from formcheck.ui.check import cards, checklist, extremes, result, watching
from formcheck.ui.check.running import Result
from formcheck.ui.components.words import plain
from formcheck.ui.progress.open_diary import in_store
from formcheck.ui.settings.preferences import preferences

OPEN: Final = "diary-opened"  # which kept result is on the page


def open_button(one: Kept) -> None:
    """Opens one of them in place of the diary."""
    st.button(
        gettext("Open"), icon=":material/open_in_full:", on_click=_open, args=(one.id,), key=f"diary-see-{one.id}"
    )


def opened(sessions: tuple[Kept, ...]) -> Kept | None:
    """The one that is open."""
    number = st.session_state.get(OPEN)
    return next((one for one in sessions if one.id == number), None)


def show_kept(code: str, one: Kept) -> None:
    """The whole of it; of one kept by an older version, what there is."""
    st.button(gettext("Back to the diary"), icon=":material/arrow_back:", on_click=close, key="diary-back")
    day = day_words(one.made_at.astimezone().date(), year=True)
    st.markdown(f":material/event: {day} · {plain(one.report.clip.name)}")
    content = in_store(lambda store: store.whole(code, one.id) or b"")
    found = from_bytes(content) if content else None
    st.html(result.CSS)
    result.show_headline(one.report)
    result.show_notes(one.report)
    if found is None:
        _show_rest(one)
        return
    again = _result(one, found)
    result.show_well(one.report)
    result.show_work(again)
    st.header(gettext("Your angles over time"), anchor=False)
    watching.show_chart(one.report, found.angles)
    cards.show_reps(again)
    extremes.show_extremes(again)
    checklist.show_not_assessed(one.report)
    checklist.show_checks(one.report)
    _offer(one, found)


def close() -> None:
    """Back to the diary."""
    st.session_state.pop(OPEN, None)


def _open(number: int) -> None:
    st.session_state[OPEN] = number


def _result(one: Kept, found: KeptResult) -> Result:
    stills = ClipStills(found.bottoms, found.moments)
    return Result(report=one.report, angles=found.angles, playing=None, angles_csv=b"", report_html="", stills=stills)


def _show_rest(one: Kept) -> None:
    if one.still:
        st.image(one.still, alt=gettext("Your best repetition"), width=320)
    result.show_well(one.report)
    checklist.show_checks(one.report)
    st.caption(gettext("This result was kept by an older version, with fewer pictures."))


def _offer(one: Kept, found: KeptResult) -> None:
    language = preferences().language

    def printed() -> str:
        """Made when asked for, outside the page's own run, which knows the language."""
        with use_locale(language):
            return report_html(one.report, found.angles, found.bottoms)

    name = f"formcheck-{one.made_at.astimezone().date().isoformat()}.report.html"
    st.download_button(
        gettext("Report to print"),
        printed,
        name,
        "text/html",
        icon=":material/download:",
        on_click="ignore",
        key="diary-report",
    )
