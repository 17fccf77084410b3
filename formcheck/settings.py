"""Numbers and choices that are not limits of a check; each says where it comes from."""

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from formcheck.i18n import Language


@dataclass(frozen=True, slots=True)
class Least:
    """The smallest number that may be chosen."""

    number: int


Whole = Annotated[int, Least(0)]
Count = Annotated[int, Least(1)]
Amount = Annotated[float, Least(0)]
Rate = Annotated[float, Least(1)]
ModelName = Literal["lite", "full"]  # of the pose models that come along: the faster, the more exact one
AngleChoice = Literal["corrected", "raw"]  # with what the pose model is known to misread taken off, or as it reads
MovementChoice = str  # a movement's name, or "auto": found by itself
Level = Literal["gentle", "standard", "strict"]  # later than at the limits of the table of checks, there, or sooner
Faces = Literal["blur", "bystanders", "show"]  # whose are blurred in saved pictures: all, all but the followed, none


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoSettings:
    """How clips are read."""

    long_side_px: Count = 960  # the model works at 256 px per person: more pixels cost time without a gain
    downsample_above_fps: Rate = 35.0  # 30 fps shows an ascent of 0.5 s in 15 frames; beyond this, frames are left out
    downsample_to_fps: Rate = 30.0  # frames per second that are kept of faster clips
    min_side_px: Whole = 64  # chosen: a body of fewer pixels has no measurable angle
    most_pixels: Count = 7680 * 4320  # chosen: 8K; one larger picture takes gigabytes to decode
    longest_s: Amount = 600.0  # chosen: with ten minutes of landmarks it all stays below 700 MB; longer: in parts
    from_s: Amount = 0.0  # what lies before is left out; all times count from there
    to_s: Amount | None = None  # what lies after is left out, later than from_s; None: to the end
    min_frames: Count = 2  # chosen: one picture is not a movement


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicianLimits:
    """What a professional allowed: a repetition past it is said to be, and no check asks for more."""

    knee_flexion_deg: Amount | None = None  # how far the knees may bend; None: no limit given
    trunk_inclination_deg: Amount | None = None  # how far the trunk may lean forward; None: no limit given
    hinge: bool = True  # whether bending over from the hips is allowed
    hands: bool = False  # whether the hands may help; no check then asks for doing without


NO_LIMITS: Final = ClinicianLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLimit:
    """A limit the studio's trainers put in the place of the one that comes with FormCheck."""

    movement: str  # its name
    check: str  # the id of one of its checks
    good: float  # good up to here, in the unit of the check
    fault: float  # a fault from here on, in between "watch"; on the same side of good as in the table of checks
    source: str  # who changed it, when and why: stands in reports


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisOptions:
    """What the user may choose for one clip."""

    movement: MovementChoice = "auto"  # what every repetition is taken for; auto: found by itself
    model: ModelName = "full"  # the pose model
    person: Count | None = None  # whom to follow, counted from the left; None: whoever exercises
    angles: AngleChoice = "corrected"  # raw: as the picture shows them, for comparison
    level: Level = "standard"  # how soon a check speaks up
    language: Language = "en"  # of the sentences in errors and on the video
    clinician_limits: ClinicianLimits = NO_LIMITS  # what a professional allowed this person; by default everything
    own_limits: tuple[OwnLimit, ...] = ()  # limits of checks that the studio's trainers changed
    faces: Faces = "bystanders"  # they were not asked; the followed person chose to be filmed. Decides no finding
    video: VideoSettings = VideoSettings()  # how the clip is read
