"""Days as a reader writes them: one way for every page, print and file, by language and, for English, by country."""

from contextvars import ContextVar
from datetime import date
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from formcheck.i18n import Language, get_locale

#: Of a language whose reader names no country.
USUAL: Final[dict[Language, str]] = {"en": "en_GB", "zh": "zh_Hans_CN"}

_asked: ContextVar[str] = ContextVar("asked", default="")


def set_reader(tag: str | None) -> None:
    """The reader's own locale, as her browser names it ("en-US"), from here on in this context."""
    _asked.set(tag or "")


def day_words(day: date, *, year: bool = False) -> str:
    """A day as her country writes it: "29 November", or "29 November 2026" with its ``year``."""
    if year:
        return format_date(day, "long", locale=_locale())
    return format_skeleton("MMMMd", day, locale=_locale())


def short_day(day: date) -> str:
    """A day for a narrow place: "29/11", or "11/29"."""
    return format_skeleton("Md", day, locale=_locale())


def short_pattern() -> str:
    """The same with the year for an axis, in the letters of D3."""
    if get_locale() == "zh":
        return "%Y/%-m/%-d"
    return "%m/%d/%y" if str(_locale()).endswith("_US") else "%d/%m/%y"


def _locale() -> Locale:
    """The reader's, where it is of the language that is read; else the usual one of that language."""
    language = get_locale()
    try:
        found = Locale.parse(_asked.get(), sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return Locale.parse(USUAL[language])
    return found if found.language == language and found.territory else Locale.parse(USUAL[language])
