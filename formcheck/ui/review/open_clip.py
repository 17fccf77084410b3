"""One clip under review: its player, findings, repetitions, notes, and the word to its member."""

from datetime import date
from html import escape
from pathlib import Path
from typing import Any, Final

import streamlit as st

from formcheck.dates import day_words
from formcheck.errors import FormcheckError
from formcheck.i18n import gettext
from formcheck.review.decided import MEASURED, Decided, to_decide
from formcheck.review.kept import Ready
from formcheck.review.opening import film_of
from formcheck.schema import Report
from formcheck.storage.review.records import STATES, QueuedClip, State
from formcheck.ui.components import player
from formcheck.ui.components.words import plain
from formcheck.ui.review import marks, message, notes
from formcheck.ui.review.findings import at_hand, show_findings, show_list
from formcheck.ui.review.preparing import prepare_ahead, prepared
from formcheck.ui.review.queue_list import STATE_NAMES
from formcheck.ui.review.rep_values import show_reps
from formcheck.ui.review.state import attempt, change, done, go_to, store, visit, wish
from formcheck.ui.settings.preferences import preferences
from formcheck.wording.summary import headline

NEXT, BEFORE, DONE = "N", "P", "X"
CSS: Final = (
    f'<style>[class*="st-key-{player.FILM}"] {{display: none}}'
    ".st-key-review-clip h1 {font-size: clamp(1.3rem, 1rem + 1vw, 1.8rem) !important; overflow-wrap: anywhere}</style>"
)


def show_clip(clip_id: int) -> None:
    """Everything about one clip; what cannot be had is said, and the way on stays."""
    clip = attempt(lambda store: store.clip(clip_id))
    _show_ways(clip_id)
    if clip is None:
        return
    report = attempt(lambda store: store.report(clip_id))
    if report is None:
        return
    st.html(CSS + marks.CSS)
    decided = Decided(attempt(lambda store: store.decisions(clip_id)) or ())
    with st.container(key="review-clip"):
        st.title(plain(clip.name), anchor=False)
        st.html(f"<p>{escape(headline(report).text)} {marks.badge(MEASURED)}</p>")
    _show_about(clip)
    _begin(clip_id, report, decided)
    left, right = st.columns([3, 2], gap="medium")
    place = left.empty()
    with right:
        show_findings(clip_id, report, decided)
    made = prepared(clip, report, preferences().language, place)
    with left:
        if made:
            _show_player(clip, made, decided)
        noted = attempt(lambda store: store.notes(clip_id)) or ()
        notes.show_notes(clip_id, noted)
    with right:
        show_list(clip_id, report, decided)
    show_reps(clip_id, report, decided)
    message.show_message(clip, report, decided, made, noted)
    _ahead(clip_id)


def _begin(clip_id: int, report: Report, decided: Decided) -> None:
    """A clip opens at the moment of the first finding that nobody has decided."""
    if not visit().fresh:
        return
    change(fresh=False)
    findings = to_decide(report, everything=visit().everything)
    at = at_hand(clip_id, findings, decided)
    if at is not None and (t_s := findings[at].t_s) is not None:
        wish(t_s)


def _show_ways(clip_id: int) -> None:
    """Back to the list, to the clip before and the next one, and done."""
    order = visit().order
    at = order.index(clip_id) if clip_id in order else -1
    before = order[at - 1] if at > 0 else None
    following = order[at + 1] if 0 <= at < len(order) - 1 else None
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.button(gettext("All clips"), icon=":material/list:", on_click=go_to, args=(None,), key="to-queue")
        if at >= 0:
            st.markdown(gettext("Clip {number} of {all}", number=at + 1, all=len(order)), width="content")
        with st.container(horizontal=True, width="content"):
            for label, symbol, key, to in (
                (gettext("Previous clip"), ":material/arrow_back:", BEFORE, before),
                (gettext("Next clip"), ":material/arrow_forward:", NEXT, following),
            ):
                st.button(
                    label,
                    icon=symbol,
                    shortcut=key,
                    on_click=go_to,
                    args=(to,),
                    key=f"clip-{key}",
                    disabled=to is None,
                )
            st.button(
                gettext("Done, next clip"),
                icon=":material/check:",
                shortcut=DONE,
                type="primary",
                on_click=_done,
                args=(clip_id, following),
                key="clip-done",
            )


