"""The layer of the timeline with the moments of a clip's findings: a row of shapes for each check."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

import altair as alt

from formcheck.colours import INK, PAPER, hex_of
from formcheck.drawing.scene import ICONS, STATUS
from formcheck.i18n import gettext
from formcheck.player.moments import MARKED, lanes
from formcheck.schema import Finding, Verdict
from formcheck.wording.findings import shown_verdict, title, verdict_word, words

SIGNS: Final[dict[Verdict, tuple[str, str]]] = {"fault": ("×", hex_of(PAPER)), "watch": ("!", hex_of(INK))}
LANE_PX: Final = 20  # height of one check's row
MARK_AREA: Final = 110  # square pixels
TITLE_LEAST: Final = 0.2  # of the chart's width: on a phone the first eight letters


def icon_path(verdict: Verdict) -> str:
    """The shape that stands for a verdict on the video, as an SVG path of unit radius."""
    outline, _ = ICONS[verdict]
    return "M" + "L".join(f"{x:.2f},{y:.2f}" for x, y in outline) + "Z"


def layers(found: Sequence[Finding], top_px: float, end_s: float) -> list[alt.Chart]:
    """Shapes with their signs, and a title once in each row, beside the first that leaves room for it.

    The first row lies below ``top_px``, in a chart that ends at ``end_s``.
    """
    shapes = alt.Scale(domain=list(MARKED), range=[icon_path(verdict) for verdict in MARKED])
    colours = alt.Scale(domain=list(MARKED), range=[hex_of(STATUS[verdict]) for verdict in MARKED])
    tooltip = [alt.Tooltip(f"{name}:N", title=" " * i) for i, name in enumerate(("verdict", "what", "why"), start=1)]
    placed = alt.Chart(alt.InlineData(values=_rows(found, top_px, end_s))).encode(
        y=alt.Y("y_px:Q", scale=None, axis=None), tooltip=tooltip
    )
    shape = placed.mark_point(filled=True, size=MARK_AREA, opacity=1, aria=False)
    sign = placed.mark_text(baseline="middle", fontWeight="bold", fontSize=11, aria=False)
    name = placed.mark_text(
        color="currentColor",  # the page's, light or dark
        align="left",
        baseline="middle",
        dx=11,
        fontSize=12,
        limit=alt.ExprRef("datum.room * width - 26"),
        aria=False,
    )
    return [
        shape.encode(shape=alt.Shape("shape:N", scale=shapes, legend=None)).encode(
            color=alt.Color("shape:N", scale=colours, legend=None)
        ),
        sign.encode(text="sign:N", color=alt.Color("ink:N", scale=None)),
        name.encode(text="title:N"),
    ]


def _rows(found: Sequence[Finding], top_px: float, end_s: float) -> list[dict[str, Any]]:
    room = _room(found, end_s)
    order = lanes(found)
    titled: dict[str, float | None] = {}  # of each row, when the first mark is that leaves room
    for f, share in zip(found, room, strict=True):
        if share > TITLE_LEAST:
            titled.setdefault(f.check, f.t_s)
    return [
        {
            "t_s": f.t_s,
            "y_px": top_px + LANE_PX * (order.index(f.check) + 0.5),
            "shape": shown_verdict(f),
            "sign": SIGNS[shown_verdict(f)][0],
            "ink": SIGNS[shown_verdict(f)][1],
            "room": share,
            "title": title(f) if titled.get(f.check) == f.t_s else "",
            "verdict": verdict_word(f),
            "what": f"{title(f)} · {gettext('Rep {number}', number=f.rep)}",
            "why": words(f),
        }
        for f, share in zip(found, room, strict=True)
    ]


def _room(found: Sequence[Finding], end_s: float) -> list[float]:
    """Share of the chart's width from each mark to the next one of its row, or to the end."""
    times = {check: [f.t_s or 0.0 for f in found if f.check == check] for check in lanes(found)}
    after = {check: dict(pairwise([*row, end_s])) for check, row in times.items()}
    return [(after[f.check][f.t_s or 0.0] - (f.t_s or 0.0)) / end_s for f in found]
