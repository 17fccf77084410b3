"""The answers to the questions before exercise as one self-contained HTML page: to show to a professional."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from formcheck.advice.screening import QUESTIONS
from formcheck.dates import day_words
from formcheck.i18n import get_locale, gettext, gettext_noop
from formcheck.reports.page import LANGUAGE_TAGS, colours_of, environment

TEMPLATE: Final = "answers.html.j2"
GIVEN: Final[dict[bool | None, str]] = {
    True: gettext_noop("Yes"),
    False: gettext_noop("No"),
    None: gettext_noop("No answer yet"),
}
ASK: Final = gettext_noop("Please ask: Which movements may I do, how far, and may I use weights?")


def answers_html(answers: Mapping[str, bool | None], day: date) -> str:
    """One page in the current language: every question with its answer, those with a yes first. Loads nothing."""
    rows = [(gettext(one.text), answers.get(one.id)) for one in QUESTIONS]
    return (
        environment()
        .get_template(TEMPLATE)
        .render(
            language=LANGUAGE_TAGS[get_locale()],
            title=gettext("My answers before exercise, {day}", day=day_words(day, year=True)),
            rows=[(text, gettext(GIVEN[given]), given) for text, given in sorted(rows, key=lambda row: not row[1])],
            ask=gettext(ASK),
            colour=colours_of(),
        )
    )
