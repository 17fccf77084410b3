"""How a value stands, in a badge: as measured, or what a trainer made of it."""

from datetime import datetime
from html import escape
from typing import Final

from formcheck.i18n import gettext, gettext_noop
from formcheck.review.decided import Mark, Standing

WORDS: Final[dict[Mark, str]] = {
    "measured": gettext_noop("Measured"),
    "agreed": gettext_noop("Measured, {who} agrees"),
    "disagreed": gettext_noop("Measured, {who} disagrees"),
    "corrected": gettext_noop("Corrected by trainer ({who})"),
}
CSS: Final = (
    "<style>.fc-mark {display: inline-block; border-radius: 99px; padding: .05rem .6rem; font-size: .82rem;"
    " font-weight: 600; border: 1px solid var(--fc-line); color: var(--fc-soft); background: var(--fc-paper)}"
    ".fc-mark.agreed {color: var(--fc-good-text); border-color: currentColor}"
    ".fc-mark.disagreed {color: var(--fc-fault-text); border-color: currentColor}"
    ".fc-mark.corrected {color: var(--fc-accent-text); border-color: currentColor; border-style: dashed}</style>"
)


def words(standing: Standing) -> str:
    """The mark in words."""
    return gettext(WORDS[standing.mark], who=standing.who)


def badge(standing: Standing) -> str:
    """The mark as HTML; the day it was made under the pointer."""
    day = datetime.fromisoformat(standing.made_at).date().isoformat() if standing.made_at else ""
    return f'<span class="fc-mark {standing.mark}" title="{day}">{escape(words(standing))}</span>'
