"""Progress: a diary kept only with consent, opened by its code, and what has changed since it began."""

from html import escape
from math import ceil

import streamlit as st

from formcheck.dates import day_words
from formcheck.i18n import gettext, ngettext
from formcheck.storage.diary_code import new_code, tidy_code
from formcheck.storage.store import Kept, Store
from formcheck.ui.components.theme import CSS
from formcheck.ui.components.top import begin_at_top
from formcheck.ui.components.words import plain
from formcheck.ui.progress import kept
from formcheck.ui.progress.keeping import show_keep
from formcheck.ui.progress.my_plan import show_plan
from formcheck.ui.progress.open_diary import CODE, FAILED, FRESH, KEPT, UNKNOWN, in_store, show_failure, wrong_codes
from formcheck.ui.progress.trends import show_trends
from formcheck.ui.progress.visits import show_visits
from formcheck.wording.summary import headline


def show_start() -> None:
    """Consent first; or a diary that is there already."""
    left, right = st.columns(2, gap="medium")
    with left, st.container(key="card-diary-new", height="stretch"):
        st.subheader(gettext("Start a diary"), anchor=False)
        st.markdown(
            gettext(
                "We keep the numbers and photos of each result you add, in a file on this computer. Only your "
                "code opens them. Nothing is sent anywhere. You can delete one result or all of them at any time."
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
    code = new_code()

    def begin(store: Store) -> bool:
        store.begin(code)
        return True

    if in_store(begin):  # so that the code opens it from now on, whatever is kept
        st.session_state[CODE] = code
        st.session_state[FRESH] = True


def _open() -> None:
    typed = tidy_code(st.session_state["diary-typed"])
    if not typed:
        return
    if wait_s := ceil(wrong_codes().wait_s()):
        st.session_state[FAILED] = ngettext(
            "Too many wrong codes. Please wait {count} second, then try again.",
            "Too many wrong codes. Please wait {count} seconds, then try again.",
            wait_s,
        )
        return
    found = in_store(lambda store: store.holds(typed))
    if found:
        st.session_state[CODE] = typed
    elif found is not None:
        wrong_codes().add()
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


def show_unreadable(code: str) -> None:
    """That entries are there which cannot be read, or may be missing; the others are shown all the same."""
    if words := in_store(Store.damage):
        st.error(plain(words), icon=":material/error:")
    if lost := in_store(lambda store: store.unreadable(code)):
        words = ngettext(
            "{count} entry of your diary is damaged, so we can't show it. The others are fine.",
            "{count} entries of your diary are damaged, so we can't show them. The others are fine.",
            lost,
        )
        st.warning(words, icon=":material/warning:")


def show_stills(sessions: tuple[Kept, ...]) -> None:
    """The first and the newest picture of the newest session's movement, side by side."""
    pictured = [one for one in sessions if one.still and one.report.movement == sessions[-1].report.movement]
    if len(pictured) < 2:
        return
    st.header(gettext("Before and after"), anchor=False)
    for column, one in zip(st.columns(2, gap="medium"), (pictured[0], pictured[-1]), strict=True):
        with column, st.container(key=f"card-then-{one.id}", gap="small"):
            day = day_words(one.made_at.astimezone().date(), year=True)
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
            made = one.made_at.astimezone()
            when = f"{day_words(made.date(), year=True)}, {made:%H:%M}"
            words.markdown(f"**{when}** · {plain(one.report.clip.name)}  \n{plain(headline(one.report).text)}")
            with gone:
                kept.open_button(one)
            with gone, st.popover(gettext("Delete"), icon=":material/delete:"):
                st.markdown(gettext("Delete this result for good?"))
                st.button(
                    gettext("Yes, delete it"), on_click=_forget, args=(code, one.id), key=f"diary-forget-{one.id}"
                )
    with st.container(horizontal=True):
        st.button(gettext("Close the diary"), icon=":material/lock:", on_click=_close, key="diary-close")
        if in_store(lambda store: store.holds(code)):
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
    for key in (CODE, FRESH, kept.OPEN):
        st.session_state.pop(key, None)


def show_diary(code: str) -> None:
    """Everything in an open diary."""
    if st.session_state.get(FRESH):
        show_code(code)
    sessions = in_store(lambda store: store.sessions(code))
    if sessions is None:
        return
    if one := kept.opened(sessions):
        begin_at_top(f"kept {one.id}")
        kept.show_kept(code, one)
        return
    begin_at_top("diary")
    show_keep(code)
    show_plan(code)
    show_visits(code)
    show_unreadable(code)
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
show_failure()
