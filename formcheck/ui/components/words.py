"""Sentences of a report made ready for a page: shorter, split, and safe in Markdown."""

import re
from typing import Final

from formcheck.schema import Finding, Report
from formcheck.wording.summary import first_and_rest

ASIDE: Final = re.compile(
    r"\s*[(（]([^()（）]*[.。])[)）]"
)  # whole sentences in brackets; a value there has no full stop
IN_BRACKETS: Final = re.compile(r"\s*[(（][^()（）]*[)）]")
CLAUSE: Final = re.compile(r"[:;：；]\s*")


def plain(text: str) -> str:
    """Text that Markdown shows as it is: names of files are not ours to trust."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#$~|:" else c for c in text)


def without_asides(text: str) -> tuple[str, tuple[str, ...]]:
    """A reason, and the sentences in brackets that follow it."""
    return ASIDE.sub("", text).strip(), tuple(ASIDE.findall(text))


def seen_and_advice(sentence: str) -> tuple[str, str]:
    """What was seen, and what follows its colon or semicolon, beginning with a capital; without full stops."""
    seen, _, advice = CLAUSE.sub("\n", sentence, count=1).partition("\n")
    return seen.rstrip(".。"), (advice[:1].upper() + advice[1:])


def headline(report: Report) -> tuple[str, str, str]:
    """The report's headline as small words above, the one sentence in big, and what to do; the numbers stay below."""
    count, most = first_and_rest(report.summary.headline)
    if not most:
        return "", count, ""
    seen, advice = seen_and_advice(most)
    return count, IN_BRACKETS.sub("", seen), advice


def short(reason: str) -> str:
    """What was seen, without the advice after a colon and without later sentences."""
    return seen_and_advice(first_and_rest(without_asides(reason)[0])[0])[0]


def finding_behind(line: str, report: Report) -> Finding | None:
    """The finding a line of the summary was written from, best known first."""
    found = [f for f in report.findings if f.verdict != "not_assessed" and line.startswith(f.reason)]
    return max(found, key=lambda f: (len(f.reason), f.confidence), default=None)
