"""The plan in the open diary: this week's sessions, ticked off when done, and how it felt."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

import streamlit as st

from formcheck.advice import pain
from formcheck.advice.pain import PainCheck
from formcheck.advice.plan import Plan, Session, session_drills
from formcheck.advice.plan_progress import PlanProgress
from formcheck.dates import day_words
from formcheck.i18n import gettext, listed
from formcheck.reports.calendar import next_monday
from formcheck.ui.before import readiness
from formcheck.ui.check.running import current_result
from formcheck.ui.components.pages import link
from formcheck.ui.components.words import plain
from formcheck.ui.plan.drill_cards import show_drills
from formcheck.ui.plan.pain_scale import show_pain
from formcheck.ui.progress.open_diary import in_store, open_code

WEEK: Final = "plan-week"  # which week is on the page


def show_keep_plan(plan: Plan) -> None:
    """Under a plan: keep it, to tick off what was done."""
    code = open_code()
    with st.container(key="card-keep-plan", horizontal=True, horizontal_alignment="distribute"):
        if code is None:
            st.markdown(gettext("Keep this plan in a diary, and tick off what you have done."), width="content")
            link("diary", gettext("Open or start a diary"), ":material/timeline:")
        elif (kept := in_store(lambda store: store.plan(code))) and kept.plan == plan:
            st.markdown(f":material/check: {gettext('This plan is in your diary.')}", width="content")
            link("diary", gettext("Progress"), ":material/timeline:")
        else:
            st.markdown(gettext("Keep this plan in a diary, and tick off what you have done."), width="content")
            words = gettext("Keep this plan")
            st.button(words, icon=":material/bookmark_add:", on_click=_begin, args=(code, plan), key="plan-keep")


def _begin(code: str, plan: Plan) -> None:
    _keep(code, PlanProgress(plan=plan, first_monday=next_monday(date.today())))


def _keep(code: str, progress: PlanProgress) -> None:
    in_store(lambda store: store.keep_plan(code, progress))


def show_plan(code: str) -> None:
    """The plan of a diary; nothing where there is none."""
    progress = in_store(lambda store: store.plan(code))
    if progress is None:
        _offer_plan()
        return
    st.header(gettext("Your plan"), anchor=False)
    if not readiness.is_open():
        st.markdown(gettext("Please answer the questions first. They are about today."))
        link("before", gettext("Before you start"), ":material/fact_check:")
        return
    week = _choose_week(progress)
    if said := pain.words(progress.level):
        st.warning(said, icon=":material/front_hand:")
    sessions = progress.sessions(week)
    for day, session in sessions:
        _show_session(code, progress, day, session)
    if not sessions:
        st.markdown(gettext("Nothing in this week."))
    drills = dict.fromkeys(drill for _, session in sessions for drill in session_drills(session))
    if drills:
        with st.expander(gettext("How to do the exercises"), icon=":material/exercise:"):
            show_drills(list(drills))
    with st.popover(gettext("Remove this plan"), icon=":material/delete:"):
        st.markdown(gettext("Remove the plan from your diary for good?"))
        st.button(gettext("Yes, remove it"), on_click=_forget, args=(code,), key="plan-forget")


def _offer_plan() -> None:
    """The way back to the plan of the result shown last: who came from it to open a diary wants to keep it here."""
    current = current_result()
    if current is not None and current.result.report.summary.findings:
        with st.container(key="card-offer-plan", horizontal=True, horizontal_alignment="distribute"):
            st.markdown(
                gettext("Your plan is not in your diary yet. You can keep it from Next steps."), width="content"
            )
            link("next_steps", gettext("Next steps"), ":material/route:")


def _choose_week(progress: PlanProgress) -> int:
    weeks = list(range(len(progress.plan.weeks)))
    now: int = st.segmented_control(
        gettext("Week"),
        weeks,
        default=progress.week_of(date.today()),
        required=True,
        format_func=lambda week: str(week + 1),
        key=WEEK,
    )
    first = progress.first_monday + timedelta(weeks=now)
    until = first + timedelta(days=6)
    st.caption(gettext("{first} to {last}", first=day_words(first), last=day_words(until, year=True)))
    return now


def _show_session(code: str, progress: PlanProgress, day: date, session: Session) -> None:
    done = day in progress.done
    with st.container(key=f"card-{'good' if done else 'plan'}-{day.isoformat()}", gap="small"):
        minutes = gettext("{minutes} minutes", minutes=session.minutes)
        when = listed((day_words(day), session.start, minutes, "" if session.home else progress.plan.place))
        st.checkbox(
            f"**{plain(session.name)}**  \n{plain(when)}",
            done,
            key=f"plan-done-{day.isoformat()}",
            on_change=_tick,
            args=(code, progress, day),
        )
        if drills := listed(
            gettext("{drill}: {dose}", drill=gettext(one.title), dose=gettext(one.dose))
            for one in session_drills(session)
        ):
            st.markdown(drills if session.home else gettext("At home: {drills}", drills=drills))
        with st.expander(gettext("Pain check"), icon=":material/front_hand:", expanded=day == date.today()):
            check = progress.pains.get(day, PainCheck())
            show_pain(check, f"plan-pain-{day.isoformat()}", _felt(code, progress, day))


def _tick(code: str, progress: PlanProgress, day: date) -> None:
    _keep(code, progress.ticked(day, done=st.session_state[f"plan-done-{day.isoformat()}"]))


def _felt(code: str, progress: PlanProgress, day: date) -> Callable[[PainCheck], None]:
    return lambda check: _keep(code, progress.felt(day, check))


def _forget(code: str) -> None:
    in_store(lambda store: store.forget_plan(code))
