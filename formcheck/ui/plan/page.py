"""Next steps: from the last result to possible causes, drills and a weekly plan."""

from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from formcheck.advice.causes import CandidateCause, candidate_causes
from formcheck.advice.plan import Plan
from formcheck.i18n import gettext, sentences
from formcheck.reports.page import Made, report_html
from formcheck.schema import Report
from formcheck.ui.before import readiness
from formcheck.ui.check.extremes import best_still
from formcheck.ui.check.running import CurrentResult, current_result
from formcheck.ui.components.pages import link
from formcheck.ui.components.theme import CSS
from formcheck.ui.components.words import plain
from formcheck.ui.plan import retest
from formcheck.ui.plan.week import Printed
from formcheck.ui.plan.what_helps import show_what_to_do
from formcheck.ui.plan.why import show_causes
from formcheck.wording.summary import SAFETY, headline

PAGE_CSS: Final = "\n".join(
    (
        "<style>",
        ".st-key-looked-at {margin-top: .75rem} .st-key-looked-at img {border-radius: 14px}",
        # On a phone the picture stays beside the words.
        ".st-key-looked-at .stHorizontalBlock {flex-wrap: nowrap} .st-key-looked-at .stColumn {min-width: 5.5rem}",
        '.stMainBlockContainer h3 {margin-top: .6rem} [class*="st-key-card-"] h3 {margin-top: 0}',
        "</style>",
    )
)


def show_nothing_yet() -> None:
    """Before any result."""
    lead = gettext("Here you find possible reasons for your result, exercises that help, and a weekly plan.")
    st.html(f'<p class="fc-lead">{escape(lead)}</p>')
    with st.container(key="card-nothing-yet"):
        st.markdown(gettext("Please check one of your videos or a sample first, then come back."))
        with st.container(horizontal=True):
            link("check", gettext("Check a video"), ":material/video_camera_front:")
            link("checkup", gettext("Start a check-up"), ":material/checklist:")


def show_head(current: CurrentResult, causes: tuple[CandidateCause, ...] = ()) -> None:
    """Which clip this goes on from, in words and a picture."""
    still = best_still(current.result)
    with st.container(key="looked-at"):
        picture, words = (
            st.columns([1, 5], gap="medium", vertical_alignment="center") if still else (None, st.container())
        )
        if picture and still:
            picture.image(still, alt=gettext("From the video we checked"), width="stretch")
        with words:
            st.markdown(f":material/movie: {plain(current.clip.name)}")
            st.html(f'<p class="fc-lead">{escape(_head_words(current.result.report, causes))}</p>')


def _head_words(report: Report, causes: tuple[CandidateCause, ...]) -> str:
    """The headline, or only how many and how deep where the causes say the rest."""
    found, first = headline(report), report.summary.findings[:1]
    below = first and any(first[0].check in possible.checks for possible in causes)
    return gettext("{words}.", words=found.count) if below else found.text


def show_why(current: CurrentResult, causes: tuple[CandidateCause, ...]) -> None:
    """Causes with their retests; nothing to explain where all was good."""
    limits = [f.verdict for f in current.result.report.findings if f.check.startswith("limit_")]
    if past := {"fault", "watch"} & set(limits):
        first = gettext("You went past your limit today. Please stay within it. That comes first.")
        st.warning(first, icon=":material/flag:")
    if causes:
        because = [one.because for one in retest.outcomes_so_far(current)]
        show_causes(causes, because, retest.begin if readiness.is_open() else None)
    elif not past:
        st.header(gettext("Keep going"), anchor=False)
        more = gettext("Stay within your limit.") if limits else gettext("Build up slowly.")
        st.markdown(sentences([gettext("Nothing to fix."), more]))


def printed(current: CurrentResult) -> Printed:
    """The report of the current clip, with a plan in it."""

    def html(plan: Plan, made: Made) -> str:
        result = current.result
        return report_html(result.report, result.angles, result.stills.bottoms, plan, made=made)

    return Printed(Path(current.clip.name).stem, html)


st.html(CSS)
st.html(PAGE_CSS)
current = current_result()
shown = retest.opened()
if readiness.outcome() == "emergency":
    st.title(gettext("Next steps"), anchor=False)
    readiness.may_go_on()
elif current is not None and shown is not None:
    retest.show_retest(shown, current)
else:
    st.title(gettext("Next steps"), anchor=False)
    if current is None:
        show_nothing_yet()
    elif current.result.report.summary.nothing:
        show_head(current)
        link("check", gettext("Check another video"), ":material/video_camera_front:")
    else:
        causes = candidate_causes(current.result.report, retest.outcomes_so_far(current))
        show_head(current, causes)
        show_why(current, causes)
        show_what_to_do(causes, printed(current))
        st.caption(gettext(SAFETY))
