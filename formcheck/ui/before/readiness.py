"""Readiness: the questions before the first movement, the answers of this visit, and whether they allow a start.

Answers are kept in this visit's memory only, as limits are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import escape
from itertools import groupby
from typing import Final, Literal, TypeVar

import streamlit as st

from formcheck.advice import screening
from formcheck.advice.screening import (
    BEFORE_YOU_START,
    CLEARED,
    EMERGENCY,
    QUESTIONS,
    REFERRAL,
    STILL,
    Outcome,
    Question,
)
from formcheck.i18n import gettext, gettext_noop, ngettext, use_locale
from formcheck.reports.answers_page import answers_html
from formcheck.settings import NO_LIMITS, ClinicianLimits
from formcheck.ui.before.limits_today import choose_limits, limits_words
from formcheck.ui.components.pages import link
from formcheck.ui.settings.preferences import preferences

Answer = Literal["yes", "no"]
T = TypeVar("T")

KEY: Final = "readiness"  # not a widget's key: those do not outlive a change of page
ROWS: Final = "readiness-rows"  # whether the page as it is now asks the questions
ANSWERS: Final[dict[Answer, str]] = {"yes": gettext_noop("Yes"), "no": gettext_noop("No")}
CSS: Final = "\n".join(
    (
        "<style>",
        # The question left, its answers right; below it on a phone.
        '[class*="st-key-ready-"] .stButtonGroup, [class*="st-key-mirror-"] .stButtonGroup {display: grid;'
        " grid-template-columns: 1fr 10rem; gap: .5rem 1.5rem; align-items: center}",
        '[class*="st-key-ready-"] label, [class*="st-key-mirror-"] label {margin: 0; min-height: 0}',
        '[class*="st-key-ready-"] label p, [class*="st-key-mirror-"] label p {font-size: 1rem; line-height: 1.4}',
        '[class*="st-key-ready-"] button, [class*="st-key-mirror-"] button {min-height: 2.9rem}',
        ".stHtml ul.fc-tips {display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr));"
        " gap: .5rem 2rem}",
        ".fc-stop {font-size: 1.25rem; line-height: 1.45; font-weight: 600; margin: 0; max-width: 40em}",
        '@media (max-width: 640px) {[class*="st-key-ready-"] .stButtonGroup, [class*="st-key-mirror-"] .stButtonGroup'
        " {grid-template-columns: 1fr}}",
        ".st-key-card-fault-emergency {margin-top: 1rem} .st-key-card-fault-emergency h3,"
        " .st-key-card-watch-professional h3, .st-key-card-good-ready h3 {margin-bottom: .4rem}",
        ".st-key-card-questions h3 {margin-top: .75rem}",
        "</style>",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Answers of this visit: to the questions by id, to the self-assessment by number; and a professional's decision
    since.
    """

    answers: Mapping[str, bool] = field(default_factory=dict)
    mirror: Mapping[int, bool] = field(default_factory=dict)
    cleared: bool = False
    clinician_limits: ClinicianLimits = NO_LIMITS


def readiness() -> Readiness:
    """The answers of this visit; empty at first."""
    found: Readiness | None = st.session_state.get(KEY)
    return found or Readiness()


def outcome() -> Outcome:
    """The outcome of this visit's answers."""
    return screening.outcome(readiness().answers)


def clinician_limits() -> ClinicianLimits:
    """What a professional allowed; no limits when nobody entered any."""
    return readiness().clinician_limits


def is_open() -> bool:
    """Whether somebody may move for us; shows nothing. A clearance counts once everything is answered."""
    mine = readiness()
    cleared = mine.cleared and not screening.open_questions(mine.answers)
    return screening.may_check(outcome(), cleared=cleared)


def may_go_on() -> bool:
    """Whether somebody may move for us; if not, what is still needed is shown in place."""
    if is_open():
        st.session_state[ROWS] = False
        if outcome() == "professional":
            choose_allowed()  # what was allowed, right where it is asked for
        return True
    st.html(CSS)
    found = outcome()
    if found != "emergency" and screening.open_questions(readiness().answers):
        st.html(
            f'<p class="fc-lead">{escape(gettext("Before you move: a few questions about you, once a visit."))}</p>'
        )
    show_all(found)
    if found == "unanswered":
        st.subheader(gettext("Before you move"), anchor=False)
        show_tips()
    return is_open()


def show_all(found: Outcome) -> None:
    """The questions and what the answers come to. That stands below, so that no row moves while they are answered."""
    if found != "emergency":
        show_questions()
    show_outcome(found)


def show_outcome(found: Outcome) -> None:
    """What the answers mean; nothing until they mean something."""
    if found == "emergency":
        with st.container(key="card-fault-emergency"):
            st.subheader(gettext("Get help now"), anchor=False)
            st.html(f'<p class="fc-stop" role="alert">{escape(gettext(EMERGENCY))}</p>')
        st.button(gettext("That was a mistake. Ask me again."), on_click=_ask_again, key="ready-again", type="tertiary")
    elif found == "professional":
        _show_professional()
    elif found == "ready":
        with st.container(key="card-good-ready"):
            st.subheader(gettext("You can start"), anchor=False)
            show_tips()


