"""Equal segments of a clip, measured in parallel and joined.

The landmarker runs outside Python's lock, so two threads with one each use two cores. Each segment starts with a run-in
that belongs to the segment before, in which tracking settles, so the joined result does not depend on the number of
threads.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from queue import SimpleQueue
from types import TracebackType
from typing import Final, Self, TypeAlias

import numpy as np

from formcheck.media.people import distance_sizes
from formcheck.media.pose import MediaPipePose
from formcheck.media.region import Roi
from formcheck.media.video import Frame
from formcheck.memory import give_back
from formcheck.motion.track import Floats, Pose, Track
from formcheck.settings import ModelName

LONGEST: Final = 96  # frames of a segment; the run-in then costs a tenth, and one queued segment 75 MB
SHORTEST: Final = 48
RUN_IN: Final = 10  # frames; a fresh tracker agrees with a long-running one within its own noise after 8
BLEND: Final = 6  # of the run-in, over which one segment fades into the next
SAME_BODY_SIZES: Final = 0.5  # chosen: two detections of one body at one instant are never half a trunk length apart
QUEUED: Final = LONGEST + 2 * RUN_IN  # frames waiting at most, 0.8 MB each at 960 x 540: one segment and run-ins

NO_SIZE: Final = (0, 0)  # of the frames: it belongs to the clip

RoiProvider: TypeAlias = Callable[[Frame], Roi | None]  # asked once for each segment, with its first frame
FrameQueue: TypeAlias = SimpleQueue[Frame | None]  # frames for one worker; None ends it


def segment_length(expected_frames: int | None) -> int:
    """Frames of a segment for a clip of about so many frames: an even number of equal segments keeps two cores busy.

    Decided by the clip alone, so that the result does not depend on the machine; None when its length is not known.
    """
    if not expected_frames:
        return (LONGEST + SHORTEST) // 2
    pairs = -(-expected_frames // (2 * LONGEST))
    return max(min(-(-expected_frames // (2 * pairs)), LONGEST), SHORTEST)


class PoseWorkerPool:
    """Worker threads that turn frames, given in order, into poses. Use as a context manager.

    Every segment has a landmarker of its own: its filters of world landmarks and visibilities cannot be emptied, so one
    that was kept would let a segment depend on what its worker saw before.
    """

    def __init__(self, model: ModelName, roi_of: RoiProvider, workers: int, segment: int) -> None:
        self._roi_of = roi_of
        self._segment = segment
        self._model: ModelName = model
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="pose")
        self._stop = threading.Event()
        self._places = threading.Semaphore(QUEUED)
        self._results: list[Future[list[Pose]]] = []
        self._current: FrameQueue | None = None
        self._coming: FrameQueue | None = None
        self._count = 0

    def take(self, frame: Frame) -> None:
        """Hand over the next frame; waits while too many are queued. Raises what a worker raised."""
        place = self._count % self._segment
        if place == 0:
            self._end(self._current)
            self._current, self._coming = self._coming or self._begin(), None
        if place == self._segment - RUN_IN:
            self._coming = self._begin()
        for queue in (self._current, self._coming):
            if queue is not None:
                self._wait_for_place()
                queue.put(frame)
        self._count += 1

    def poses(self) -> list[Pose]:
        """All poses in order, once every frame was taken."""
        self._end(self._current)
        self._end(self._coming)
        return join([result.result() for result in self._results])

    def _begin(self) -> FrameQueue:
        queue: FrameQueue = SimpleQueue()
        self._results.append(self._pool.submit(copy_context().run, self._work, queue))  # errors in its language
        return queue

    @staticmethod
    def _end(queue: FrameQueue | None) -> None:
        if queue is not None:
            queue.put(None)

    def _wait_for_place(self) -> None:
        """Wait for a free place in the queue. Raises what a worker raised, so that the reader never waits for ever."""
        while not self._places.acquire(timeout=0.5):
            for result in self._results:
                if result.done():
                    result.result()

    def _work(self, queue: FrameQueue) -> list[Pose]:
        poses: list[Pose] = []
        roi: Roi | None = None
        with MediaPipePose(self._model) as estimator:
            while (frame := queue.get()) is not None and not self._stop.is_set():
                roi = roi or self._roi_of(frame)
                image = roi.cut(frame.image, frame.t_s) if roi else frame.image
                pose = estimator(image, frame.t_s)
                poses.append(roi.back(pose) if roi else pose)
                self._places.release()
        packed = Track.from_poses(poses, NO_SIZE).poses()
        del poses  # small arrays among pictures: what makes holes
        give_back()
        return packed

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._end(self._current)
        self._end(self._coming)
        self._pool.shutdown(wait=True, cancel_futures=True)


def join(segments: list[list[Pose]]) -> list[Pose]:
    """Segments in order; each fades into the next over the end of its run-in."""
    joined: list[Pose] = []
    for poses in segments:
        run_in = min(RUN_IN, len(poses)) if joined else 0
        for k in range(max(RUN_IN - BLEND, 0), run_in):
            share = (k - (RUN_IN - BLEND) + 1) / (BLEND + 1)
            joined[k - run_in] = _mix(joined[k - run_in], poses[k], share)
        joined.extend(poses[run_in:])
    return joined


def _mix(a: Pose, b: Pose, share: float) -> Pose:
    """Interpolates two poses of one instant; where only one was found, that one; of two different bodies, the first."""
    if not (a.seen and b.seen):
        return b if b.seen else a
    if distance_sizes(a, b) > SAME_BODY_SIZES:
        return a

    def between(x: Floats, y: Floats) -> Floats:
        mixed = (1 - share) * x + share * y
        return np.where(np.isfinite(mixed), mixed, np.where(np.isfinite(y), y, x))

    return Pose(
        a.t_s,
        between(a.image_px, b.image_px),
        between(a.world_m, b.world_m),
        between(a.visibility, b.visibility),
        between(a.silhouette, b.silhouette),
        between(a.sole_deg, b.sole_deg),
        between(a.own_edge, b.own_edge),
    )
