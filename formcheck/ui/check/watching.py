"""Watching a judged clip: its player beside its angles over time, each leading through the other."""

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from formcheck.errors import FormcheckError
from formcheck.i18n import gettext, ngettext
from formcheck.motion.angles import Angles
from formcheck.player.moments import MARKED, marks
from formcheck.schema import Report
from formcheck.settings import AnalysisOptions
from formcheck.ui.check import timeline
from formcheck.ui.check.clips import Clip
from formcheck.ui.check.running import Result, result_before, with_copy
from formcheck.ui.components import player
from formcheck.ui.components.drawings import icon, picture
from formcheck.ui.components.words import plain
from formcheck.wording.findings import shown_verdict, verdict_word
from formcheck.wording.names import ANGLE_NAMES

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

CSS: Final = f"""<style>
[class*="st-key-{player.FILM}"] {{display: none}}
.st-key-{player.CHART} {{position: relative}}
.st-key-{player.CHART} .stVegaLiteChart svg {{cursor: pointer; touch-action: pan-y; user-select: none}}
.st-key-{player.CHART} [data-testid="stElementToolbar"] {{display: none}}
.formcheck-now {{position: absolute; width: 2px; margin-left: -1px; pointer-events: none; background: currentColor}}
.formcheck-key {{display: flex; flex-wrap: wrap; gap: 0.2rem 1rem; font-size: 0.875rem}}
.formcheck-key span {{display: inline-flex; align-items: center; gap: 0.4rem; white-space: nowrap}}
</style>"""


def show(place: "DeltaGenerator", clip: Clip, options: AnalysisOptions, result: Result) -> None:
    """Show player and timeline in a place: side by side, one below the other on a phone. Where the browser cannot play
    the clip itself, a light copy is made first.
    """
    with place:
        st.html(CSS)
        tall = result.report.clip.height > result.report.clip.width
        left, right = st.columns([2, 3] if tall else [1, 1], gap="medium")
        with right:
            show_chart(result.report, result.angles)
        with left:
            _show_player(clip, options, result)


def _show_player(clip: Clip, options: AnalysisOptions, result: Result) -> None:
    if result.playing is None:
        try:
            with st.spinner(gettext("Making a copy of your video that can be played here")):
                result = with_copy(clip, options, result, st.empty())
        except FormcheckError as error:
            st.caption(f":material/info: {plain(str(error))}")
    if result.playing is None:
        return
    shown = [(result.playing, _film(clip, result))]
    before = result_before()
    if before and before.result.playing and before.result.report.reps and result.report.reps:
        name = plain(before.clip.name)
        if st.checkbox(gettext("Put {name} beside this video", name=name), key="beside-before"):
            shown.append((before.result.playing, _film(before.clip, before.result)))
    player.show(shown)


def _film(clip: Clip, result: Result) -> Path:
    return result.copy.path if result.copy else clip.content


def show_chart(report: Report, angles: Angles) -> None:
    """The angles over time, with what its lines and marks mean."""
    dark = st.context.theme.type == "dark"
    drawn = timeline.chart(report, angles, dark=dark)
    if drawn is None:
        return
    with st.container(key=player.CHART, gap="xsmall"):
        st.html(_key(report, angles, dark=dark))
        st.altair_chart(drawn, alt=_description(report))
        st.caption(gettext("0° means standing straight. Press anywhere in the chart to see that moment in the video."))


def _key(report: Report, angles: Angles, *, dark: bool) -> str:
    """What the lines and shapes of the chart mean; in the page, because a chart's own key does not wrap on a phone."""
    marked = marks(report)
    used = {(shown_verdict(one), verdict_word(one)) for one in marked}
    drawn = timeline.drawn(timeline.curves(angles))
    entries = [(picture(_line(name, dark=dark), "", "width:34px"), ANGLE_NAMES[name]) for name in drawn]
    spans = [f"<span>{drawing}{escape(gettext(words))}</span>" for drawing, words in entries]
    signs = sorted(used, key=lambda sign: MARKED.index(sign[0]))
    spans += [f"<span>{icon(verdict, size='1em')}{escape(word)}</span>" for verdict, word in signs]
    return f'<div class="formcheck-key">{"".join(spans)}</div>'


def _line(name: str, *, dark: bool) -> str:
    dash = " ".join(f"{part:g}" for part in timeline.dash(name))
    stroke = f'stroke="{timeline.colour(name, dark=dark)}" stroke-width="{timeline.width_px(name)}"'
    line = f'<path d="M0 4H34" {stroke} stroke-dasharray="{dash}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 34 8">{line}</svg>'


def _description(report: Report) -> str:
    """What the chart shows, for those who do not see it."""
    found = len(marks(report))
    return " ".join(
        (
            gettext("Chart of how far your knee, hip, upper body and lower back bend during the video, in degrees."),
            ngettext("{count} repetition is shaded.", "{count} repetitions are shaded.", len(report.reps)),
            ngettext("{count} moment is marked.", "{count} moments are marked.", found),
        )
    )
