"""The camera in a page: its picture with what was seen, its button, and what the browser says is wrong with it."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, get_args
from urllib.parse import quote

import streamlit as st

from formcheck.colours import NOT_ASSESSED, hex_of
from formcheck.drawing.scene import icon_data
from formcheck.i18n import gettext, gettext_noop
from formcheck.live.silhouette import outline
from formcheck.player.scripts import drawing_script
from formcheck.ui.components import camera
from formcheck.ui.components.camera import FULL, PLACES, Feed

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

StreamState = Literal["idle", "connecting", "playing"]
Trouble = Literal["denied", "none", "busy", "insecure", "failed", "quiet", "lost"]

ASKED: Final = {"width": {"ideal": 640}, "height": {"ideal": 480}, "frameRate": {"ideal": 30}}
LONG_SIDE_PX: Final = 640  # of the pictures sent, whatever the camera gives: pixels are compared
FILES: Final = Path(__file__).parent
TEXTS: Final = {
    "start": gettext_noop("Start the camera"),
    "stop": gettext_noop("Stop"),
    "choose": gettext_noop("Camera"),
    "alt": gettext_noop("Your camera, with your joints and angles drawn on it"),
}
WORDS: Final[dict[Trouble, str]] = {
    "denied": gettext_noop(
        "The browser does not let FormCheck use the camera. Please click the icon next to the page's "
        "address, allow the camera, then press Start again."
    ),
    "none": gettext_noop("We found no camera. Please plug one in, and we will find it on our own."),
    "busy": gettext_noop("Another program is using the camera. Please close that program, then press Start again."),
    "insecure": gettext_noop(
        "The browser only allows the camera on safe addresses. Please open FormCheck at "
        "http://localhost on its own computer, or over https."
    ),
    "failed": gettext_noop("The camera did not start. Please press Start again or choose another camera."),
    "quiet": gettext_noop(
        "The camera sends no image. Please check that it is plugged in, not covered and not in use "
        "elsewhere, then press Stop and Start."
    ),
    "lost": gettext_noop("The connection to FormCheck was lost, and the camera has stopped. Please press Start again."),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """How the browser's camera is now."""

    state: StreamState
    trouble: Trouble | None = None


def show(key: str, feed: Feed) -> Shown:
    """The camera with its start and stop button; while it runs the feed gets its pictures."""
    data = {
        "key": key,
        "path": camera.path(feed),
        "camera": ASKED,
        "long_side_px": LONG_SIDE_PX,
        "figure": _figure(),
        "icons": icon_data(),
        "words": {name: gettext(text) for name, text in TEXTS.items()},
    }
    found: Any = _component()(key=key, data=data, on_state_change=_noted, on_trouble_change=_noted, height="content")
    states: tuple[StreamState, ...] = get_args(StreamState)
    troubles: tuple[Trouble, ...] = get_args(Trouble)
    return Shown(
        next((name for name in states if name == found.get("state")), "idle"),
        next((name for name in troubles if name == found.get("trouble")), None),
    )


def words_for(shown: Shown, feed: Feed) -> str | None:
    """The one sentence to show now, or None."""
    if shown.trouble is not None:
        return gettext(WORDS[shown.trouble])
    if shown.state != "idle":
        return gettext(feed.problem) if feed.problem else None
    return None if PLACES.free() else gettext(FULL)


def _noted() -> None:
    """A component keeps a state only with somebody to tell."""


@lru_cache(maxsize=1)
def _component() -> "ComponentRenderer":
    script, style = ((FILES / f"camera.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    js = f"{drawing_script()}\n{line_script()}\n{script}"
    return st.components.v2.component("formcheck_camera", js=js, css=style)


def line_script() -> str:
    """A line of the browser to this server, for the scripts after it."""
    return (FILES / "line.js").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _figure() -> str:
    """The outline to stand in, as the picture will show it, as an image for CSS."""
    lines = [" L".join(f"{x * 640:.0f} {y * 480:.0f}" for x, y in line) for line in outline((640, 480))]
    path = f"M{lines[0]} Z M{lines[1]}"
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480"><path d="'
        f'{path}" fill="none" stroke="{hex_of(NOT_ASSESSED)}" stroke-width="5" stroke-dasharray="12 9" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
    return f'url("data:image/svg+xml,{quote(svg)}")'
