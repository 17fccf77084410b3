"""What a visitor chooses for a clip: the movement, a calibration, and whom to follow."""

from dataclasses import replace
from typing import Final

import streamlit as st

from formcheck.drawing.stills import PeoplePicture
from formcheck.i18n import gettext, gettext_noop
from formcheck.movements import AUTO
from formcheck.settings import AnalysisOptions
from formcheck.ui.before.limits_today import show_limits
from formcheck.ui.before.readiness import clinician_limits
from formcheck.ui.check.clips import Clip
from formcheck.ui.check.downloads import choose_calibration
from formcheck.ui.check.running import Result, remembered
from formcheck.ui.components import who
from formcheck.ui.components.movement_choice import movement_choices
from formcheck.ui.settings.preferences import preferences
from formcheck.ui.settings.studio_limits import studio_limits

PLACES: Final = {
    2: (gettext_noop("Left"), gettext_noop("Right")),
    3: (gettext_noop("Left"), gettext_noop("Middle"), gettext_noop("Right")),
}  # people are numbered from left to right
MOVEMENT: Final = "movement"  # of the widget: what it says holds for the visit
PERSONS: Final = "persons"  # where a visit keeps whom to follow, by clip
SHOWN: Final = "people-shown"  # the clip and options of the choice on the page, which no button may hold: Streamlit
# keeps what a button was made with until the tab is closed


def choose_options() -> AnalysisOptions:
    """The movement, and a calibration for those who look for it; the rest as in the settings."""
    choices = movement_choices()
    movement = st.segmented_control(
        gettext("Movement"),
        choices,
        default=AUTO,
        format_func=choices.__getitem__,
        key=MOVEMENT,
        required=True,
        wrap=True,
    )
    with st.expander(gettext("Your calibration"), icon=":material/straighten:"):
        choose_calibration()
    show_limits(clinician_limits())
    set_up = preferences()
    return AnalysisOptions(
        movement=movement,
        model=set_up.model,
        level=set_up.level,
        language=set_up.language,
        clinician_limits=clinician_limits(),
        own_limits=studio_limits(),
        faces=set_up.faces,
    )


def followed(clip: Clip, options: AnalysisOptions) -> AnalysisOptions:
    """The options with the person this visitor picked in the clip."""
    picked: dict[str, int] = st.session_state.setdefault(PERSONS, {})
    return replace(options, person=picked.get(clip.sha256))


def show_people(clip: Clip, options: AnalysisOptions, result: Result) -> None:
    """Who is who, and a button for each of the others; nothing when one person is in view."""
    people = [seen.person for seen in result.report.quality.people]
    if len(people) < 2:
        return
    st.session_state[SHOWN] = clip, options
    with st.container(key="card-people", gap="small"):
        picture, words = st.columns([3, 2], gap="medium", vertical_alignment="center")
        if result.people:
            with picture:
                _show_picture(result.people, result.report.quality.person)
        with words:
            st.header(gettext("Which one are you?"), anchor=False)
            st.markdown(gettext("We are checking number {person}.", person=result.report.quality.person))
            st.caption(gettext("Click on somebody in the picture, or press a button."))
            with st.container(horizontal=True):
                for person, place in zip(people, _places(len(people)), strict=True):
                    chosen = person == result.report.quality.person
                    st.button(
                        gettext("{number} · {place}", number=person, place=place),
                        type="primary" if chosen else "secondary",
                        icon=":material/check:" if chosen else None,
                        on_click=_pick,
                        args=(person,),
                        key=f"person-{person}",
                    )


def _show_picture(shown: PeoplePicture, followed: int | None) -> None:
    """The picture of everybody, each to be clicked."""
    numbers = sorted(shown.boxes)
    choices = [
        who.Choice(
            number=number,
            name=gettext("Check person {number} · {place}", number=number, place=place),
            chosen=number == followed,
            box=shown.boxes[number],
        )
        for number, place in zip(numbers, _places(len(numbers)), strict=True)
    ]
    who.show(
        shown.jpeg,
        choices,
        label=gettext("Which one are you?"),
        alt=gettext("{count} people, each in a box with a number", count=len(numbers)),
        choose=_pick,
    )


def _places(count: int) -> tuple[str, ...]:
    if count in PLACES:
        return tuple(gettext(place) for place in PLACES[count])
    return tuple(gettext("{number} from the left", number=number) for number in range(1, count + 1))


def _pick(person: int) -> None:
    """Whom FormCheck chose by itself needs no choice: that result is remembered."""
    clip, options = st.session_state[SHOWN]
    base = remembered(clip, replace(options, person=None))
    picked: dict[str, int] = st.session_state[PERSONS]
    if base and base.report.quality.person == person:
        picked.pop(clip.sha256, None)
    else:
        picked[clip.sha256] = person
