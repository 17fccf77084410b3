"""The page for a clip that shows too little: what to change, with a drawing."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Final, Literal

import streamlit as st

from formcheck.i18n import gettext, gettext_noop
from formcheck.judging.quality import DARK, LOST_SHARE
from formcheck.schema import Nothing, Report
from formcheck.ui.components.drawings import figure, picture, wrong_and_right

Kind = Literal[Nothing, "dark", "short", "front", "back", "turned"]

SHORTEST_S: Final = 1.5  # chosen: a quick squat takes 1.2 s, and nobody films it without a breath before or after
#: What only a camera at the side shows, of what matters most.
SIDE_CHECKS: Final = frozenset({"lower_back_rounding", "hips_first", "heels", "trunk_tibia", "hinge_pattern"})
MISSED_MOST: Final = 1  # chosen: one of them missing is worth a line further down, not a card on top
CSS: Final = (
    "<style>.fc-trouble {display: flex; flex-wrap: wrap; gap: 1.25rem 2.5rem; align-items: center}"
    ".fc-trouble > img {width: 330px; max-width: 100%; flex: none} .fc-trouble > div {flex: 1 1 18rem}"
    ".fc-trouble h1, .fc-trouble h2 {margin: 0 0 .75rem !important; padding: 0 !important}"
    ".stHtml .fc-trouble ul {display: grid; gap: .5rem; margin: 0; padding: 0 0 0 1.2rem}"
    ".fc-trouble li {margin: 0; font-size: 1.1rem; line-height: 1.4}</style>"
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stands in the way. ``whole``: nothing could be judged; else only part of it."""

    kind: Kind
    whole: bool


def trouble(report: Report) -> Trouble | None:
    """What to change before the next clip; None when this one shows the important checks."""
    nothing, quality = report.summary.nothing, report.quality
    dark = quality.brightness is not None and quality.brightness < DARK
    if dark and (nothing or quality.detected_share < LOST_SHARE):
        return Trouble("dark", nothing is not None)
    if nothing in ("no_repetition", "partial") and report.clip.duration_s < SHORTEST_S:
        return Trouble("short", whole=True)
    if nothing:
        return Trouble(nothing, whole=True)
    return _wrong_view(report)


def _wrong_view(report: Report) -> Trouble | None:
    missed = len(SIDE_CHECKS & report.summary.not_assessed.keys())
    kind = report.view.kind
    if kind in ("left", "right") or missed <= MISSED_MOST:
        return None
    return Trouble(kind if kind == "front" or kind == "back" else "turned", whole=False)


#: What it is, then what to change.
WORDS: Final[dict[Kind, tuple[str, tuple[str, ...]]]] = {
    "nobody": (
        gettext_noop("We can't see anybody"),
        (
            gettext_noop("Put the camera 2.5 to 3.5 m away, at hip height."),
            gettext_noop("Keep your whole body in view, from head to feet."),
        ),
    ),
    "dark": (
        gettext_noop("The video is too dark"),
        (
            gettext_noop("Turn on a light or film in daylight."),
            gettext_noop("Keep windows and lamps behind the camera, not behind you."),
        ),
    ),
    "short": (
        gettext_noop("The video is too short"),
        (
            gettext_noop("Film at least one whole repetition."),
            gettext_noop("Stand still for a second before and after it."),
        ),
    ),
    "no_repetition": (
        gettext_noop("We found no repetition"),
        (
            gettext_noop("Do at least one squat, hip hinge or chair stand, only as far as feels fine."),
            gettext_noop("Stand up straight before and after it."),
        ),
    ),
    "partial": (
        gettext_noop("Only part of a repetition was filmed"),
        (
            gettext_noop("Stand up straight and start filming before you move."),
            gettext_noop("Stop filming when you stand up straight again."),
        ),
    ),
    "sat_down": (
        gettext_noop("You only sat down"),
        (
            gettext_noop("Sit on the chair before you start filming."),
            gettext_noop("Stand up, and stay standing for a second. You may sit down again after that."),
        ),
    ),
    "stayed_down": (
        gettext_noop("You only went down to the floor"),
        (
            gettext_noop("Sit down on the floor before you start filming."),
            gettext_noop("Get up in your own way, and stay standing for a second."),
        ),
    ),
    "stored_turned": (
        gettext_noop("The clip is not upright"),
        (
            gettext_noop("The clip lies on its side or upside down, and nothing in the file says so."),
            gettext_noop("Turn it in your phone's photo app, save it, and upload it again."),
        ),
    ),
    "other_movement": (
        gettext_noop("We do not know this movement"),
        (
            gettext_noop("FormCheck only checks the movements listed under Options."),
            gettext_noop("Was it one of them? Choose it there."),
        ),
    ),
    "hips_hidden": (
        gettext_noop("We can't see your hips"),
        (
            gettext_noop("Move away anything between you and the camera."),
            gettext_noop("Wear a short top or tuck it in."),
        ),
    ),
    "front": (
        gettext_noop("We can see more from the side"),
        (
            gettext_noop("You filmed from the front, where we can't see your back, hips and heels well."),
            gettext_noop("Turn so that the camera sees your left or right side."),
        ),
    ),
    "back": (
        gettext_noop("We can see more from the side"),
        (
            gettext_noop("You filmed from behind, where we can't see your back, hips and heels well."),
            gettext_noop("Turn so that the camera sees your left or right side."),
        ),
    ),
    "turned": (
        gettext_noop("We can see more from the side"),
        (
            gettext_noop("You were half turned, so we can't measure your angles as well."),
            gettext_noop("Turn until the camera sees only your left or right side."),
        ),
    ),
}


