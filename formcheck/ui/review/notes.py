"""Notes tied to a moment of the clip: written or spoken where the player stands, and a press leads back there."""

from html import escape
from typing import Any, Final

import streamlit as st

from formcheck.i18n import gettext
from formcheck.review.voices import keep_note
from formcheck.storage.review.records import ClipNote, Stroke
from formcheck.ui.components.player import Moment
from formcheck.ui.review.state import attempt, change, done, has_name, visit, wish

NOTE: Final = "M"
TOOLS: Final = ("line", "arrow", "angle")
MOST_STROKES: Final = 40  # as in sketch.js
CSS: Final = (
    '<style>[class*="st-key-noted-"] {border-top: 1px solid var(--fc-line); padding: .4rem 0}'
    '[class*="st-key-noted-"] .stHtml {flex: 1 1 14rem; min-width: 0; overflow-wrap: anywhere}'
    ".fc-note span {display: block; color: var(--fc-soft); font-size: .9em}</style>"
)


def hear(moment: Moment | None) -> None:
    """The player's answer to "which moment is this?" opens the form, once."""
    asked = visit().wish
    if moment is None or asked is None or asked.t_s is not None or moment.number != asked.number:
        return
    if visit().moment != moment:
        change(moment=moment)
        st.rerun()


def show_notes(clip_id: int, notes: tuple[ClipNote, ...]) -> None:
    """The button, the form while a note is written, and the notes by their moments."""
    st.html(CSS)
    st.button(
        gettext("Note at this moment"),
        icon=":material/add_comment:",
        shortcut=NOTE,
        key="note",
        on_click=wish,
        args=(None,),
    )
    moment = visit().moment
    if moment is not None:
        _show_form(clip_id, moment)
    if visit().said:
        st.info(visit().said, icon=":material/info:")
        change(said="")
    for note in notes:
        _show_note(note)


def _show_form(clip_id: int, moment: Moment) -> None:
    """What was drawn on the picture is kept with what is written or said."""
    t_s, drawn = moment.t_s, strokes(moment.drawn)
    with st.form(f"note-form-{clip_id}-{t_s}", border=True):
        words = st.text_area(gettext("Note at {seconds} s", seconds=f"{t_s:.2f}"), key=f"note-words-{clip_id}-{t_s}")
        voice = st.audio_input(
            gettext("Or say it, in a minute at most; stop before you save"), key=f"note-voice-{clip_id}-{t_s}"
        )
        with st.container(horizontal=True):
            keep = st.form_submit_button(gettext("Save note"), type="primary", key="save-note")
            leave = st.form_submit_button(gettext("Cancel"), key="leave-note")
    if leave:
        _close()
        st.rerun()
    if keep and (words.strip() or drawn or voice) and has_name():
        who, recorded = visit().who, voice.getvalue() if voice else None
        whole = attempt(lambda store: keep_note(store, clip_id, t_s, words, who, drawn, recorded))
        if whole is not None:
            _close()
            change(said="" if whole else gettext("A voice note is a minute long at most: the first minute is kept."))
            st.rerun()


def strokes(found: tuple[dict[str, Any], ...]) -> tuple[Stroke, ...]:
    """What a browser says was drawn, as far as it is drawing: tools we know, points within the picture."""
    return tuple(
        {"tool": one["tool"], "points": [[float(x), float(y)] for x, y in one["points"]]}
        for one in found[:MOST_STROKES]
        if one.get("tool") in TOOLS and _within(one.get("points"))
    )


def _within(points: Any) -> bool:
    return (
        isinstance(points, list)
        and 2 <= len(points) <= 3
        and all(
            isinstance(point, list)
            and len(point) == 2
            and all(isinstance(v, int | float) and 0 <= v <= 1 for v in point)
            for point in points
        )
    )


def _close() -> None:
    change(moment=None, wish=None)


def _show_note(note: ClipNote) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"noted-{note.id}"):
        st.button(
            gettext("{seconds} s", seconds=f"{note.t_s:.2f}"),
            icon=_sign(note),
            key=f"jump-{note.id}",
            on_click=wish,
            args=(note.t_s, note.drawn),
            help=gettext("Show this moment"),
        )
        st.html(f'<div class="fc-note">{escape(note.words)}<span>{escape(note.who)}</span></div>')
        if note.voice_s and (voice := attempt(lambda store: store.voice(note.id))):
            st.audio(voice, format="audio/mp4", alt=_spoken_by(note), width=260)
        st.button(
            "",
            icon=":material/delete:",
            key=f"remove-{note.id}",
            on_click=_remove,
            args=(note.id,),
            help=gettext("Delete this note"),
            type="tertiary",
        )


def _sign(note: ClipNote) -> str:
    if note.voice_s:
        return ":material/mic:"
    return ":material/draw:" if note.drawn else ":material/play_circle:"


def _spoken_by(note: ClipNote) -> str:
    return gettext("Voice note by {name}, {seconds} s", name=note.who, seconds=f"{note.voice_s:.0f}")


def _remove(note_id: int) -> None:
    done(lambda store: store.remove_note(note_id))
