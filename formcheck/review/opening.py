"""A clip made ready to be played with its drawing: measured once, then kept."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from formcheck.batch.fetch import LocalClip, local_clip
from formcheck.errors import BadChoice
from formcheck.i18n import Language, gettext
from formcheck.review.kept import Ready, copy_place, film_place, folder, keep_ready, kept_ready
from formcheck.schema import Report
from formcheck.settings import AnalysisOptions, ClinicianLimits
from formcheck.storage.review.records import QueuedClip

if TYPE_CHECKING:
    from formcheck.clip.pipeline import Analysis, OnProgress


def ready(clip: QueuedClip, report: Report, language: Language, tell: "OnProgress") -> Ready:
    """What was kept of a clip, or made now. Raises VideoError, OutputError, and BadChoice where its video changed."""
    found = kept_ready(clip.content_sha256, clip.person, language)
    if found is not None:
        return found
    from formcheck.clip import pipeline

    with same_film(clip) as local:
        options = replace(options_of(report, language), person=clip.person)
        analysis = pipeline.analyze_clip(local.path, options, tell)
        return keep(analysis, clip, report, language)


def film_of(clip: QueuedClip, made: Ready) -> Path:
    """The film to play. Raises VideoNotFound."""
    if made.film:
        return folder() / made.film
    with local_clip(clip.video) as local:
        return local.path


def keep(analysis: "Analysis", clip: QueuedClip, report: Report, language: Language) -> Ready:
    """Keep what plays an analysed clip. Raises VideoError and OutputError."""
    from formcheck.clip import pipeline

    film, sha256 = "", clip.content_sha256
    playing = pipeline.playing(analysis)
    if playing is None:
        film = copy_place(sha256).name
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        playing = pipeline.playing_copy(analysis, copy_place(sha256))
        copy_place(sha256).chmod(0o600)
    elif str(analysis.path) != clip.video:  # fetched from a URL, and gone in a moment
        film = film_place(sha256, analysis.path.suffix).name
        shutil.copyfile(analysis.path, folder() / film)
    stills = pipeline.rep_stills(analysis)
    made = Ready(
        playing=playing,
        film=film,
        bottoms=dict(stills.bottoms),
        moments=dict(stills.moments),
        same=analysis.report.findings == report.findings and analysis.report.reps == report.reps,
    )
    keep_ready(made, sha256, clip.person, language)
    return made


def options_of(report: Report, language: Language) -> AnalysisOptions:
    """The options a report was made with, as far as it says."""
    made, plain = report.provenance, AnalysisOptions(language=language)
    used = made.clinician_limits
    return replace(
        plain,
        movement=str(made.settings.get("movement") or plain.movement),
        level=made.settings.get("level") or plain.level,  # type: ignore[arg-type]  # as it was written
        model=made.model,  # type: ignore[arg-type]
        clinician_limits=ClinicianLimits(
            knee_flexion_deg=used.knee_flexion_deg,
            trunk_inclination_deg=used.trunk_inclination_deg,
            hinge=used.hinge,
            hands=used.hands,
        ),
    )


@contextmanager
def same_film(clip: QueuedClip) -> Iterator[LocalClip]:
    """The clip's video within the block. Raises VideoError, and BadChoice where another one lies in its place."""
    with local_clip(clip.video) as local:
        if local.sha256 != clip.content_sha256:
            raise BadChoice(
                gettext(
                    "{video} is another video than the one that was checked. Please put the old one back, or check the "
                    "new one.",
                    video=clip.video,
                )
            )
        yield local
