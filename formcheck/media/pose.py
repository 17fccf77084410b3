"""The pose model: the landmarker as an estimator. The only import of mediapipe."""

import contextlib
import os
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from formcheck.errors import OutOfSpace
from formcheck.i18n import gettext
from formcheck.media.bundles import bundle_path, edge_model
from formcheck.media.offline import keep_offline
from formcheck.motion.landmarks import pair
from formcheck.motion.outline import silhouette
from formcheck.motion.own_edge import own_edge, side_behind, strip
from formcheck.motion.soles import sole_deg
from formcheck.motion.track import Pose
from formcheck.settings import ModelName

LEAST_BYTES: Final = (
    1_500_000_000  # measured with a margin: with 1.0 GB the library aborts, with 1.5 GB a clip is checked
)
MAX_PEOPLE: Final = 4  # chosen: the detector hardly finds more in one picture, and each costs a landmark pass

Image = NDArray[np.uint8]

_starting = threading.Lock()  # file descriptor 2 belongs to the process: one landmarker starts at a time


class PoseEstimator(Protocol):
    """Turns the frames of one stream, in order of time, into poses. Not to be shared between streams or threads."""

    def __call__(self, image: Image, t_s: float) -> Pose:
        """The pose in an upright RGB image (H, W, 3); all NaN when nobody is found."""
        ...

    def close(self) -> None:
        """Release the model."""
        ...


def model_file(name: ModelName) -> str:
    """File name of a pose model's bundle."""
    return f"pose_landmarker_{name}.task"


class MediaPipePose:
    """PoseLandmarker in VIDEO mode for one person, with the person mask reduced to a silhouette.

    A landmarker belongs to one stream: time must increase. Use as a context manager or call `close`. ``mask`` (H, W)
    0..1 is the person mask of the last picture, None where nobody was found.
    """

    def __init__(self, model: ModelName = "full") -> None:
        self.mask: NDArray[np.float32] | None = None
        self._landmarker = _landmarker(model, video=True, people=1, masks=True)
        self._last_ms = -1

    def __call__(self, image: Image, t_s: float) -> Pose:
        """See `PoseEstimator`. Landmarks outside the picture are kept as the model estimates them."""
        self._last_ms = max(round(t_s * 1000), self._last_ms + 1)
        result = self._landmarker.detect_for_video(_mp_image(image), self._last_ms)
        if not result.pose_landmarks:
            self.mask = None
            return Pose.unseen(t_s)
        self.mask = np.squeeze(result.segmentation_masks[0].numpy_view())
        return _pose(result, 0, t_s, image, self.mask)

    def close(self) -> None:
        """Release the model."""
        self._landmarker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Scout:
    """Finds everybody in single pictures (lite model, IMAGE mode); positions only, no silhouettes."""

    def __init__(self, most: int = MAX_PEOPLE) -> None:
        self._landmarker = _landmarker("lite", video=False, people=most, masks=False)

    def __call__(self, image: Image, t_s: float) -> tuple[Pose, ...]:
        """The poses of up to ``most`` people, in no particular order."""
        result = self._landmarker.detect(_mp_image(image))
        return tuple(_pose(result, i, t_s, image, None) for i in range(len(result.pose_landmarks)))

    def close(self) -> None:
        """Release the model."""
        self._landmarker.close()


def bare_landmarker_seconds(frames: Iterable[tuple[Image, float]], model: ModelName = "full") -> float:
    """Wall time of the bare landmarker (VIDEO mode, masks on, one person) on decoded frames: detect calls only."""
    total, last_ms = 0.0, -1
    landmarker = _landmarker(model, video=True, people=1, masks=True)
    try:
        for image, t_s in frames:
            last_ms = max(round(t_s * 1000), last_ms + 1)
            picture = _mp_image(image)
            begin = time.perf_counter()
            landmarker.detect_for_video(picture, last_ms)
            total += time.perf_counter() - begin
    finally:
        landmarker.close()
    return total


