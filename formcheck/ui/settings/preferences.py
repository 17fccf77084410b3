"""What a visitor has set: kept for the visit, never shared with another one, nothing on disk."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Final, ParamSpec, TypeVar

import streamlit as st

from formcheck.i18n import LANGUAGES, Language, set_locale
from formcheck.settings import Faces, Level, ModelName
from formcheck.ui.components.brand import the_brand

KEY: Final = "preferences"  # not a widget's key: those do not outlive a change of page
ADDRESS: Final = "lang"  # in the page's address, so that the language outlives a reload
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Each as it is until the visitor changes it."""

    language: Language = "en"
    model: ModelName = "full"
    level: Level = "standard"
    voice: bool = True
    faces: Faces = "bystanders"


def preferences() -> Preferences:
    """The preferences of this visit; at first in the language the address names, else the browser's, else the
    studio's, else English.

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


def _language_in_address() -> Language | None:
    named = st.query_params.get(ADDRESS)
    return next((language for language in LANGUAGES if language == named), None)


def _language_of(locale: str | None) -> Language:
    first = (locale or "").lower().partition("-")[0]
    studio = the_brand().language or "en"
    return next((language for language in LANGUAGES if language == first), studio)
