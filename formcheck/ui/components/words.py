"""Sentences made ready for a page: safe in Markdown, and cut where there is little room."""

import re
from typing import Final

SENTENCE: Final = re.compile(r"(.+?[。！？]|.+?\.(?=\s)|.+)", re.DOTALL)


def plain(text: str) -> str:
    """Text that Markdown shows as it is: names of files are not ours to trust."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#$~|:" else c for c in text)


def first_sentence(text: str) -> str:
    """The first sentence of several, without a full stop."""
    found = SENTENCE.match(text)
    return (found[1] if found else text).rstrip(".。")


def further_sentences(text: str) -> str:
    """What follows the first sentence."""
    found = SENTENCE.match(text)
    return text[found.end() :].strip() if found else ""
