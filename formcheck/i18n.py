"""Sentences in the reader's language.

English sentences are their own keys; catalogues lie in ``formcheck/locale``, and ``make words`` gathers new ones. The
language belongs to the context (the thread or task) it was set in, so two visitors never share it. A new thread uses
English until `set_locale`, unless it is started with ``contextvars.copy_context().run``.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, reduce
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Final, Literal

Language = Literal["en", "zh"]  # English, Chinese

#: Each language by its own name, as a reader looks for it.
LANGUAGES: Final[dict[Language, str]] = {"en": "English", "zh": "简体中文"}
LOCALE: Final = Path(__file__).parent / "locale"
DOMAIN: Final = "formcheck"

_spoken: ContextVar[Language] = ContextVar("language", default="en")


def get_locale() -> Language:
    """The language of this context."""
    return _spoken.get()


def set_locale(language: Language) -> None:
    """Set the language of this context from here on."""
    _spoken.set(language)


@contextmanager
def use_locale(language: Language) -> Iterator[None]:
    """Use a language within the block."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def gettext_noop(text: str) -> str:
    """Marks a sentence of a table for translation and returns it unchanged; ``gettext`` translates it later."""
    return text


def ngettext_noop(one: str, many: str) -> tuple[str, str]:
    """Both forms of a sentence of a table that counts, said later by ``ngettext``."""
    return one, many


def gettext(text: str, **values: object) -> str:
    """A sentence in this context's language, with ``{placeholders}`` filled in."""
    found = _catalogue(_spoken.get()).gettext(text) if text else text  # the empty key is a catalogue's header
    return found.format(**values) if values else found


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """``one`` or ``many``, by the language's plural rule for ``count``, which both may use as ``{count}``."""
    return _catalogue(_spoken.get()).ngettext(one, many, count).format(count=count, **values)


def sentences(parts: Iterable[str]) -> str:
    """Translated whole sentences one after the other; empty ones are left out."""
    return _chained(gettext_noop("{before} {after}"), parts)


def listed(items: Iterable[str]) -> str:
    """Translated words as a list; empty ones are left out."""
    return _chained(gettext_noop("{before}, {after}"), items)


def _chained(link: str, parts: Iterable[str]) -> str:
    kept = [part for part in parts if part]
    return reduce(lambda before, after: gettext(link, before=before, after=after), kept) if kept else ""


@lru_cache
def _catalogue(language: Language) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    return translation(DOMAIN, LOCALE, [language], fallback=True)
