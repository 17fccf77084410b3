"""What is said of one thing, in the order in which people read it: what was seen, how often, what to change."""

import re
from dataclasses import dataclass
from typing import Final

from formcheck.i18n import gettext, sentences

SENTENCE: Final = re.compile(r"(.+?[。！？]|.+?\.(?=\s)|.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Statement:
    """``main``: the first sentence, without its full stop, for large type; ``more``: the sentences that follow."""

    main: str
    more: str

    @property
    def text(self) -> str:
        """All of it as one line of text."""
        return sentences((gettext("{words}.", words=self.main) if self.main else "", self.more))


def statement(text: str, *, often: str = "", further: str = "") -> Statement:
    """Sentences that begin with what was seen and go on with what to change; how often belongs between the two, and
    whatever ``further`` was seen at the end.
    """
    return Statement(first_sentence(text), sentences((often, further_sentences(text), further)))


def first_sentence(text: str) -> str:
    """The first sentence of several, without a full stop."""
    found = SENTENCE.match(text)
    return (found[1] if found else text).rstrip(".。")


def further_sentences(text: str) -> str:
    """What follows the first sentence."""
    found = SENTENCE.match(text)
    return text[found.end() :].strip() if found else ""
