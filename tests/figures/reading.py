"""The engine's answer to a shot or a track, with a file around it that never existed."""

from collections.abc import Mapping
from functools import cache, lru_cache
from threading import RLock
from unittest.mock import patch

from figures.backs import reading_bulge
from figures.camera import Shot
from figures.motions import floor_squat
from figures.touches import reading_touches
from formcheck.judging.analyze import Analyzed, analyze
from formcheck.judging.context import JudgingContext, ModelUsed
from formcheck.judging.quality import SourceFacts
from formcheck.motion.angles import CSV_ANGLES, RAW_BANDS
from formcheck.motion.features import Reference, Seen, size_px
from formcheck.motion.lumbar import BackModel
from formcheck.motion.track import Track
from formcheck.motion.view import camera_view
from formcheck.schema import Clip, Finding
from formcheck.settings import NO_LIMITS, AnalysisOptions, ClinicianLimits, MovementChoice

MODEL = ModelUsed("drawn", "0" * 64)
#: Half-widths of the intervals of a drawn figure's angles: its landmarks are true, a photographed person's are not.
TRUE_BANDS = dict.fromkeys(CSV_ANGLES, (1.0, 0.0))
_ONE_AT_A_TIME = RLock()


def source(track: Track, **facts: object) -> SourceFacts:
    """The facts of a file that holds this track."""
    span_s = float(track.t_s[-1] - track.t_s[0]) if len(track) else 0.0
    clip = Clip(
        name="drawn.mp4",
        duration_s=round(span_s, 3),
        fps=30.0,
        width=track.size_wh[0],
        height=track.size_wh[1],
        rotation_deg=0,
        codec="none",
        frames_analysed=len(track),
    )
    return SourceFacts(clip, **facts)  # type: ignore[arg-type]


def context(
    choice: MovementChoice = "auto", clinician_limits: ClinicianLimits = NO_LIMITS, **options: object
) -> JudgingContext:
    """What drawn figures are judged by: their own back, and no correction, since their landmarks are true."""
    chosen = AnalysisOptions(movement=choice, clinician_limits=clinician_limits, **options)  # type: ignore[arg-type]
    return JudgingContext(chosen, MODEL, back_model=back_model(), contact_model=reading_touches())


def read(
    track: Track,
    choice: MovementChoice = "auto",
    clinician_limits: ClinicianLimits = NO_LIMITS,
    bands: Mapping[str, tuple[float, float]] = TRUE_BANDS,
    **facts: object,
) -> Analyzed:
    """What the engine makes of a track; with ``RAW_BANDS`` as if its angles were a photographed person's."""
    return judged(track, context(choice, clinician_limits), bands, **facts)


def judged(
    track: Track, by: JudgingContext, bands: Mapping[str, tuple[float, float]] = TRUE_BANDS, **facts: object
) -> Analyzed:
    """What the engine makes of a track in another context."""
    with _ONE_AT_A_TIME, patch.dict(RAW_BANDS, bands):
        return analyze(track, source(track, **facts), by)


def seen(track: Track, *, reference: bool = True) -> Seen:
    """A track as the angle correction is given it; the clip begins standing."""
    sizes = size_px(track.image_px)
    standing = Reference(track.image_px[0], track.world_m[0]) if reference else None
    heading = camera_view(track).body_yaw_deg
    return Seen(track.image_px, track.world_m, track.visibility, heading, float(sizes[0]), standing)


@cache
def back_model() -> BackModel:
    """Reads the bulge that figures are drawn with."""
    return reading_bulge(seen(Shot(motion=floor_squat(1)).film.track))


@lru_cache(maxsize=256)
def analyzed(shot: Shot, choice: MovementChoice = "auto", clinician_limits: ClinicianLimits = NO_LIMITS) -> Analyzed:
    """What the engine makes of a shot; remembered, since many tests ask about the same few."""
    return read(shot.film.track, choice, clinician_limits)


def findings(answer: Analyzed, check: str) -> list[Finding]:
    """All findings of one check, over repetitions or the clip."""
    return [f for f in answer.report.findings if f.check == check]
