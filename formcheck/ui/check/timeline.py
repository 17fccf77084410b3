"""A clip's joint angles over time as a chart: repetitions shaded and numbered, findings marked."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

import altair as alt
import numpy as np

from formcheck.colours import ACCENT, CHART, NOT_ASSESSED, PAPER, hex_of
from formcheck.i18n import gettext
from formcheck.motion.angles import Angles
from formcheck.player.moments import lanes, length_s, marks
from formcheck.reports.chart import DASHES, known
from formcheck.schema import Rep, Report
from formcheck.ui.check import moments
from formcheck.wording.names import ANGLE_NAMES

POINTS_A_SECOND: Final = 15.0  # the fastest bend turns round in about 0.2 s
POINTS_MOST: Final = 900  # about one a pixel; above 2000 Streamlit paints a picture instead of shapes
CURVES_PX: Final = 300
TAB_PX: Final = 20  # of the tab with the repetition's number, above everything else
WIDE_TAB: Final = 0.15  # of the chart's width: here "Rep 1" fits on a phone, below only "1"
LIGHTER: Final = 0.4  # chosen: the dimmest curve then has 6 to 1 on the dark page
Row = dict[str, Any]
Table = dict[str, list[float | None]]


def curves(angles: Angles) -> Table:
    """Times under "t_s" and the degrees of each curve under its name, downsampled; None where they are not known."""
    t_s = np.asarray(angles.t_s, dtype=np.float64)
    if not len(t_s):
        return {"t_s": []}
    step_s = max(1 / POINTS_A_SECOND, float(t_s[-1] - t_s[0]) / POINTS_MOST)
    _, first = np.unique(np.floor((t_s - t_s[0]) / step_s + 1e-6), return_index=True)
    table: Table = {"t_s": t_s[first].round(3).tolist()}
    for name, degrees in known(angles).items():
        table[name] = [round(float(d), 1) if np.isfinite(d) else None for d in degrees[first]]
    return table


def drawn(table: Table) -> tuple[str, ...]:
    """The curves of a table, in the order of their key."""
    return tuple(name for name in CHART if name in table)


def colour(name: str, *, dark: bool) -> str:
    """Of a curve; on a dark page lighter, the same way towards white for all."""
    towards = PAPER if dark else CHART[name]
    red, green, blue = (round(c + LIGHTER * (w - c)) for c, w in zip(CHART[name], towards, strict=True))
    return hex_of((red, green, blue))


def dash(name: str) -> list[float]:
    """Lengths drawn and left out along a curve, as in the printed report; [1, 0] is drawn throughout."""
    return [float(part) for part in DASHES.get(name, "").split()] or [1.0, 0.0]


def width_px(name: str) -> float:
    """Of a curve: the lower back, drawn throughout as the knee is, is the broad one."""
    return 2.4 if name in DASHES else 4.0


def chart(report: Report, angles: Angles, *, dark: bool = False) -> alt.LayerChart | None:
    """The chart; None for a clip without repetitions or of which no angle is known."""
    table = curves(angles)
    if not report.reps or len(table) == 1:
        return None
    found = marks(report)
    top_px = TAB_PX + moments.LANE_PX * len(lanes(found)) + 10
    end_s = length_s(report)
    layers = [*_reps(report.reps, end_s), _curves(table, top_px, dark=dark), _pointed(table)]
    if found:
        layers += moments.layers(found, TAB_PX + 3, end_s)
    layered: alt.LayerChart = (
        alt.layer(*layers)
        .encode(x=_seconds(end_s))
        .resolve_scale(color="independent")
        .properties(height=CURVES_PX + top_px, usermeta={"embedOptions": {"renderer": "svg"}})
    )
    return layered


def _seconds(end_s: float) -> alt.X:
    label = gettext("{value} s", value="' + datum.label + '")
    axis = alt.Axis(labelExpr=f"'{label}'", tickCount=6, grid=False, labelFlush=True)
    return alt.X("t_s:Q", title=None, axis=axis, scale=alt.Scale(domain=[0, end_s], nice=False))


def _base(rows: list[Row]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows))


def _reps(reps: Sequence[Rep], end_s: float) -> list[alt.Chart]:
    rows: list[Row] = [
        {
            "t_s": rep.start_s,
            "end_s": rep.end_s,
            "middle_s": (rep.start_s + rep.end_s) / 2,
            "name": gettext("Rep {number}", number=rep.index)
            if rep.end_s - rep.start_s > WIDE_TAB * end_s
            else str(rep.index),
            "colour": hex_of(NOT_ASSESSED if rep.partial else ACCENT),
        }
        for rep in reps
    ]
    colour = alt.Color("colour:N", scale=None, legend=None)
    shade = _base(rows).mark_rect(opacity=0.1, aria=False).encode(x2="end_s:Q", y=alt.value(0), color=colour)
    tab = _base(rows).mark_rect(cornerRadius=3, aria=False).encode(x2="end_s:Q", y=alt.value(0), color=colour)
    number = _base(rows).mark_text(color="white", fontWeight="bold", fontSize=12, baseline="middle", aria=False)
    return [
        shade.encode(y2=alt.value("height")),
        tab.encode(y2=alt.value(TAB_PX)),
        number.encode(x="middle_s:Q", y=alt.value(TAB_PX / 2 + 1), text="name:N"),
    ]


def _curves(table: Table, top_px: int, *, dark: bool) -> alt.Chart:
    names = drawn(table)
    rows: list[Row] = [
        {"t_s": t_s, "angle": name, "degrees": degrees}
        for name in names
        for t_s, degrees in zip(table["t_s"], table[name], strict=True)
    ]
    y_scale = alt.Scale(range=[alt.ExprRef("height"), top_px], nice=True, zero=True)
    y_axis = alt.Axis(labelExpr="datum.label + '°'", tickCount=5, title=None)

    def looks(values: list[Any]) -> dict[str, Any]:
        return {"shorthand": "angle:O", "scale": alt.Scale(domain=list(names), range=values), "legend": None}

    lines: alt.Chart = (
        _base(rows)
        .mark_line(aria=False)
        .encode(
            y=alt.Y("degrees:Q", scale=y_scale, axis=y_axis),
            color=alt.Color(**looks([colour(name, dark=dark) for name in names])),
            strokeDash=alt.StrokeDash(**looks([dash(name) for name in names])),
            strokeWidth=alt.StrokeWidth(**looks([width_px(name) for name in names])),
        )
    )
    return lines


def _pointed(table: Table) -> alt.Chart:
    """Stripes, one a point of the curves, that light up under the pointer and tell the angles there."""
    times = [t_s or 0.0 for t_s in table["t_s"]]
    rows: list[Row] = [
        {"t_s": t_s, "until_s": until_s, "time": f"{t_s:.1f} s"}
        for t_s, until_s in pairwise([*times, times[-1] + 1 / POINTS_A_SECOND])
    ]
    for name in drawn(table):
        for row, degrees in zip(rows, table[name], strict=True):
            row[name] = "–" if degrees is None else f"{degrees:.0f}°"
    titles = {"time": gettext("Time")} | {name: gettext(ANGLE_NAMES[name]) for name in drawn(table)}
    under = alt.selection_point(name="under", on="pointerover", clear="pointerout", fields=["t_s"])
    stripes: alt.Chart = (
        _base(rows)
        .mark_rect(color=hex_of(ACCENT), aria=False)
        .encode(
            x2="until_s:Q",
            y=alt.value(0),
            y2=alt.value("height"),
            opacity=alt.condition(under, alt.value(0.35), alt.value(0), empty=False),
            tooltip=[alt.Tooltip(f"{name}:N", title=title) for name, title in titles.items()],
        )
        .add_params(under)
    )
    return stripes
