"""What a visit to the Review page remembers, and its store."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

import streamlit as st

from formcheck.errors import FormcheckError
from formcheck.i18n import gettext
from formcheck.storage.review.database import Database, store_url
from formcheck.storage.review.records import Stroke
from formcheck.storage.review.store import ReviewStore
from formcheck.storage.trainers import trainer_names
from formcheck.ui.components.player import Moment, Wish
from formcheck.ui.components.words import plain

KEY: Final = "review"  # not a widget's key: those do not outlive a change of page
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """``clip``: the open one, ``fresh`` while it has not been shown; ``at``: the finding at hand, and ``beside`` which
    other clip is put beside, by clip; ``wish``: what the player is to do, of so many ``wishes``; ``moment``: where a
    note is being written; ``said`` and ``failed``: what was done last, shown once; ``order``: the list as it was left.
    """

    who: str = ""
    clip: int | None = None
    at: dict[int, int] = field(default_factory=dict)
    everything: bool = False
    correcting: bool = False
    wish: Wish | None = None
    wishes: int = 0
    fresh: bool = False
    beside: dict[int, int] = field(default_factory=dict)
    moment: Moment | None = None
    said: str = ""
    failed: tuple[str, ...] = ()
    filters: dict[str, object] = field(default_factory=dict)
    order: tuple[int, ...] = ()


def visit() -> Visit:
    """What is remembered of this visit."""
    if KEY not in st.session_state:
        st.session_state[KEY] = Visit(who=next(iter(trainer_names()), ""))
    found: Visit = st.session_state[KEY]
    return found


def change(**values: object) -> None:
    """Remember something else from now on."""
    st.session_state[KEY] = replace(visit(), **values)  # type: ignore[arg-type]  # named as above


def wish(t_s: float | None, drawn: tuple[Stroke, ...] = ()) -> None:
    """Have the player go to a moment and show what was drawn on it, or tell the one it shows."""
    number = visit().wishes + 1
    change(wish=Wish(number, t_s, drawn), wishes=number)


def go_to(clip_id: int | None) -> None:
    """Open a clip, or the list."""
    change(clip=clip_id, fresh=True, correcting=False, moment=None, wish=None, said="")


@st.cache_resource(max_entries=2, show_spinner=False, on_release=ReviewStore.close)
def _store(where: str) -> ReviewStore:  # noqa: ARG001 - another address is another store
    return ReviewStore(Database(store_url()))


def store() -> ReviewStore:
    """The store, opened once. Raises StoreError."""
    return _store(store_url().render_as_string(hide_password=False))


def attempt(act: Callable[[ReviewStore], T]) -> T | None:
    """What an act on the store gives; None after saying in one sentence what went wrong."""
    try:
        return act(store())
    except FormcheckError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return None


def done(act: Callable[[ReviewStore], None]) -> bool:
    """Whether an act on the store was done; says in one sentence what went wrong."""

    def acted(kept: ReviewStore) -> bool:
        act(kept)
        return True

    return attempt(acted) is True


def has_name() -> bool:
    """Whether it is known who decides; says so where not."""
    if visit().who:
        return True
    st.toast(gettext("Please enter your name first. It is kept with everything you decide."), icon=":material/person:")
    return False
