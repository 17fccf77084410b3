"""Editing the classes of a studio: a row each, folded, with its kind, what it trains and when it is held."""

from typing import Final

import msgspec
import streamlit as st

from formcheck.advice.causes import AREAS, SHORT_TITLES, Area
from formcheck.advice.classes import AREA_NAMES, DAY_NAMES, DAYS, MOST_MINUTES, StudioClass, when_words
from formcheck.i18n import gettext
from formcheck.movements.spec import Cause
from formcheck.ui.components.words import plain

ROWS: Final = "studio-rows"  # numbers of the rows on the page, with the class each began as
NEXT: Final = "studio-next-row"


def edit(classes: tuple[StudioClass, ...]) -> tuple[StudioClass, ...]:
    """The classes as they are now on the page."""
    rows: dict[int, StudioClass] = st.session_state.setdefault(ROWS, dict(enumerate(classes)))
    st.session_state.setdefault(NEXT, len(classes))
    edited = tuple(_row(number, one) for number, one in rows.items())
    st.button(gettext("Add a class"), icon=":material/add:", on_click=_add, key="studio-add")
    return edited


def forget() -> None:
    """Begin again with the classes that are in force."""
    st.session_state.pop(ROWS, None)


def _add() -> None:
    number: int = st.session_state[NEXT]
    st.session_state[NEXT] = number + 1
    st.session_state[ROWS][number] = StudioClass(name="", kind="movement", days=())


def _remove(number: int) -> None:
    del st.session_state[ROWS][number]


def _row(number: int, one: StudioClass) -> StudioClass:
    title = ", ".join(part for part in (one.name or gettext("New class"), when_words(one)) if part)
    with st.expander(plain(title), expanded=not one.name, key=f"class-{number}"):
        left, right = st.columns(2, gap="large")
        with left:
            name = st.text_input(gettext("Name"), one.name, max_chars=60, key=f"class-name-{number}")
            kinds: list[Area] = list(AREA_NAMES)
            kind = st.segmented_control(
                gettext("Kind"),
                kinds,
                default=one.kind,
                required=True,
                format_func=lambda area: gettext(AREA_NAMES[area]),
                key=f"class-kind-{number}",
            )
            causes: list[Cause] = list(AREAS)
            trains = st.pills(
                gettext("What it works on"),
                causes,
                selection_mode="multi",
                default=one.trains,
                format_func=lambda cause: gettext(SHORT_TITLES[cause]),
                key=f"class-trains-{number}",
                wrap=True,
            )
            if not trains:
                st.caption(gettext("Choose at least one: else this class is never suggested."))
        with right:
            when = _when(number, one)
        st.button(
            gettext("Remove this class"),
            icon=":material/delete:",
            on_click=_remove,
            args=(number,),
            key=f"class-remove-{number}",
        )
    return msgspec.structs.replace(when, name=name.strip(), kind=kind, trains=tuple(trains))


def _when(number: int, one: StudioClass) -> StudioClass:
    days = st.pills(
        gettext("Days"),
        DAYS,
        selection_mode="multi",
        default=one.days,
        format_func=lambda day: gettext(DAY_NAMES[day]),
        help=gettext("Choose none if it is held every day."),
        key=f"class-days-{number}",
        wrap=True,
    )
    times = st.text_input(
        gettext("Begins at"),
        ", ".join(one.times),
        placeholder="18:30",
        help=gettext("One time for all its days, or one for each of them with commas between."),
        key=f"class-times-{number}",
    )
    minutes = st.number_input(gettext("Minutes"), 5, MOST_MINUTES, one.minutes, 5, key=f"class-minutes-{number}")
    booking = st.text_input(
        gettext("Where it is booked"), one.booking, placeholder="https://", key=f"class-booking-{number}"
    )
    return msgspec.structs.replace(
        one,
        days=tuple(day for day in DAYS if day in days) or DAYS,
        times=tuple(time.strip() for time in times.replace("，", ",").split(",") if time.strip()),
        minutes=int(minutes),
        booking=booking.strip(),
    )
