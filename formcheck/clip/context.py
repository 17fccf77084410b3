"""Everything a judgement depends on beside the clip: models, corrections and versions, gathered once."""

import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from formcheck import __version__
from formcheck.judging.context import JudgingContext, ModelUsed
from formcheck.media.bundles import (
    ANGLES_FILE,
    BACK_FILE,
    HANDS_FILE,
    angle_correction,
    back_model,
    bundle_sha256,
    contact_model,
)
from formcheck.media.pose import model_file
from formcheck.motion.calibration import Calibration
from formcheck.settings import AnalysisOptions

LIBRARIES: Final = ("mediapipe", "numpy", "scipy", "av", "opencv-contrib-python")


def judging_context(options: AnalysisOptions, calibration: Calibration | None = None) -> JudgingContext:
    """Everything a judgement with these options depends on. Raises ModelMissing."""
    corrected = options.angles == "corrected"
    return JudgingContext(
        options=options,
        model=ModelUsed(options.model, bundle_sha256(model_file(options.model))),
        correction=angle_correction() if corrected else None,
        correction_sha256=bundle_sha256(ANGLES_FILE) if corrected else None,
        back_model=back_model(),
        back_sha256=bundle_sha256(BACK_FILE),
        contact_model=contact_model(),
        hands_sha256=bundle_sha256(HANDS_FILE),
        calibration=calibration,
        versions=_versions(),
    )


@cache
def _versions() -> Mapping[str, str]:
    """Versions of FormCheck, Python and of what measures; the live buffer asks five times a second."""
    versions = {"formcheck": __version__, "python": platform.python_version()}
    for name in LIBRARIES:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            versions[name] = "unknown"
    return versions
