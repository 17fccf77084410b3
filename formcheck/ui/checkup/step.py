"""One step of the check-up: how to film it, the recording or a file, and what came of it."""

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Final

import streamlit as st

from formcheck.advice.visit import part_of
from formcheck.advice.visit_words import cannot_tell as left_open
from formcheck.i18n import gettext
from formcheck.settings import AnalysisOptions
from formcheck.ui.before import readiness
from formcheck.ui.before.limits_today import show_limits
from formcheck.ui.check.choices import followed, show_people
from formcheck.ui.check.clips import Clip, show_refused, take_upload
from formcheck.ui.check.extremes import best_still
from formcheck.ui.check.input_choice import show_privacy
from formcheck.ui.check.problem_page import show_trouble, trouble
from formcheck.ui.check.running import result_for
from formcheck.ui.checkup import cards, state
from formcheck.ui.checkup.cards import words_of
from formcheck.ui.checkup.drawn import step_drawing
from formcheck.ui.checkup.state import Done, Stop
from formcheck.ui.components.drawings import picture
from formcheck.ui.components.theme import uploader_words
from formcheck.ui.components.words import plain
from formcheck.ui.settings.preferences import preferences
from formcheck.ui.settings.studio_limits import studio_limits
from formcheck.wording.notes import quality_words

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

UPLOAD: Final = "checkup-upload"
CSS: Final = "\n".join(
    (
        "<style>",
        ".stHtml ul.fc-lines {display: grid; gap: .4rem; max-width: 52em}",
        ".st-key-card-step-result {margin-top: .75rem}",
        ".fc-bar {display: flex; gap: .35rem; margin: 0 0 .4rem; max-width: 22rem} .fc-bar i {height: .5rem; flex: 1;"
        " border-radius: 99px; background: var(--fc-line)} .fc-bar i.on {background: var(--fc-accent-text)}",
        ".fc-do-it {font-size: 1.3rem; line-height: 1.4; font-weight: 600; margin: .25rem 0 .5rem; max-width: 34em}",
        ".st-key-card-film img {width: 100%; max-height: 190px; display: block; margin: 0 auto .75rem}",
        "</style>",
    )
)


def show_step(stop: Stop) -> None:
    """The step under way: filming it, or its result."""
    st.html(CSS)
    st.html(cards.CSS)
    mine = state.check_up()
    _show_head(stop)
    place = st.empty()
    if stop.key not in mine.done and mine.clip is not None:
        _analyse(stop, mine.clip, place)
    done = state.check_up().done.get(stop.key)
    if done is not None:
        _show_done(stop, done, mine.clip)
    else:
        _show_filming(stop)
    _show_ways(stop, answered=done is not None)


def _show_head(stop: Stop) -> None:
    bar = "".join(f"<i{' class=on' if at < stop.number else ''}></i>" for at in range(stop.count))
    where = gettext("Test {number} of {count}", number=stop.number, count=stop.count)
    st.html(f'<div class="fc-bar" aria-hidden="true">{bar}</div><p class="fc-over">{escape(where)}</p>')
    st.title(gettext(stop.step.visit.title), anchor=False)


def _show_filming(stop: Stop) -> None:
    step, take = stop.step.visit, stop.take
    if len(step.takes) > 1:
        part = gettext("{title} ({number} of {count})", title=gettext(take.title), **_place(stop))
        st.subheader(part, anchor=False)
    st.html(f'<p class="fc-do-it">{escape(gettext(take.instruction))}</p>')
    show_limits(readiness.clinician_limits())
    if state.check_up().filming:
        from formcheck.ui.checkup.filming import show_recorder_of

        st.button(
            gettext("Close the camera"),
            icon=":material/videocam_off:",
            on_click=lambda: state.film(on=False),
            key="checkup-close",
        )
        if readiness.may_go_on():
            show_recorder_of(stop)
        return
    left, right = st.columns([1, 1], gap="large")
    with left:
        st.button(
            gettext("Record with my camera"),
            type="primary",
            icon=":material/videocam:",
            on_click=lambda: state.film(on=True),
            key="checkup-record",
            width="stretch",
        )
        st.html(uploader_words(UPLOAD, gettext("Choose a video"), gettext("or drop one here")))
        st.file_uploader(gettext("Your video"), key=UPLOAD, on_change=_take_upload)
        show_refused()
        show_privacy()
    with right, st.container(key="card-film", gap="small"):
        film = (gettext("Put the camera at hip height, 2.5 to 3.5 m away."), *map(gettext, step.film))
        lines = "".join(f"<li>{escape(text)}</li>" for text in film)
        st.html(f'{picture(step_drawing(step.drawn), "")}<ul class="fc-lines fc-dotted">{lines}</ul>')
        if step.needs:
            st.caption(gettext("You need {needs}.", needs=gettext(step.needs)))


