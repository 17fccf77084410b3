"""Progress over sessions: a trend for each measure, with the measurement's own error.

Two measurements from one camera differ even when the person does not. A change smaller than both errors together is "no
clear change".
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from formcheck.i18n import gettext, gettext_noop
from formcheck.judging.reading import at_bottom, findings_of
from formcheck.motion.track import nanmedian
from formcheck.movements.spec import BAND_ERRORS
from formcheck.movements.table import MOVEMENTS
from formcheck.schema import MovementName, Report

Better = Literal["more", "less"]
Change = Literal["better", "worse", "none"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One value followed over time, in ``unit``; ``better``: the wished direction; ``limited_by``: the check that
    exists when a professional limited this value.
    """

    id: str
    title: str
    movement: MovementName
    unit: str
    better: Better
    limited_by: str | None = None


MEASURES: Final = (
    Measure("knee_flexion_deg", gettext_noop("Knee bend at the bottom"), "squat", "deg", "more", "limit_knee"),
    Measure("trunk_inclination_deg", gettext_noop("Trunk lean at the bottom"), "squat", "deg", "less"),
    Measure("tibia_inclination_deg", gettext_noop("Shin lean at the bottom"), "squat", "deg", "more"),
    Measure("lower_back_rounding", gettext_noop("Lower-back rounding"), "squat", "deg", "less"),
    Measure("hands_on_knees", gettext_noop("Hands on the legs while rising"), "squat", "s", "less"),
    Measure("lower_back_rounding", gettext_noop("Lower-back rounding in the hinge"), "hinge", "deg", "less"),
    Measure("hip_flexion_deg", gettext_noop("Hip fold at the bottom"), "hinge", "deg", "more", "limit_trunk"),
)


@dataclass(frozen=True, slots=True)
class Point:
    """One session's value; ``half_width`` of its 90 % interval."""

    value: float
    half_width: float


@dataclass(frozen=True, slots=True)
class Trend:
    """From the first to the newest session. ``words`` are translated."""

    change: Change
    difference: float
    error: float
    words: str


def measured(measure: Measure, report: Report) -> Point | None:
    """A measure of one report; None when the report is of another movement, does not have it, or was made under a
    professional's limit: then more of it is no progress.
    """
    if report.movement != measure.movement or _limited(measure, report):
        return None
    if measure.id.endswith("_deg"):
        value, half = at_bottom(report, measure.id), at_bottom(report, measure.id, band=True)
        return Point(value, half) if math.isfinite(value) and math.isfinite(half) else None
    value = nanmedian(np.array([f.value for f in findings_of(report, measure.id) if f.value is not None]))
    noise = next(row.limit.noise for row in MOVEMENTS[measure.movement].checks if row.id == measure.id)
    return Point(value, BAND_ERRORS * noise) if math.isfinite(value) else None


def _limited(measure: Measure, report: Report) -> bool:
    return measure.limited_by is not None and bool(findings_of(report, measure.limited_by))


def trend(measure: Measure, points: Sequence[Point]) -> Trend | None:
    """The change from the first point to the last; None with fewer than two."""
    if len(points) < 2:
        return None
    first, last = points[0], points[-1]
    difference, error = last.value - first.value, math.hypot(first.half_width, last.half_width)
    if abs(difference) <= error:
        words = gettext_noop("No clear change: {difference} lies within the measurement's own error of {error}.")
        change: Change = "none"
    else:
        change = "better" if (difference > 0) == (measure.better == "more") else "worse"
        words = gettext_noop("Changed by {difference}, more than the measurement's own error of {error}.")
    shown = {"difference": signed(difference, measure.unit), "error": signed(error, measure.unit).lstrip("+")}
    return Trend(change, difference, error, gettext(words, **shown))


def signed(value: float, unit: str) -> str:
    """A difference with its sign and unit, in the precision of its unit."""
    return gettext("{value:+.0f}°", value=value) if unit == "deg" else gettext("{value:+.1f} s", value=value)
