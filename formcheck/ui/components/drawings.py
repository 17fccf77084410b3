"""Small drawings of people and cameras, as SVG that reads well on light and dark pages."""

import base64
from html import escape
from typing import Final, Literal

from formcheck.colours import hex_of
from formcheck.drawing.scene import ACCENT, ICONS, INK, STATUS, ink_on
from formcheck.schema import Verdict
from formcheck.ui.components.theme import DARK, LIGHT, TEXT_ON_DARK

Posture = Literal["standing", "low", "bent", "push_up", "front", "sitting_low", "on_chair", "on_floor"]
Joints = tuple[tuple[float, float], ...]

#: Toe, ankle, knee, hip, shoulder, hand, head of a person facing right, ankle at the origin, y down; 165 units tall.
SIDEWAYS: Final[dict[Posture, Joints]] = {
    "standing": ((15, 2), (0, 0), (2, -40), (-1, -82), (2, -130), (8, -82), (5, -154)),
    "low": ((15, 2), (0, 0), (20, -35), (-21, -38), (8, -78), (50, -72), (19, -99)),
    "bent": ((15, 2), (0, 0), (3, -40), (-22, -76), (22, -99), (24, -52), (45, -105)),
    "push_up": ((-62, 2), (-66, -6), (-30, -22), (4, -38), (48, -58), (52, 0), (70, -66)),
    "on_chair": ((15, 2), (0, 0), (1, -40), (-40, -42), (-36, -92), (-14, -70), (-32, -117)),
    "on_floor": ((15, 2), (0, 0), (-22, -36), (-62, -8), (-70, -58), (-40, -28), (-65, -83)),
    "sitting_low": ((15, 2), (0, 0), (22, -32), (-18, -24), (0, -70), (40, -60), (10, -92)),
}
WIDTHS: Final = ((0, 1, 11), (1, 2, 13), (2, 3, 15), (3, 4, 20), (4, 5, 9))  # joint, joint, stroke
HEAD: Final = 13
FRAME: Final = (130.0, 190.0)  # a phone held upright


def drawing(width: float, height: float, parts: str) -> str:
    """A whole SVG with the page's colours as classes."""
    light, dark = (
        f".ink{{stroke:{tone['ink']};fill:none}}.body{{stroke:{body};fill:none}}.head{{fill:{body}}}"
        f".soft{{stroke:{tone['soft']};fill:none}}.line{{stroke:{tone['line']};fill:none}}"
        f".paper{{fill:{tone['paper']};stroke:{tone['soft']}}}.dim{{fill:{tone['line']};stroke:none}}"
        f"text{{fill:{tone['ink']};font:600 17px system-ui,sans-serif;text-anchor:middle}}"
        for tone, body in ((LIGHT, hex_of(ACCENT)), (DARK, TEXT_ON_DARK["accent"]))
    )
    style = f"<style>{light}@media (prefers-color-scheme:dark){{{dark}}}</style>"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" stroke-linecap="round" stroke-linejoin="round">{style}{parts}</svg>'
    )


def picture(svg: str, alt: str, style: str = "") -> str:
    """The drawing as an image of a page; ``alt`` says in words what it shows, empty where words beside it do."""
    data = base64.b64encode(svg.encode()).decode()
    return f'<img class="fc-drawing" style="{style}" alt="{escape(alt)}" src="data:image/svg+xml;base64,{data}">'


def icon(verdict: Verdict, alt: str = "", size: str = "1.25em") -> str:
    """A verdict's shape as on the video, as an image."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1.2 -1.2 2.4 2.4">{shape(verdict)}</svg>'
    return picture(svg, alt, f"width:{size};height:{size};vertical-align:-.25em")


def shape(verdict: Verdict, x: float = 0, y: float = 0, size: float = 1) -> str:
    """A verdict's shape around a point."""
    outline, strokes = ICONS[verdict]
    ink = hex_of(ink_on(STATUS[verdict]))
    lines = "".join(f'<polyline points="{_points(stroke)}"/>' for stroke in strokes)
    return (
        f'<g transform="translate({x:g} {y:g}) scale({size:g})"><polygon points="{_points(outline)}" '
        f'fill="{hex_of(STATUS[verdict])}"/><g fill="none" stroke="{ink}" stroke-width=".26" '
        f'stroke-linecap="round">{lines}</g></g>'
    )


def _points(places: object) -> str:
    return " ".join(f"{x:.3g},{y:.3g}" for x, y in places)  # type: ignore[attr-defined]


def figure(posture: Posture, x: float, floor: float, size: float = 1.0) -> str:
    """A person whose feet stand at a place; ``front`` faces the reader, all others look to the right."""
    joints = _facing() if posture == "front" else _sideways(SIDEWAYS[posture])
    return f'<g transform="translate({x:g} {floor - 6 * size:g}) scale({size:g})">{joints}</g>'


def _sideways(joints: Joints) -> str:
    limbs = "".join(_limb(joints[a], joints[b], width) for a, b, width in WIDTHS)
    return f'{limbs}<circle class="head" cx="{joints[6][0]}" cy="{joints[6][1]}" r="{HEAD}"/>'


def _facing() -> str:
    legs = "".join(
        _limb((side * 9, -82), (side * 12, 0), 14) + _limb((side * 12, 0), (side * 17, 2), 10) for side in (-1, 1)
    )
    arms = "".join(_limb((side * 19, -126), (side * 25, -84), 9) for side in (-1, 1))
    trunk = '<rect class="head" x="-20" y="-134" width="40" height="58" rx="14"/>'
    return f'{legs}{arms}{trunk}<circle class="head" cx="0" cy="-154" r="{HEAD}"/>'


def _limb(a: tuple[float, float], b: tuple[float, float], width: float) -> str:
    return f'<path class="body" stroke-width="{width}" d="M{a[0]:g} {a[1]:g} L{b[0]:g} {b[1]:g}"/>'


def frame(x: float, y: float, inside: str, *, dark: bool = False) -> str:
    """What a phone held upright shows: the drawing inside is cut at its edges."""
    width, height = FRAME
    box = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="16"'
    shut = f'<clipPath id="c{x:g}"><rect {box}/></clipPath>'
    floor = f'<path class="line" stroke-width="4" d="M{x:g} {y + height - 22:g} h{width:g}"/>'
    night = f'<rect {box} fill="{hex_of(INK)}" opacity=".82"/>' if dark else ""
    inner = f'<g clip-path="url(#c{x:g})">{floor}{inside}</g>'
    return f'{shut}<rect class="paper" stroke-width="4" {box}/>{inner}{night}'


def wrong_and_right(wrong: str, right: str, *, dark: bool = False) -> str:
    """Two phones side by side: how the clip was, and how it helps. Each drawing has its floor at (65, 168)."""
    width, height = FRAME
    second = width + 60
    arrow = f'<path class="soft" stroke-width="4" d="M{width + 22:g} {height / 2 + 8:g} h22 m-9 -9 l9 9 l-9 9"/>'
    parts = (
        f'<g transform="translate(2 8)">{frame(0, 0, wrong, dark=dark)}</g>{arrow}'
        f'<g transform="translate({second + 2:g} 8)">{frame(0.5, 0, right)}</g>'
        f"{shape('fault', 14, 14, 13)}{shape('good', second + 14, 14, 13)}"
    )
    return drawing(second + width + 6, height + 12, parts)
