"""From a file to a report and an annotated video: connects media with judging, drawing and reports."""

import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final, Literal, TypeAlias

from formcheck import __version__
from formcheck.clip.annotating import ClipStills, annotate, take_stills
from formcheck.clip.measuring import expected_frames, measure
from formcheck.drawing.stills import people_picture
from formcheck.i18n import use_locale
from formcheck.judging.analyze import Analyzed, analyze
from formcheck.judging.context import JudgingContext, ModelUsed
from formcheck.judging.quality import SourceFacts
from formcheck.media.bundles import (
    ANGLES_FILE,
    BACK_FILE,
    HANDS_FILE,
    angle_correction,
    back_model,
    bundle_sha256,
    contact_model,
)
from formcheck.media.people import Gathering
from formcheck.media.pose import model_file
from formcheck.media.video import FileSource
from formcheck.motion.angles import Angles
from formcheck.motion.calibration import Calibration
from formcheck.motion.track import Track
from formcheck.schema import Clip, Report
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

    ``seen``: the followed person as measured, not smoothed; ``facts``: of the file; ``together``: the scan with most
    people.
    """

    path: Path
    options: AnalysisOptions
    analyzed: Analyzed
    seen: Track
    facts: SourceFacts
    together: Gathering | None = None

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
    """Measure and judge one clip, with the person's own ``calibration`` where there is one.

    Raises VideoError, ModelMissing or BadChoice, in ``options.language``; never raises for what was filmed.
    """
    tell = on_progress or _no_progress
    with use_locale(options.language), FileSource(path, options.video) as source:
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
    analyzed = judge_track(measured.track, facts, options, calibration)
    tell(Progress("judging", count, count))
    return Analysis(Path(path), options, analyzed, measured.track, facts, measured.together)


def judged_by(analysis: Analysis, calibration: Calibration) -> Analyzed:
    """The same clip judged again with the person's own calibration; nothing is measured again."""
    return judge_track(analysis.seen, analysis.facts, analysis.options, calibration)


def judge_track(
    track: Track, facts: SourceFacts, options: AnalysisOptions, calibration: Calibration | None = None
) -> Analyzed:
    """Judge one person's track as measured: the same for a file and for the live buffer.

    At ``options.level`` and in ``options.language``. Raises ModelMissing; never raises for what was filmed.
    """
    with use_locale(options.language):
        return analyze(track, facts, judging_context(options, calibration))


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


def write_annotated(analysis: Analysis, out_path: Path | str, on_progress: OnProgress | None = None) -> ClipStills:
    """Decode again, draw the findings, write an H.264 MP4; returns the stills taken on the way.

    A still is the JPEG of a repetition's bottom, by its number in the report. Raises OutputError; no incomplete file is
    left.
    """
    tell = on_progress or _no_progress
    total = len(analysis.track)
    with use_locale(analysis.options.language), FileSource(analysis.path, analysis.options.video) as source:
        return annotate(source, analysis.analyzed, Path(out_path), lambda done: tell(Progress("drawing", done, total)))


def rep_stills(analysis: Analysis) -> ClipStills:
    """The stills of ``write_annotated`` without the video: decodes again, up to the last bottom."""
    with use_locale(analysis.options.language), FileSource(analysis.path, analysis.options.video) as source:
        return take_stills(source, analysis.analyzed)


def people_still(analysis: Analysis) -> bytes | None:
    """JPEG of the first picture in which most people are seen, with a numbered box around each person of the report,
    the followed one thicker and filled; None with fewer than two. Decodes again, up to that picture.
    """
    quality = analysis.report.quality
    if len(quality.people) < 2 or analysis.together is None:
        return None
    boxes = {seen.person: seen.box for seen in quality.people} | dict(analysis.together.boxes)
    with FileSource(analysis.path, analysis.options.video) as source:
        frame = next((frame for frame in source if frame.t_s >= analysis.together.t_s), None)
        return None if frame is None else people_picture(frame.image, boxes, quality.person)


def _no_progress(_progress: Progress) -> None:
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
