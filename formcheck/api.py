"""What ``import formcheck`` offers: the names that programs may build on. CHANGELOG.md says what changes in them."""

from typing import Final

from formcheck.clip.own_pose import analyze_track, track_from_landmarks
from formcheck.clip.pipeline import Analysis, Progress, analyze_clip, analyze_everybody, write_annotated
from formcheck.clip.samples import sample_clips
from formcheck.errors import (
    BadChoice,
    FormcheckError,
    ModelMissing,
    NoVideoStream,
    OutOfSpace,
    OutputError,
    PartMissing,
    UnreadableVideo,
    VideoError,
    VideoNotFound,
    VideoTooLarge,
    VideoTooSmall,
)
from formcheck.judging.analyze import Analyzed
from formcheck.live.analyzer import LiveSnapshot
from formcheck.live.session import LiveSession
from formcheck.motion.angles import Angles
from formcheck.motion.calibration import Calibration
from formcheck.motion.landmarks import NAMES as LANDMARKS
from formcheck.motion.track import Pose, Track
from formcheck.movements import checks as known_checks
from formcheck.movements import movements as known_movements
from formcheck.movements.spec import Check, Movement
from formcheck.reports.opensim import write_mot, write_trc
from formcheck.reports.tidy import tidy_tables
from formcheck.schema import SCHEMA_VERSION, Finding, Rep, Report, Summary, json_schema
from formcheck.settings import AnalysisOptions, ClinicianLimits, OwnLimit, VideoSettings
from formcheck.storage.calibrations import read_calibration
from formcheck.storage.kept_reports import read_report
from formcheck.wording.findings import words
from formcheck.wording.summary import headline

__all__: Final = [
    "LANDMARKS",
    "SCHEMA_VERSION",
    "Analysis",
    "AnalysisOptions",
    "Analyzed",
    "Angles",
    "BadChoice",
    "Calibration",
    "Check",
    "ClinicianLimits",
    "Finding",
    "FormcheckError",
    "LiveSession",
    "LiveSnapshot",
    "ModelMissing",
    "Movement",
    "NoVideoStream",
    "OutOfSpace",
    "OutputError",
    "OwnLimit",
    "PartMissing",
    "Pose",
    "Progress",
    "Rep",
    "Report",
    "Summary",
    "Track",
    "UnreadableVideo",
    "VideoError",
    "VideoNotFound",
    "VideoSettings",
    "VideoTooLarge",
    "VideoTooSmall",
    "analyze_clip",
    "analyze_everybody",
    "analyze_track",
    "headline",
    "json_schema",
    "known_checks",
    "known_movements",
    "read_calibration",
    "read_report",
    "sample_clips",
    "tidy_tables",
    "track_from_landmarks",
    "words",
    "write_annotated",
    "write_mot",
    "write_trc",
]