def _pose(result: Any, person: int, t_s: float, image: Image, mask: NDArray[np.float32] | None) -> Pose:
    height, width = image.shape[:2]
    marks = result.pose_landmarks[person]
    image_px = np.array([(m.x * width, m.y * height) for m in marks])
    world_m = np.array([(m.x, m.y, m.z) for m in result.pose_world_landmarks[person]])
    visibility = np.array([m.visibility for m in marks])
    unseen = Pose.unseen(t_s)
    outline, soles, own = unseen.silhouette, unseen.sole_deg, unseen.own_edge
    if mask is not None:
        hip, shoulder = (image_px[list(pair(part))].mean(axis=0) for part in ("hip", "shoulder"))
        outline, soles = silhouette(mask, hip, shoulder), sole_deg(mask, image_px)
        behind = side_behind(image_px)
        own[behind] = own_edge(strip(image, mask, hip, shoulder, behind)[None], edge_model())[0]
    return Pose(t_s, image_px, world_m, visibility, outline, soles, own)


def _mp_image(image: Image) -> Any:
    """A contiguous copy, because mediapipe misreads rows with a stride of their own, without an error."""
    from mediapipe import Image as MpImage
    from mediapipe import ImageFormat

    return MpImage(image_format=ImageFormat.SRGB, data=np.ascontiguousarray(image))


class PoseModelClosedError(RuntimeError):
    """A thread went on looking after somebody left; nobody waits for what it finds."""


class _Landmarker:
    """One of the library's, which is not closed while it works: the library would go on in memory that is gone, and the
    whole process would end. Raises PoseModelClosedError once it is closed.
    """

    def __init__(self, landmarker: Any) -> None:
        self._inside: Any = landmarker
        self._at_work = threading.Lock()

    def detect(self, image: Any) -> Any:
        with self._at_work:
            return self._open().detect(image)

    def detect_for_video(self, image: Any, ms: int) -> Any:
        with self._at_work:
            return self._open().detect_for_video(image, ms)

    def close(self) -> None:
        with self._at_work:
            if self._inside is not None:
                self._inside.close()
            self._inside = None

    def _open(self) -> Any:
        if self._inside is None:
            raise PoseModelClosedError
        return self._inside


def _landmarker(model: ModelName, *, video: bool, people: int, masks: bool) -> _Landmarker:
    _need_space()
    path = bundle_path(model_file(model))
    with _starting, _quiet():
        keep_offline()
        from mediapipe.tasks.python import BaseOptions, vision

        mode = vision.RunningMode.VIDEO if video else vision.RunningMode.IMAGE
        options = vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(path)),
            running_mode=mode,
            num_poses=people,
            output_segmentation_masks=masks,
        )
        landmarker = _Landmarker(vision.PoseLandmarker.create_from_options(options))
        _warm_up(landmarker, video=video)
    return landmarker


def _need_space() -> None:
    """The library ends the whole process where it is given no memory. Raises OutOfSpace before that."""
    with contextlib.suppress(ImportError):  # Windows has no such limits
        import resource

        may, _ = resource.getrlimit(resource.RLIMIT_AS)
        if may != resource.RLIM_INFINITY and may < LEAST_BYTES:
            raise OutOfSpace(
                gettext(
                    "FormCheck may use {may} GB of memory here, and the pose model needs {least} GB of address space. "
                    "Please raise the limit (ulimit -v).",
                    may=f"{may / 1e9:.1f}",
                    least=f"{LEAST_BYTES / 1e9:.1f}",
                )
            )


def _warm_up(landmarker: _Landmarker, *, video: bool) -> None:
    """The library logs at its first picture too; a blank one, with an earlier time stamp, keeps that quiet."""
    blank = _mp_image(np.zeros((64, 64, 3), np.uint8))
    if video:
        landmarker.detect_for_video(blank, -1)
    else:
        landmarker.detect(blank)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Send the C++ libraries' start-up messages, written to file descriptor 2, nowhere."""
    try:
        saved = os.dup(2)
    except OSError:  # no standard error at all, as under a windowed Python
        yield
        return
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(saved, 2)
            os.close(saved)
