"""From frames to one person's track: who is there, whom to follow, and following only that one."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.clip.segments import LONGEST, RUN_IN, PoseWorkerPool, RoiProvider, segment_length
from formcheck.media.brightness import brightness
from formcheck.media.lookalikes import Look, look_of, real_people
from formcheck.media.looking import everybody
from formcheck.media.people import Gathering, Person, choose, follow, gathering, link, numbered, seen_table
from formcheck.media.pose import Scout
from formcheck.media.region import Roi, person_roi
from formcheck.media.video import FileSource, Frame
from formcheck.memory import share_one_heap
from formcheck.motion.track import Pose, Track
from formcheck.schema import Note, PersonSeen
from formcheck.settings import AnalysisOptions

SCAN_EVERY_S: Final = 2.0  # chosen: people enter and leave a clip more slowly
LEAST_SCANS: Final = 6  # chosen: of a short clip too, so that who is overlooked once or twice is seen all the same
MOST_LOOKS: Final = 64  # chosen: of a long clip every other one is enough to tell what never changes
MAX_THREADS: Final = 4  # more would only queue more pictures
MISSED_SHARE: Final = 0.1  # chosen: a tracker that lost the person in a tenth of the scans followed somebody else
SLOWEST_FPS: Final = 25.0  # chosen: a region is wide enough for a segment at this rate; faster clips need less

FrameCount = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Measured:
    """One person's track and who else was there. ``brightness`` 0..1 is the mean of the scanned frames."""

    track: Track
    people: tuple[PersonSeen, ...]
    person: int | None
    brightness: float
    notes: tuple[Note, ...]
    together: Gathering | None = None


def measure(
    source: FileSource, options: AnalysisOptions, on_frames: FrameCount, threads: int | None = None
) -> Measured:
    """Follow one person through a clip.

    The first pass follows whom the model finds, while a scout scans for everybody every 2 s or oftener. Only when that
    was not the person to follow, a second pass gives the model that person's region alone. Raises BadChoice for an
    unknown person.
    """
    share_one_heap()
    workers = threads or min(os.cpu_count() or 1, MAX_THREADS)
    segment = segment_length(expected_frames(source))

    def run(frames: Iterable[Frame], roi_of: RoiProvider) -> Track:
        with PoseWorkerPool(options.model, roi_of, workers, segment) as pool:
            for count, frame in enumerate(frames, start=1):
                pool.take(frame)
                on_frames(count)
            return Track.from_poses(pool.poses(), source.size_wh)

    scans = _Scans(scan_every_s(source.info.duration_s))
    track = run(scans.over(source), lambda _first: None)
    found = link(scans.poses, track)
    people = numbered(real_people(found, scans.looks))
    person = choose(people, source.size_wh, options.person)
    if person is not None:
        others = [p for p in found if p.sightings is not person.sightings]
        followed = follow(track, person, others)
        if others and _missed(followed, person):
            followed = follow(run(source, _segment_roi(person, others, source.size_wh)), person, others)
        track = followed
    return Measured(
        track,
        seen_table(people, len(scans.poses), source.size_wh),
        person.number if person else None,
        scans.brightness,
        source.notes,
        gathering(people, source.size_wh),
    )


def scan_every_s(duration_s: float | None) -> float:
    """Seconds between two scans of a clip; None: it does not say how long it is."""
    return SCAN_EVERY_S if duration_s is None else min(SCAN_EVERY_S, duration_s / LEAST_SCANS)


def expected_frames(source: FileSource) -> int | None:
    """About how many frames will be analysed; None when the file does not say how long it is."""
    if source.info.duration_s is None:
        return None
    settings = source.settings
    fps = source.info.fps if source.info.fps <= settings.downsample_above_fps else settings.downsample_to_fps
    return max(round(source.info.duration_s * fps), 1)


def _missed(track: Track, person: Person) -> bool:
    """Whether the track shows nobody, or somebody else, where the person was seen."""
    at = np.clip(np.searchsorted(track.t_s, [s.t_s for s in person.sightings]), 0, len(track) - 1)
    return bool(np.mean(~track.seen[at]) > MISSED_SHARE)


def _segment_roi(person: Person, others: list[Person], size_wh: tuple[int, int]) -> Callable[[Frame], Roi]:
    """The region of a segment, decided by its first frame."""
    span_s = (LONGEST + RUN_IN) / SLOWEST_FPS
    return lambda first: person_roi(person, others, first.t_s, first.t_s + span_s, size_wh)


class _Scans:
    """Scans for everybody every few seconds while frames pass through."""

    def __init__(self, every_s: float) -> None:
        self._every_s = every_s
        self.looks: list[Look] = []
        self.poses: list[tuple[Pose, ...]] = []
        self._light: list[float] = []

    def over(self, frames: Iterable[Frame]) -> Iterator[Frame]:
        scout, due_s = Scout(), 0.0
        try:
            for frame in frames:
                if frame.t_s >= due_s:
                    image = frame.image
                    self.poses.append(everybody(scout, image, frame.t_s))
                    self._keep(look_of(image))
                    self._light.append(brightness(image))
                    due_s = frame.t_s + self._every_s
                yield frame
        finally:
            scout.close()

    def _keep(self, look: Look) -> None:
        self.looks.append(look)
        if len(self.looks) > MOST_LOOKS:
            del self.looks[::2]

    @property
    def brightness(self) -> float:
        return float(np.mean(self._light)) if self._light else 0.0
