"""Film strip and jump buttons for a clip's video, in the browser: a jump needs no answer of the server."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from formcheck.i18n import gettext
from formcheck.schema import Finding, Report
from formcheck.ui.check.moments import lanes, length_s, marks
from formcheck.ui.components.drawings import icon
from formcheck.wording.findings import shown_verdict, title, verdict_word, words

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

NAME: Final = "formcheck_player"
VIDEO: Final = "watching-video"  # keys of the containers the browser finds video and chart by
CHART: Final = "watching-chart"
SPOT: Final = 1 / 28  # of the strip: an icon's width on a phone, and a little air
FILES: Final = Path(__file__).parent


def show(report: Report) -> None:
    """Draw strip and buttons for the video in the container ``VIDEO`` and the chart in ``CHART``."""
    if report.reps:
        _component()(key="player", data=data(report))


@lru_cache(maxsize=1)
def _component() -> "ComponentRenderer":
    script, style = ((FILES / f"player.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    return st.components.v2.component(NAME, js=script, css=style)


def data(report: Report) -> dict[str, Any]:
    """What the browser needs to know; all times in seconds."""
    return {
        "video": f".st-key-{VIDEO}",
        "chart": f".st-key-{CHART}",
        "end_s": length_s(report),
        "reps": [[rep.start_s, rep.end_s] for rep in report.reps],
        "marks": [finding.t_s for finding in marks(report)],
        "html": f"{_strip(report)}{_buttons(report)}",
    }


def _strip(report: Report) -> str:
    """The clip as a line of time; for the pointer only, because the buttons say the same."""

    def percent(t_s: float) -> str:
        return f"{100 * t_s / length_s(report):.2f}%"

    parts = (
        f'<div class="part{" cut" if rep.partial else ""}" '
        f'style="left:{percent(rep.start_s)};width:{percent(rep.end_s - rep.start_s)}">{rep.index}</div>'
        for rep in report.reps
    )
    spots = (
        f'<div class="spot" style="left:{percent(f.t_s or 0.0)}">{icon(shown_verdict(f), size="1em")}</div>'
        for f in _apart(_by_check(report), SPOT * length_s(report))
    )
    return f'<div class="strip" aria-hidden="true">{"".join([*parts, *spots])}<div class="now"></div></div>'


def _by_check(report: Report) -> tuple[Finding, ...]:
    """The marks, check after check, worst first."""
    found = marks(report)
    return tuple(f for check in lanes(found) for f in found if f.check == check)


def _apart(found: Sequence[Finding], least_s: float) -> Iterator[Finding]:
    """Findings without those that would lie on one before them."""
    for i, finding in enumerate(found):
        if all(abs((before.t_s or 0.0) - (finding.t_s or 0.0)) > least_s for before in found[:i]):
            yield finding


def _buttons(report: Report) -> str:
    """The repetitions in one line, then a line for each check that marks something."""
    found = _by_check(report)
    reps = [_button(rep.start_s, gettext("Rep {number}", number=rep.index)) for rep in report.reps]
    slow = f'<button type="button" tabindex="-1" aria-pressed="false">{escape(gettext("Half speed"))}</button>'
    lines = ["".join([*reps, slow])]
    for check in lanes(found):
        row = [f for f in found if f.check == check]
        lines.append(f'<span class="title">{escape(title(row[0]))}</span>{"".join(map(_mark, row))}')
    inside = "".join(f'<div class="line">{line}</div>' for line in lines)
    return f'<div class="bar" role="toolbar" aria-label="{escape(gettext("Jump in the video"))}">{inside}</div>'


def _mark(finding: Finding) -> str:
    name = gettext(
        "{title}, repetition {number}: {verdict}",
        title=title(finding),
        number=finding.rep,
        verdict=verdict_word(finding),
    )
    more = f' aria-label="{escape(name)}" title="{escape(words(finding))}"'
    return _button(finding.t_s or 0.0, f"{icon(shown_verdict(finding), size='1em')}{finding.rep}", more)


def _button(t_s: float, inside: str, more: str = "") -> str:
    return f'<button type="button" tabindex="-1" data-t="{t_s:.3f}"{more}>{inside}</button>'
