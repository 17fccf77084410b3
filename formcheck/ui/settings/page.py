"""Settings: language, how closely to measure, how soon a check speaks up, voice, what is kept."""

from dataclasses import replace
from html import escape
from typing import Final

import streamlit as st

from formcheck import __version__
from formcheck.errors import ModelMissing
from formcheck.i18n import LANGUAGES, Language, gettext, gettext_noop
from formcheck.media.bundles import SHIPPED_SHA256, bundle_sha256
from formcheck.settings import Level, ModelName
from formcheck.ui.components.pages import link
from formcheck.ui.components.theme import CSS
from formcheck.ui.phones.visitor import may_see
from formcheck.ui.settings.limits import show_limits
from formcheck.ui.settings.preferences import Preferences, keep, preferences
from formcheck.ui.settings.studio_limits import studio_limits
from formcheck.ui.visit_tab import end_visit

MODELS: Final[dict[ModelName, tuple[str, str]]] = {
    "full": (gettext_noop("More exact"), gettext_noop("Uses the full model.")),
    "lite": (gettext_noop("Faster"), gettext_noop("Uses the lite model. Good for slower computers.")),
}
LEVELS: Final[dict[Level, tuple[str, str]]] = {
    "gentle": (
        gettext_noop("Gentle"),
        gettext_noop("You get fewer tips. We allow more room because a camera is never exact."),
    ),
    "standard": (gettext_noop("Standard"), gettext_noop("We use our normal limits.")),
    "strict": (
        gettext_noop("Strict"),
        gettext_noop("You get more tips. Now and then one may be wrong because a camera is never exact."),
    ),
}
KEPT: Final = (
    (
        gettext_noop("Your videos"),
        gettext_noop(
            "We don't keep them unless you save them yourself. While we check a video it is in a private "
            "folder, and it is deleted right after."
        ),
    ),
    (
        gettext_noop("Results and your calibration"),
        gettext_noop(
            "In this computer's memory while this tab is open, so that a reload or a locked phone loses nothing. "
            "Gone five minutes after you close it."
        ),
    ),
    (
        gettext_noop("Your answers to the questions, and your limits"),
        gettext_noop("The same: in memory while this tab is open, and gone five minutes after you close it."),
    ),
    (
        gettext_noop("Your diary"),
        gettext_noop(
            "Only if you start one. It keeps the numbers and photos of each result you add, in a file on "
            "this computer that only your code opens."
        ),
    ),
    (
        gettext_noop("What trainers review"),
        gettext_noop(
            "Clips, names, decisions and notes, written or spoken, on this computer or in the studio's database, until "
            "they delete them on the page Review."
        ),
    ),
    (gettext_noop("What you download"), gettext_noop("It is in your downloads folder.")),
    (
        gettext_noop("These settings"),
        gettext_noop("As long as your results. Your language is also kept in the page's address."),
    ),
)
PAGE_CSS: Final = (
    "<style>.stApp .fc-kept, .stApp .fc-made {margin: 0; padding: 0}"
    ".fc-kept {display: grid; grid-template-columns: minmax(9rem, 1fr) 3fr; gap: .6rem 1.5rem}"
    ".fc-kept dt {font-weight: 650} .fc-kept dd {margin: 0; color: var(--fc-soft)}"
    ".fc-made {font-size: .8em; color: var(--fc-soft); overflow-wrap: anywhere}"
    ".fc-made dt {font-weight: 650} .fc-made dd {margin: 0 0 .4rem; font-family: monospace}"
    "@media (max-width: 640px) {.st-key-card-general .stHorizontalBlock {gap: 1.25rem}"
    ".fc-kept {grid-template-columns: 1fr; gap: .1rem} .fc-kept dd {margin-bottom: .7rem}}"
    "</style>"
)


def take(field: str) -> None:
    """Keep what the widget of one preference was set to."""
    keep(replace(preferences(), **{field: st.session_state[f"settings-{field}"]}))


def choose_language(mine: Preferences) -> None:
    """By its own name, so that it is found from any other."""
    languages: list[Language] = list(LANGUAGES)
    st.segmented_control(
        gettext("Language"),
        languages,
        default=mine.language,
        required=True,
        format_func=LANGUAGES.__getitem__,
        key="settings-language",
        on_change=take,
        args=("language",),
    )


def choose_model(mine: Preferences) -> None:
    """The pose model."""
    models: list[ModelName] = list(MODELS)
    words = {name: gettext(word) for name, (word, _) in MODELS.items()}
    st.radio(
        gettext("Measuring"),
        models,
        index=models.index(mine.model),
        format_func=words.__getitem__,
        captions=[gettext(about) for _, about in MODELS.values()],
        key="settings-model",
        on_change=take,
        args=("model",),
    )


def choose_voice(mine: Preferences) -> None:
    """Whether cues are spoken."""
    st.toggle(
        gettext("Read tips aloud"),
        value=mine.voice,
        key="settings-voice",
        on_change=take,
        args=("voice",),
    )
    st.caption(
        gettext(
            "On the Live page, your browser reads out one tip after each repetition. You can always read it "
            "on the screen too."
        )
    )


def choose_level(mine: Preferences) -> None:
    """How soon a check speaks up, with all limits."""
    levels: list[Level] = list(LEVELS)
    words = {level: gettext(word) for level, (word, _) in LEVELS.items()}
    st.segmented_control(
        gettext("How strict"),
        levels,
        default=mine.level,
        required=True,
        format_func=words.__getitem__,
        key="settings-level",
        on_change=take,
        args=("level",),
    )
    st.markdown(gettext(LEVELS[mine.level][1]))
    show_limits(mine.level, studio_limits())


def show_kept() -> None:
    """What is kept and where."""
    rows = "".join(f"<dt>{escape(gettext(what))}</dt><dd>{escape(gettext(where))}</dd>" for what, where in KEPT)
    st.html(f'<dl class="fc-kept">{rows}</dl>')


def show_versions() -> None:
    """What this result would be made with, in small print."""
    with st.expander(gettext("Version and models"), icon=":material/fingerprint:"):
        rows = [("FormCheck", __version__)]
        for file in SHIPPED_SHA256:
            try:
                rows.append((file, f"sha256 {bundle_sha256(file)}"))
            except ModelMissing as error:
                rows.append((file, str(error)))
        st.html(
            '<dl class="fc-made">'
            + "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows)
            + "</dl>"
        )


mine = preferences()
st.html(CSS)
st.html(PAGE_CSS)
st.title(gettext("Settings"), anchor=False)
lead = gettext("Your videos, photos and numbers stay on this computer. No account, no tracking.")
st.html(f'<p class="fc-lead">{escape(lead)}</p>')
with st.container(key="card-general"):
    first, second, third = st.columns([4, 5, 6], gap="large")
    with first:
        choose_language(mine)
    with second:
        choose_model(mine)
    with third:
        choose_voice(mine)
st.header(gettext("How strict the checks are"), anchor=False)
choose_level(mine)
st.header(gettext("What we keep"), anchor=False)
show_kept()
st.button(gettext("End my visit now"), icon=":material/logout:", on_click=end_visit, key="settings-end")
st.caption(gettext("Forgets your results, answers and settings at once, and closes your diary."))
st.header(gettext("For whoever looks after this computer"), anchor=False)
if may_see("studio"):
    link("studio", gettext("Your studio: name, logo, classes"), ":material/storefront:")
show_versions()