def show_tips() -> None:
    """What to do before the first movement."""
    st.html(
        f'<ul class="fc-tips fc-dotted">{"".join(f"<li>{escape(gettext(tip))}</li>" for tip in BEFORE_YOU_START)}</ul>'
    )


def _show_professional() -> None:
    """Whom to ask first and what may be done all the same; or, once somebody has said yes, within which limits."""
    with st.container(key="card-watch-professional"):
        title = gettext("Your doctor decides") if is_open() else gettext("See a doctor or physiotherapist first")
        st.subheader(title, anchor=False)
        st.html(f'<p class="fc-stop" role="status">{escape(gettext(CLEARED if is_open() else REFERRAL))}</p>')
        if not screening.open_questions(readiness().answers):
            _choose_cleared()
        if not is_open():
            st.markdown(gettext(STILL))
            with st.container(horizontal=True, vertical_alignment="center"):
                link("check", gettext("Look at a video"), ":material/video_camera_front:")
                link("diary", gettext("Progress"), ":material/timeline:")
                _offer_answers()


def _offer_answers() -> None:
    answers, language, today = readiness().answers, preferences().language, datetime.now().date()

    def printed() -> str:
        """Made when asked for, outside the page's own run, which knows the language."""
        with use_locale(language):
            return answers_html(answers, today)

    st.download_button(
        gettext("Print my answers"),
        printed,
        f"formcheck-answers-{today.isoformat()}.html",
        "text/html",
        icon=":material/print:",
        on_click="ignore",
        key="ready-print",
    )


def show_questions() -> None:
    """The questions while any is open, afterwards folded."""
    left = screening.open_questions(readiness().answers)
    if left:
        with st.container(key="card-questions"):
            _show_rows()
            st.caption(
                ngettext("{count} question left.", "{count} questions left.", len(left))
                + " "
                + gettext("We don't save your answers. They are gone when you close the page.")
            )
            st.button(
                gettext("No to all of these") if len(left) == len(QUESTIONS) else gettext("No to the rest"),
                type="primary",
                icon=":material/done_all:",
                on_click=_no_to_the_rest,
                key="ready-no",
                width="stretch",
            )
    else:
        with st.expander(gettext("Your answers"), icon=":material/checklist:"):
            _show_rows()


def choose_allowed() -> None:
    """Limits from a professional, folded until there are some."""
    mine = readiness()
    label = limits_words(mine.clinician_limits) or gettext("My doctor or physiotherapist gave me limits")
    with st.expander(label, icon=":material/flag:", expanded=mine.cleared or mine.clinician_limits != NO_LIMITS):
        choose_limits(mine.clinician_limits, _keep_allowed)


def _show_rows() -> None:
    st.session_state[ROWS] = True
    for about, questions in groupby(QUESTIONS, key=lambda question: question.about):
        st.subheader(gettext(about), anchor=False)
        for question in questions:
            _ask(question)


def _ask(question: Question) -> None:
    given = readiness().answers.get(question.id)
    yes_or_no(gettext(question.text), f"ready-{question.id}", given, _take, question.id)


def yes_or_no(text: str, key: str, given: bool | None, take: Callable[[T], None], which: T) -> None:
    """One question with two big answers; ``take(which)`` reads the widget of ``key``."""
    if key not in st.session_state:
        st.session_state[key] = None if given is None else ("yes" if given else "no")
    st.segmented_control(
        text,
        list(ANSWERS),
        format_func=lambda answer: gettext(ANSWERS[answer]),
        key=key,
        on_change=take,
        args=(which,),
        width="stretch",
    )


def _choose_cleared() -> None:
    mine = readiness()
    st.toggle(
        gettext("A doctor or physiotherapist says I can exercise"),
        value=mine.cleared,
        key="ready-cleared-now",
        on_change=_take_cleared,
    )
    if mine.cleared:
        choose_limits(mine.clinician_limits, _keep_allowed)


def keep(changed: Readiness) -> None:
    """From now on, for this visit."""
    st.session_state[KEY] = changed


def _take(question: str) -> None:
    if not st.session_state.get(ROWS):
        return  # a click right after "No to all": the browser still holds the empty rows, which are no answer
    chosen = st.session_state[f"ready-{question}"]
    answers = {one: answer for one, answer in readiness().answers.items() if one != question}
    keep(replace(readiness(), answers=answers if chosen is None else {**answers, question: chosen == "yes"}))


def _no_to_the_rest() -> None:
    mine = readiness()
    rest = {question.id: False for question in screening.open_questions(mine.answers)}
    keep(replace(mine, answers={**mine.answers, **rest}))
    for question in rest:
        st.session_state[f"ready-{question}"] = "no"


def _ask_again() -> None:
    for question in QUESTIONS:
        st.session_state.pop(f"ready-{question.id}", None)
    keep(replace(readiness(), answers={}, cleared=False))


def _take_cleared() -> None:
    keep(replace(readiness(), cleared=st.session_state["ready-cleared-now"]))


def _keep_allowed(chosen: ClinicianLimits) -> None:
    keep(replace(readiness(), clinician_limits=chosen))
