"""What a step of the check-up looks like: its postures one after the other, as a drawing."""

from typing import Final

from formcheck.movements.spec import Drawn
from formcheck.ui.components.drawings import Posture, drawing, figure

POSTURES: Final[dict[Drawn, Posture]] = {
    "standing": "standing",
    "bent": "bent",
    "low": "low",
    "on_chair": "on_chair",
    "on_floor": "on_floor",
}
WIDE, TALL, FLOOR = 150.0, 196.0, 182.0
#: Where the ankles are within a posture's share of the drawing, so that its person stands in the middle.
ANKLES: Final[dict[Drawn, float]] = {"standing": 70, "bent": 66, "low": 62, "on_chair": 92, "on_floor": 102}


def step_drawing(postures: tuple[Drawn, ...]) -> str:
    """The postures from left to right with an arrow between two of them."""
    parts = [f'<path class="line" stroke-width="4" d="M6 {FLOOR:g} H{WIDE * len(postures) - 6:g}"/>']
    for at, posture in enumerate(postures):
        left = WIDE * at
        if at:
            parts.append(f'<path class="soft" stroke-width="4" d="M{left - 14:g} 92 h24 m-9 -9 l9 9 l-9 9"/>')
        if posture == "on_chair":
            parts.append(_chair(left + ANKLES[posture]))
        parts.append(figure(POSTURES[posture], left + ANKLES[posture], FLOOR))
    return drawing(WIDE * len(postures), TALL, "".join(parts))


def _chair(ankle: float) -> str:
    """A chair under somebody whose ankles are there."""
    seat = FLOOR - 34
    back = f"M{ankle - 66:g} {seat - 62:g} V{FLOOR - 2:g} M{ankle - 66:g} {seat:g} H{ankle - 20:g} V{FLOOR - 2:g}"
    return f'<path class="soft" stroke-width="5" d="{back}"/>'
