"""From frames to one person's track: who is there, whom to follow, and following only that one."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Final

import numpy as np
from threadpoolctl import threadpool_limits

from formcheck.clip.segments import LONGEST, RUN_IN, PoseWorkerPool, RoiProvider, segment_length
from formcheck.media.brightness import brightness
from formcheck.media.clothing import sighting
from formcheck.media.linking import link
from formcheck.media.lookalikes import Look, look_of, real_people
from formcheck.media.looking import everybody, sides
from formcheck.media.people import Gathering, Person, choose, follow, gathering, numbered, seen_table
from formcheck.media.pose import Scout
from formcheck.media.region import Roi, person_roi
from formcheck.media.video import FileSource, Frame
from formcheck.memory import share_one_heap
from formcheck.motion.track import Pose, Track
from formcheck.schema import Note, PersonSeen
from formcheck.settings import AnalysisOptions

SCAN_EVERY_S: Final = 2.0  # chosen: people enter and leave a clip more slowly
CROWDED_EVERY_S: Final = 0.5  # chosen: people who walk pass each other within a second
OFTENEST_S: Final = 0.3  # chosen: a file may say that it is far shorter than it is
LEAST_SCANS: Final = 6  # chosen: of a short clip too, so that who is overlooked once or twice is seen all the same
MOST_LOOKS: Final = 64  # chosen: of a long clip every other one is enough to tell what never changes
MISSED_SHARE: Final = 0.1  # chosen: a tracker that lost the person in a tenth of the scans followed somebody else
SLOWEST_FPS: Final = 25.0  # chosen: a region is wide enough for a segment at this rate; faster clips need less

MAX_THREADS: Final = 4  # more would only queue more pictures

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


@dataclass(frozen=True, slots=True)
class Found:
    """How many people a clip shows, and how many more passes over it following each of them takes."""

    people: int
    passes: int


OnFound = Callable[[Found], None]


def measure(
    source: FileSource, options: AnalysisOptions, on_frames: FrameCount, threads: int | None = None
) -> Measured:
    """Follow one person through a clip: the one of ``options``, else whoever exercises.

    The first pass follows whom the model finds, while a scout scans for everybody every 2 s or oftener. Only when that
    was not the person to follow, or nobody because the picture is so wide that a person is small in it, a second pass
    gives the model that person's region alone. ``threads``: how many may work side by side; None: as many as there are
    cores, at most four. Raises BadChoice for an unknown person.
    """
    clip = _LookedThrough(source, options, on_frames, threads)
    return clip.followed(choose(clip.people, source.size_wh, options.person))


def measure_everybody(
    source: FileSource,
    options: AnalysisOptions,
    on_frames: FrameCount,
    on_found: OnFound,
    threads: int | None = None,
) -> Iterator[Measured]:
    """Follow each person found, from left to right; one with nobody in it where nobody is found.

    After the first pass ``on_found`` gets what it will cost. Each is measured as by `measure` with that person's
    number, bit for bit.
    """
    clip = _LookedThrough(source, options, on_frames, threads)
    on_found(Found(len(clip.people), sum(map(clip.needs_own_pass, clip.people))))
    for person in clip.people or (None,):
        yield clip.followed(person)


class _LookedThrough:
    """A clip after the first pass: who is in it, and the track of whom the model found by itself."""

    def __init__(
        self, source: FileSource, options: AnalysisOptions, on_frames: FrameCount, threads: int | None
    ) -> None:
        share_one_heap()
        self._source, self._model, self._on_frames = source, options.model, on_frames
        self._threads = threads or min(os.cpu_count() or 1, MAX_THREADS)
        self._segment = segment_length(expected_frames(source))
        self._scans = _Scans(scan_every_s(source.info.duration_s))
        with closing(Scout()) as scout:
            self._track = self._run(self._scans.over(source, scout), lambda _first: None)
        self._found = link(self._scans.poses, self._track)
        self.people = numbered(real_people(self._found, self._scans.looks))

    def needs_own_pass(self, person: Person) -> bool:
        """Whether the first pass followed somebody else, or nobody."""
        return self._needs_own_pass(person, follow(self._track, person, self._others(person)))

    def followed(self, person: Person | None) -> Measured:
        """The track of one of the people; of None as the model found it."""
        track, size_wh = self._track, self._source.size_wh
        if person is not None:
            others = self._others(person)
            track = follow(self._track, person, others)
            if self._needs_own_pass(person, track):
                again = follow(self._run(self._source, _segment_roi(person, others, size_wh)), person, others)
                track = max(track, again, key=lambda one: int(one.seen.sum()))
        return Measured(
            track,
            seen_table(self.people, len(self._scans.poses), size_wh),
            person.number if person else None,
            self._scans.brightness,
            self._source.notes,
            gathering(self.people, size_wh),
        )

    def _needs_own_pass(self, person: Person, followed: Track) -> bool:
        alone = not self._others(person) and not sides(self._source.size_wh)
        return not alone and _missed(followed, person)

    def _others(self, person: Person) -> list[Person]:
        return [other for other in self._found if other.sightings is not person.sightings]

    def _run(self, frames: Iterable[Frame], roi_of: RoiProvider) -> Track:
        # The products of the small networks are so short that a second thread of theirs spins, waiting for the next.
        with (
            threadpool_limits(limits=1, user_api="blas"),
            PoseWorkerPool(self._model, roi_of, self._threads, self._segment) as pool,
        ):
            for count, frame in enumerate(frames, start=1):
                pool.take(frame)
                self._on_frames(count)
            return Track.from_poses(pool.poses(), self._source.size_wh)


def scan_every_s(duration_s: float | None) -> float:
    """Seconds between two scans of a clip; None: it does not say how long it is."""
    if duration_s is None:
        return SCAN_EVERY_S
    return float(np.clip(duration_s / LEAST_SCANS, OFTENEST_S, SCAN_EVERY_S))


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
        self.looks: list[Look] = []  # evenly spread over the clip, however long it is
        self._scanned, self._kept_each = 0, 1
        self.poses: list[tuple[Pose, ...]] = []
        self._light: list[float] = []

    def over(self, frames: Iterable[Frame], scout: Scout) -> Iterator[Frame]:
        due_s = 0.0
        for frame in frames:
            if frame.t_s >= due_s:
                image = frame.image
                self.poses.append(tuple(sighting(pose, image) for pose in everybody(scout, image, frame.t_s)))
                self._keep(look_of(image, frame.t_s))
                self._light.append(brightness(image))
                crowded = len(self.poses[-1]) > 1
                due_s = frame.t_s + (min(self._every_s, CROWDED_EVERY_S) if crowded else self._every_s)
            yield frame

    def _keep(self, look: Look) -> None:
        if self._scanned % self._kept_each == 0:
            self.looks.append(look)
        self._scanned += 1
        if len(self.looks) > MOST_LOOKS:
            del self.looks[1::2]
            self._kept_each *= 2

    @property
    def brightness(self) -> float:
        return float(np.mean(self._light)) if self._light else 0.0
