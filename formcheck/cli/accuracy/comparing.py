"""One analysed clip compared with its truth."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from formcheck.cli.accuracy.backs import BackErrors, back_errors
from formcheck.cli.accuracy.contacts import ContactErrors, contact_errors
from formcheck.cli.accuracy.expecting import Expected, expected
from formcheck.cli.accuracy.truth import Truth, ViewBand
from formcheck.motion.angles import CSV_ANGLES, Angles
from formcheck.motion.track import Floats
from formcheck.movements import movements
from formcheck.schema import DEPTHS, Depth, MovementName, Rep, Report, Verdict


@dataclass(frozen=True, slots=True)
class AngleErrors:
    """One angle of the near side over the frames that have a truth.

    ``error_deg`` (N,) measured minus true, NaN where nothing was measured; ``band_deg`` (N,) half-width of the 90 %
    interval reported with it, infinite where the angle is not reported.
    """

    error_deg: Floats
    band_deg: Floats


@dataclass(frozen=True, slots=True)
class Judged:
    """One check on one true repetition (from 0), or on the clip (None).

    A check that was not made, or whose repetition was not found, is not assessed.
    """

    check: str
    rep: int | None
    expected: Expected
    verdict: Verdict

    @property
    def found(self) -> bool:
        """Whether the check gave a watch or a fault."""
        return self.verdict in ("watch", "fault")


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything right and wrong about one clip.

    ``reps`` true ones, ``reps_reported`` whole ones reported; ``bottom_error_s`` one per true repetition that was
    found; depths are those of the shallowest repetition, ``depth_reported`` None unless all have one;
    ``back_calibrated`` None without a calibration; ``behind``: filmed from behind.
    """

    clip: str
    person: str
    view: ViewBand
    movement: MovementName
    movement_reported: MovementName
    reps: int
    reps_reported: int
    bottom_error_s: tuple[float, ...]
    depth: Depth | None
    depth_reported: Depth | None
    angles: dict[str, AngleErrors]
    judged: tuple[Judged, ...]
    back: BackErrors | None = None
    back_calibrated: BackErrors | None = None
    contacts: ContactErrors | None = None
    behind: bool = False


def compare(clip: str, report: Report, angles: Angles, truth: Truth) -> Compared:
    """Compare a clip's report and angles with its truth."""
    whole = [rep for rep in report.reps if not rep.partial]
    found = match_reps(truth, whole)
    return Compared(
        clip=clip,
        person=truth.who,
        view=truth.view_band,
        movement=truth.movement,
        movement_reported=report.movement,
        reps=len(truth.reps),
        reps_reported=len(whole),
        bottom_error_s=tuple(
            rep.bottom_s - true.bottom_s for rep, true in zip(found, truth.reps, strict=True) if rep is not None
        ),
        depth=truth.shallowest,
        depth_reported=_shallowest(whole),
        angles=angle_errors(angles, truth),
        judged=_judged(report, truth, found),
        back=back_errors(angles, truth),
        contacts=contact_errors(truth, found),
        behind=truth.view == "back",
    )


def match_reps(truth: Truth, reported: Sequence[Rep]) -> list[Rep | None]:
    """For each true repetition the reported one whose bottom lies within it, nearest to its bottom; None without."""
    return [
        min(
            (rep for rep in reported if true.start_s <= rep.bottom_s <= true.end_s),
            key=lambda rep: abs(rep.bottom_s - true.bottom_s),
            default=None,
        )
        for true in truth.reps
    ]


def angle_errors(angles: Angles, truth: Truth) -> dict[str, AngleErrors]:
    """Errors of the side that the analysis calls near, against the truth of the same side."""
    errors = {}
    for name in CSV_ANGLES:
        true = truth.at(name, angles.t_s, angles.near)
        known = np.isfinite(true)
        error = getattr(angles.near_side, name)[known] - true[known]
        errors[name] = AngleErrors(error, getattr(angles.near_bands, name)[known])
    return errors


def _shallowest(whole: Sequence[Rep]) -> Depth | None:
    depths = [rep.depth for rep in whole if rep.depth is not None]
    return min(depths, key=DEPTHS.index) if depths and len(depths) == len(whole) else None


def _judged(report: Report, truth: Truth, found: Sequence[Rep | None]) -> tuple[Judged, ...]:
    """Every check of the true movement on every true repetition, or on the clip."""
    verdicts = {(finding.check, finding.rep): finding.verdict for finding in report.findings}
    judged = []
    movement = movements().get(truth.movement)
    for check in movement.checks if movement else ():
        if check.measure_set is not None:
            verdict = verdicts.get((check.id, None), "not_assessed")
            judged.append(Judged(check.id, None, expected(truth, check, None), verdict))
            continue
        for at, rep in enumerate(found):
            verdict = "not_assessed" if rep is None else verdicts.get((check.id, rep.index), "not_assessed")
            judged.append(Judged(check.id, at, expected(truth, check, at), verdict))
    return tuple(judged)
