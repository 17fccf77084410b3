"""What keeps the camera from a page, in words: as the browser knows it, and as the server sees it."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args
from urllib.parse import quote

import streamlit as st

from formcheck.colours import NOT_ASSESSED, hex_of
from formcheck.i18n import gettext, gettext_noop
from formcheck.live.silhouette import outline
from formcheck.ui.components.camera import FULL, PLACES, Feed, StreamState

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

Trouble = Literal["denied", "none", "busy", "insecure", "slow", "failed"]

QUIET_S: Final = 3.0  # chosen: longer than a slow machine needs to load the pose model
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
    "slow": gettext_noop(
        "Connecting takes a long time. Please press Stop, then Start again. If the camera is on another "
        "computer, it may need a camera server: see Settings."
    ),
    "failed": gettext_noop("The camera did not start. Please press Start again or choose another camera."),
}
QUIET: Final = gettext_noop(
    "The camera sends no image. Please check that it is plugged in, not covered and not in use "
    "elsewhere, then press Stop and Start."
)


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


#: Of the streaming component, which brings a look of its own.
LOOK: Final = (
    ".MuiAlert-root, .MuiPaper-root > .MuiSvgIcon-root {display: none !important} body {margin: 0}"
    ".MuiButton-root {min-height: 44px; text-transform: none !important; font-size: 1rem !important;"
    " border-radius: 999px !important; box-shadow: none !important; letter-spacing: 0 !important}"
    ".MuiButton-contained {padding: 8px 24px !important; font-weight: 650 !important}"
    ".MuiPaper-root {border-radius: 14px !important; aspect-ratio: 4 / 3; background-position: center !important;"
    f" background-repeat: no-repeat !important; background-size: contain !important; background-image: {_figure()}"
    " !important}"
)


@lru_cache(maxsize=1)
def _component() -> "ComponentRenderer":
    script = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
    return st.components.v2.component("formcheck_camera_trouble", js=script)


def watch_browser(key: str) -> Trouble | None:
    """What the browser says is wrong with its camera; None when nothing is."""
    found = _component()(key=key, data={"css": LOOK}, on_trouble_change=_noted, height="content").get("trouble")
    return next((name for name in get_args(Trouble) if name == found), None)


def _noted() -> None:
    """A component keeps a state only with somebody to tell."""


def words_for(trouble: Trouble | None, feed: Feed, state: StreamState) -> str | None:
    """The one sentence to show now, or None. Pictures that come prove a browser's worries wrong."""
    if state == "playing":
        if feed.quiet_s() > QUIET_S:
            return gettext(WORDS[trouble] if trouble in ("none", "denied") else QUIET)
        return gettext(feed.problem) if feed.problem else None
    if trouble is not None:
        return gettext(WORDS[trouble])
    return gettext(FULL) if state == "idle" and not PLACES.free() else None
