"""What a visitor has set: kept for the visit, never shared with another one, nothing on disk."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Final, ParamSpec, TypeVar

import streamlit as st

from formcheck.errors import BadChoice
from formcheck.i18n import LANGUAGES, Language, gettext, set_locale
from formcheck.settings import Level, ModelName

KEY: Final = "preferences"  # not a widget's key: those do not outlive a change of page
ADDRESS: Final = "lang"  # in the page's address, so that the language outlives a reload
HOST: Final = r"(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?"  # a name, or an address in brackets, and its port
#: As RFC 7064 and 7065 write the addresses of STUN servers and TURN relays.
ICE_SERVER: Final = re.compile(rf"stuns?:{HOST}|turns?:{HOST}(\?transport=(udp|tcp))?", re.IGNORECASE | re.ASCII)
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """``ice_servers`` are STUN or TURN addresses for a camera on another machine; empty: this machine, no network."""

    language: Language = "en"
    model: ModelName = "full"
    level: Level = "standard"
    voice: bool = True
    ice_servers: tuple[str, ...] = ()


def preferences() -> Preferences:
    """The preferences of this visit; at first in the language the address names, else the browser's, else English.

    Keeps the language in the address where the browser alone would bring another one back.
    """
    at_first = _language_in_address() or _language_of(st.context.locale)
    if KEY not in st.session_state:
        st.session_state[KEY] = Preferences(language=at_first)
    found: Preferences = st.session_state[KEY]
    if found.language != at_first:
        st.query_params[ADDRESS] = found.language
    return found


def keep(changed: Preferences) -> None:
    """From now on, for this visit."""
    st.session_state[KEY] = changed


def fragment(run_every: float | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """``st.fragment`` in the visitor's language: a fragment runs again without app.py, which sets it."""

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def use_locale(*args: P.args, **kwargs: P.kwargs) -> T:
            set_locale(preferences().language)
            return function(*args, **kwargs)

        return st.fragment(use_locale, run_every=run_every)

    return decorate


def ice_servers_in(text: str) -> tuple[str, ...]:
    """The servers written down, one on each line. Raises BadChoice for the first that is none."""
    written = [line.strip() for line in text.splitlines() if line.strip()]
    for line in written:
        if not ICE_SERVER.fullmatch(line):
            raise BadChoice(
                gettext(
                    "“{line}” is not a camera server. Please write one per line, like stun:stun.example.org:3478 or "
                    "turn:turn.example.org.",
                    line=line,
                )
            )
    return tuple(dict.fromkeys(written))


def _language_in_address() -> Language | None:
    named = st.query_params.get(ADDRESS)
    return next((language for language in LANGUAGES if language == named), None)


def _language_of(locale: str | None) -> Language:
    first = (locale or "").lower().partition("-")[0]
    return next((language for language in LANGUAGES if language == first), "en")
