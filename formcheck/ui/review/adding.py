"""Clips into the queue: the folder of a batch, or videos handed in."""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

import streamlit as st

from formcheck.errors import FormcheckError
from formcheck.i18n import gettext, ngettext, ngettext_noop, sentences, use_locale
from formcheck.review.adding import About, Added, add_batch, add_film
from formcheck.settings import AnalysisOptions
from formcheck.storage.review.records import Outcome
from formcheck.ui.check.clips import forget_upload
from formcheck.ui.check.ticking import Ticker
from formcheck.ui.components.theme import uploader_words
from formcheck.ui.components.words import plain
from formcheck.ui.review.state import attempt, change, store, visit
from formcheck.ui.settings.preferences import preferences
from formcheck.ui.settings.studio_limits import studio_limits
from formcheck.ui.turns import TURNS

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

POLL_S: Final = 0.2
KEPT_AS: Final = re.compile(r"[0-9a-f]{64}(\.\w+)?")  # a film's name in the folder, which nobody knows
OUTCOMES: Final[dict[Outcome, tuple[str, str]]] = {
    "added": ngettext_noop("{count} clip added.", "{count} clips added."),
    "same": ngettext_noop("{count} was there already.", "{count} were there already."),
    "replaced": ngettext_noop("{count} was replaced by its new result.", "{count} were replaced by their new results."),
    "kept": ngettext_noop(
        "{count} has a new result and stays as it was, because somebody has reviewed it.",
        "{count} have new results and stay as they were, because somebody has reviewed them.",
    ),
}


def show_adding(*, open_: bool) -> None:
    """Both ways, with what holds for all that come together."""
    with st.expander(gettext("Add clips"), icon=":material/add:", expanded=open_):
        with st.container(horizontal=True):
            group = st.text_input(gettext("Class"), key="add-class", width=220)
            member = st.text_input(gettext("Member, if all clips show the same one"), key="add-member", width=280)
            day = st.date_input(gettext("Date (empty: the day of each file)"), value=None, key="add-day", width=240)
        about = About(class_name=group, member=member, filmed_on=day if day else None)
        left, right = st.columns(2, gap="medium")
        with left:
            _show_folder(about)
        with right:
            _show_upload(about)
    for words in visit().failed:
        st.error(plain(words), icon=":material/error:")
    change(failed=())
    if visit().said:
        st.success(visit().said, icon=":material/check:")
        change(said="")


def _show_folder(about: About) -> None:
    path = st.text_input(gettext("Folder with the results of formcheck batch"), key="add-folder", placeholder="results")
    if st.button(gettext("Add its clips"), key="add-batch", disabled=not path.strip(), icon=":material/folder_open:"):
        added = attempt(lambda store: add_batch(store, Path(path.strip()).expanduser(), about))
        if added:
            change(said=_said(added))
            st.rerun()


def _said(added: Added) -> str:
    parts = [ngettext(*OUTCOMES[name], count) for name, count in added.outcomes.items()]
    if added.left_out:
        parts.append(
            ngettext(
                "{count} could not be checked and is left out.",
                "{count} could not be checked and are left out.",
                added.left_out,
            )
        )
    return sentences(parts)


def _show_upload(about: About) -> None:
    with st.container(key="review-uploader"):
        st.html(uploader_words("review-uploader", gettext("Choose videos"), gettext("or drop them here")))
        key = f"review-upload-{st.session_state.setdefault('review-uploads', 0)}"
        files = st.file_uploader(gettext("Videos"), accept_multiple_files=True, key=key)
    st.caption(
        ":material/lock: "
        + gettext("Videos you add here are kept on this computer, in your own folder, until you delete them.")
    )
    if files and st.button(gettext("Check and add them"), key="add-films", type="primary"):
        add_films(files, about, lambda file: forget_upload(file.file_id))
        st.session_state["review-uploads"] += 1
        st.rerun()


class Film(Protocol):
    """A video that was handed in."""

    @property
    def name(self) -> str:
        """As whoever filmed it called it."""

    def getvalue(self) -> bytes:
        """Its content."""


F = TypeVar("F", bound=Film)


def add_films(films: Sequence[F], about: About, done: Callable[[F], None] = lambda _: None) -> None:
    """Check films and put them in the queue, with a bar; ``done`` after each, whatever came of it."""
    set_up, added, failed = preferences(), 0, []
    options = AnalysisOptions(
        model=set_up.model, level=set_up.level, language=set_up.language, own_limits=studio_limits()
    )
    bar = st.progress(0.0)
    for i, file in enumerate(films):
        name = gettext("{number} of {all}: {name}", number=i + 1, all=len(films), name=file.name)
        try:
            _add_film(file.name, file.getvalue(), options, about, bar, name)
            added += 1
        except FormcheckError as error:
            why = KEPT_AS.sub(lambda _: file.name, str(error))  # noqa: B023 - used at once
            failed.append(gettext("{name}: {why}", name=file.name, why=why))
        done(file)
    bar.empty()
    change(said=ngettext(*OUTCOMES["added"], added) if added else "", failed=tuple(failed))


def _add_film(
    name: str, content: bytes, options: AnalysisOptions, about: About, bar: "DeltaGenerator", words: str
) -> None:
    """In a thread of its own, so that only the script's thread speaks to the page."""
    ticker, kept = Ticker(), store()

    def work() -> None:
        with use_locale(options.language), TURNS.turn(ticker.wait):
            add_film(kept, name, content, options, about, ticker)

    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="review") as pool:
        future = pool.submit(work)
        try:
            while not wait([future], timeout=POLL_S).done:
                bar.progress(ticker.share(), text=f"{words} · {ticker.words()}")
        finally:
            ticker.stop()
    future.result()
