"""Hiding faces in what a clip's pictures are copied into: who is searched for how often, and what is covered when.

Everything here comes after measuring and changes none of it.
"""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.drawing.frost import frosted
from formcheck.media.heads import Trail, circles_of, hold_briefly, link_heads, others_heads, trail_of
from formcheck.media.looking import everybody
from formcheck.media.pose import Scout
from formcheck.media.video import FileSource, Frame
from formcheck.motion.track import Floats, Track
from formcheck.settings import Faces

LOOK_EVERY_S: Final = 0.2  # chosen: a head moves by less than its own height in between
AROUND_S: Final = 0.45  # chosen, for single pictures: so long before and after one, heads are searched for too
MOST_HEADS: Final = 8  # asked of the model: more than follow a movement, for bystanders may stand close together
THREADS: Final = 2  # each with a model of its own
WAITING: Final = 4  # pictures a thread

Look = tuple[float, list[Floats]]  # a time, and the circle of every head found then
OnFrames = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Cover:
    """What is hidden in the pictures of a clip: the trails of heads, in pixels of pictures of that size."""

    trails: Sequence[Trail]
    size_wh: tuple[int, int]

    def at(self, t_s: float) -> list[Floats]:
        """Each head's lines (K, 5) at a time; see `drawing.frost`."""
        return [lines for trail in self.trails if len(lines := trail.at(t_s, self.size_wh))]

    def over(self, image_rgb: NDArray[np.uint8], t_s: float) -> NDArray[np.uint8]:
        """The picture of that time, of whatever size, with the faces hidden."""
        scale = image_rgb.shape[1] / self.size_wh[0]
        return frosted(image_rgb, [lines * scale for lines in self.at(t_s)])


NOTHING: Final = Cover((), (1, 1))


@dataclass(slots=True)
class HeadFinder:
    """The heads of one clip, found when they are first asked for, and remembered."""

    _looks: list[Look] | None = None
    _busy: threading.Lock = field(default_factory=threading.Lock)

    def cover(
        self,
        source: FileSource,
        own: Track,
        faces: Faces,
        on_frames: OnFrames,
        moments: Sequence[float] | None = None,
        threads: int = 0,
    ) -> Cover:
        """What hides the faces of ``faces`` in pictures at any time, or only at these ``moments``, which is quicker.

        ``own``: the followed person as measured. Raises VideoError.
        """
        if faces == "show":
            return NOTHING
        looks = self._looked(source, on_frames, moments, threads or min(os.cpu_count() or 1, THREADS))
        mine = trail_of(own)
        trails = link_heads((t_s, others_heads(t_s, circles, mine, source.size_wh)) for t_s, circles in looks)
        hold_briefly(trails, own)
        return Cover([*trails, mine] if faces == "blur" and mine.t_s else trails, source.size_wh)

    def _looked(
        self, source: FileSource, on_frames: OnFrames, moments: Sequence[float] | None, threads: int
    ) -> list[Look]:
        with self._busy:
            if self._looks is not None:
                return self._looks
            looks = _looks(_due(source, moments, on_frames), threads)
            if moments is None:
                self._looks = looks
            return looks


def _looks(frames: Iterator[Frame], threads: int) -> list[Look]:
    found: list[Future[Look]] = []
    # the scouts outlive the threads that use them, also when somebody leaves in the middle
    with _Scouts() as scouts, ThreadPoolExecutor(threads, thread_name_prefix="heads") as pool:
        try:
            for frame in frames:
                found.append(pool.submit(copy_context().run, scouts.look, frame))
                if len(found) > WAITING * threads:
                    found[-WAITING * threads].result()  # no more pictures wait than that
            return [one.result() for one in found]
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _due(source: FileSource, moments: Sequence[float] | None, on_frames: OnFrames) -> Iterator[Frame]:
    """The pictures to look at: one every so often, the one at each moment, and the last."""
    wanted = None if moments is None else np.sort(np.asarray(moments, dtype=np.float64))
    due_s, passed = 0.0, None
    for frame in source:
        on_frames(frame.index + 1)
        if wanted is not None and (not len(wanted) or frame.t_s > wanted[-1] + AROUND_S):
            return
        apart = np.inf if wanted is None else float(np.abs(wanted - frame.t_s).min())
        passed = frame
        if apart < 1e-6 or (frame.t_s >= due_s and (wanted is None or apart <= AROUND_S)):
            due_s, passed = frame.t_s + LOOK_EVERY_S - 1e-6, None
            yield frame
    if passed is not None:
        yield passed


class _Scouts:
    """A scout for each thread that looks."""

    def __init__(self) -> None:
        self._local, self._all = threading.local(), list[Scout]()

    def look(self, frame: Frame) -> Look:
        if not hasattr(self._local, "scout"):
            self._local.scout = Scout(MOST_HEADS)
            self._all.append(self._local.scout)
        return frame.t_s, circles_of(everybody(self._local.scout, frame.image, frame.t_s))

    def __enter__(self) -> "_Scouts":
        return self

    def __exit__(self, *_: object) -> None:
        for scout in self._all:
            scout.close()