def _done(clip_id: int, following: int | None) -> None:
    if done(lambda store: store.set_state(clip_id, "done")):
        go_to(following)


def _show_about(clip: QueuedClip) -> None:
    """State, member, class and date, each kept when it is changed."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        state = st.segmented_control(
            gettext("State"),
            list(STATES),
            default=clip.state,
            format_func=lambda one: gettext(STATE_NAMES[one]),
            key=f"state-{clip.id}-{clip.state}",
            required=True,
        )
        member = st.text_input(gettext("Member"), value=clip.member, key=f"member-{clip.id}", width=200)
        group = st.text_input(gettext("Class"), value=clip.class_name, key=f"class-{clip.id}", width=200)
        day = st.date_input(gettext("Date"), value=clip.filmed_on, key=f"day-{clip.id}", width=160)
    if state != clip.state:
        _set_state(clip.id, state)
    filmed_on = day if isinstance(day, date) else None
    if (member.strip(), group.strip(), filmed_on) != (clip.member, clip.class_name, clip.filmed_on):
        done(lambda store: store.describe(clip.id, member=member, class_name=group, filmed_on=filmed_on))


def _set_state(clip_id: int, state: State) -> None:
    done(lambda store: store.set_state(clip_id, state))
    st.rerun()


def _show_player(clip: QueuedClip, made: Ready, decided: Decided) -> None:
    try:
        film = film_of(clip, made)
    except FormcheckError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    place = st.container()
    shown = [(made.playing, film), *_beside(clip)]
    with place:
        moment = player.show(shown, visit().wish, sketching=True)
    notes.hear(moment)
    if not made.same:
        words = gettext(
            "This FormCheck judges the clip differently from the one that made its report. The video shows how it is "
            "judged now, the list how it was judged then."
        )
        st.caption(f":material/info: {words}")
    if decided.counts().get("corrected"):
        words = gettext("The video shows what was measured. Corrections are in the list.")
        st.caption(f":material/info: {words}")


def _beside(clip: QueuedClip) -> list[tuple[dict[str, Any], Path]]:
    """Another clip to be put beside this one, those of the same member first; the player ties them."""
    others = [one for one in store().queue().clips if one.id != clip.id]
    others.sort(key=lambda one: (not clip.member or one.member != clip.member, one.name))
    named = {one.id: one for one in others}
    before = visit().beside.get(clip.id)
    chosen = st.selectbox(
        gettext("Put another clip beside it"),
        list(named),
        index=list(named).index(before) if before in named else None,
        format_func=lambda one: named_of(named[one]),
        placeholder=gettext("None"),
        key=f"beside-{clip.id}",
    )
    others_beside = {own: other for own, other in visit().beside.items() if own != clip.id}
    change(beside=others_beside | ({clip.id: chosen} if chosen else {}))
    if chosen is None:
        return []
    other = named[chosen]
    report = attempt(lambda kept: kept.report(chosen))
    made = prepared(other, report, preferences().language, st.empty()) if report else None
    if made is None:
        return []
    try:
        return [(made.playing, film_of(other, made))]
    except FormcheckError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return []


def named_of(clip: QueuedClip) -> str:
    """A clip among others, in a line."""
    day = day_words(clip.filmed_on, year=True) if clip.filmed_on else ""
    return " · ".join(filter(None, (clip.name, clip.member, day)))


def _ahead(clip_id: int) -> None:
    """Begin with the next clip while this one is reviewed."""
    order = visit().order
    if clip_id not in order[:-1]:
        return
    following = order[order.index(clip_id) + 1]
    try:
        prepare_ahead(store().clip(following), store().report(following), preferences().language)
    except FormcheckError:
        return  # said when it is opened
