"""Progress: a diary kept only with consent, opened by its code, and what has changed since it began."""

from collections.abc import Callable
from contextlib import closing
from html import escape
from typing import Final, TypeVar

import streamlit as st

from formcheck.errors import StoreError
from formcheck.i18n import gettext
from formcheck.storage.store import Kept, Store, new_code, tidy_code
from formcheck.ui.check.extremes import best_still
from formcheck.ui.check.running import current_result
from formcheck.ui.components.pages import link
from formcheck.ui.components.theme import CSS
from formcheck.ui.components.words import plain
from formcheck.ui.progress.trends import show_trends
from formcheck.wording.summary import headline

CODE: Final = "diary-code"  # of the diary open in this visit
FRESH: Final = "diary-fresh"  # its code is on the page, to be written down
KEPT: Final = "diary-kept"  # results kept already, by clip
FAILED: Final = "diary-failed"  # why the file could not be used
UNKNOWN: Final = "diary-unknown"  # a code typed that opens nothing

T = TypeVar("T")


def in_store(do: Callable[[Store], T]) -> T | None:
    """What ``do`` brings from the store; None and one sentence on the page when the file fails."""
    try:
        with closing(Store()) as store:
            return do(store)
    except StoreError as error:
        st.session_state[FAILED] = str(error)  # shown by the page: this may run before it
        return None


def show_start() -> None:
    """Consent first; or a diary that is there already."""
    left, right = st.columns(2, gap="medium")
    with left, st.container(key="card-diary-new", height="stretch"):
        st.subheader(gettext("Start a diary"), anchor=False)
        st.markdown(
            gettext(
                "We keep the numbers and one photo of each result you add, in a file on this computer. Nothing "
                "is sent anywhere. You can delete one result or all of them at any time."
            )
        )
        agreed = st.checkbox(gettext("Yes, save my results on this computer"), key="diary-consent")
        st.button(
            gettext("Start"),
            type="primary",
            icon=":material/book:",
            disabled=not agreed,
            on_click=_begin,
            key="diary-begin",
        )
    with right, st.container(key="card-diary-open", height="stretch"):
        st.subheader(gettext("Open your diary"), anchor=False)
        st.text_input(gettext("Your diary's code"), placeholder="abcd-efgh-jkmn", key="diary-typed", on_change=_open)
        if st.session_state.pop(UNKNOWN, None):
            st.warning(gettext("We found no diary with this code. Please check every letter, or start a new diary."))
        st.caption(gettext("Anyone who has this code can read your diary, so keep it safe."))


def _begin() -> None:
    st.session_state[CODE] = new_code()
    st.session_state[FRESH] = True


def _open() -> None:
    typed = tidy_code(st.session_state["diary-typed"])
    if not typed:
        return
    found = in_store(lambda store: store.sessions(typed))
    if found:
        st.session_state[CODE] = typed
    elif found is not None:
        st.session_state[UNKNOWN] = True


def show_code(code: str) -> None:
    """The code, once."""
    with st.container(key="card-watch-code"):
        st.subheader(gettext("Write down this code"), anchor=False)
        st.code(code, language=None)
        st.markdown(gettext("We show it only once. Without it you can't open your diary, and we can't either."))
        st.button(gettext("I have written it down"), icon=":material/check:", on_click=_written, key="diary-written")


def _written() -> None:
    st.session_state.pop(FRESH, None)


def show_keep(code: str) -> None:
    """Add the last result, once."""
    current = current_result()
    if current is None or current.result.report.summary.nothing:
        st.markdown(gettext("Check a video first, then come back to save its result."))
        link("check", gettext("Check a video"), ":material/video_camera_front:")
        return
    kept: set[tuple[str, str]] = st.session_state.setdefault(KEPT, set())
    if (code, current.clip.sha256) in kept:
        st.caption(
            ":material/check: " + gettext("The result of {clip} is in your diary.", clip=plain(current.clip.name))
        )
        return
    with st.container(key="card-keep", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(gettext("Your last result: {clip}", clip=plain(current.clip.name)), width="content")
        st.button(
            gettext("Save to my diary"),
            type="primary",
            icon=":material/bookmark_add:",
            on_click=_keep,
            args=(code,),
            key="diary-keep",
        )


def _keep(code: str) -> None:
    current = current_result()
    if current is None:
        return
    report, still = current.result.report, best_still(current.result)

    def add(store: Store) -> bool:
        store.add(code, report, still)
        return True

    if in_store(add):
        st.session_state[KEPT].add((code, current.clip.sha256))


def show_stills(sessions: tuple[Kept, ...]) -> None:
    """The first and the newest picture of the newest session's movement, side by side."""
    pictured = [one for one in sessions if one.still and one.report.movement == sessions[-1].report.movement]
    if len(pictured) < 2:
        return
    st.header(gettext("Before and after"), anchor=False)
    for column, one in zip(st.columns(2, gap="medium"), (pictured[0], pictured[-1]), strict=True):
        with column, st.container(key=f"card-then-{one.id}", gap="small"):
            day = one.made_at.astimezone().date().isoformat()
            st.markdown(f"**{day}**")
            if one.still:
                st.image(one.still, alt=gettext("Your best repetition on {day}", day=day), width="stretch")


def show_sessions(code: str, sessions: tuple[Kept, ...]) -> None:
    """Newest first; each can be deleted, and all of them."""
    if sessions:
        st.header(gettext("Your saved results"), anchor=False)
    for one in reversed(sessions):
        with st.container(key=f"card-session-{one.id}"):
            words, gone = st.columns([5, 1], vertical_alignment="center")
            when = f"{one.made_at.astimezone():%Y-%m-%d %H:%M}"
            words.markdown(f"**{when}** · {plain(one.report.clip.name)}  \n{plain(headline(one.report).text)}")
            with gone, st.popover(gettext("Delete"), icon=":material/delete:"):
                st.markdown(gettext("Delete this result for good?"))
                st.button(
                    gettext("Yes, delete it"), on_click=_forget, args=(code, one.id), key=f"diary-forget-{one.id}"
                )
    with st.container(horizontal=True):
        st.button(gettext("Close the diary"), icon=":material/lock:", on_click=_close, key="diary-close")
        if sessions:
            with st.popover(gettext("Delete everything"), icon=":material/delete_forever:"):
                st.markdown(gettext("Delete the whole diary for good? You can't undo this."))
                st.button(
                    gettext("Yes, delete everything"), on_click=_forget, args=(code, None), key="diary-forget-all"
                )


def _forget(code: str, session_id: int | None) -> None:
    def forget(store: Store) -> bool:
        store.forget(code, session_id)
        return True

    if in_store(forget):
        st.session_state.pop(KEPT, None)
        if session_id is None:
            _close()


def _close() -> None:
    for key in (CODE, FRESH):
        st.session_state.pop(key, None)


def show_diary(code: str) -> None:
    """Everything in an open diary."""
    if st.session_state.get(FRESH):
        show_code(code)
    show_keep(code)
    sessions = in_store(lambda store: store.sessions(code))
    if sessions is None:
        return
    if sessions:
        show_trends(sessions)
        show_stills(sessions)
    show_sessions(code, sessions)


st.html(CSS)
st.title(gettext("Progress"), anchor=False)
lead = gettext("Save your results and see what changes over time.")
st.html(f'<p class="fc-lead">{escape(lead)}</p>')
code: str | None = st.session_state.get(CODE)
if code is None:
    show_start()
else:
    show_diary(code)
if failed := st.session_state.pop(FAILED, None):
    st.error(failed, icon=":material/error:")
