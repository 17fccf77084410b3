"""Progress over sessions: a trend per measure that knows the measurement's own error.

Two numbers from one camera differ even when the person does not. A change smaller than both errors together is "no
clear change", however much one would like it to be more.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from formcheck.i18n import gettext, gettext_noop
from formcheck.judging.reading import at_bottom, findings_of
from formcheck.measures.limit import BAND_ERRORS
from formcheck.motion.track import nanmedian
from formcheck.movements import movements
from formcheck.movements.spec import Followed
from formcheck.schema import MovementName, Report

Change = Literal["better", "worse", "none"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing followed over time, of one movement (`movements.spec.Followed`)."""

    movement: MovementName
    followed: Followed

    @property
    def id(self) -> str:
        """An angle of ``Rep.peak``, or a check."""
        return self.followed.id

    @property
    def title(self) -> str:
        """Its name, to be said with ``gettext``."""
        return self.followed.title

    @property
    def unit(self) -> str:
        """Unit of its values."""
        return self.followed.unit


def measures() -> tuple[Measure, ...]:
    """Everything that is followed, by movement."""
    return tuple(Measure(one.name, followed) for one in movements().values() for followed in one.followed)


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
    """A measure of one report; None when the report is of another movement, does not know it, or was made under a
    limit of a professional: then more of it is no progress.
    """
    limited_by = measure.followed.limited_by
    if report.movement != measure.movement or (limited_by is not None and findings_of(report, limited_by)):
        return None
    if measure.id.endswith("_deg"):
        value, half = at_bottom(report, measure.id), at_bottom(report, measure.id, band=True)
        return Point(value, half) if math.isfinite(value) and math.isfinite(half) else None
    known = [finding for finding in findings_of(report, measure.id) if finding.value is not None]
    value = nanmedian(np.array([finding.value for finding in known], dtype=np.float64))
    noise = BAND_ERRORS * movements()[measure.movement].check(measure.id).limit.noise
    half = nanmedian(np.array([noise if finding.band is None else finding.band for finding in known]))
    return Point(value, half) if math.isfinite(value) else None


def same_terms(measure: Measure, first: Report, second: Report) -> bool:
    """Whether a measure of two reports was made by the same models and, for the lower back, the same calibration.

    Where they differ, so may their errors: such values are not held beside each other.
    """
    one, other = first.provenance, second.provenance
    if (one.model_sha256, one.correction_sha256) != (other.model_sha256, other.correction_sha256):
        return False
    if measure.id != "lower_back_rounding":
        return True
    return (one.back_sha256, one.calibration) == (other.back_sha256, other.calibration)


def trend(measure: Measure, points: Sequence[Point]) -> Trend | None:
    """The change from the first point to the last; None with fewer than two."""
    if len(points) < 2:
        return None
    first, last = points[0], points[-1]
    difference, error = last.value - first.value, math.hypot(first.half_band, last.half_band)
    if abs(difference) <= error:
        words = gettext_noop("No clear change: {difference} lies within the measurement's own error of {error}.")
        change: Change = "none"
    else:
        change = "better" if (difference > 0) == (measure.followed.better == "more") else "worse"
        words = gettext_noop("Changed by {difference}, more than the measurement's own error of {error}.")
    shown = {"difference": signed(difference, measure.unit), "error": signed(error, measure.unit).lstrip("+")}
    return Trend(change, difference, error, gettext(words, **shown))


def signed(value: float, unit: str) -> str:
    """A difference with its sign and unit, as precise as it deserves."""
    return gettext("{value:+.0f}°", value=value) if unit == "deg" else gettext("{value:+.1f} s", value=value)
