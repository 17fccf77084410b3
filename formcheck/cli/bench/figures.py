"""What a measurement of speed gives."""

from dataclasses import dataclass, replace

from formcheck.settings import ModelName


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedFigures:
    """Seconds of wall time, one per run; ``peak_memory_mb`` of the whole process, null where the system cannot tell."""

    clip: str
    model: ModelName
    frames: int
    cores: int
    landmarker_s: list[float]
    analysis_s: list[float]
    analysis_with_video_s: list[float]
    peak_memory_mb: float | None


def rounded(figures: SpeedFigures) -> SpeedFigures:
    """To milliseconds."""
    return replace(
        figures,
        landmarker_s=[round(seconds, 3) for seconds in figures.landmarker_s],
        analysis_s=[round(seconds, 3) for seconds in figures.analysis_s],
        analysis_with_video_s=[round(seconds, 3) for seconds in figures.analysis_with_video_s],
    )
