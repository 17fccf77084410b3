"""A live session: a frame in, the picture to show out; repetitions are judged beside the stream by the same function as
clips.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.clip import pipeline
from formcheck.drawing import brush
from formcheck.drawing.shapes import AnyShape
from formcheck.errors import FormcheckError
from formcheck.i18n import gettext, gettext_noop, use_locale
from formcheck.judging.analyze import Analyzed
from formcheck.judging.choices import check_options
from formcheck.judging.quality import SourceFacts
from formcheck.live.analyzer import LiveAnalyzer, LiveSnapshot
from formcheck.live.onscreen import Stills, overlay, painted
from formcheck.live.resettable import ResettableEstimator
from formcheck.media.brightness import brightness
from formcheck.media.person_lock import PersonLock
from formcheck.media.pose import MediaPipePose, PoseEstimator
from formcheck.motion.calibration import Calibration
from formcheck.motion.track import Pose, Track
from formcheck.movements import movements
from formcheck.schema import Clip, Report
from formcheck.settings import AnalysisOptions

LIVE_DEFAULTS: Final = AnalysisOptions(model="lite")
FPS_OVER_S: Final = 3.0
RETRY_S: Final = 5.0  # chosen: a model that fails is not loaded again with every picture
LATE_S: Final = 0.5  # a frame still on its way when the session is closed arrives within this time
IDLE_S: Final = 10.0  # the judging thread ends by itself when no picture has come for this long
BROKEN: Final = gettext_noop("Something went wrong with the camera image. Please stop the camera and start it again.")

log = logging.getLogger(__name__)


class LiveSession:
    """``session(image, t_s)`` takes an upright RGB frame (H, W, 3) of one stream and returns the picture to show;
    `look` takes it too, and returns only what lies over it.

    Frames come one at a time; dropping late ones is up to the caller. Time stamps in seconds may jump forward; a jump
    back is a new stream. `snapshot`, `report` and `stills` may be called from any thread. ``mirrored``: show left and
    right exchanged (judging is never mirrored); ``outline``: draw the figure to stand in before counting; ``words``:
    counter, phase, cue and hint on the picture; ``estimator``: makes another pose estimator. Raises BadChoice when an
    option cannot be chosen; ``options.person`` and ``options.video`` count for nothing here.
    """

    def __init__(
        self,
        options: AnalysisOptions = LIVE_DEFAULTS,
        *,
        mirrored: bool = True,
        outline: bool = True,
        words: bool = True,
        calibration: Calibration | None = None,
        estimator: Callable[[], PoseEstimator] | None = None,
    ) -> None:
        check_options(options)
        self._options = options
        self._mirrored, self._outline, self._words = mirrored, outline, words
        self._calibration = calibration
        self._make: Callable[[], PoseEstimator] = estimator or (lambda: MediaPipePose(options.model))
        self._calling = threading.RLock()
        self._estimator: ResettableEstimator | None = None
        self._made_at = self._closed_at = float("-inf")
        self._worker = _Worker(self._work)
        self._problems: dict[str, str] = {}
        self._begin()

    def __call__(self, image: NDArray[np.uint8], t_s: float) -> NDArray[np.uint8]:
        """A new picture to show. Never raises: returns the input when something failed, which `snapshot` reports."""
        shapes = self.look(image, t_s)
        return image if shapes is None else painted(image, shapes, mirrored=self._mirrored)

    def look(self, image: NDArray[np.uint8], t_s: float) -> list[AnyShape] | None:
        """What to lay over the picture. Never raises: None when something failed, which `snapshot` reports."""
        with self._calling, use_locale(self._options.language):
            try:
                if time.monotonic() - self._closed_at < LATE_S:
                    return None
                shapes = self._seen(image, float(t_s))
            except Exception as error:
                self._failed("picture", error)
                return None
            self._problems.pop("picture", None)
            return shapes

    def snapshot(self) -> LiveSnapshot:
        """The current state; frozen."""
        with use_locale(self._options.language):
            problem = next(iter(list(self._problems.values())), None)
            return self._analyzer.snapshot(self._fps(), problem)

    def report(self) -> Report | None:
        """Everything committed so far, as a clip's report; None before the first frame, and where judging fails, which
        `snapshot` reports.
        """
        with use_locale(self._options.language):
            try:
                self._analyzer.work(at_once=True)
                return self._analyzer.report(self._clip())
            except Exception as error:
                self._failed("judging", error)
                return None

    def stills(self) -> Mapping[int, NDArray[np.uint8]]:
        """The frame at the bottom of each of the last twelve repetitions, by number: unmirrored, with skeleton and
        angles.
        """
        with self._calling:
            self._keep_stills()
            return self._stills.drawn()

    def restart(self) -> None:
        """Drop all repetitions and start a new sequence. Never raises; a model that does is made again."""
        with self._calling:
            try:
                if self._estimator is not None:
                    self._estimator.reset()
            except Exception:
                log.exception("live session: the model cannot be reset and is made again")
                self._drop_estimator()
            self._problems.clear()
            self._made_at = float("-inf")
            self._begin()

    def close(self) -> None:
        """Release the model and end the judging thread; what was counted can still be read. A frame that comes later
        starts a new stream.
        """
        with self._calling:
            self._closed_at = time.monotonic()
            self._fresh = True
            self._worker.stop()
            self._drop_estimator()

    def _begin(self) -> None:
        self._analyzer = LiveAnalyzer(self._judge)
        self._stills = Stills()
        self._staying = PersonLock()
        self._first_s: float | None = None
        self._last_s = float("-inf")
        self._count = 0
        self._size_wh = (0, 0)
        self._light = 0.5
        self._taken: deque[float] = deque(maxlen=200)
        self._fresh = False

    def _seen(self, image: NDArray[np.uint8], t_s: float) -> list[AnyShape]:
        if not np.isfinite(t_s):
            raise ValueError(f"a picture at {t_s} s")
        if self._fresh or t_s < self._last_s:
            self.restart()
        t_s = max(t_s, self._last_s + 0.001)
        pose = self._staying(self._pose(image, t_s), held=self._analyzer.counting)
        self._first_s = t_s if self._first_s is None else self._first_s
        self._last_s, self._size_wh = t_s, (image.shape[1], image.shape[0])
        moment = self._analyzer.add(pose, self._size_wh)
        self._stills.see(image, pose, moment)
        self._keep_stills()
        self._worker.wake()
        if self._count % 64 == 0:
            self._light = brightness(image)
        self._count += 1
        self._taken.append(time.monotonic())
        return overlay(
            self._size_wh,
            pose,
            self._analyzer.snapshot(0.0, None),
            self._analyzer.near,
            mirrored=self._mirrored,
            outlined=self._outline,
            gauge=self._depth_is_goal(),
            words=self._words,
        )

    def _depth_is_goal(self) -> bool:
        """Whether a gauge of depth is shown: of movements that have depth, without a limit to the knees."""
        chosen = movements().get(self._options.movement)
        return (chosen is None or chosen.depth is not None) and self._options.clinician_limits.knee_flexion_deg is None

    def _pose(self, image: NDArray[np.uint8], t_s: float) -> Pose:
        """The estimator's pose. The estimator is made with the first frame, and again after a failure, but not for
        every frame.
        """
        brush.checked(image)
        if self._estimator is None:
            if time.monotonic() - self._made_at < RETRY_S:
                raise _StillBroken
            self._made_at = time.monotonic()
            self._estimator = ResettableEstimator(self._make())
        try:
            return self._estimator(image, t_s)
        except Exception:
            self._drop_estimator()
            raise

    def _drop_estimator(self) -> None:
        if self._estimator is not None:
            estimator, self._estimator = self._estimator, None
            try:
                estimator.close()
            except Exception:
                log.exception("live session: the model does not close")

    def _keep_stills(self) -> None:
        self._stills.keep(self._analyzer.reps, self._analyzer.near)

    def _judge(self, track: Track) -> Analyzed:
        facts = SourceFacts(self._clip(), brightness=self._light)
        return pipeline.judge_track(track, facts, self._options, self._calibration)

    def _work(self) -> None:
        with use_locale(self._options.language):
            try:
                if self._analyzer.work():
                    self._problems.pop("judging", None)
            except Exception as error:
                self._failed("judging", error)

    def _failed(self, where: str, error: Exception) -> None:
        if isinstance(error, _StillBroken):
            return
        expected = isinstance(error, FormcheckError)
        sentence = str(error) if expected else gettext(BROKEN)
        if self._problems.get(where) != sentence:  # thirty times a second would drown the log
            log.error("live session, %s: %r", where, error, exc_info=not expected)
        self._problems[where] = sentence

    def _fps(self) -> float:
        now = time.monotonic()
        lately = [at for at in list(self._taken) if now - at <= FPS_OVER_S]
        return (len(lately) - 1) / (lately[-1] - lately[0]) if len(lately) > 1 else 0.0

    def _clip(self) -> Clip:
        seconds = self._last_s - self._first_s if self._first_s is not None else 0.0
        return Clip(
            name=gettext("Live"),
            duration_s=round(seconds, 3),
            fps=round(self._count / seconds, 1) if seconds > 0 else 0.0,
            width=self._size_wh[0],
            height=self._size_wh[1],
            rotation_deg=0,
            codec="live",
            frames_analysed=self._count,
        )


class _StillBroken(Exception):
    """The model failed to load a moment ago."""


class _Worker:
    """One thread that calls ``job`` after each `wake`, coalescing wakes; ends by itself when there are none."""

    def __init__(self, job: Callable[[], None]) -> None:
        self._job = job
        self._lock = threading.Lock()
        self._wished = threading.Event()
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()

    def wake(self) -> None:
        with self._lock:
            self._wished.set()
            if self._thread is None:
                self._stopped = threading.Event()
                self._thread = threading.Thread(
                    target=self._run, args=(self._stopped,), name="live judging", daemon=True
                )
                self._thread.start()

    def stop(self) -> None:
        with self._lock:
            self._stopped.set()
            self._wished.set()
            self._thread = None

    def _run(self, stopped: threading.Event) -> None:
        while True:
            wished = self._wished.wait(IDLE_S)
            with self._lock:
                if stopped.is_set():
                    return
                if not wished:
                    self._thread = None
                    return
                self._wished.clear()
            self._job()
