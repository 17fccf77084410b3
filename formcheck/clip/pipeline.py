"""From a file to a report and an annotated video: connects media with judging, drawing and reports."""

import base64
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from formcheck.clip.annotating import ClipStills, annotate, still_times, take_stills
from formcheck.clip.context import judging_context
from formcheck.clip.faces import NOTHING, Cover, HeadFinder
from formcheck.clip.film import Film, copy_film, film_itself, small_film
from formcheck.clip.measuring import Found, Measured, OnFound, expected_frames, measure, measure_everybody
from formcheck.drawing.stills import PeoplePicture, people_picture
from formcheck.i18n import use_locale
from formcheck.judging.analyze import Analyzed, analyze
from formcheck.judging.choices import check_options, fitting, speaking
from formcheck.judging.quality import SourceFacts
from formcheck.media.people import Gathering
from formcheck.media.video import FileSource
from formcheck.memory import give_back
from formcheck.motion.angles import Angles
from formcheck.motion.calibration import Calibration
from formcheck.motion.track import Track
from formcheck.ordinary import fingerprint
from formcheck.player.clip import clip_data
from formcheck.player.scripts import standing_alone
from formcheck.schema import Clip, Report
from formcheck.settings import AnalysisOptions, Count

DEFAULTS: Final[AnalysisOptions] = AnalysisOptions()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: frames ``done`` of ``total`` (None when the file does not say) in a stage."""

    stage: Literal["looking", "measuring", "judging", "hiding", "drawing"]
    done: int
    total: int | None


OnProgress: TypeAlias = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Analysis:
    """A judged clip, with everything needed to write it out or judge it again.

    ``seen``: the followed person as measured, not smoothed; ``facts``: of the file; ``together``: the scan with most
    people; ``heads``: whose faces may have to be hidden.
    """

    path: Path
    options: AnalysisOptions
    analyzed: Analyzed
    seen: Track
    facts: SourceFacts
    together: Gathering | None = None
    heads: HeadFinder = field(default_factory=HeadFinder, repr=False, compare=False)

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
    threads: int | None = None,
) -> Analysis:
    """Measure and judge one clip, with the person's own ``calibration`` where there is one.

    ``threads``: how many may measure side by side; None: as many as there are cores, at most four. Raises BadChoice
    before anything is read when an option cannot be chosen, later where nobody has the number ``person``; VideoError,
    ModelMissing or OutOfSpace. All are in ``options.language``; never raises for what was filmed.
    """
    _check(options, threads)
    tell = on_progress or _no_progress
    with use_locale(options.language), FileSource(path, options.video) as source:
        measured = measure(source, options, _measuring(source, tell), threads)
        return _judged(path, source, options, measured, tell, calibration)


def analyze_everybody(
    path: Path | str,
    options: AnalysisOptions = DEFAULTS,
    on_progress: OnProgress | None = None,
    on_found: OnFound | None = None,
    threads: int | None = None,
) -> Iterator[Analysis]:
    """The same for each person in view, from left to right, as they are done; each as if chosen by number.

    ``on_found`` gets the cost once it is known. A clip that shows nobody gives one analysis, which says so. Raises
    what `analyze_clip` raises, when the first one is asked for.
    """
    _check(options, threads)
    tell = on_progress or _no_progress
    with use_locale(options.language):
        source, heads = FileSource(path, options.video), HeadFinder()
    with source:
        each = measure_everybody(source, options, _measuring(source, tell), on_found or _no_matter, threads)
        while (measured := _next(each, options)) is not None:
            yield replace(_judged(path, source, replace(options, person=measured.person), measured, tell), heads=heads)


def _check(options: AnalysisOptions, threads: int | None) -> None:
    check_options(options)
    with speaking(options):
        fitting("threads", threads, Count | None)


def _next(each: Iterator[Measured], options: AnalysisOptions) -> Measured | None:
    with use_locale(options.language):  # not around a yield: it would be the caller's language too
        return next(each, None)


def _measuring(source: FileSource, tell: OnProgress) -> Callable[[int], None]:
    expected = expected_frames(source)
    tell(Progress("looking", 0, expected))
    return lambda done: tell(Progress("measuring", done, expected))


def _judged(
    path: Path | str,
    source: FileSource,
    options: AnalysisOptions,
    measured: Measured,
    tell: OnProgress,
    calibration: Calibration | None = None,
) -> Analysis:
    count = len(measured.track)
    tell(Progress("judging", 0, count))
    facts = SourceFacts(
        clip=_clip(source, measured.track),
        people=measured.people,
        person=measured.person,
        brightness=measured.brightness,
        notes=measured.notes,
    )
    give_back()  # the pose models' memory
    analyzed = judge_track(measured.track, facts, options, calibration)
    give_back()
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


def write_annotated(analysis: Analysis, out_path: Path | str, on_progress: OnProgress | None = None) -> ClipStills:
    """Decode again, draw the findings, write an H.264 MP4; returns the stills taken on the way.

    A still is the JPEG of a repetition's bottom, by its number in the report. Raises OutputError, then no incomplete
    file is left; VideoError when the clip is no longer there; ModelMissing or OutOfSpace where faces are to be hidden.
    """
    tell = on_progress or _no_progress
    total = len(analysis.track)
    with use_locale(analysis.options.language), FileSource(analysis.path, analysis.options.video) as source:
        cover = hide_faces(analysis, tell)
        return annotate(
            source, analysis.analyzed, Path(out_path), lambda done: tell(Progress("drawing", done, total)), cover
        )


def hide_faces(
    analysis: Analysis, on_progress: OnProgress | None = None, moments: Sequence[float] | None = None, threads: int = 0
) -> Cover:
    """What hides the faces that ``options.faces`` names, at any time or only at these ``moments``; looks through the
    clip once. Every picture made by the functions of this module is covered by it.
    """
    tell, total = on_progress or _no_progress, len(analysis.track)
    with use_locale(analysis.options.language), FileSource(analysis.path, analysis.options.video) as source:
        return analysis.heads.cover(
            source,
            analysis.seen,
            analysis.options.faces,
            lambda done: tell(Progress("hiding", done, total)),
            moments,
            threads,
        )


def rep_stills(analysis: Analysis, threads: int = 0) -> ClipStills:
    """The stills of ``write_annotated`` without the video: decodes again, up to the last bottom."""
    with use_locale(analysis.options.language), FileSource(analysis.path, analysis.options.video) as source:
        cover = hide_faces(analysis, None, still_times(source, analysis.analyzed), threads)
        return take_stills(source, analysis.analyzed, cover)


def playing(analysis: Analysis) -> dict[str, Any] | None:
    """What a browser draws over the clip while it plays, as plain data; None where it cannot play the clip itself.
    Faces are hidden in the pictures copied from it, not while it plays. Raises VideoError.
    """
    film = film_itself(analysis.path, analysis.analyzed.seen_track.t_s)
    return None if film is None else _drawn_over(analysis, film, hide_faces(analysis))


def playing_copy(analysis: Analysis, out_path: Path, on_progress: OnProgress | None = None) -> dict[str, Any]:
    """The same over a light copy, which is written. Raises OutputError or VideoError."""
    tell = on_progress or _no_progress
    total = len(analysis.track)
    with FileSource(analysis.path, analysis.options.video) as source:
        film = copy_film(source, out_path, lambda done: tell(Progress("drawing", done, total)))
    return _drawn_over(analysis, film, hide_faces(analysis))


def player_html(analysis: Analysis, folder: Path) -> str:
    """A player with a small copy of the clip in it, as a piece of a page that loads nothing; ``folder`` holds the copy.

    Raises OutputError or VideoError.
    """
    out = folder / "small.mp4"
    film = small_film(analysis.path, out, hide_faces(analysis), analysis.options.video)
    inside = base64.b64encode(out.read_bytes()).decode("ascii")
    return standing_alone([_drawn_over(analysis, film, NOTHING)], [f"data:{film.media_type};base64,{inside}"])


def _drawn_over(analysis: Analysis, film: Film, cover: Cover) -> dict[str, Any]:
    with use_locale(analysis.options.language):
        return clip_data(analysis.analyzed, film.t_s, film.first_s, [cover.at(t_s) for t_s in film.t_s.tolist()])


def people_still(analysis: Analysis) -> PeoplePicture | None:
    """The first picture in which most people are seen, with a numbered box around each person of the report,
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


def _no_matter(_found: Found) -> None:
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
        from_s=source.settings.from_s,
        fingerprint=fingerprint(source.path),
    )
