"""Records a clip from camera frames: standing place, countdown, the film in a private file, poses beside it."""

import tempfile
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from formcheck.drawing.shapes import AnyShape
from formcheck.errors import OutputError
from formcheck.i18n import Language, gettext, gettext_noop, use_locale
from formcheck.live.framing import READY_S, Framer, Framing
from formcheck.live.set_end import SetEnd
from formcheck.media.pose import MediaPipePose, PoseEstimator
from formcheck.media.video import FileSink
from formcheck.motion.track import Pose, Track
from formcheck.ui.check.recorder_picture import Shown, guidance

Image = NDArray[np.uint8]
State = Literal["waiting", "placing", "countdown", "recording", "done"]

COUNTDOWN_S: Final = 3.0
PLACING_MOST_S: Final = 12.0  # chosen: enough to walk 3.5 m and turn; then it begins even if the outline is not filled
UNHURRIED_S: Final = 20.0  # chosen: the same where it begins with the camera, not with a button
LONGEST_S: Final = 60.0
LIT_S: Final = 0.7  # of each second
SHORTEST_S: Final = 1.0  # chosen: a shorter clip shows no movement; the stop was a mistake
TOO_SHORT: Final = gettext_noop("That was too short to see a movement. Please record again.")
STAND_STILL: Final = gettext_noop("Stand still.")
TURNED: Final = gettext_noop("The camera was turned while recording. Please record again without turning it.")


@dataclass(frozen=True, slots=True)
class Step:
    """What to do and for how long during a recording; ``words`` are untranslated."""

    words: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SetGuide:
    """A set that begins and ends by itself: what is said (untranslated) during a countdown of ``ready_s`` seconds, the
    ``longest_s`` it may take, and what sees that it is over.
    """

    ready: str
    ready_s: float
    longest_s: float
    end: Callable[[], SetEnd]


#: The guided minute; what it takes: judging/calibration.py.
CALIBRATION: Final = (  # one line each on the picture: a second would hide the head
    Step(gettext_noop("Stand up straight, arms forward."), 5.0),
    Step(gettext_noop("Bend from your hips with a flat back, then come up."), 8.0),
    Step(gettext_noop("Do one slow squat, then come up."), 8.0),
    Step(gettext_noop("Stand still."), 2.0),
)


@dataclass(frozen=True, slots=True)
class Recording:
    """A finished clip: ``mp4`` its file, ``poses`` the landmarks of every frame by the lite model; ``ended_itself``:
    nobody stopped it.
    """

    mp4: bytes
    poses: Track
    seconds: float
    ended_itself: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecorderSnapshot:
    """A recorder's state. ``words``: what to do now, in the visitor's language; ``left_s``: of this step or clip."""

    state: State
    words: str
    left_s: float | None
    problem: str | None


