"""What a visitor has set: kept for the visit, never shared with another one, nothing on disk."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Final, ParamSpec, TypeVar

import streamlit as st

from formcheck.language import LANGUAGES, Language, speak
from formcheck.settings import Level, ModelName

KEY: Final = "preferences"  # not a widget's key: those do not outlive a change of page
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
    """The preferences of this visit; at first in the browser's language where FormCheck speaks it."""
    if KEY not in st.session_state:
        st.session_state[KEY] = Preferences(language=_language_of(st.context.locale))
    found: Preferences = st.session_state[KEY]
    return found


def keep(changed: Preferences) -> None:
    """From now on, for this visit."""
    st.session_state[KEY] = changed


def fragment(run_every: float | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """``st.fragment`` that speaks the visitor's language: it runs again without app.py, which sets it."""

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def speaking(*args: P.args, **kwargs: P.kwargs) -> T:
            speak(preferences().language)
            return function(*args, **kwargs)

        return st.fragment(speaking, run_every=run_every)

    return decorate


def _language_of(locale: str | None) -> Language:
    first = (locale or "").lower().partition("-")[0]
    return next((language for language in LANGUAGES if language == first), "en")
