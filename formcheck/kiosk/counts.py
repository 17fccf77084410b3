"""How often the screen was used, and what was found most: for whoever looks after it."""

from datetime import date, timedelta
from typing import Final

import altair as alt
import streamlit as st

from formcheck.colours import ACCENT, hex_of
from formcheck.dates import day_words, short_day
from formcheck.i18n import gettext, ngettext
from formcheck.movements import checks
from formcheck.storage.visit_counts import VisitCounts

SHOWN_DAYS: Final = 14
MOST: Final = 5
HEIGHT_PX: Final = 140


def show_counts(counts: VisitCounts, today: date) -> None:
    """Visits of the last days as bars and in words, then what was found most."""
    days = [today - timedelta(days=back) for back in reversed(range(SHOWN_DAYS))]
    visits = [counts.visits.get(day.isoformat(), 0) for day in days]
    if not sum(counts.visits.values()):
        st.markdown(gettext("No visits yet. A visit counts once somebody has seen a result."))
        return
    said = (
        gettext("Today: {visits}", visits=_visits(visits[-1])),
        gettext("The last 7 days: {visits}", visits=_visits(sum(visits[-7:]))),
        gettext(
            "Since {day}: {visits}",
            day=day_words(counts.first_day(), year=True),
            visits=_visits(sum(counts.visits.values())),
        ),
    )
    st.markdown("  \n".join(said))
    st.altair_chart(_bars(days, visits), alt=gettext("Visits in each of the last {days} days", days=SHOWN_DAYS))
    if found := counts.most()[:MOST]:
        titles = {row.id: gettext(row.title) for _, row in checks()}
        st.markdown(f"**{gettext('Found most')}**")
        st.markdown("\n".join(f"- {titles.get(check, check)}: {_visits(count)}" for check, count in found))
    st.caption(gettext("We count only how many, never who."))


def _visits(count: int) -> str:
    return ngettext("{count} visit", "{count} visits", count)


def _bars(days: list[date], visits: list[int]) -> alt.Chart:
    rows = [{"day": short_day(day), "visits": count} for day, count in zip(days, visits, strict=True)]
    axis = alt.Axis(grid=False, title=None, labelOverlap=True, labelAngle=0)
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(color=hex_of(ACCENT))
        .encode(
            x=alt.X("day:N", sort=None, axis=axis),
            y=alt.Y("visits:Q", title=None, axis=alt.Axis(tickMinStep=1, format="d", tickCount=4)),
            tooltip=[alt.Tooltip("visits:Q", title=gettext("Visits"))],
        )
        .properties(height=HEIGHT_PX, background="transparent")
    )
    return chart
