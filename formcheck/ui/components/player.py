"""The player in a page of the app: its scripts as a component, and the film where the browser finds it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import streamlit as st

from formcheck.player.scripts import script, style

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

NAME: Final = "formcheck_player"
FILM: Final = "watching-film"  # keys of the containers the browser finds film and chart by
CHART: Final = "watching-chart"
PLOT: Final = "svg .role-frame > g > .background"  # Vega's area between the axes
FILES: Final = Path(__file__).parent
Film: TypeAlias = Path | bytes | memoryview


@dataclass(frozen=True, slots=True)
class Wish:
    """What the page wants of a player that is there already; each is done once for a new ``number``.

    ``t_s``: the moment to show, and what was ``drawn`` on it; None to tell the moment that is shown.
    """

    number: int
    t_s: float | None = None
    drawn: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment that was shown when the page asked with a wish of that number, and what was ``drawn`` on it: a tool
    and points as shares of the picture.
    """

    number: int
    t_s: float
    drawn: tuple[dict[str, Any], ...] = ()


def show(
    clips: Sequence[tuple[dict[str, Any], Film]], wish: Wish | None = None, *, sketching: bool = False
) -> Moment | None:
    """The player of a clip, or of two that can be put side by side, each with its film; the browser loads the films
    from videos that are not shown and that Streamlit keeps. With ``sketching`` one may draw on a picture. Returns the
    last answer to a wish.
    """
    for i, (_, film) in enumerate(clips):
        with st.container(key=f"{FILM}-{i}"):
            st.video(bytes(film) if isinstance(film, memoryview) else film, format="video/mp4")
    data = handed([playing for playing, _ in clips], sketching=sketching)
    wished = {"wish": None if wish is None else asdict(wish)}
    found: Any = _component()(key="player", data=data | wished, on_moment_change=_noted)
    moment = found.get("moment")
    return Moment(int(moment["number"]), float(moment["t_s"]), tuple(moment["drawn"])) if moment else None


def _noted() -> None:
    """A component keeps a state only with somebody to tell."""


def handed(clips: Sequence[dict[str, Any]], *, sketching: bool = False) -> dict[str, Any]:
    """What the browser needs to know."""
    return {
        "clips": list(clips),
        "films": [f".st-key-{FILM}-{i} video" for i in range(len(clips))],
        "sketching": sketching,
        "chart": {"host": f".st-key-{CHART}", "plot": PLOT},
    }


@lru_cache(maxsize=1)
def _component() -> "ComponentRenderer":
    start = (FILES / "player.js").read_text(encoding="utf-8")
    return st.components.v2.component(NAME, js=f"{script()}\n{start}", css=style())
