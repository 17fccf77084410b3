"""The figures of many clips: what is printed, and what is kept in docs/accuracy.json."""

from pathlib import Path
from typing import ClassVar

import msgspec
import numpy as np

from formcheck.cli.accuracy.truth import ViewBand
from formcheck.motion.track import Floats


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """Base: immutable; shares 0..1, null where there was nothing to take a share of."""


class Pooled(Figures, frozen=True, kw_only=True):
    """Figures over several people. ``intervals``: of some figures by name, the 95 % bootstrap interval over people
    (`bootstrap.intervals`), of a count as a share of what was counted; empty with fewer than four people.
    """

    VALUES: ClassVar[tuple[str, ...]] = ()
    RATES: ClassVar[dict[str, tuple[str, float]]] = {}  # of what it is a share (itself one: ""), the most it can be

    intervals: dict[str, tuple[float, float]] = {}

    def estimates(self) -> dict[str, float | None]:
        """The figures that get an interval."""
        rates = {
            name: share(getattr(self, name), getattr(self, whole)) if whole else getattr(self, name)
            for name, (whole, _most) in self.RATES.items()
        }
        return {name: getattr(self, name) for name in self.VALUES} | rates


class AngleFigures(Pooled, frozen=True, kw_only=True):
    """Errors of one angle in one view, over ``frames`` with a measured and a true value, measured minus true.

    ``coverage``: share of the frames with a true value that have a measured one with a finite 90 % interval;
    ``within_interval_share``: share of those with the true value inside the interval.
    """

    VALUES = ("mean_abs_error_deg", "bias_deg", "p95_abs_error_deg")
    RATES = {"coverage": ("", 1.0), "within_interval_share": ("", 1.0)}

    view: ViewBand
    angle: str
    frames: int
    clips: int
    people: int
    mean_abs_error_deg: float | None
    bias_deg: float | None
    p95_abs_error_deg: float | None
    coverage: float | None
    within_interval_share: float | None


class BackFigures(Pooled, frozen=True, kw_only=True):
    """Lumbar flexion in frames with more than 20 degrees of true trunk inclination, by distance from side-on.

    ``coverage``: share of the frames with a value; ``median_half_width_deg`` of their 90 % intervals; ``order_share``:
    how often the estimate of a frame of at least 30 degrees exceeds that of one of at most 10 (area under the curve);
    ``balanced_share``: balanced accuracy of at most 15 against at least 30, cut at 22.5; ``standing_deg``: mean
    absolute estimate while standing, where the truth is 0. ``calibrated``: with each person's own guided recording.
    """

    VALUES = ("mean_abs_error_deg", "bias_deg", "p95_abs_error_deg", "median_half_width_deg", "standing_deg")
    RATES = dict.fromkeys(("coverage", "within_interval_share", "order_share", "balanced_share"), ("", 1.0))

    view: str
    calibrated: bool
    clips: int
    people: int
    frames: int
    coverage: float | None
    mean_abs_error_deg: float | None
    bias_deg: float | None
    p95_abs_error_deg: float | None
    within_interval_share: float | None
    median_half_width_deg: float | None
    order_share: float | None
    balanced_share: float | None
    standing_deg: float | None


class ContactFigures(Pooled, frozen=True, kw_only=True):
    """Hands on legs or floor for more than 0.2 s on the way up of a repetition, on a chair from leaving the seat to
    standing, one for each hand and place.

    ``matched`` of the true ``contacts`` were reported, ``place_right`` of them on the same of knee, thigh and floor,
    ``hidden`` are by hands that were not seen, or in doubt; ``extra``: reported where there is none, however short.
    """

    VALUES = ("mean_abs_start_error_s", "p95_abs_start_error_s", "mean_abs_end_error_s", "p95_abs_end_error_s")
    RATES = {"matched": ("contacts", 1.0), "place_right": ("matched", 1.0)}

    clips: int
    contacts: int
    matched: int
    place_right: int
    missed: int
    hidden: int
    extra: int
    mean_abs_start_error_s: float | None
    p95_abs_start_error_s: float | None
    mean_abs_end_error_s: float | None
    p95_abs_end_error_s: float | None


