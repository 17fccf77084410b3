"""Choosing a clip: upload one, record one, or take a sample."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import streamlit as st

from formcheck.i18n import gettext
from formcheck.ui.before import readiness
from formcheck.ui.check import samples
from formcheck.ui.check.clips import Clip, sample_clip, show_refused, take_upload
from formcheck.ui.check.filming import show_from_phone, show_how_to_film
from formcheck.ui.components.theme import uploader_words
from formcheck.wording.summary import SAFETY

SAMPLES_IN_A_ROW: Final = 4
SAMPLES_AT_ONCE: Final = 4
CHOSEN: Final = "clip"  # where a visit keeps the current clip
UPLOADS: Final = "uploads"  # how many uploaders this visit has had before the one on the page
RECORDING: Final = "recording"  # whether the recorder is open
CSS: Final = "\n".join(
    (
        "<style>",
        '[class*="st-key-pick-"] {position: relative; border-radius: 18px; overflow: hidden; background:'
        " var(--fc-card)}",
        '[class*="st-key-pick-"] img {aspect-ratio: 1; object-fit: cover; object-position: bottom; border-radius: 0}',
        '[class*="st-key-pick-"] button {border: 0; background: transparent; min-height: 3.2rem; text-align: left}',
        # The button covers its card, so that the picture is clicked too.
        '[class*="st-key-pick-"] .stButton button::after {content: ""; position: absolute; inset: 0; z-index: 1;'
        " border-radius: 18px}",
        '[class*="st-key-pick-"] .stButton, [class*="st-key-pick-"] .stElementContainer {position: static}',
        '[class*="st-key-pick-"] [data-testid=stElementToolbar] {display: none}',
        '[class*="st-key-pick-"]:hover {box-shadow: 0 0 0 3px var(--fc-accent-text)}',
        '[class*="st-key-pick-"] button:focus-visible::after {outline: 3px solid var(--fc-accent-text);'
        " outline-offset: -3px}",
        ".st-key-uploader [data-testid=stFileUploaderDropzone] {border: 2px dashed var(--fc-accent-text);"
        " border-radius: 18px; padding: 1.4rem; background: var(--fc-card)}",
        ".st-key-uploader [data-testid=stFileUploaderDropzone] button {background: var(--fc-accent-text); border: 0;"
        " color: var(--fc-paper); font-weight: 650}",
        "@media (max-width: 640px) {.st-key-samples .stColumn {min-width: 40%; flex: 1 1 40%}}",
        "</style>",
    )
)


def show_input_choice(above: Callable[[], None] | None = None, below: Callable[[], object] | None = None) -> None:
    """Upload, record, or one click on a sample; what is chosen goes to ``st.session_state["clip"]``.

    ``above`` and ``below`` show what belongs to the first two, beside how to film.
    """
    st.html(CSS)
    left, right = st.columns([1, 1], gap="large")
    with left:
        if above:
            above()
        show_uploader()
        st.button(
            gettext("Record with my camera"),
            icon=":material/videocam:",
            on_click=_open_recorder,
            key="record",
            width="stretch",
        )
        show_privacy()
        if below:
            below()
    with right:
        show_how_to_film()
        show_from_phone()
    show_samples()
    st.caption(gettext(SAFETY))


def show_uploader() -> None:
    """Takes any file: what is no video is refused in words, by its content and whatever its name."""
    key = f"upload{st.session_state.get(UPLOADS, '')}"
    with st.container(key="uploader"):
        st.html(uploader_words("uploader", gettext("Choose a video"), gettext("or drop one here")))
        st.file_uploader(gettext("Your video"), key=key, on_change=_take_upload, args=(key,))
    show_refused()


def another_uploader() -> None:
    """Forget the file in the uploader, as a new one does."""
    st.session_state[UPLOADS] = st.session_state.get(UPLOADS, 0) + 1


def show_privacy() -> None:
    """What happens to a clip."""
    st.caption(":material/lock: " + gettext("Your video is checked on this computer and not kept."))


def show_recording() -> None:
    """The recorder, and the way back. It is the only part that asks for the camera."""
    from formcheck.ui.check.recording import show_recorder

    st.button(gettext("Back"), icon=":material/arrow_back:", on_click=_close_recorder, key="close-recorder")
    if readiness.may_go_on():
        show_recorder(_take_recording)


def show_samples() -> None:
    """Cards of the sample clips, the first few at once."""
    found = samples.all_samples()
    if not found:
        return
    with st.container(key="samples"):
        st.header(gettext("Or try one of our samples"), anchor=False)
        _show_cards(found[:SAMPLES_AT_ONCE])
        if found[SAMPLES_AT_ONCE:]:
            with st.expander(gettext("More samples")):
                _show_cards(found[SAMPLES_AT_ONCE:])


def _show_cards(cards: tuple[samples.Sample, ...]) -> None:
    for first in range(0, len(cards), SAMPLES_IN_A_ROW):
        row = cards[first : first + SAMPLES_IN_A_ROW]
        for column, sample in zip(st.columns(SAMPLES_IN_A_ROW), row, strict=False):
            with column, st.container(key=f"pick-{sample.path.stem}", gap=None):
                picture = _poster(str(sample.path), sample.poster_s, sample.path.stat().st_mtime)
                if picture is not None:
                    st.image(picture, alt="", width="stretch")
                st.button(
                    sample.title,
                    key=f"sample-{sample.path.stem}",
                    on_click=_take_sample,
                    args=(sample.path,),
                    width="stretch",
                )


@st.cache_data(max_entries=32, show_spinner=False)
def _poster(path: str, at_s: float, changed_s: float) -> Any:  # noqa: ARG001 - a clip made anew gets a new picture
    return samples.poster(Path(path), at_s)


def _take_upload(key: str) -> None:
    if clip := take_upload(key):
        st.session_state[CHOSEN] = clip


def _take_sample(path: Path) -> None:
    st.session_state[CHOSEN] = sample_clip(path)


def _take_recording(clip: Clip) -> None:
    st.session_state[CHOSEN] = clip
    st.session_state[RECORDING] = False


def _open_recorder() -> None:
    st.session_state[RECORDING] = True


def _close_recorder() -> None:
    st.session_state[RECORDING] = False
