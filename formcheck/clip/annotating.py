"""Draws the findings into the clip: decoding, drawing and encoding in parallel."""

import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from formcheck.clip.faces import NOTHING, Cover
from formcheck.drawing.draw import draw
from formcheck.drawing.scenes import Scenes
from formcheck.drawing.stills import still, windows
from formcheck.judging.analyze import Analyzed
from formcheck.media.video import FileSink, FileSource, Frame
from formcheck.motion.reps import RepSpan
from formcheck.wording.findings import shown_by

AHEAD: Final = 8  # frames waiting between two stages; more only costs memory
T = TypeVar("T")
Kept: TypeAlias = int | str  # a repetition's number, or a check's id


@dataclass(frozen=True, slots=True)
class ClipStills:
    """JPEGs of a clip: the bottom of each repetition by its number, and the moment of a set's finding by its check."""

    bottoms: Mapping[int, bytes] = field(default_factory=dict)
    moments: Mapping[str, bytes] = field(default_factory=dict)


def annotate(
    source: FileSource, analyzed: Analyzed, out_path: Path, on_frames: Callable[[int], None], cover: Cover
) -> ClipStills:
    """Write the annotated clip; returns the still of each repetition whose bottom was filmed, by number, as JPEG.

    Raises OutputError or VideoError; leaves no incomplete file.
    """
    stills = StillTaker(analyzed, source.size_wh, cover)
    with FileSink(out_path, source.size_wh) as sink:
        drawn = _Ahead(_drawn(source, analyzed, stills, cover))
        try:
            for count, (image, t_s) in enumerate(drawn, start=1):
                sink.write(image, t_s)
                on_frames(count)
        finally:
            drawn.stop()
    return stills.taken


def still_times(source: FileSource, analyzed: Analyzed) -> list[float]:
    """When the pictures of the stills are taken."""
    return [float(analyzed.seen_track.t_s[k]) for k in StillTaker(analyzed, source.size_wh, NOTHING).wanted]


def take_stills(source: FileSource, analyzed: Analyzed, cover: Cover) -> ClipStills:
    """The stills alone: decodes up to the last one and draws nothing else. Raises VideoError."""
    stills = StillTaker(analyzed, source.size_wh, cover)
    frames = iter(source)
    while stills.wanted and (frame := next(frames, None)) is not None:
        stills.take(frame, None)
    return stills.taken


def _drawn(
    source: FileSource, analyzed: Analyzed, stills: "StillTaker", cover: Cover
) -> Iterator[tuple[NDArray[np.uint8], float]]:
    scenes = Scenes(analyzed)
    frames = _Ahead(source)
    try:
        for frame in frames:
            image = cover.over(frame.image, frame.t_s)
            stills.take(frame, image)
            yield draw(image, scenes.at(frame.index)), frame.t_s
    finally:
        frames.stop()


class _Ahead(Generic[T]):
    """Runs an iterator in a thread, a few items ahead; its error is raised where the items are used."""

    def __init__(self, items: Iterable[T]) -> None:
        self._queue: queue.Queue[tuple[T] | BaseException | None] = queue.Queue(AHEAD)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=copy_context().run, args=(self._run, items), daemon=True)
        self._thread.start()

    def _run(self, items: Iterable[T]) -> None:
        last: BaseException | None = None
        try:
            for item in items:
                if not self._put((item,)):
                    break
        except BaseException as error:  # handed on to the user of the items
            last = error
        finally:
            if hasattr(items, "close"):
                items.close()
        self._put(last)

    def _put(self, item: tuple[T] | BaseException | None) -> bool:
        while not self._stop.is_set():
            try:
                self._queue.put(item, timeout=0.2)
            except queue.Full:
                continue
            return True
        return False

    def __iter__(self) -> Iterator[T]:
        while isinstance(item := self._queue.get(), tuple):
            yield item[0]
        if item is not None:
            raise item

    def stop(self) -> None:
        """End the thread, whether or not everything was used."""
        self._stop.set()
        self._thread.join()


class StillTaker:
    """Takes the picture at the bottom of each repetition, and at the moment of each of the set's findings, while the
    frames stream past.

    ``wanted``: frame index to what its picture is kept for, those not taken yet. ``cover`` hides faces in them.
    """

    def __init__(self, analyzed: Analyzed, size_wh: tuple[int, int], cover: Cover) -> None:
        self._scenes, self._cover = Scenes(analyzed), cover
        places = _places(analyzed)
        self._windows = windows({key: analyzed.seen_track.image_px[k] for key, k in places.items()}, size_wh)
        self.wanted: dict[int, list[Kept]] = {}
        for key in self._windows:
            self.wanted.setdefault(places[key], []).append(key)
        self._taken: dict[Kept, bytes] = {}

    def take(self, frame: Frame, image: NDArray[np.uint8] | None) -> None:
        """Keep the frame if it is wanted; ``image`` is its picture if that exists already, with faces hidden."""
        for key in self.wanted.pop(frame.index, ()):
            picture = self._cover.over(frame.image, frame.t_s) if image is None else image
            self._taken[key] = still(picture, self._scenes.at(frame.index), self._windows[key])

    @property
    def taken(self) -> ClipStills:
        """What was taken so far."""
        bottoms = {key: jpeg for key, jpeg in self._taken.items() if isinstance(key, int)}
        return ClipStills(bottoms, {key: jpeg for key, jpeg in self._taken.items() if isinstance(key, str)})


def _places(analyzed: Analyzed) -> dict[Kept, int]:
    """The frame of each bottom by the number of its repetition, and of each finding's moment by its check."""
    report, t_s = analyzed.report, analyzed.seen_track.t_s
    places: dict[Kept, int] = {
        rep.index: span.bottom for rep, span in zip(report.reps, analyzed.spans, strict=True) if _low(span)
    }
    for one in report.summary.findings:
        found = shown_by(one, report.findings)
        if found is not None and found.t_s is not None:
            places[one.check] = int(np.argmin(np.abs(t_s - found.t_s)))
    return places


def _low(span: RepSpan) -> bool:
    """Whether the bottom was filmed: a repetition cut off on its way down, or begun on the way up, has none."""
    down = span.began or span.from_floor or span.start < span.bottom_from
    return down and (span.ended or span.stays or span.bottom_to < span.end)
