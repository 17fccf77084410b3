"""Keeping the last result in the open diary: offered where it is shown, and on the diary's own page."""

import streamlit as st

from formcheck.i18n import gettext
from formcheck.schema import Report
from formcheck.storage.kept_result import KeptResult, to_bytes
from formcheck.storage.store import Store
from formcheck.ui.check.extremes import best_still
from formcheck.ui.check.running import current_result
from formcheck.ui.components.pages import link
from formcheck.ui.components.words import plain
from formcheck.ui.progress.open_diary import KEPT, in_store, open_code, show_failure


def show_keep_this() -> None:
    """On a result: keep it, once; without an open diary, where to open or begin one."""
    code, current = open_code(), current_result()
    if current is None or current.result.report.summary.nothing:
        return
    with st.container(key="card-keep", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        if code is None:
            st.markdown(gettext("Keep this result, and see later what has changed."), width="content")
            link("diary", gettext("Keep this in a diary"), ":material/bookmark_add:")
        elif is_kept(code, current.clip.sha256):
            st.markdown(f":material/check: {gettext('This result is in your diary.')}", width="content")
            link("diary", gettext("Progress"), ":material/timeline:")
        else:
            st.markdown(gettext("Keep this result, and see later what has changed."), width="content")
            _button(gettext("Keep this"), code)
    show_failure()


def show_keep(code: str) -> None:
    """On the diary's page: add the last result, once."""
    current = current_result()
    if current is None or current.result.report.summary.nothing:
        st.markdown(gettext("Check a video first, then come back to save its result."))
        link("check", gettext("Check a video"), ":material/video_camera_front:")
        return
    name = plain(current.clip.name)
    if is_kept(code, current.clip.sha256):
        st.caption(":material/check: " + gettext("The result of {clip} is in your diary.", clip=name))
        return
    with st.container(key="card-keep", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(gettext("Your last result: {clip}", clip=name), width="content")
        _button(gettext("Save to my diary"), code)


def last_kept(report: Report) -> Report | None:
    """The newest result of the same movement in the open diary, apart from this very one."""
    code = open_code()
    if code is None:
        return None
    kept = in_store(lambda store: store.sessions(code)) or ()
    others = (one.report for one in reversed(kept) if one.report != report)
    return next((one for one in others if one.movement == report.movement), None)


def is_kept(code: str, clip_sha256: str) -> bool:
    """Whether this visit has kept the result of a clip in a diary already."""
    kept: set[tuple[str, str]] = st.session_state.setdefault(KEPT, set())
    return (code, clip_sha256) in kept


def _button(words: str, code: str) -> None:
    st.button(words, type="primary", icon=":material/bookmark_add:", on_click=_keep, args=(code,), key="diary-keep")


def _keep(code: str) -> None:
    current = current_result()
    if current is None:
        return
    result = current.result
    whole = to_bytes(KeptResult(result.angles, result.stills.bottoms, result.stills.moments))

    def add(store: Store) -> bool:
        store.add(code, result.report, best_still(result), whole=whole)
        return True

    if in_store(add):
        st.session_state[KEPT].add((code, current.clip.sha256))
