"""A trainer's word to a member as one self-contained HTML page: to send, to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from formcheck.i18n import get_locale, gettext
from formcheck.reports.page import LANGUAGE_TAGS, colours_of, environment
from formcheck.schema import Verdict
from formcheck.wording.summary import SAFETY

TEMPLATE: Final = "message.html.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to show: its verdict in force, title and words, how it stands, and a JPEG of its moment."""

    verdict: Verdict
    word: str
    title: str
    words: str
    mark: str
    still: bytes | None = None


def message_html(*, member: str, trainer: str, day: date | None, done: str, words: str, items: Sequence[Item]) -> str:
    """One page in the current language. ``done``: what was filmed; ``words``: the trainer's own, a paragraph a line.

    Loads nothing, runs no script.
    """
    return (
        environment()
        .get_template(TEMPLATE)
        .render(
            language=LANGUAGE_TAGS[get_locale()],
            title=gettext("For {name}", name=member) if member else gettext("From your trainer"),
            kind=gettext("From your trainer"),
            facts=[fact for fact in (day.isoformat() if day else "", done) if fact],
            paragraphs=[line.strip() for line in words.splitlines() if line.strip()],
            trainer=trainer,
            items=items,
            alt=gettext("From the video we checked"),
            safety=gettext(SAFETY),
            colour=colours_of(),
        )
    )
