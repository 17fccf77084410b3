"""What the picture allowed, and what to change."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.measures.outcome import note
from formcheck.motion import landmarks as lm
from formcheck.motion.standing import Standing
from formcheck.motion.track import Track, quantile
from formcheck.motion.view import CameraView
from formcheck.schema import Clip, Note, PersonSeen, Quality, QualityLevel

DARK: Final = 0.15  # chosen: mean brightness of a picture in which people are hard to make out
LOST_SHARE: Final = 0.8  # chosen: below, the person was out of view for a fifth of the clip
SMALL_SHARE: Final = 0.25  # chosen: a body of a quarter of the picture's height has 60 px shins at 480 px
SLOW_FPS: Final = 12.0  # chosen: an ascent of 0.5 s is then six pictures
OUT_OF_FRAME_SHARE: Final = 0.3  # chosen: feet out of the picture for a third of the time


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What the adapters know of a clip: the file, the people in it, brightness 0..1, notes of the reader."""

    clip: Clip
    people: tuple[PersonSeen, ...] = ()
    person: int | None = None
    brightness: float = 0.5
    notes: tuple[Note, ...] = ()


def quality(track: Track, view: CameraView, stand: Standing, source: SourceFacts) -> Quality:
    """How far the numbers of this clip can be trusted, and why not further."""
    seen = track.seen
    share = float(seen.mean()) if len(seen) else 0.0
    notes = list(source.notes)
    if len(source.people) > 1:
        notes.append(note("several_people", people=float(len(source.people)), person=float(source.person or 0)))
    if source.brightness < DARK:
        notes.append(note("dark"))
    if seen.any():
        notes += _picture_notes(track, view, stand, share)
    return Quality(
        level=_level(share, notes),
        detected_share=round(share, 3),
        people=source.people,
        person=source.person,
        notes=tuple(notes),
        brightness=round(source.brightness, 3),
    )


def _picture_notes(track: Track, view: CameraView, stand: Standing, share: float) -> list[Note]:
    notes: list[Note] = []
    if share < LOST_SHARE:
        notes.append(note("in_view", share=share))
    points = track.image_px[track.seen]
    feet = points[:, [*lm.pair("ankle"), *lm.pair("heel")]]
    width, height = track.size_wh
    outside = (feet[..., 1] > height) | (feet[..., 0] < 0) | (feet[..., 0] > width)
    if outside.mean() > OUT_OF_FRAME_SHARE:
        notes.append(note("feet_out"))
    tall = quantile(np.ptp(points[..., 1], axis=1), 0.85) / height
    if tall < SMALL_SHARE:
        notes.append(note("small"))
    if len(track) > 1 and 1.0 / float(np.median(np.diff(track.t_s))) < SLOW_FPS:
        notes.append(note("few_frames"))
    if not view.side_on:
        notes.append(note(f"filmed_{view.kind}"))
    if not stand.found:
        notes.append(note("no_standing_in_clip"))
    return notes


def _level(share: float, notes: list[Note]) -> QualityLevel:
    if share < 0.5:
        return "poor"
    return "limited" if notes else "good"
