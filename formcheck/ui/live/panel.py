"""Beside the live picture: the cue in big words, the count, the last repetitions; afterwards what came of it."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Final

import streamlit as st

from formcheck.i18n import gettext, gettext_noop, ngettext
from formcheck.judging.policy import core_of_rep, rep_status
from formcheck.judging.quality import SLOW_FPS
from formcheck.live.analyzer import LiveSnapshot
from formcheck.live.session import LiveSession
from formcheck.movements import movements
from formcheck.schema import Finding, Rep, Verdict
from formcheck.ui.components.pages import link
from formcheck.ui.components.theme import NEXT_CSS, STATUSES, VERDICTS
from formcheck.ui.components.voice import say_aloud
from formcheck.ui.components.words import plain
from formcheck.ui.live.practice import Outcome, forget
from formcheck.ui.progress.keeping import show_keep_this
from formcheck.ui.settings.preferences import keep, preferences
from formcheck.wording.findings import shown_status
from formcheck.wording.names import depth_name
from formcheck.wording.summary import headline, statement_of, went_well, work_on

REPS_SHOWN: Final = 5
STILLS_IN_A_ROW: Final = 4
BUSY: Final = gettext_noop(
    "This computer is too busy to count well ({fps} frames per second). Please close other programs."
)
CSS: Final = """<style>
[class*="-live-cue"] [data-testid="stMarkdownContainer"] p {font-size: clamp(1.5rem, 2.7vw, 2.4rem);
  font-weight: 700; line-height: 1.15;
  letter-spacing: -0.015em; text-wrap: balance}
[class*="-live-cue"] {min-height: 8.5rem; justify-content: center}
.st-key-card-live-cue {border-left: 6px solid var(--fc-accent)}
.fc-count {display: flex; align-items: baseline; gap: .5rem; margin: 0; line-height: 1}
.fc-count b {font-size: clamp(3.5rem, 8vw, 5.5rem); font-weight: 750; letter-spacing: -0.04em;
  font-variant-numeric: tabular-nums}
.fc-count span {font-size: 1.25rem; color: var(--fc-soft)}
</style>"""


def show(session: LiveSession) -> None:
    """While the camera runs: read the session's newest snapshot once and show it."""
    now = session.snapshot()
    _show_cue(now)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        unit = ngettext("repetition", "repetitions", len(now.reps))
        st.html(f'<p class="fc-count"><b>{len(now.reps)}</b><span>{escape(unit)}</span></p>', width="content")
        st.button(gettext("Start over"), icon=":material/restart_alt:", on_click=session.restart, key="live-over")
    with st.container(gap="xsmall"):
        for rep in reversed(now.reps[-REPS_SHOWN:]):
            st.markdown(_line(rep, now.findings))
    st.toggle(gettext("Read tips aloud"), value=preferences().voice, key="live-voice", on_change=_take_voice)
    if now.problem:
        st.warning(now.problem, icon=":material/error:")
    elif 0 < now.fps < SLOW_FPS:
        st.warning(gettext(BUSY, fps=round(now.fps)), icon=":material/speed:")


def _take_voice() -> None:
    keep(replace(preferences(), voice=st.session_state["live-voice"]))


def _show_cue(now: LiveSnapshot) -> None:
    """One thing: where to stand until counting begins, then the newest cue."""
    verdict: Verdict | None = None
    if not now.counting:
        icon, words, aloud = ":material/accessibility_new:", now.framing.words, now.framing.words
    elif now.cue is None:
        icon, words = ":material/check:", gettext("Start when you like.")
        aloud = words
    else:
        verdict, words = now.cue.verdict, now.cue.text
        icon = VERDICTS[verdict][1]
        aloud = gettext("{count}. {cue}", count=now.cue.rep, cue=words) if now.cue.rep else words
    with st.container(key=f"card-{verdict}-live-cue" if verdict else "card-live-cue", gap="xsmall"):
        if verdict and now.cue and now.cue.rep:
            over = gettext("Repetition {number}", number=now.cue.rep)
            word = STATUSES["partly"][0] if verdict == "not_assessed" else VERDICTS[verdict][0]
            st.html(f'<p class="fc-over">{escape(over)} · {escape(gettext(word))}</p>')
        st.markdown(f"{_coloured(icon, verdict)} {plain(words)}")
        say_aloud(aloud, key="live-says", on=preferences().voice, language=preferences().language)


def _coloured(icon: str, verdict: Verdict | None) -> str:
    return f":{VERDICTS[verdict][2]}[{icon}]" if verdict else f":primary[{icon}]"


def _line(rep: Rep, findings: Sequence[Finding]) -> str:
    """A repetition in a line: number, how deep, and what it comes to."""
    own = [finding for finding in findings if finding.rep == rep.index]
    status, word = shown_status(rep_status(own, core_of_rep(movements()[rep.movement])), own)
    _, icon, colour = STATUSES[status]
    depth = depth_name(rep.depth, rep.depth_or) if rep.depth else gettext("Counted")
    return f"**{rep.index}** · {depth} :{colour}-badge[{icon} {word}]"


def show_words(outcome: Outcome) -> None:
    """After the camera has stopped: the sentence that matters, what went well, what to work on."""
    report = outcome.report
    found = headline(report)
    st.subheader(plain(found.count or found.statement.main), anchor=False)
    if words := found.statement.text if found.count else found.statement.more:
        st.markdown(plain(words))
    for heading, icon, ones in (
        (gettext("What went well"), ":green[:material/check_circle:]", went_well(report.summary)),
        (gettext("What to work on"), ":primary[:material/arrow_circle_right:]", work_on(report.summary)),
    ):
        if ones:
            lines = (statement_of(one, report.findings).text for one in ones)
            st.markdown("  \n".join([f"**{heading}**", *(f"{icon} {plain(line)}" for line in lines)]))
    if report.summary.nothing is None:
        st.html(NEXT_CSS)
        with st.container(key="card-next", horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{gettext('Why it may be, and what to do about it')}**", width="content")
            link("next_steps", gettext("Next steps"), ":material/route:")
        show_keep_this()
    with st.container(horizontal=True):
        st.download_button(
            gettext("Save report"),
            outcome.report.to_json(),
            "formcheck-live.report.json",
            "application/json",
            icon=":material/download:",
            on_click="ignore",
            key="live-report",
        )
        st.button(gettext("Clear result"), icon=":material/close:", on_click=forget, key="live-clear")


def show_outcome(outcome: Outcome) -> None:
    """A picture of the bottom of each repetition."""
    reps = [rep for rep in outcome.report.reps if rep.index in outcome.stills]
    if not reps:
        return
    st.subheader(gettext("Each repetition"), anchor=False)
    for first in range(0, len(reps), STILLS_IN_A_ROW):
        for place, rep in zip(st.columns(STILLS_IN_A_ROW), reps[first:], strict=False):
            with place:
                line = _line(rep, outcome.report.findings)
                st.image(
                    outcome.stills[rep.index], alt=gettext("Repetition {number} at the lowest point", number=rep.index)
                )
                st.markdown(line)
