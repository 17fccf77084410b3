"""Numbers and choices that are not limits of a check; each says where it comes from."""

from dataclasses import dataclass
from typing import Final, Literal

from formcheck.i18n import Language

ModelName = Literal["lite", "full"]
AngleChoice = Literal["corrected", "raw"]
MovementChoice = str  # "auto", or the name of a module of formcheck/movements
Level = Literal["gentle", "standard", "strict"]
Faces = Literal["blur", "bystanders", "show"]  # whose are blurred in saved pictures: all, all but the followed, none


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoSettings:
    """How clips are read."""

    long_side_px: int = 960  # the model works at 256 px per person: more pixels cost time without a gain
    downsample_above_fps: float = 35.0  # 30 fps shows an ascent of 0.5 s in 15 frames; faster clips are downsampled
    downsample_to_fps: float = 30.0
    min_side_px: int = 64  # chosen: a body of fewer pixels has no measurable angle
    most_pixels: int = 7680 * 4320  # chosen: 8K; one larger picture takes gigabytes to decode
    longest_s: float = 600.0  # chosen: with ten minutes of landmarks it all stays below 700 MB; longer: in parts
    from_s: float = 0.0  # what lies before is left out; all times count from there
    to_s: float | None = None  # None: to the end
    min_frames: int = 2  # chosen: one picture is not a movement


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicianLimits:
    """What a professional allowed: how far the knees may bend and the trunk may lean (None: no limit given), whether
    hinging is allowed, and whether the hands may help.
    """

    knee_flexion_deg: float | None = None
    trunk_inclination_deg: float | None = None
    hinge: bool = True
    hands: bool = False


NO_LIMITS: Final = ClinicianLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLimit:
    """A limit the studio's trainers put in the place of the one that comes with FormCheck; ``source`` says who, when
    and why.
    """

    movement: str
    check: str
    good: float
    fault: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisOptions:
    """What the user may choose for one clip."""

    movement: MovementChoice = "auto"
    model: ModelName = "full"
    person: int | None = None
    angles: AngleChoice = "corrected"  # raw: as the picture shows them, for comparison
    level: Level = "standard"  # how soon a check speaks up: judging/levels.py
    language: Language = "en"  # of the report's sentences and of the video
    clinician_limits: ClinicianLimits = NO_LIMITS  # judging/clinician_limits.py
    own_limits: tuple[OwnLimit, ...] = ()  # judging/levels.py
    faces: Faces = "bystanders"  # they were not asked; the followed person chose to be filmed. Decides no finding
    video: VideoSettings = VideoSettings()
