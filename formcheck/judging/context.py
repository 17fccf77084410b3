"""What a judgement depends on, in one record; what a report says of how it was made is derived from it, whole."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from formcheck.judging.clinician_limits import movements_for
from formcheck.motion.calibration import Calibration
from formcheck.motion.contact_model import ContactModel
from formcheck.motion.correction import Correction
from formcheck.motion.lumbar import BackModel
from formcheck.movements.spec import Movement
from formcheck.schema import CalibrationUsed, ClinicianLimitsUsed, LimitInForce, Provenance
from formcheck.settings import AnalysisOptions


@dataclass(frozen=True)
class ModelUsed:
    """The pose model that gave the landmarks: ``name`` decides which checks it may answer."""

    name: str
    sha256: str


@dataclass(frozen=True)
class JudgingContext:
    """Options (with level, chosen movement and limits of a professional), models and the person's calibration.

    Without ``correction`` angles are judged as the picture shows them, without ``back_model`` the lower back is not,
    without ``contact_model`` hands on legs are not.
    ``versions``: of FormCheck ("formcheck") and of the libraries that measure.
    """

    options: AnalysisOptions
    model: ModelUsed
    correction: Correction | None = None
    correction_sha256: str | None = None
    back_model: BackModel | None = None
    back_sha256: str | None = None
    contact_model: ContactModel | None = None
    hands_sha256: str | None = None
    calibration: Calibration | None = None
    versions: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def movements(self) -> Mapping[str, Movement]:
        """Every movement with the limits in force."""
        return movements_for(self.options.level, self.options.clinician_limits, self.options.own_limits)

    @cached_property
    def provenance(self) -> Provenance:
        """Everything that decided this judgement."""
        options = self.options
        limits = options.clinician_limits
        return Provenance(
            formcheck_version=self.versions.get("formcheck", "0"),
            model=self.model.name,
            model_sha256=self.model.sha256,
            correction_sha256=self.correction_sha256,
            back_sha256=self.back_sha256,
            hands_sha256=self.hands_sha256,
            libraries={name: version for name, version in self.versions.items() if name != "formcheck"},
            settings={
                "movement": options.movement,
                "person": options.person,
                "level": options.level,
                "long_side_px": options.video.long_side_px,
                "downsample_to_fps": options.video.downsample_to_fps,
            },
            limits=tuple(
                LimitInForce(movement=movement.name, check=check.id, limit=check.limit.used())
                for movement in self.movements.values()
                for check in movement.checks
            ),
            calibration=_used(self.calibration),
            clinician_limits=ClinicianLimitsUsed(
                knee_flexion_deg=limits.knee_flexion_deg,
                trunk_inclination_deg=limits.trunk_inclination_deg,
                hinge=limits.hinge,
                hands=limits.hands,
            ),
        )


def _used(calibration: Calibration | None) -> CalibrationUsed | None:
    if calibration is None:
        return None
    content = msgspec.json.encode(calibration)
    return CalibrationUsed(made_from=calibration.made_from, sha256=hashlib.sha256(content).hexdigest())
