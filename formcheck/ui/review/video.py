"""The word to a member as one short video: what is in it, made with a bar, shown and saved."""

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Final

import streamlit as st

from formcheck.clip.message_parts import Letter, Moment, Style
from formcheck.dates import day_words
from formcheck.errors import FormcheckError
from formcheck.i18n import gettext, gettext_noop
from formcheck.review.decided import Decided
from formcheck.review.video_message import MOST_MOMENTS, make_video, moments_of
from formcheck.schema import Finding, Report
from formcheck.storage.review.records import ClipNote, QueuedClip
from formcheck.ui.check.ticking import WITH_FILM, Ticker
from formcheck.ui.components.brand import the_brand
from formcheck.ui.components.words import plain
from formcheck.ui.review.state import store, visit
from formcheck.ui.settings.preferences import preferences
from formcheck.wording.summary import headline

MADE: Final = "review-video"  # the last one of this visit
MEASURED: Final = "review-video-measured"  # its clip
POLL_S: Final = 0.2
NAME_CHARS: Final = 60
END: Final = gettext_noop(
    "This is movement feedback from one camera, not a medical assessment. Stop if anything hurts."
)


@dataclass(frozen=True, slots=True)
class _Made:
    """A video, and what it was made of."""

    of: object
    content: bytes


def show_video(
    clip: QueuedClip,
    report: Report,
    decided: Decided,
    notes: tuple[ClipNote, ...],
    shown: Sequence[Finding],
    findings: Sequence[Finding],
    words: str,
) -> None:
    """``shown``: the findings chosen for the message, of all ``findings``; ``words``: the trainer's own."""
    with st.expander(gettext("As a short video"), icon=":material/movie:", key=f"video-{clip.id}"):
        chosen, style = _chosen(clip.id, notes), _style(clip.id)
        voices = {note.id: kept for note in chosen if note.voice_s and (kept := store().voice(note.id))}
        moments, letter = moments_of(chosen, shown, findings, decided, voices), _letter(clip, report, words)
        st.caption(
            gettext(
                "It shows each of these moments with your drawing and your words, and plays what you said. Faces of "
                "others are blurred. Up to {count} moments.",
                count=MOST_MOMENTS,
            )
        )
        wanted = (clip.id, report.provenance, letter, tuple(moments), style, preferences().language)
        empty = not moments and not words.strip()
        label = gettext("Make the video")
        if st.button(label, icon=":material/movie:", disabled=empty, key=f"video-make-{clip.id}"):
            _make(clip, report, letter, moments, style, wanted)
        made: _Made | None = st.session_state.get(MADE)
        if made is not None and made.of == wanted:
            _show_made(clip, made.content)


def _chosen(clip_id: int, notes: Sequence[ClipNote]) -> list[ClipNote]:
    by_id = {note.id: note for note in notes}
    chosen = st.multiselect(
        gettext("Notes in it"),
        list(by_id),
        default=list(by_id)[:MOST_MOMENTS],
        format_func=lambda number: named(by_id[number]),
        key=f"video-notes-{clip_id}-{'-'.join(map(str, by_id))}",
    )
    return [by_id[number] for number in chosen]


def named(note: ClipNote) -> str:
    """A note among others, in a line."""
    said = note.words or (gettext("Voice note") if note.voice_s else gettext("Drawing"))
    return gettext("{seconds} s: {words}", seconds=f"{note.t_s:.2f}", words=said)


def _style(clip_id: int) -> Style:
    with st.container(horizontal=True):
        half = st.checkbox(gettext("At half speed"), value=True, key=f"video-half-{clip_id}")
        hidden = st.checkbox(
            gettext("Blur the member's face, too"), value=preferences().faces == "blur", key=f"video-faces-{clip_id}"
        )
    return Style(faces="blur" if hidden else "bystanders", half_speed=half)


def _letter(clip: QueuedClip, report: Report, words: str) -> Letter:
    day = day_words(clip.filmed_on, year=True) if clip.filmed_on else ""
    return Letter(
        title=gettext("For {name}", name=clip.member) if clip.member else gettext("From your trainer"),
        facts=tuple(filter(None, (day, headline(report).count))),
        sender=tuple(filter(None, (visit().who, the_brand().name))),
        words=words,
        trainer=visit().who,
        end=gettext(END),
    )


def _make(
    clip: QueuedClip, report: Report, letter: Letter, moments: list[Moment], style: Style, wanted: object
) -> None:
    """In a thread of its own, so that only the script's thread speaks to the page."""
    ticker, language, measured = Ticker(WITH_FILM), preferences().language, st.session_state.setdefault(MEASURED, {})
    bar = st.progress(0.0, text=gettext("Starting"))
    try:
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="review-video") as pool:
            future = pool.submit(make_video, clip, report, letter, moments, style, language, ticker, measured)
            try:
                while not wait([future], timeout=POLL_S).done:
                    bar.progress(ticker.share(), text=ticker.words())
            finally:
                ticker.stop()
        st.session_state[MADE] = _Made(wanted, future.result())
    except FormcheckError as error:
        st.error(plain(str(error)), icon=":material/error:")
    bar.empty()


def forget_video() -> None:
    """Let go of the video that was made last, and of what it was made of."""
    for key in (MADE, MEASURED):
        st.session_state.pop(key, None)


def _show_made(clip: QueuedClip, content: bytes) -> None:
    with st.container(key=f"video-made-{clip.id}"):
        st.video(content, format="video/mp4", alt=gettext("The video for the member"), width=360)
        st.download_button(
            gettext("Save the video ({size} MB)", size=f"{len(content) / 1e6:.1f}"),
            content,
            file_name=file_name(clip),
            mime="video/mp4",
            icon=":material/download:",
            on_click="ignore",
            key=f"video-save-{clip.id}",
        )


def file_name(clip: QueuedClip) -> str:
    """Whose it is and of which day; the clip's name where neither is known."""
    day = clip.filmed_on.isoformat() if clip.filmed_on else ""
    parts = [clip.member, day] if clip.member else [clip.name.rpartition(".")[0] or clip.name, day]
    safe = re.sub(r"[^\w()+-]+", "_", " ".join(filter(None, parts))).strip("_")[:NAME_CHARS]
    return f"{safe or 'message'}.message.mp4"
