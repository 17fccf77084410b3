"""Progress over sessions: a trend per measure that knows the measurement's own error.

Two numbers from one camera differ even when the person does not. A change smaller than both errors together is "no
clear change", however much one would like it to be more.
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
    """One thing followed over time, in ``unit``; ``better`` is the direction wished for, ``rose`` and ``fell`` say how
    it changed, ``limited_by`` the check that is there when a professional set a limit to it.
    """

    id: str
    title: str
    movement: MovementName
    unit: str
    better: Better
    rose: str
    fell: str
    limited_by: str | None = None


ROUNDED_MORE: Final = gettext_noop("Your lower back rounded more than the first time ({difference} more).")
ROUNDED_LESS: Final = gettext_noop("Your lower back rounded less than the first time ({difference} less).")
MEASURES: Final = (
    Measure(
        "knee_flexion_deg",
        gettext_noop("Knee bend at the lowest point"),
        "squat",
        "deg",
        "more",
        gettext_noop("You went deeper than the first time ({difference} more)."),
        gettext_noop("You went less deep than the first time ({difference} less)."),
        "limit_knee",
    ),
    Measure(
        "trunk_inclination_deg",
        gettext_noop("Leaning forward at the lowest point"),
        "squat",
        "deg",
        "less",
        gettext_noop("You leaned forward more than the first time ({difference} more)."),
        gettext_noop("You leaned forward less than the first time ({difference} less)."),
    ),
    Measure(
        "tibia_inclination_deg",
        gettext_noop("Shins leaning forward at the lowest point"),
        "squat",
        "deg",
        "more",
        gettext_noop("Your shins leaned forward more than the first time ({difference} more)."),
        gettext_noop("Your shins leaned forward less than the first time ({difference} less)."),
    ),
    Measure(
        "lower_back_rounding",
        gettext_noop("Lower-back rounding"),
        "squat",
        "deg",
        "less",
        ROUNDED_MORE,
        ROUNDED_LESS,
    ),
    Measure(
        "hands_on_knees",
        gettext_noop("Hands on your legs on the way up"),
        "squat",
        "s",
        "less",
        gettext_noop("You used your hands for longer than the first time ({difference} more)."),
        gettext_noop("You used your hands less than the first time ({difference} less)."),
    ),
    Measure(
        "lower_back_rounding",
        gettext_noop("Lower-back rounding in the hip hinge"),
        "hinge",
        "deg",
        "less",
        ROUNDED_MORE,
        ROUNDED_LESS,
    ),
    Measure(
        "hip_flexion_deg",
        gettext_noop("Hip bend at the lowest point"),
        "hinge",
        "deg",
        "more",
        gettext_noop("You bent further from the hips than the first time ({difference} more)."),
        gettext_noop("You bent less far from the hips than the first time ({difference} less)."),
        "limit_trunk",
    ),
)


@dataclass(frozen=True, slots=True)
class Point:
    """One session's value; ``half_band`` is how far the true value may lie to either side in 90 of 100 cases."""

    value: float
    half_band: float


@dataclass(frozen=True, slots=True)
class Trend:
    """From the first to the newest session. ``words`` are said already."""

    change: Change
    difference: float
    error: float
    words: str


def measured(measure: Measure, report: Report) -> Point | None:
    """A measure of one report; None when the report is of another movement, does not tell it, or was made under a
    limit of a professional: then more of it is no progress.
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
    difference, error = last.value - first.value, math.hypot(first.half_band, last.half_band)
    shown = {"difference": signed(difference, measure.unit), "error": signed(error, measure.unit).lstrip("+")}
    if abs(difference) <= error:
        words = gettext_noop("No clear change ({difference}). The camera can be off by {error}.")
        change: Change = "none"
    else:
        words = measure.rose if difference > 0 else measure.fell
        shown["difference"] = shown["difference"].lstrip("+-")
        change = "better" if (difference > 0) == (measure.better == "more") else "worse"
    return Trend(change, difference, error, gettext(words, **shown))


def signed(value: float, unit: str) -> str:
    """A difference with its sign and unit, as precise as it deserves."""
    return gettext("{value:+.0f}°", value=value) if unit == "deg" else gettext("{value:+.1f} s", value=value)
