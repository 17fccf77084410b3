"""What came of one test, in words: its values with their errors, and what was seen."""

from html import escape
from typing import Final

from formcheck.advice.visit import Step
from formcheck.advice.visit_words import line, seen
from formcheck.schema import VisitPart
from formcheck.ui.components.drawings import icon

CSS: Final = "\n".join(
    (
        "<style>",
        ".fc-value {font-size: clamp(1.5rem, 1.1rem + 1.6vw, 2.1rem); font-weight: 700; line-height: 1.25; margin: 0;"
        " text-wrap: balance}",
        '[class*="st-key-card-test-"] .fc-value {font-size: 1.35rem}',
        ".stHtml ul.fc-outcome {display: grid; gap: .5rem; margin: .75rem 0 0} .fc-outcome li {display: grid;"
        " grid-template-columns: 1.6rem 1fr; gap: .6rem; line-height: 1.4}",
        ".fc-outcome img {width: 1.4rem !important; height: 1.4rem !important}",
        ".fc-since {margin: .5rem 0 0; padding: .55rem .8rem; border-radius: 10px; background: var(--fc-paper);"
        " border-left: 4px solid var(--fc-accent); line-height: 1.4}",
        "</style>",
    )
)


def words_of(step: Step, part: VisitPart) -> str:
    """The first value in big type, the others below, then what was seen, each with its sign."""
    first, *rest = (line(row, part.value(row.id)) for row in step.visit.rows)
    more = "".join(f'<p class="fc-soft">{escape(text)}</p>' for text in rest)
    items = "".join(f"<li>{icon(verdict)}<span>{escape(text)}</span></li>" for verdict, text in seen(part.report))
    return f'<p class="fc-value">{escape(first)}</p>{more}<ul class="fc-outcome">{items}</ul>'
