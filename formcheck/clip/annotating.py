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

from formcheck.drawing.backline import back_line
from formcheck.drawing.draw import draw
from formcheck.drawing.scene import BackLine, Banner, Scene
from formcheck.drawing.stills import still, windows
from formcheck.i18n import gettext
from formcheck.judging.analyze import Analyzed
from formcheck.judging.policy import said_of_rep
from formcheck.judging.reading import of_rep
from formcheck.measures.rounding import LEANING_DEG
from formcheck.media.video import FileSink, FileSource, Frame
from formcheck.motion.reps import PhaseName, RepSpan
from formcheck.schema import Finding
from formcheck.wording.findings import shown_by, shown_verdict, title
from formcheck.wording.names import movement_name
from formcheck.wording.summary import headline

BANNER_S: Final = 2.0  # chosen: time to read one short line twice
BANNERS_MOST: Final = 2  # more would hide the feet on a phone
AHEAD: Final = 8  # frames waiting between two stages; more only costs memory
DRAWN_ANGLES: Final = {
    "knee": "knee_flexion_deg",
    "hip": "hip_flexion_deg",
    "trunk": "trunk_inclination_deg",
    "tibia": "tibia_inclination_deg",
}
T = TypeVar("T")
Kept: TypeAlias = int | str  # a repetition's number, or a check's id


@dataclass(frozen=True, slots=True)
class ClipStills:
    """JPEGs of a clip: the bottom of each repetition by its number, and the moment of a set's finding by its check."""

    bottoms: Mapping[int, bytes] = field(default_factory=dict)
    moments: Mapping[str, bytes] = field(default_factory=dict)


def annotate(source: FileSource, analyzed: Analyzed, out_path: Path, on_frames: Callable[[int], None]) -> ClipStills:
    """Write the annotated clip; returns the still of each repetition whose bottom was filmed, by number, as JPEG.

    Raises OutputError or VideoError; leaves no incomplete file.
    """
    stills = StillTaker(analyzed, source.size_wh)
    with FileSink(out_path, source.size_wh) as sink:
        drawn = _Ahead(_drawn(source, analyzed, stills))
        try:
            for count, (image, t_s) in enumerate(drawn, start=1):
                sink.write(image, t_s)
                on_frames(count)
        finally:
            drawn.stop()
    return stills.taken


def take_stills(source: FileSource, analyzed: Analyzed) -> ClipStills:
    """The stills alone: decodes up to the last one and draws nothing else. Raises VideoError."""
    stills = StillTaker(analyzed, source.size_wh)
    frames = iter(source)
    while stills.wanted and (frame := next(frames, None)) is not None:
        stills.take(frame, None)
    return stills.taken


def _drawn(source: FileSource, analyzed: Analyzed, stills: "StillTaker") -> Iterator[tuple[NDArray[np.uint8], float]]:
    scenes = Scenes(analyzed)
    frames = _Ahead(source)
    try:
        for frame in frames:
            image = frame.image
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


@dataclass(frozen=True, slots=True)
class Scenes:
    """What to draw on each analysed frame."""

    analyzed: Analyzed

    def at(self, index: int) -> Scene:
        """The scene of a frame; an empty one past the end."""
        a = self.analyzed
        track = a.seen_track
        k = min(index, len(track) - 1)
        t_s = float(track.t_s[k])
        current = next((i for i, s in enumerate(a.spans) if s.start <= k <= s.end), None)
        take = a.take_at(k)
        near = take.scene.angles.near_side
        angles = {name: float(getattr(near, series)[k - take.first]) for name, series in DRAWN_ANGLES.items()}
        return Scene(
            landmarks_px=track.image_px[k],
            visibility=np.nan_to_num(track.visibility[k]),
            near=take.view.near,
            angles=angles if take.view.side_on else {},
            rep_done=sum(not s.partial and s.end <= k for s in a.spans),
            rep_current=None if current is None else self._number(current),
            phase=None if not a.spans else _phase(a.spans, current, k),
            movement=movement_name(a.report.movement) if a.spans else "",
            banners=tuple(_banner(f) for f in self._due(t_s)),
            note=None if a.spans else headline(a.report).text,
            back=self._back(k),
        )

    def _back(self, k: int) -> BackLine | None:
        a = self.analyzed
        take = a.take_at(k)
        leans = bool(take.scene.angles.near_side.trunk_inclination_deg[k - take.first] > LEANING_DEG)
        if take.back is None or not leans:
            return None
        return back_line(take.back, k - take.first, a.seen_track.image_px[k], a.context.options.level)

    def _number(self, current: int) -> int | None:
        spans = self.analyzed.spans
        return None if spans[current].partial else sum(not s.partial for s in spans[: current + 1])

    def _due(self, t_s: float) -> list[Finding]:
        report = self.analyzed.report
        said = [f for rep in report.reps for f in said_of_rep(of_rep(report.findings, rep))]
        due = [
            f
            for f in said
            if f.verdict in ("watch", "fault") and f.t_s is not None and f.t_s <= t_s <= f.t_s + BANNER_S
        ]
        return sorted(due, key=lambda f: (f.verdict != "fault", -f.confidence))[:BANNERS_MOST]


class StillTaker:
    """Takes the picture at the bottom of each repetition, and at the moment of each of the set's findings, while the
    frames stream past.

    ``wanted``: frame index to what its picture is kept for, those not taken yet.
    """

    def __init__(self, analyzed: Analyzed, size_wh: tuple[int, int]) -> None:
        self._scenes = Scenes(analyzed)
        places = _places(analyzed)
        self._windows = windows({key: analyzed.seen_track.image_px[k] for key, k in places.items()}, size_wh)
        self.wanted: dict[int, list[Kept]] = {}
        for key in self._windows:
            self.wanted.setdefault(places[key], []).append(key)
        self._taken: dict[Kept, bytes] = {}

    def take(self, frame: Frame, image: NDArray[np.uint8] | None) -> None:
        """Keep the frame if it is wanted; ``image`` is its picture if that exists already."""
        for key in self.wanted.pop(frame.index, ()):
            picture = frame.image if image is None else image
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
    return down and (span.ended or span.bottom_to < span.end)


def _phase(spans: tuple[RepSpan, ...], current: int | None, k: int) -> PhaseName:
    if current is None:
        return "standing"
    span = spans[current]
    if k < span.bottom_from:
        return "descent"
    return "bottom" if k <= span.bottom_to else "ascent"


def _banner(finding: Finding) -> Banner:
    if finding.value is None or finding.unit != "deg":
        return Banner(shown_verdict(finding), title(finding))
    return Banner(shown_verdict(finding), gettext("{title}: {value:.0f}°", title=title(finding), value=finding.value))