class Recorder:
    """Takes the camera's pictures one by one, records them, and returns the guidance to lay over their mirror images.

    ``steps`` empty: until stopped, 60 s at most; else as long as the steps take together. With a ``guide`` until its
    set is over, and without waiting for `begin`. Frames come from one thread, the buttons from another. Files are in a
    temporary folder that is removed by ``close``.
    """

    def __init__(
        self,
        language: Language = "en",
        *,
        steps: tuple[Step, ...] = (),
        guide: SetGuide | None = None,
        estimator: Callable[[], PoseEstimator] = lambda: MediaPipePose("lite"),
    ) -> None:
        self._language, self._steps, self._make = language, steps, estimator
        self._guide, self._set_end = guide, None if guide is None else guide.end()
        self._countdown_s = COUNTDOWN_S if guide is None else guide.ready_s
        self._longest_s = guide.longest_s if guide else sum(step.seconds for step in steps) or LONGEST_S
        self._estimator: PoseEstimator | None = None
        self._framer, self._framing = Framer(), Framing("nobody", "")
        self._lock = threading.Lock()
        self._placing_most_s = UNHURRIED_S if guide else PLACING_MOST_S
        self._state: State = "placing" if guide else "waiting"
        self._now_s = self._since_s = 0.0
        self._problem: str | None = None
        self._file: _File | None = None
        self._made: Recording | None = None

    def __call__(self, image: Image, t_s: float) -> list[AnyShape]:
        """What to lay over the mirror image of an unmirrored picture; ``t_s`` its time on the camera's clock."""
        with self._lock, use_locale(self._language):
            if self._estimator is None:
                self._estimator, self._since_s = self._make(), t_s
            self._now_s = t_s
            pose = self._estimator(image, t_s)
            size_wh = (image.shape[1], image.shape[0])
            self._framing = self._framer.look(pose, size_wh)
            self._go_on(t_s)
            if self._state == "recording":
                self._write(image, pose)
            return guidance(size_wh, pose, self._shown())

    def begin(self) -> None:
        """Record as soon as somebody stands in the outline, after a countdown; drops the recording before."""
        with self._lock:
            self._start_over("placing")

    def stop(self) -> None:
        """End the recording now; before it has begun, cancel it."""
        with self._lock:
            if self._state == "recording":
                self._finish()
            elif self._state in ("placing", "countdown"):
                self._enter("waiting")

    def again(self) -> None:
        """Drop the recording and wait for `begin`."""
        with self._lock:
            self._start_over("waiting")

    def close(self) -> None:
        """Release the model and remove the file. A finished recording stays in memory; one under way ends here."""
        with self._lock:
            if self._state == "recording":
                self._finish()
            self._drop_file()
            if self._estimator is not None:
                self._estimator.close()
                self._estimator = None

    def recording(self) -> Recording | None:
        """The finished recording."""
        return self._made

    def snapshot(self) -> RecorderSnapshot:
        """The state, for the page."""
        with self._lock, use_locale(self._language):
            shown = self._shown()
            return RecorderSnapshot(state=self._state, words=shown.words, left_s=shown.left_s, problem=self._problem)

    def _start_over(self, state: State) -> None:
        self._drop_file()
        self._set_end = None if self._guide is None else self._guide.end()
        self._made = self._problem = None
        self._enter(state)

    def _enter(self, state: State) -> None:
        self._state, self._since_s = state, self._now_s

    def _go_on(self, t_s: float) -> None:
        passed_s = t_s - self._since_s
        if self._state == "placing" and (self._framing.ready or passed_s >= self._placing_most_s):
            self._enter("countdown")
        elif self._state == "countdown" and passed_s >= self._countdown_s:
            self._enter("recording")
        elif self._state == "recording" and (passed_s >= self._longest_s or (self._set_end and self._set_end.over)):
            self._finish(by_itself=True)

    def _write(self, image: Image, pose: Pose) -> None:
        even = image[: image.shape[0] // 2 * 2, : image.shape[1] // 2 * 2]
        try:
            if self._file is None:
                self._file = _File((even.shape[1], even.shape[0]))
            if self._file.size_wh == (even.shape[1], even.shape[0]):
                self._file.write(even, pose)
                if self._set_end is not None:
                    self._set_end.add(pose, self._file.size_wh)
                return
            self._problem = gettext(TURNED)
        except OutputError as error:
            self._problem = str(error)
        self._drop_file()
        self._enter("waiting")

    def _finish(self, *, by_itself: bool = False) -> None:
        """Close the file and take it into memory."""
        try:
            if self._file is not None and self._file.seconds >= SHORTEST_S:
                self._made = replace(self._file.finish(), ended_itself=by_itself)
        except OutputError as error:
            self._problem = str(error)
        self._drop_file()
        if self._made is None and self._problem is None:
            self._problem = gettext(TOO_SHORT)
        self._enter("done" if self._made else "waiting")

    def _drop_file(self) -> None:
        if self._file is not None:
            self._file.remove()
            self._file = None

    def _shown(self) -> Shown:
        """What is written on the picture and the page."""
        passed_s = self._now_s - self._since_s
        steady = min(self._framing.steady_s / READY_S, 1.0)
        if self._state == "countdown":
            words = self._guide.ready if self._guide else self._steps[0].words if self._steps else STAND_STILL
            left = max(1, ceil(self._countdown_s - passed_s))
            return Shown(words=gettext(words), outline=self._guide is None, steady=1.0, number=left)
        if self._state == "recording" and self._set_end is not None:
            return self._counted(passed_s, self._set_end)
        if self._state == "recording":
            words, left_s = self._step_at(passed_s)
            clock = f"{ceil(left_s)} s" if self._steps else f"{int(passed_s) // 60}:{int(passed_s) % 60:02d}"
            return Shown(words=gettext(words), left_s=left_s, clock=clock, lit=passed_s % 1 < LIT_S)
        if self._state == "done":
            return Shown()
        return Shown(words=self._framing.words, outline=True, steady=steady)

    def _counted(self, passed_s: float, end: SetEnd) -> Shown:
        """How many repetitions of a set were seen."""
        words = gettext("{count} of {wanted}", count=end.count, wanted=end.wanted)
        clock = f"{int(passed_s) // 60}:{int(passed_s) % 60:02d}"
        return Shown(words=words, clock=clock, lit=passed_s % 1 < LIT_S)

    def _step_at(self, passed_s: float) -> tuple[str, float]:
        """The words of the step under way and the seconds it goes on for."""
        ends_s = 0.0
        for step in self._steps:
            ends_s += step.seconds
            if passed_s < ends_s:
                return step.words, ends_s - passed_s
        return (self._steps[-1].words if self._steps else ""), max(self._longest_s - passed_s, 0.0)


class _File:
    """The film being recorded: the clip in a private folder, and the poses of its frames; time starts at zero."""

    def __init__(self, size_wh: tuple[int, int]) -> None:
        self.size_wh = size_wh
        self.seconds = 0.0
        self._poses: list[Pose] = []
        self._first_s: float | None = None
        self._folder = tempfile.TemporaryDirectory(
            prefix="formcheck-", ignore_cleanup_errors=True
        )  # readable by us only
        self._path = Path(self._folder.name) / "recording.mp4"
        self._open = ExitStack()
        try:
            self._sink = self._open.enter_context(FileSink(self._path, size_wh))
        except OutputError:
            self._folder.cleanup()
            raise

    def write(self, image: Image, pose: Pose) -> None:
        """Add a picture with its time of the camera. Raises OutputError."""
        if self._first_s is None:
            self._first_s = pose.t_s
        t_s = pose.t_s - self._first_s
        if self._poses and t_s <= self.seconds:  # the camera's clock went back: that frame is dropped
            return
        self._sink.write(image, t_s)
        self._poses.append(replace(pose, t_s=t_s))
        self.seconds = t_s

    def finish(self) -> Recording:
        """Close the film and read it into memory. Raises OutputError."""
        self._open.close()
        return Recording(self._path.read_bytes(), Track.from_poses(self._poses, self.size_wh), self.seconds)

    def remove(self) -> None:
        """Leave nothing on disk."""
        with suppress(OutputError):
            self._open.close()
        self._folder.cleanup()
