"""Progress over sessions: a chart for each measure with the measurement's own error, and what it comes to in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import altair as alt
import streamlit as st

from formcheck.advice.progress import Change, Measure, Point, Trend, measured, measures, same_terms, trend
from formcheck.colours import ACCENT, hex_of
from formcheck.dates import short_pattern
from formcheck.i18n import gettext, gettext_noop
from formcheck.storage.store import Kept

HEIGHT_PX: Final = 190
EDGE_PX: Final = 26  # room for the words of the first and the last point
DECIMALS: Final = {"deg": 0, "s": 1}
WORDS: Final[dict[Change, tuple[str, str]]] = {
    "better": (":green-badge[:material/trending_up:", gettext_noop("Better")),
    "worse": (":yellow-badge[:material/trending_down:", gettext_noop("Not as good")),
    "none": (":gray-badge[:material/trending_flat:", gettext_noop("No clear change")),
}


@dataclass(frozen=True, slots=True)
class Followed:
    """One measure over the sessions that tell it, oldest first."""

    measure: Measure
    points: tuple[tuple[datetime, Point], ...]
    trend: Trend


def followed(sessions: Sequence[Kept]) -> tuple[Followed, ...]:
    """The measures that at least two sessions know, among those made on the same terms as the newest."""
    found = []
    for measure in measures():
        known = [(one, point) for one in sessions if (point := measured(measure, one.report)) is not None]
        points = tuple(
            (one.made_at, point) for one, point in known if same_terms(measure, one.report, known[-1][0].report)
        )
        change = trend(measure, [point for _, point in points])
        if change is not None:
            found.append(Followed(measure, points, change))
    return tuple(found)


def show_trends(sessions: Sequence[Kept]) -> None:
    """Two charts in a row, each with its words; why there are none."""
    st.header(gettext("What has changed"), anchor=False)
    found = followed(sessions)
    if not found:
        st.markdown(
            gettext(
                "Save two results of the same movement to see what changes. The bars show how far off the "
                "camera can be."
            )
        )
        return
    for first in range(0, len(found), 2):
        for column, one in zip(st.columns(2, gap="medium"), found[first : first + 2], strict=False):
            with column, st.container(key=f"card-trend-{one.measure.movement}-{one.measure.id}", gap="small"):
                sign, word = WORDS[one.trend.change]
                st.subheader(gettext(one.measure.title), anchor=False)
                st.markdown(f"{sign} {gettext(word)}]  \n{one.trend.words}")
                st.altair_chart(chart(one), width="stretch")


def chart(one: Followed) -> alt.LayerChart | alt.FacetChart:
    """Points joined in time, with bars as long as the true value may lie away in 90 of 100 cases."""
    unit = "°" if one.measure.unit == "deg" else " s"
    least = 0.0 if one.measure.unit == "s" else -180.0  # there are no negative seconds
    digits = DECIMALS[one.measure.unit]
    rows = [
        {
            "when": made_at.isoformat(),
            "value": round(point.value, digits),
            "low": max(least, point.value - point.half_width),
            "high": point.value + point.half_width,
            "label": f"{point.value:.{digits}f}{unit}",
        }
        for made_at, point in one.points
    ]
    when, wide = [made_at.isoformat() for made_at, _ in one.points], alt.Scale(padding=EDGE_PX)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X(
            "when:T",
            title=None,
            axis=alt.Axis(format=short_pattern(), values=when, labelOverlap=True, grid=False),
            scale=wide,
        )
    )
    colour = hex_of(ACCENT)
    scale = alt.Scale(zero=False, nice=True, padding=8)
    if any(row["low"] == least for row in rows):
        scale = alt.Scale(zero=False, nice=True, domainMin=least)
    bars = base.mark_rule(strokeWidth=3, opacity=0.45, color=colour).encode(
        y=alt.Y("low:Q", title=None, scale=scale, axis=alt.Axis(labelExpr=f"datum.label + '{unit}'", tickCount=4)),
        y2="high:Q",
    )
    line = base.mark_line(color=colour, strokeWidth=2).encode(y=alt.Y("value:Q", scale=scale))
    dots = base.mark_point(filled=True, size=90, color=colour, opacity=1).encode(
        y=alt.Y("value:Q", scale=scale), tooltip=[alt.Tooltip("label:N", title=gettext(one.measure.title))]
    )
    labels = base.mark_text(dy=-10, fontSize=13, fontWeight="bold", color="currentColor").encode(
        y=alt.Y("high:Q", scale=scale), text="label:N"
    )
    return alt.layer(bars, line, dots, labels).properties(height=HEIGHT_PX, background="transparent")
