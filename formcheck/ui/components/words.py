"""Sentences made ready for a page: safe in Markdown."""

import re
from typing import Final

#: Icons, smileys, arrows and links, which a page makes even of text that is escaped.
TURNED: Final = re.compile(r":(?=[\w+/-]+:|//)|(?<!\S)[-<>~](?=[->=]+(?!\S))|www(?=\.)|@(?=\w)", re.IGNORECASE)
JOINER: Final = "\u2060"  # has no width, and no line is broken at it


def plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line: names of files are not ours to trust."""
    one_line = TURNED.sub(rf"\g<0>{JOINER}", " ".join(text.split()))
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#$~|:" else c for c in one_line)
