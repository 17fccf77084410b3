"""Your week: what a person can and wants, the plan as a week, what does not fit, and the plan to take along."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from html import escape
from typing import Final

import streamlit as st

from formcheck.advice.causes import CandidateCause
from formcheck.advice.classes import DAY_NAMES, DAYS, Studio
from formcheck.advice.drills import Drill
from formcheck.advice.pain import PainCheck, gentler, gentler_by
from formcheck.advice.pain import words as pain_words
from formcheck.advice.plan import Plan, Wish, weekly_plan
from formcheck.advice.screening import NO_PLAN
from formcheck.dates import day_words
from formcheck.i18n import Language, gettext, use_locale
from formcheck.reports.calendar import next_monday, plan_ics
from formcheck.reports.page import Made
from formcheck.reports.plan_rows import DayRow, drills_of, week_rows
from formcheck.ui.before import readiness
from formcheck.ui.components.words import plain
from formcheck.ui.plan.drill_cards import show_drills
from formcheck.ui.plan.pain_scale import show_pain
from formcheck.ui.progress.my_plan import show_keep_plan
from formcheck.ui.settings.preferences import preferences

WISH: Final = "wish"  # not a widget's key
PAIN: Final = "pain"
NAME: Final = "printed-name"
NAME_CHARS: Final = 60
CSS: Final = "\n".join(
    (
        "<style>",
        ".stHtml ul.fc-week {margin-top: .5rem; display: grid; grid-template-columns: repeat(7, minmax(0, 1fr));"
        " gap: .5rem}",
        ".stHtml .fc-week li {background: var(--fc-card); border-radius: 14px; padding: .75rem; min-height: 9.5rem;"
        " line-height: 1.35; font-size: .88rem; border-top: 5px solid var(--fc-line); overflow-wrap: anywhere}",
        ".fc-week .day {color: var(--fc-soft); font-size: .85rem; display: block; margin-bottom: .35rem}",
        ".fc-week b {display: block; font-size: .98rem; line-height: 1.25; margin-bottom: .3rem; hyphens: auto;"
        " overflow-wrap: normal} .fc-week span {color: var(--fc-soft); display: block}",
        ".stHtml .fc-week li.strength {border-color: var(--fc-accent)}",
        ".stHtml .fc-week li.mobility {border-color: var(--fc-good)}",
        ".stHtml .fc-week li.movement {border-color: var(--fc-not-assessed)}",
        ".stHtml .fc-week li.free {background: transparent; border: 1px dashed var(--fc-line)}",
        ".fc-week .area {color: var(--fc-ink); font-weight: 650}",
        # On a phone a list; free days are only named.
        "@media (max-width: 900px) {.stHtml ul.fc-week {grid-template-columns: 1fr} .stHtml .fc-week li {min-height: 0;"
        " border-top-width: 0; border-left: 6px solid var(--fc-line); display: grid; grid-template-columns: 6.5rem 1fr;"
        " gap: .2rem .8rem; font-size: .95rem} .fc-week .day {grid-row: span 4; margin: 0} .fc-week b {margin: 0}"
        " .stHtml .fc-week li.free {padding: .35rem .75rem; border-left: 1px dashed var(--fc-line)}}",
        "</style>",
    )
)


@dataclass(frozen=True, slots=True)
class Printed:
    """The printable report that takes a plan along: what its file's name begins with, and how it is made."""

    stem: str
    html: Callable[[Plan, Made], str]


def show_week(causes: Sequence[CandidateCause], studio: Studio, printed: Printed, shown: Sequence[Drill] = ()) -> None:
    """The plan, or why there is none; drills that are in it and not ``shown`` already are explained."""
    st.header(gettext("Your week"), anchor=False)
    wish = replace(_wish(), clinician_limits=readiness.clinician_limits())
    plan = None
    if readiness.outcome() == "ready":
        _choose_wish(wish)
        wish = replace(_wish(), clinician_limits=readiness.clinician_limits())
        plan = weekly_plan(causes, studio, wish, readiness.outcome())
    if plan is None:
        st.info(gettext(NO_PLAN), icon=":material/medical_information:")
        return
    check: PainCheck = st.session_state.get(PAIN) or PainCheck()
    plan = gentler(plan, gentler_by([check]))
    with st.expander(gettext("Pain check"), icon=":material/front_hand:", expanded=check.is_bad):
        show_pain(check, "week-pain", _feel)
    if said := pain_words(gentler_by([check])):
        st.warning(said, icon=":material/front_hand:")
    if not any(plan.weeks):
        return
    show_plan(plan)
    if more := [drill for drill in drills_of(plan) if drill not in shown]:
        with st.expander(gettext("The other exercises in your week"), icon=":material/exercise:"):
            show_drills(more)
    show_keep_plan(plan)
    _offer(plan, printed)


