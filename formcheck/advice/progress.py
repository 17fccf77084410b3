"""Progress over sessions: a trend for each measure, with the measurement's own error.

Two measurements from one camera differ even when the person does not. A change smaller than both errors together is "no
clear change".
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from formcheck.i18n import gettext
from formcheck.judging.reading import at_bottom, findings_of
from formcheck.measures.limit import BAND_ERRORS
from formcheck.motion.track import nanmedian
from formcheck.movements import movements
from formcheck.movements.spec import Followed
from formcheck.schema import MovementName, Report

Change = Literal["better", "worse", "none"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One value followed over time, in ``unit``; ``better``: the wished direction; ``limited_by``: the check that
    exists when a professional limited this value.
    """

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


class HasId(Protocol):
    """What same_terms asks of a measure, or of a row of a check-up."""

    @property
    def id(self) -> str:
        """An angle of ``Rep.peak``, a check, or another value."""
        ...


def same_terms(measure: HasId, first: Report, second: Report) -> bool:
    """Whether a measure of two reports was made by the same models and, for the lower back, the same calibration.

    Where they differ, so may their errors: such values are not held beside each other.
    """
    one, other = first.provenance, second.provenance
    if (one.model_sha256, one.correction_sha256) != (other.model_sha256, other.correction_sha256):
        return False
    if measure.id != "lower_back_rounding":
        return True
    return (one.back_sha256, one.calibration) == (other.back_sha256, other.calibration)


def trend(measure: Measure, points: Sequence[Point], then: str | None = None) -> Trend | None:
    """The change from the first point to the last; None with fewer than two. ``then``: what the first one is called."""
    if len(points) < 2:
        return None
    first, last = points[0], points[-1]
    difference, error = last.value - first.value, math.hypot(first.half_width, last.half_width)
    shown = signed(difference, measure.unit)
    if abs(difference) <= error:
        within = signed(error, measure.unit).lstrip("+")
        words = gettext(
            "The difference is {difference}, and the camera can be off by {error}.", difference=shown, error=within
        )
        return Trend("none", difference, error, words)
    rose = difference > 0
    change: Change = "better" if rose == (measure.followed.better == "more") else "worse"
    then = then or gettext("the first time")
    words = gettext(measure.followed.rose if rose else measure.followed.fell, difference=shown.lstrip("+-"), then=then)
    return Trend(change, difference, error, words)


def since_last(before: Report, now: Report) -> tuple[Trend, ...]:
    """What has changed since the time before, beyond both measurements' errors; nothing between unlike ones."""
    found = []
    for measure in measures():
        points = [measured(measure, report) for report in (before, now)]
        known = [point for point in points if point is not None]
        if len(known) == len(points) and same_terms(measure, before, now):
            change = trend(measure, known, gettext("last time"))
            if change is not None and change.change != "none":
                found.append(change)
    return tuple(found)


def signed(value: float, unit: str) -> str:
    """A difference with its sign and unit, in the precision of its unit."""
    if unit == "deg":
        return gettext("{value:+.0f}°", value=value)
    return gettext("{value:+.0f}%", value=value) if unit == "%" else gettext("{value:+.1f} s", value=value)
