"""Watching a judged clip: its annotated video beside its angles over time, each leading through the other."""

from html import escape
from typing import Final

import streamlit as st

from formcheck.i18n import gettext, ngettext
from formcheck.motion.angles import Angles
from formcheck.schema import Report
from formcheck.ui.check import moments, timeline
from formcheck.ui.components import player
from formcheck.ui.components.drawings import icon, picture
from formcheck.wording.findings import shown_verdict, verdict_word
from formcheck.wording.names import ANGLE_NAMES

CSS: Final = f"""<style>
.st-key-{player.VIDEO} video {{max-height: min(70vh, 640px); object-fit: contain; border-radius: 12px;
 scroll-margin: 4.5rem 0 1rem}}
.st-key-{player.CHART} {{position: relative}}
.st-key-{player.CHART} .stVegaLiteChart svg {{cursor: pointer; touch-action: pan-y; user-select: none}}
.st-key-{player.CHART} [data-testid="stElementToolbar"] {{display: none}}
.formcheck-now {{position: absolute; width: 2px; margin-left: -1px; pointer-events: none; background: currentColor}}
.formcheck-key {{display: flex; flex-wrap: wrap; gap: 0.2rem 1rem; font-size: 0.875rem}}
.formcheck-key span {{display: inline-flex; align-items: center; gap: 0.4rem; white-space: nowrap}}
</style>"""


def show(report: Report, angles: Angles, video_mp4: bytes) -> None:
    """Show the annotated video and the timeline: side by side, one below the other on a phone."""
    st.html(CSS)
    tall = report.clip.height > report.clip.width
    left, right = st.columns([2, 3] if tall else [1, 1], gap="medium")
    with left:
        with st.container(key=player.VIDEO):
            words = gettext("Your video with your joints and angles drawn on it")
            st.video(video_mp4, format="video/mp4", loop=True, autoplay=True, muted=True, alt=words)
        player.show(report)
    dark = st.context.theme.type == "dark"
    drawn = timeline.chart(report, angles, dark=dark)
    if drawn is not None:
        with right, st.container(key=player.CHART, gap="xsmall"):
            st.html(_key(report, angles, dark=dark))
            st.altair_chart(drawn, alt=_description(report))
            st.caption(
                gettext("0° means standing straight. Press anywhere in the chart to see that moment in the video.")
            )


def _key(report: Report, angles: Angles, *, dark: bool) -> str:
    """What the lines and shapes of the chart mean; in the page, because a chart's own key does not wrap on a phone."""
    marked = moments.marks(report)
    used = {(shown_verdict(one), verdict_word(one)) for one in marked}
    drawn = timeline.drawn(timeline.curves(angles))
    entries = [(picture(_line(name, dark=dark), "", "width:34px"), ANGLE_NAMES[name]) for name in drawn]
    spans = [f"<span>{drawing}{escape(gettext(words))}</span>" for drawing, words in entries]
    signs = sorted(used, key=lambda sign: moments.MARKED.index(sign[0]))
    spans += [f"<span>{icon(verdict, size='1em')}{escape(word)}</span>" for verdict, word in signs]
    return f'<div class="formcheck-key">{"".join(spans)}</div>'


def _line(name: str, *, dark: bool) -> str:
    dash = " ".join(f"{part:g}" for part in timeline.dash(name))
    stroke = f'stroke="{timeline.colour(name, dark=dark)}" stroke-width="{timeline.width_px(name)}"'
    line = f'<path d="M0 4H34" {stroke} stroke-dasharray="{dash}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 34 8">{line}</svg>'


def _description(report: Report) -> str:
    """What the chart shows, for those who do not see it."""
    found = len(moments.marks(report))
    return " ".join(
        (
            gettext("Chart of how far your knee, hip, upper body and lower back bend during the video, in degrees."),
            ngettext("{count} repetition is shaded.", "{count} repetitions are shaded.", len(report.reps)),
            ngettext("{count} moment is marked.", "{count} moments are marked.", found),
        )
    )