class HandsFigures(Pooled, frozen=True, kw_only=True):
    """Hands that push on the legs, by camera, counted in repetitions.

    In ``pushing`` a hand pushes, clearly; ``found`` of them got a watch or fault, ``unsure`` were not assessed. Of the
    ``free`` ones that were judged (``free_judged``) ``alarms`` got a watch or fault all the same.
    """

    RATES = {"found": ("pushing", 1.0), "precision": ("", 1.0)}

    view: str
    people: int
    pushing: int
    found: int
    unsure: int
    free: int
    free_judged: int
    alarms: int
    precision: float | None


class RepFigures(Pooled, frozen=True, kw_only=True):
    """Repetitions, movement and depth.

    ``reps_found`` of the true ``reps`` were reported, ``bottoms_close`` of them with the bottom within 0.25 s;
    ``depth_reported`` of ``squats`` clips have a depth, that of the shallowest repetition.
    """

    VALUES = ("mean_abs_bottom_error_s",)
    RATES = {
        "counted_exactly": ("clips", 1.0),
        "bottoms_close": ("reps", 1.0),
        "movement_right": ("clips", 1.0),
        "depth_exact": ("depth_reported", 1.0),
        "depth_within_one": ("depth_reported", 1.0),
    }

    clips: int
    counted_exactly: int
    reps: int
    reps_found: int
    reps_extra: int
    bottoms_close: int
    mean_abs_bottom_error_s: float | None
    movement_right: int
    squats: int
    depth_reported: int
    depth_exact: int
    depth_within_one: int


class CheckFigures(Pooled, frozen=True, kw_only=True):
    """One check, counted in repetitions (repeatability: in clips).

    ``required`` have a clear or strong fault, ``mild`` a mild one, ``clean`` none, ``unlisted`` none by the list but by
    the true angles. ``found``: watch or fault; ``alarms``: the same on clean ones, ``false_faults`` only fault.
    ``recall`` is of all required, judged or not; ``precision`` is null where nothing is required; alarms are per 10
    clean ones that were judged.
    """

    RATES = {
        "found": ("required", 1.0),
        "mild_found": ("mild", 1.0),
        "precision": ("", 1.0),
        "false_faults_per_10": ("", 10.0),
        "alarms_per_10": ("", 10.0),
        "not_assessed_share": ("", 1.0),
    }

    check: str
    title: str
    required: int
    found: int
    found_as_fault: int
    mild: int
    mild_found: int
    unlisted: int
    clean: int
    clean_judged: int
    false_faults: int
    alarms: int
    recall: float | None
    precision: float | None
    false_faults_per_10: float | None
    alarms_per_10: float | None
    not_assessed_share: float | None


class ClipFigures(Figures, frozen=True, kw_only=True):
    """One clip: truth, report, and what was wrong, as ``check:repetition`` from 1 (``check`` alone for the clip)."""

    clip: str
    person: str
    view: ViewBand
    movement: str
    movement_reported: str
    reps: int
    reps_reported: int
    depth: str | None
    depth_reported: str | None
    mean_abs_error_deg: dict[str, float | None]
    missed: tuple[str, ...]
    alarms: tuple[str, ...]


class Source(Figures, frozen=True, kw_only=True):
    """Which clips were measured with what; ``part`` of the set's clips, null for all."""

    clip_set: str
    part: int | None
    formcheck_version: str
    model: str
    model_sha256: str
    correction_sha256: str | None
    back_sha256: str | None


class Accuracy(Figures, frozen=True, kw_only=True):
    """Everything that one run measured."""

    source: Source
    clips: int
    people: int
    angles: tuple[AngleFigures, ...]
    backs: tuple[BackFigures, ...]
    reps: RepFigures
    checks: tuple[CheckFigures, ...]
    by_clip: tuple[ClipFigures, ...]
    contacts: ContactFigures | None = None
    hands: tuple[HandsFigures, ...] = ()

    def to_json(self) -> str:
        """Indented JSON text."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1).decode() + "\n"


def share(part: int, whole: int) -> float | None:
    """Rounded share; None of nothing."""
    return round(part / whole, 3) if whole else None


def mean(values: Floats, digits: int = 2) -> float | None:
    """Rounded mean; None of nothing. Never minus zero."""
    return round(float(values.mean()), digits) + 0.0 if len(values) else None


def most(values: Floats, digits: int = 2) -> float | None:
    """The 95th percentile, rounded; None of nothing."""
    return round(float(np.quantile(values, 0.95)), digits) if len(values) else None


def read_accuracy(path: Path) -> Accuracy:
    """Read kept figures back. Raises msgspec.ValidationError."""
    return msgspec.json.decode(path.read_bytes(), type=Accuracy)
