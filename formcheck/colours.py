"""The colours of FormCheck: the same in clips, pages and printed reports."""

from typing import Final

Rgb = tuple[int, int, int]

#: Good, watch, fault and not assessed stay apart for every kind of colour sight (a test simulates them).
INK: Final[Rgb] = (13, 20, 33)
PAPER: Final[Rgb] = (255, 255, 255)
ACCENT: Final[Rgb] = (0, 114, 178)
GOOD: Final[Rgb] = (0, 158, 115)
WATCH: Final[Rgb] = (240, 176, 0)
FAULT: Final[Rgb] = (186, 26, 60)
NOT_ASSESSED: Final[Rgb] = (96, 108, 124)
#: Angles over time; they differ in dashes and width, too. None of them is the colour of a verdict.
CHART: Final[dict[str, Rgb]] = {
    "knee_flexion_deg": ACCENT,
    "hip_flexion_deg": (120, 94, 200),
    "trunk_inclination_deg": (86, 100, 120),
    "lumbar_flexion_deg": (176, 90, 20),
}


def hex_of(rgb: Rgb) -> str:
    """A colour as CSS and charts write it."""
    return "#{:02X}{:02X}{:02X}".format(*rgb)
