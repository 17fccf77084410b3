"""A picture of several people in which one is chosen by a click, or by keyboard."""

import base64
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

KEY: Final = "who"
HTML: Final = '<div class="who" role="group"></div>'
FILES: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Somebody in the picture: a number, the words for them, and a box x0, y0, x1, y1 as shares of the picture."""

    number: int
    name: str
    chosen: bool
    box: tuple[float, float, float, float]


def show(jpeg: bytes, people: Sequence[Choice], *, label: str, alt: str, choose: Callable[[int], None]) -> None:
    """The picture; ``choose`` gets the number of whoever is clicked, before the page runs again."""

    def picked() -> None:
        number = st.session_state[KEY].get("person")
        if number in [person.number for person in people if not person.chosen]:
            choose(number)

    # Those in front, who are larger, come first: who stands behind them lies on top and can be clicked.
    ordered = sorted(people, key=lambda one: -(one.box[2] - one.box[0]) * (one.box[3] - one.box[1]))
    data = {
        "picture": f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode('ascii')}",
        "people": [asdict(one) for one in ordered],
        "label": label,
        "alt": alt,
    }
    _component()(key=KEY, data=data, on_person_change=picked, height="content")


@lru_cache(maxsize=1)
def _component() -> "ComponentRenderer":
    script, style = ((FILES / f"who.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    return st.components.v2.component(
        "formcheck_who", html='<div class="who" role="group"></div>', css=style, js=script
    )
