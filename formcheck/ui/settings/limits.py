"""Every check's limits at a level, as rows to look at: what is good, what to work on, drawn and in words."""

from html import escape
from typing import Final

import streamlit as st

from formcheck.i18n import gettext
from formcheck.judging.levels import movements_at
from formcheck.measures.limit import Limit
from formcheck.movements import movements
from formcheck.movements.spec import Check, Movement
from formcheck.settings import Level, OwnLimit
from formcheck.ui.components.drawings import icon
from formcheck.wording.findings import limit_source, limit_words

BESIDE: Final = (0.5, 1.4)  # chosen: of the watch zone and of the noise; leaves room for every level on one scale
CSS: Final = """<style>
.fc-limits {border-collapse: collapse; width: 100%}
.fc-limits th, .fc-limits td {text-align: left; vertical-align: top; padding: .8rem 1rem .8rem 0; font-weight: 400;
  border: 0; border-top: 1px solid var(--fc-line); line-height: 1.4}
.fc-limits tr:first-child > * {border-top: 0}
.fc-limits th {width: 20%; font-weight: 650}
.fc-limits .words {width: 25%} .fc-limits .words span {display: block}
.fc-limits .scale {width: 22%; padding-top: 1.1rem}
.fc-limits .source {color: var(--fc-soft); font-size: .85em}
.fc-zones {position: relative; height: .75rem; border-radius: .4rem; overflow: hidden; display: flex; gap: 2px}
.fc-zones i {flex: none} .fc-zones i:last-child {flex: 1}
.fc-ticks {position: relative; height: .5rem} .fc-ticks i {position: absolute; top: 2px; width: 2px; height: 100%;
  background: var(--fc-soft)}
.fc-legend {display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; color: var(--fc-soft); margin: 0 0 .6rem; padding: 0}
.fc-legend i {display: inline-block; width: 2px; height: .8em; background: var(--fc-soft); margin-right: .5em}
@media (max-width: 640px) {
  .fc-limits tr, .fc-limits th, .fc-limits td {display: block; width: auto !important; border: 0}
  .fc-limits tr {border-top: 1px solid var(--fc-line); padding: .9rem 0}
  .fc-limits tr:first-child {border-top: 0}
  .fc-limits th, .fc-limits td {padding: 0 0 .35rem !important}
}
</style>"""


def show_limits(level: Level, own: tuple[OwnLimit, ...] = ()) -> None:
    """A table per movement, to be opened; with the studio's own limits where there are some."""
    st.html(CSS)
    for movement in movements_at(level, own).values():
        with st.expander(gettext("{movement}: all limits", movement=gettext(movement.title)), icon=":material/rule:"):
            st.html(f"{_legend(level, own)}{_table(movement)}")


def _legend(level: Level, own: tuple[OwnLimit, ...]) -> str:
    marks = [
        f"<span>{icon('good')} {gettext('Good')}</span>",
        f"<span>{icon('watch')} {gettext('In between: watch this')}</span>",
        f"<span>{icon('fault')} {gettext('Work on this')}</span>",
    ]
    if level != "standard" or own:
        marks.append(f"<span><i></i>{gettext('Where the standard limits lie')}</span>")
    return f'<p class="fc-legend">{"".join(marks)}</p>'


def _table(movement: Movement) -> str:
    standard = {check.id: check.limit for check in movements()[movement.name].checks}
    rows = "".join(_row(check, standard[check.id]) for check in movement.checks)
    # A block on a phone would be no table to a screen reader, if the roles did not say so.
    name = escape(gettext(movement.title))
    return f'<table class="fc-limits" role="table" aria-label="{name}"><tbody role="rowgroup">{rows}</tbody></table>'


def _row(check: Check, standard: Limit) -> str:
    good, fault = limit_words(check.limit.used())
    return (
        f'<tr role="row"><th role="rowheader" scope="row">{escape(gettext(check.title))}</th>'
        f'<td role="cell" class="words"><span>{icon("good", gettext("Good"))} {escape(good)}</span>'
        f"<span>{icon('fault', gettext('Work on this'))} {escape(fault)}</span></td>"
        f'<td role="cell" class="scale">{_scale(check, standard)}</td>'
        f'<td role="cell" class="source">{escape(limit_source(check.limit.used()))}</td></tr>'
    )


def _scale(check: Check, standard: Limit) -> str:
    """Good, watch and fault along the value, the standard limits as ticks where they lie elsewhere.

    The same stretch of values at every level, so that one sees the limits move.
    """
    limit, beside = check.limit, BESIDE[0] * abs(standard.fault - standard.good) + BESIDE[1] * standard.noise
    least = min(standard.good, standard.fault)
    low = least - beside if least < 0 else max(least - beside, 0.0)
    high = max(standard.good, standard.fault) + beside

    def share(value: float) -> float:
        return round(100.0 * (value - low) / (high - low), 1)

    first, second = sorted((share(limit.good), share(limit.fault)))
    order = ("good", "watch", "fault") if limit.bad == "above" else ("fault", "watch", "good")
    widths = (f"{first}%", f"{second - first:.1f}%", "auto")
    bars = "".join(
        f'<i style="background: var(--fc-{verdict}); width: {width}"></i>'
        for verdict, width in zip(order, widths, strict=True)
    )
    ticks = "".join(
        f'<i style="left: {share(before)}%"></i>'
        for before, now in ((standard.good, limit.good), (standard.fault, limit.fault))
        if before != now
    )
    return f'<div aria-hidden="true"><div class="fc-zones">{bars}</div><div class="fc-ticks">{ticks}</div></div>'
