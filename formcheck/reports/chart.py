"""The timeline of a printed report: angles over time, repetitions shaded, findings as marks. Geometry only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.colours import CHART, hex_of
from formcheck.i18n import gettext
from formcheck.judging.policy import shown_findings
from formcheck.motion.angles import Angles
from formcheck.motion.track import Floats
from formcheck.schema import Finding, Report, Verdict
from formcheck.wording.findings import shown_verdict, title
from formcheck.wording.names import ANGLE_NAMES

WIDTH: Final = 760  # units of the drawing; one is a third of a millimetre on paper
LEFT, RIGHT, TOP, PLOT = 40, 12, 24, 210
AXIS: Final = 24  # room for the seconds under the plot
LANE: Final = 20  # height of one row of marks
MARK_EM: Final = 6.6  # width of one letter beside a mark; wide ones are counted twice
POINTS_MOST: Final = 400  # more than half a unit apart: nobody sees the difference
GRID_DEG: Final = 30
STEPS_S: Final = (0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600)
TICKS_MOST: Final = 12
BACK: Final = "lumbar_flexion_deg"
DASHES: Final = {"knee_flexion_deg": "", "hip_flexion_deg": "9 4", "trunk_inclination_deg": "2 3.5"}


@dataclass(frozen=True, slots=True)
class Line:
    """One angle over time: ``path`` in SVG's path language, interrupted where the angle is not known."""

    name: str
    colour: str
    dash: str
    width: float
    path: str


@dataclass(frozen=True, slots=True)
class Shade:
    """A repetition: from ``x`` on, ``width`` wide, its bottom at ``bottom_x``."""

    x: float
    width: float
    bottom_x: float
    label: str
    partial: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis with its words."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding: an icon at ``x``, ``y`` and its title beside it, to the left where the right has no room."""

    x: float
    y: float
    verdict: Verdict
    title: str
    to_left: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything drawn, in units of a drawing ``width`` by ``height``; the plot reaches from ``left``, ``top`` to
    ``right``, ``bottom``.
    """

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    lines: tuple[Line, ...]
    shades: tuple[Shade, ...]
    seconds: tuple[Tick, ...]
    degrees: tuple[Tick, ...]
    marks: tuple[Mark, ...]


def timeline(report: Report, angles: Angles) -> Chart | None:
    """The chart of a clip; None when not a single angle is known."""
    series = known(angles)
    if not series or len(angles.t_s) < 2:
        return None
    low, high = (float(f([f(v[np.isfinite(v)]) for v in series.values()])) for f in (min, max))
    low, high = GRID_DEG * min(np.floor(low / GRID_DEG + 0.2), 0.0), GRID_DEG * max(np.ceil(high / GRID_DEG), 1.0)
    scale = _Scale(float(angles.t_s[0]), float(angles.t_s[-1]), low, high)
    marks = _marks(report.findings, scale)
    lanes = max((round((gettext_noop.y - TOP - PLOT - AXIS) / LANE + 0.5) for gettext_noop in marks), default=0)
    return Chart(
        width=WIDTH,
        height=TOP + PLOT + AXIS + LANE * lanes + 6 * bool(lanes),
        left=LEFT,
        right=WIDTH - RIGHT,
        top=TOP,
        bottom=TOP + PLOT,
        lines=tuple(_line(name, angles.t_s, values, scale) for name, values in series.items()),
        shades=_shades(report, scale),
        seconds=_seconds(scale),
        degrees=tuple(
            Tick(scale.y(deg), f"{deg:.0f}°") for deg in np.arange(low, high + 1, GRID_DEG if high < 190 else 60)
        ),
        marks=marks,
    )


def known(angles: Angles) -> dict[str, Floats]:
    """(N,) degrees of every curve under its name in ``Angles``, NaN where the view gives no information; only curves
    known somewhere.
    """
    found = {}
    for name in CHART:
        if name != BACK:
            finite = np.isfinite(getattr(angles.near_bands, name))
            found[name] = np.where(finite, getattr(angles.near_side, name), np.nan)
        elif angles.back is not None:
            found[name] = angles.back.lumbar_flexion_deg
    return {name: degrees for name, degrees in found.items() if np.isfinite(degrees).any()}


@dataclass(frozen=True, slots=True)
class _Scale:
    from_s: float
    to_s: float
    low_deg: float
    high_deg: float

    def x(self, t_s: float) -> float:
        share = (t_s - self.from_s) / (self.to_s - self.from_s)
        return round(LEFT + (WIDTH - LEFT - RIGHT) * min(max(share, 0.0), 1.0), 1)

    def y(self, deg: float) -> float:
        return round(TOP + PLOT * (self.high_deg - deg) / (self.high_deg - self.low_deg), 1)


def _line(name: str, t_s: Floats, values: Floats, scale: _Scale) -> Line:
    step = -(-len(t_s) // POINTS_MOST)
    parts, pen = [], "M"
    for t, value in zip(t_s[::step].tolist(), values[::step].tolist(), strict=True):
        if not np.isfinite(value):
            pen = "M"
            continue
        parts.append(f"{pen}{scale.x(t):g} {scale.y(max(value, scale.low_deg)):g}")
        pen = "L"
    width = 3.4 if name == BACK else 2.0
    return Line(gettext(ANGLE_NAMES[name]), hex_of(CHART[name]), DASHES.get(name, ""), width, "".join(parts))


def _shades(report: Report, scale: _Scale) -> tuple[Shade, ...]:
    shades = []
    for rep in report.reps:
        x, end = scale.x(rep.start_s), scale.x(rep.end_s)
        shades.append(Shade(x, round(end - x, 1), scale.x(rep.bottom_s), str(rep.index), rep.partial))
    return tuple(shades)


def _seconds(scale: _Scale) -> tuple[Tick, ...]:
    length_s = scale.to_s - scale.from_s
    step = next((s for s in STEPS_S if length_s / s <= TICKS_MOST), STEPS_S[-1])
    whole = np.arange(np.ceil(scale.from_s / step) * step, scale.to_s + 1e-6, step)
    return tuple(Tick(scale.x(t), f"{t:g} s") for t in whole.tolist())


def _marks(findings: Sequence[Finding], scale: _Scale) -> tuple[Mark, ...]:
    """The findings that need attention, each in the first row with space for its title."""
    marks: list[Mark] = []
    ends: list[float] = []
    due = [f for f in shown_findings(findings) if f.verdict in ("watch", "fault") and f.t_s is not None]
    for finding in sorted(due, key=lambda f: f.t_s or 0.0):
        x, words = scale.x(finding.t_s or 0.0), title(finding)
        wide = 16 + MARK_EM * sum(2 if ord(c) > 0x2E80 else 1 for c in words)
        to_left = x + wide > WIDTH
        start, end = (x - wide, x + 9) if to_left else (x - 9, x + wide)
        lane = next((i for i, taken in enumerate(ends) if taken <= start), len(ends))
        ends[lane : lane + 1] = [end]
        y = TOP + PLOT + AXIS + LANE * (lane + 0.5)
        marks.append(Mark(x, y, shown_verdict(finding), words, to_left))
    return tuple(marks)
