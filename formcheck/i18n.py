"""Sentences in the language of whoever reads them.

English sentences are their own keys; catalogues lie in ``formcheck/locale``, and ``make words`` gathers what is new.
The language belongs to the context (the thread or task) it was set in, so two visitors never hear each other's. A new
thread speaks English until it is told, or started with ``contextvars.copy_context().run``.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, reduce
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Final, Literal

Language = Literal["en", "zh"]

#: Each language by its own name, as a reader looks for it.
LANGUAGES: Final[dict[Language, str]] = {"en": "English", "zh": "简体中文"}
LOCALE: Final = Path(__file__).parent / "locale"
DOMAIN: Final = "formcheck"

_spoken: ContextVar[Language] = ContextVar("language", default="en")


def get_locale() -> Language:
    """The language of this context."""
    return _spoken.get()


def set_locale(language: Language) -> None:
    """From here on, say everything of this context in a language."""
    _spoken.set(language)


@contextmanager
def use_locale(language: Language) -> Iterator[None]:
    """Say everything within the block in a language."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def gettext_noop(text: str) -> str:
    """A sentence of a table, said later by ``gettext``: marks it for translation and leaves it as it is."""
    return text


def gettext(text: str, **values: object) -> str:
    """A sentence in this context's language, with ``{placeholders}`` filled in."""
    found = _catalogue(_spoken.get()).gettext(text) if text else text  # the empty key is a catalogue's header
    return found.format(**values) if values else found


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """``one`` or ``many``, whichever the language wants for ``count``, which both may use as ``{count}``."""
    return _catalogue(_spoken.get()).ngettext(one, many, count).format(count=count, **values)


def sentences(parts: Iterable[str]) -> str:
    """Whole sentences one after the other, each said already; empty ones are left out."""
    return _chained(gettext_noop("{before} {after}"), parts)


def listed(items: Iterable[str]) -> str:
    """Things side by side, each said already; empty ones are left out."""
    return _chained(gettext_noop("{before}, {after}"), items)


def _chained(link: str, parts: Iterable[str]) -> str:
    kept = [part for part in parts if part]
    return reduce(lambda before, after: gettext(link, before=before, after=after), kept) if kept else ""


@lru_cache
def _catalogue(language: Language) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    return translation(DOMAIN, LOCALE, [language], fallback=True)
