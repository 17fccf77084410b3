"""Readers for the rows of a check-up: a value of a report with the half-width of its 90 % interval."""

import math
from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

import numpy as np

from formcheck.measures.limit import BAND_ERRORS
from formcheck.motion.track import nanmedian
from formcheck.movements.spec import Check, Reading
from formcheck.schema import Rep, Report

FEW_FRAMES: Final = "few_frames"  # the note of a clip whose instants are not known well enough
Read: TypeAlias = Callable[[Report], Reading | None]


def of_angle(name: str) -> Read:
    """The usual angle of ``Rep.peak`` over whole repetitions."""

    def read(report: Report) -> Reading | None:
        whole = [rep for rep in report.reps if not rep.partial and rep.movement == report.movement]
        bands = [rep.peak_band for rep in whole if rep.peak_band is not None]
        return _reading(
            (getattr(rep.peak, name) for rep in whole),
            (getattr(band, name) for band in bands),
        )

    return read


def of_check(row: Check) -> Read:
    """The usual value of a check over the set; half-widths that are not known are those of its limit's noise."""
    noise = BAND_ERRORS * row.limit.noise

    def read(report: Report) -> Reading | None:
        found = [f for f in report.findings if (f.check, f.movement) == (row.id, report.movement)]
        known = [one for one in found if one.value is not None and one.verdict != "not_assessed"]
        return _reading((one.value for one in known), (noise if one.band is None else one.band for one in known))

    return read


def of_time(name: str, half_width: float) -> Read:
    """Seconds of the summary, with the half-width that enough frames a second allow; not known with fewer."""

    def read(report: Report) -> Reading | None:
        if any(note.code == FEW_FRAMES for note in report.quality.notes):
            return None
        return _reading((getattr(report.summary, name),), (half_width,))

    return read


def of_reps(seconds: Callable[[Rep], float | None], half_width: float) -> Read:
    """The usual seconds of whole repetitions, with the half-width that their instants allow."""

    def read(report: Report) -> Reading | None:
        whole = (rep for rep in report.reps if not rep.partial and rep.movement == report.movement)
        known = [value for rep in whole if (value := seconds(rep)) is not None]
        return _reading(known, (half_width,))

    return read


def _reading(values: Iterable[float | None], half_widths: Iterable[float | None]) -> Reading | None:
    value, half_width = (
        nanmedian(np.array([math.nan if one is None else one for one in some], dtype=np.float64))
        for some in (list(values), list(half_widths))
    )
    return Reading(value, half_width) if math.isfinite(value) and math.isfinite(half_width) else None