def _place(stop: Stop) -> dict[str, int]:
    takes = stop.step.visit.takes
    return {"number": takes.index(stop.take) + 1, "count": len(takes)}


def _take_upload() -> None:
    if clip := take_upload(UPLOAD):
        state.take_clip(clip)


def options_of(stop: Stop) -> AnalysisOptions:
    """How a recording of this stop is judged: as its movement, and else as everywhere."""
    set_up = preferences()
    return AnalysisOptions(
        movement=stop.step.name,
        model=set_up.model,
        level=set_up.level,
        language=set_up.language,
        clinician_limits=readiness.clinician_limits(),
        own_limits=studio_limits(),
        faces=set_up.faces,
    )


def _analyse(stop: Stop, clip: Clip, place: "DeltaGenerator") -> None:
    """Judge a recording; where that fails, the place says why and the step can be filmed again."""
    result = result_for(clip, followed(clip, options_of(stop)), place)
    if result is None:
        state.keep(replace(state.check_up(), clip=None))
        return
    state.put(stop, Done(part_of(stop.step, stop.take.id, result.report), best_still(result)))


def _show_done(stop: Stop, done: Done, clip: Clip | None) -> None:
    report = done.part.report
    if clip is not None:
        options = followed(clip, options_of(stop))
        if result := result_for(clip, options, st.empty()):
            if result.report != report:  # another person of the clip was picked
                state.put(stop, Done(part_of(stop.step, stop.take.id, result.report), best_still(result)))
                st.rerun()
            show_people(clip, options, result)
    found = trouble(report)
    if found and found.whole:
        show_trouble(found)
        return
    with st.container(key="card-step-result", gap="small"):
        words, still = st.columns([3, 2], gap="medium") if done.still else (st.container(), None)
        with words:
            st.html(words_of(stop.step, done.part))
        if still and done.still:
            still.image(done.still, alt=gettext("From the video we checked"), width="stretch")
    for note in report.quality.notes:
        st.caption(f":material/info: {plain(quality_words(note))}")
    if unknown := left_open(report):
        with st.expander(gettext("What we can't tell"), icon=":material/remove_circle:"):
            lines = "".join(f"<li><b>{escape(title)}</b> {escape(why)}</li>" for title, why in unknown)
            st.html(f'<ul class="fc-lines fc-dotted">{lines}</ul>')


def _show_ways(stop: Stop, *, answered: bool) -> None:
    """On, back, or leave it out."""
    found = state.stops()
    at = next(i for i, one in enumerate(found) if one.key == stop.key)
    last = at + 1 == len(found)
    with st.container(horizontal=True, key="checkup-ways"):
        st.button(gettext("Back"), icon=":material/arrow_back:", on_click=state.go, args=(at - 1,), key="checkup-back")
        if answered:
            st.button(
                gettext("Film again"),
                icon=":material/replay:",
                on_click=state.forget,
                args=(stop,),
                key="checkup-again",
            )
        st.button(
            (gettext("See your result") if last else gettext("Next")) if answered else gettext("Leave this out"),
            type="primary" if answered else "secondary",
            icon=":material/arrow_forward:" if answered else ":material/skip_next:",
            on_click=state.go,
            args=(at + 1,),
            key="checkup-next",
        )
