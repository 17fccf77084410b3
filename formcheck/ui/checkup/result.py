"""The result of the check-up on one page: a line for each test, then reasons, what helps and the week."""

from datetime import datetime
from html import escape
from typing import Final

import streamlit as st

from formcheck.advice.plan import Plan
from formcheck.advice.visit import coached_line, made_on, visit_causes, when_coached
from formcheck.advice.visit_words import change_lines, due_words
from formcheck.dates import day_words
from formcheck.i18n import gettext, sentences
from formcheck.reports.page import Made
from formcheck.reports.visit_page import visit_html
from formcheck.schema import Visit
from formcheck.storage.store import Store
from formcheck.ui.before.readiness import clinician_limits, is_open
from formcheck.ui.checkup import cards, state
from formcheck.ui.checkup.cards import words_of
from formcheck.ui.checkup.state import Stop
from formcheck.ui.plan.week import Printed
from formcheck.ui.plan.what_helps import show_what_to_do
from formcheck.ui.plan.why import show_causes
from formcheck.ui.progress.open_diary import in_store, open_code, show_failure
from formcheck.ui.progress.visits import show_keep_visit
from formcheck.wording.summary import SAFETY

IN_A_ROW: Final = 2
FILE: Final = "formcheck-check-up"
CSS: Final = "\n".join(
    (
        "<style>",
        '[class*="st-key-card-test-"] .stHorizontalBlock {flex-wrap: nowrap}'
        ' [class*="st-key-card-test-"] .stColumn {min-width: 0}',
        "</style>",
    )
)


def show_visit() -> None:
    """Everything of the check-up just made."""
    st.html(CSS)
    st.html(cards.CSS)
    visit = state.made()
    if visit is None:
        _show_nothing()
        return
    day = made_on(visit)
    st.title(gettext("Your check-up, {day}", day=day_words(day, year=True)), anchor=False)
    st.html(f'<p class="fc-lead">{escape(due_words(day))}</p>')
    earlier = _earlier(visit)
    found = state.stops()
    for first in range(0, len(found), IN_A_ROW):
        row = found[first : first + IN_A_ROW]
        for column, stop in zip(st.columns(IN_A_ROW, gap="medium"), row, strict=False):
            with column:
                _show_test(stop, visit, earlier)
    show_keep_visit(visit)
    _show_downloads(visit, earlier)
    _show_next(visit, earlier)
    with st.container(horizontal=True):
        st.button(
            gettext("Start a new check-up"), icon=":material/replay:", on_click=state.begin_anew, key="checkup-new"
        )
    show_failure()
    st.caption(gettext(SAFETY))


def _show_next(visit: Visit, earlier: tuple[Visit, ...]) -> None:
    """Reasons, what helps and the week, drawn from all tests together."""
    findings = [finding for part in visit.parts for finding in part.report.findings]
    past = any(one.check.startswith("limit_") and one.verdict in ("fault", "watch") for one in findings)
    if past:
        first = gettext("You went past your limit today. Please stay within it. That comes first.")
        st.warning(first, icon=":material/flag:")
    causes, stills = visit_causes(visit), _stills()
    outcomes = {part.report.summary.outcome for part in visit.parts}
    if causes:
        show_causes(causes, _coached_lines(visit), None)
    elif outcomes == {"nothing"}:
        st.markdown(gettext("Nothing could be judged yet. Please film the tests again."))
        return
    elif not past:
        st.header(gettext("Keep going"), anchor=False)
        fine = gettext("Nothing to fix.") if outcomes == {"fine"} else gettext("What we could see looked fine.")
        st.markdown(sentences([fine, gettext("Build up slowly.")]))

    def with_plan(plan: Plan, made: Made) -> str:
        return visit_html(visit, earlier, stills, plan, made=made)

    show_what_to_do(causes, Printed(FILE, with_plan))


def _show_nothing() -> None:
    st.title(gettext("Five-minute check-up"), anchor=False)
    st.markdown(gettext("You left out every test, so there is no result yet."))
    st.button(
        gettext("Start the check-up"),
        type="primary",
        icon=":material/play_arrow:",
        on_click=state.begin,
        key="checkup-begin",
    )


def _earlier(visit: Visit) -> tuple[Visit, ...]:
    """The check-ups of the open diary that were made before this one."""
    code = open_code()
    kept = in_store(lambda store: _visits(store, code)) if code else None
    return tuple(one for one in kept or () if one.made_at < visit.made_at)


def _visits(store: Store, code: str) -> tuple[Visit, ...]:
    return tuple(one.visit for one in store.visits(code))


def _show_test(stop: Stop, visit: Visit, earlier: tuple[Visit, ...]) -> None:
    done = state.check_up().done.get(stop.key)
    at = next(i for i, one in enumerate(state.stops()) if one.key == stop.key)
    with st.container(key=f"card-test-{stop.step.name}-{stop.take.id}", gap="small", height="stretch"):
        st.html(f'<p class="fc-over">{escape(_name(stop))}</p>')
        if done is None:
            st.markdown(gettext("You left this test out."))
            label, icon_name = gettext("Do this test"), ":material/videocam:"
        else:
            picture, words = st.columns([2, 5], gap="medium") if done.still else (None, st.container())
            if picture and done.still:
                picture.image(done.still, alt=gettext("From the video we checked"), width="stretch")
            words.html(_words(stop, visit, earlier))
            label, icon_name = gettext("See this test again"), ":material/arrow_back:"
        st.button(label, icon=icon_name, on_click=state.go, args=(at,), key=f"checkup-to-{at}", type="tertiary")


def _name(stop: Stop) -> str:
    """The test, and which take of it where there are two."""
    title = gettext(stop.step.visit.title)
    if len(stop.step.visit.takes) == 1:
        return title
    return gettext("{title}: {value}", title=title, value=gettext(stop.take.title))


def _words(stop: Stop, visit: Visit, earlier: tuple[Visit, ...]) -> str:
    part = visit.part(*stop.key)
    if part is None:
        return ""
    changes = change_lines(stop.step, stop.take.id, visit, earlier)
    return words_of(stop.step, part) + "".join(f'<p class="fc-since">{escape(text)}</p>' for text in changes)


def _coached_lines(visit: Visit) -> list[str]:
    """The sentences that say somebody did better as coached, which cards of causes set apart."""
    steps = {stop.step.name: stop.step for stop in state.stops()}
    coached = ((step, when_coached(step, visit)) for step in steps.values())
    return [coached_line(step) for step, changes in coached if any(one.change == "better" for one in changes)]


def _stills() -> dict[tuple[str, str], bytes]:
    return {key: done.still for key, done in state.check_up().done.items() if done.still}


def _show_downloads(visit: Visit, earlier: tuple[Visit, ...]) -> None:
    day = datetime.fromisoformat(visit.made_at).astimezone().date().isoformat()
    with st.container(horizontal=True):
        st.download_button(
            gettext("Report to print"),
            visit_html(visit, earlier, _stills(), clinician_limits=clinician_limits(), may_move=is_open()),
            f"{FILE}-{day}.html",
            "text/html",
            icon=":material/print:",
            on_click="ignore",
            key="checkup-html",
        )
        st.download_button(
            gettext("Report as data"),
            visit.to_json(),
            f"{FILE}-{day}.json",
            "application/json",
            icon=":material/download:",
            on_click="ignore",
            key="checkup-json",
        )