def _squat() -> str:
    return figure("low", 54, 168, 0.95)


def _whole_repetition() -> str:
    return figure("standing", 18, 168, 0.56) + figure("low", 56, 168, 0.56) + figure("standing", 110, 168, 0.56)


def _sits_down() -> str:
    return figure("standing", 32, 168, 0.62) + figure("sitting_low", 92, 168, 0.62)


def _stands_up() -> str:
    return figure("sitting_low", 40, 168, 0.62) + figure("standing", 100, 168, 0.62)


def _behind_a_box() -> str:
    return f'{_squat()}<rect class="dim" x="14" y="104" width="70" height="64" rx="6"/>'


def _two_movements() -> str:
    return figure("low", 32, 168, 0.62) + figure("bent", 92, 168, 0.62)


#: How the clip was, how it helps, and what that drawing shows in words.
DRAWN: Final[dict[Kind, tuple[Callable[[], str], Callable[[], str], str]]] = {
    "nobody": (str, _squat, gettext_noop("Wrong: nobody in view. Right: your whole body in view.")),
    "dark": (_squat, _squat, gettext_noop("Wrong: dark. Right: bright.")),
    "short": (
        lambda: figure("standing", 62, 168, 0.95),
        _whole_repetition,
        gettext_noop("Stand, squat, stand."),
    ),
    "no_repetition": (
        lambda: figure("standing", 62, 168, 0.95),
        _whole_repetition,
        gettext_noop("Stand, squat, stand."),
    ),
    "partial": (_squat, _whole_repetition, gettext_noop("Stand, squat, stand.")),
    "sat_down": (_sits_down, _stands_up, gettext_noop("Wrong: only sitting down. Right: sit first, then stand up.")),
    "stayed_down": (
        lambda: figure("standing", 32, 168, 0.62) + figure("low", 92, 168, 0.62),
        lambda: figure("low", 40, 168, 0.62) + figure("standing", 100, 168, 0.62),
        gettext_noop("Wrong: only going down. Right: sit on the floor first, then get up."),
    ),
    "other_movement": (
        lambda: figure("push_up", 68, 168, 0.8),
        _two_movements,
        gettext_noop("Wrong: another movement. Right: one that FormCheck knows."),
    ),
    "stored_turned": (
        lambda: f'<g transform="rotate(-90 65 110)">{_squat()}</g>',
        _squat,
        gettext_noop("Wrong: the person lies on the side. Right: the person stands upright."),
    ),
    "hips_hidden": (_behind_a_box, _squat, gettext_noop("Wrong: behind a box. Right: nothing in the way.")),
    "front": (
        lambda: figure("front", 65, 168, 0.92),
        _squat,
        gettext_noop("Wrong: facing the camera. Right: from the side."),
    ),
    "back": (
        lambda: figure("front", 65, 168, 0.92),
        _squat,
        gettext_noop("Wrong: with your back to the camera. Right: from the side."),
    ),
    "turned": (
        lambda: figure("front", 65, 168, 0.92),
        _squat,
        gettext_noop("Wrong: half turned. Right: from the side."),
    ),
}


def show_trouble(found: Trouble, key: str = "card-trouble") -> None:
    """A card with the drawing and two lines; the page's heading when nothing could be judged. ``key``: one a page."""
    title, lines = WORDS[found.kind]
    wrong, right, alt = DRAWN[found.kind]
    drawn = picture(wrong_and_right(wrong(), right(), dark=found.kind == "dark"), gettext(alt))
    level = "h1" if found.whole else "h2"
    items = "".join(f"<li>{escape(gettext(line))}</li>" for line in lines)
    with st.container(key=key):
        st.html(
            f'{CSS}<div class="fc-trouble">{drawn}<div><{level}>{escape(gettext(title))}</{level}>'
            f"<ul>{items}</ul></div></div>"
        )
