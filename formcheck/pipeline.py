"""From a file to a report and an annotated video: the one place where rim and engine meet."""

import platform
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final, Literal, TypeAlias

from formcheck import __version__
from formcheck.annotating import annotate
from formcheck.coaching.analysis import Analyzed, analyze, limits_in_force
from formcheck.coaching.calibration import Calibration
from formcheck.coaching.quality import SourceFacts
from formcheck.coaching.report import Clip, Provenance, Report
from formcheck.measuring import expected_frames, measure
from formcheck.media.bundles import ANGLES_FILE, BACK_FILE, angle_correction, back_model, bundle_sha256
from formcheck.media.pose import model_file
from formcheck.media.video import FileSource
from formcheck.motion.angles import Angles
from formcheck.motion.track import Track
from formcheck.settings import AnalysisOptions

LIBRARIES: Final = ("mediapipe", "numpy", "scipy", "av", "opencv-contrib-python")
DEFAULTS: Final = AnalysisOptions()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: frames ``done`` of ``total`` (None when the file does not say) in a stage."""

    stage: Literal["looking", "measuring", "judging", "drawing"]
    done: int
    total: int | None


OnProgress: TypeAlias = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A judged clip, with everything needed to write it out or judge it again.

    ``seen`` the followed person as measured, not smoothed; ``facts`` of the file.
    """

    path: Path
    options: AnalysisOptions
    analyzed: Analyzed
    seen: Track
    facts: SourceFacts

    @property
    def report(self) -> Report:
        """The judged result."""
        return self.analyzed.report

    @property
    def track(self) -> Track:
        """The followed person's smoothed landmarks."""
        return self.analyzed.track

    @property
    def angles(self) -> Angles:
        """Angles of every analysed frame."""
        return self.analyzed.angles


def analyze_clip(
    path: Path | str,
    options: AnalysisOptions = DEFAULTS,
    on_progress: OnProgress | None = None,
    calibration: Calibration | None = None,
) -> Analysis:
    """Measure and judge one clip, by the person's own ``calibration`` where there is one.

    Raises VideoError, ModelMissing or BadChoice; what was filmed never raises.
    """
    tell = on_progress or _silent
    with FileSource(path, options.video) as source:
        expected = expected_frames(source)
        tell(Progress("looking", 0, expected))
        measured = measure(source, options, lambda done: tell(Progress("measuring", done, expected)))
        count = len(measured.track)
        tell(Progress("judging", 0, count))
        facts = SourceFacts(
            clip=_clip(source, measured.track),
            people=measured.people,
            person=measured.person,
            brightness=measured.brightness,
            notes=measured.notes,
        )
    analyzed = _judged(measured.track, facts, options, calibration)
    tell(Progress("judging", count, count))
    return Analysis(Path(path), options, analyzed, measured.track, facts)


def judged_by(analysis: Analysis, calibration: Calibration) -> Analyzed:
    """The same clip judged again by the person's own calibration; nothing is measured again."""
    return _judged(analysis.seen, analysis.facts, analysis.options, calibration)


def _judged(track: Track, facts: SourceFacts, options: AnalysisOptions, calibration: Calibration | None) -> Analyzed:
    correction = angle_correction() if options.angles == "corrected" else None
    own = calibration.reference if calibration else None
    return analyze(track, facts, _provenance(options), options.movement, correction, back_model(), own)


def write_annotated(analysis: Analysis, out_path: Path | str, on_progress: OnProgress | None = None) -> None:
    """Decode again, draw what was found, write an H.264 MP4. Raises OutputError; nothing half-written is left."""
    tell = on_progress or _silent
    total = len(analysis.track)
    with FileSource(analysis.path, analysis.options.video) as source:
        annotate(source, analysis.analyzed, Path(out_path), lambda done: tell(Progress("drawing", done, total)))


def _silent(_progress: Progress) -> None:
    return None


def _clip(source: FileSource, track: Track) -> Clip:
    info = source.info
    filmed_s = float(track.t_s[-1]) if len(track) else 0.0
    return Clip(
        name=info.name.encode(errors="replace").decode(),  # a file name need not be text; JSON must
        duration_s=round(filmed_s, 3),
        fps=round(info.fps, 3),
        width=info.size_wh[0],
        height=info.size_wh[1],
        rotation_deg=info.rotation_deg,
        codec=info.codec,
        frames_analysed=len(track),
    )


def _provenance(options: AnalysisOptions) -> Provenance:
    libraries = {"python": platform.python_version()}
    for name in LIBRARIES:
        try:
            libraries[name] = version(name)
        except PackageNotFoundError:
            libraries[name] = "unknown"
    return Provenance(
        formcheck_version=__version__,
        model=options.model,
        model_sha256=bundle_sha256(model_file(options.model)),
        correction_sha256=bundle_sha256(ANGLES_FILE) if options.angles == "corrected" else None,
        back_sha256=bundle_sha256(BACK_FILE),
        libraries=libraries,
        settings={
            "movement": options.movement,
            "person": options.person,
            "long_side_px": options.video.long_side_px,
            "thin_to_fps": options.video.thin_to_fps,
        },
        limits=limits_in_force(),
    )