def _feel(check: PainCheck) -> None:
    st.session_state[PAIN] = check


def show_plan(plan: Plan) -> None:
    """What does not fit first, then the weeks, equal ones as one."""
    st.html(CSS)
    for line in plan.cannot:
        st.warning(plain(line), icon=":material/info:")
    for week in week_rows(plan):
        st.subheader(week.title, anchor=False)
        st.html(f'<ul class="fc-week">{"".join(_day(row) for row in week.days)}</ul>')


def _day(row: DayRow) -> str:
    day = f'<span class="day">{escape(row.day)}</span>'
    if not row.name:
        return f'<li class="free">{day}<span>{escape(gettext("Free"))}</span></li>'
    what = f'<span class="area">{escape(row.area_name)} · {escape(row.minutes)}</span>'
    why = " ".join(escape(part) for part in (row.because, row.drills) if part)
    place = f"<span>{escape(row.place)}</span>" if row.place else ""
    return f'<li class="{row.area}">{day}<b>{escape(row.name)}</b>{what}<span>{why}</span>{place}</li>'


def _wish() -> Wish:
    found: Wish | None = st.session_state.get(WISH)
    return found or Wish()


def _choose_wish(wish: Wish) -> None:
    with st.container(key="card-wish"):
        left, right = st.columns(2, gap="large")
        with left:
            st.segmented_control(
                gettext("Sessions a week"),
                list(range(1, len(DAYS) + 1)),
                default=wish.sessions,
                required=True,
                key="wish-sessions",
                on_change=_take,
            )
            st.toggle(
                gettext("I have not been very active lately"),
                value=wish.inactive,
                help=gettext("Then you start with two or three sessions a week and short exercises at home."),
                key="wish-inactive",
                on_change=_take,
            )
        with right:
            st.pills(
                gettext("Days that suit you"),
                DAYS,
                selection_mode="multi",
                default=wish.days,
                format_func=lambda day: gettext(DAY_NAMES[day]),
                key="wish-days",
                wrap=True,
                on_change=_take,
            )


def _take() -> None:
    chosen = st.session_state
    days = tuple(day for day in DAYS if day in chosen["wish-days"])
    chosen[WISH] = Wish(sessions=chosen["wish-sessions"], days=days, inactive=chosen["wish-inactive"])


def _offer(plan: Plan, printed: Printed) -> None:
    """The calendar file, the printable report with the plan in it, and when to film again."""
    monday = next_monday(date.today())
    st.markdown(
        ":material/replay: "
        + gettext(
            "Film again after four weeks, from the side, with the camera in the same place. Then compare "
            "under Progress."
        )
    )
    name = st.text_input(
        gettext("Your name for the report (you may leave it out)"), max_chars=NAME_CHARS, key=NAME, width=420
    )
    made = Made(date.today(), name.strip())
    with st.container(horizontal=True):
        st.download_button(
            gettext("Calendar (.ics)"),
            plan_ics(plan, monday, datetime.now(UTC)),
            "formcheck-plan.ics",
            "text/calendar",
            icon=":material/calendar_add_on:",
            on_click="ignore",
            type="primary",
            key="download-ics",
        )
        language = preferences().language
        st.download_button(
            gettext("Report with the plan"),
            lambda: _made(plan, printed, made, language),
            f"{printed.stem}.plan-{made.on.isoformat()}.html",
            "text/html",
            icon=":material/print:",
            on_click="ignore",
            key="download-plan",
        )
    st.caption(gettext("The first week starts on {day}.", day=day_words(monday, year=True)))


def _made(plan: Plan, printed: Printed, made: Made, language: Language) -> str:
    """Made when asked for, outside the page's own run, which knows the language."""
    with use_locale(language):
        return printed.html(plan, made)
