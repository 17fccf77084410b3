"""Video files in and out: upright, reduced, streamed, with true time stamps."""

import contextlib
import os
import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, Self

import av
import numpy as np
from av.container import InputContainer
from av.filter import Graph
from av.sidedata.sidedata import SideData
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from av.video.stream import VideoStream
from numpy.typing import NDArray

from formcheck.leftovers import part_of
from formcheck.media import video_problems
from formcheck.media.decoding import Decoding
from formcheck.media.files import check_clip, check_place, forbidden, not_written
from formcheck.media.timing import Downsampler
from formcheck.media.upright import UNTURNED, plan
from formcheck.schema import Note
from formcheck.settings import VideoSettings

# What people film in, and sound and stills to say what is wrong with them; no playlists: they open other files.
_CONTAINERS: Final = "mov,matroska,avi,gif,mpegts,mpeg,asf,flv,ogg,h264,hevc,mp3,wav,flac,aac,image2,jpeg_pipe,png_pipe"
_ENCODER: Final = "libx264"
# superfast takes 4.9 ms for 960 x 540, veryfast 6.1; no B-frames ("bf"): the stated length is right at any frame rate
_ENCODING: Final = {"preset": "superfast", "crf": "23", "bf": "0", "g": "60"}  # "g": seeking lands within 2 s
_TICK_S: Final = Fraction(1, 90_000)  # of written files: exact for 24, 25, 29.97, 30 and 60 fps
_UNTAGGED, _HD_PX = 2, 1280  # players take an untagged picture this long for BT.709, a shorter one for BT.601
#: Tags that are no UTF-8 are no reason to refuse a clip. PyAV 19 reads them by itself and has no such option.
_TAGS: Final[dict[str, Any]] = {} if int(av.__version__.partition(".")[0]) >= 19 else {"metadata_errors": "replace"}
_DEFAULTS: Final = VideoSettings()
_local = threading.local()


@dataclass(frozen=True, slots=True)
class Frame:
    """One analysed picture: ``t_s`` since the clip's first, ``index`` among the analysed; 1.5 bytes a pixel."""

    t_s: float
    index: int
    _picture: av.VideoFrame = field(repr=False, compare=False)

    @property
    def image(self) -> NDArray[np.uint8]:
        """A new (H, W, 3) RGB array, upright, C-contiguous, made in the caller's thread outside Python's lock."""
        if not hasattr(_local, "to_rgb"):  # a reformatter serves one thread at a time
            _local.to_rgb = VideoReformatter()
        rgb = _local.to_rgb.reformat(self._picture, format="rgb24", threads=1)
        return np.ascontiguousarray(rgb.to_ndarray(), dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class ClipInfo:
    """What the header says. ``size_wh``: upright square pixels, not reduced; ``rotation_deg``: the clockwise turn
    (0, 90, 180, 270) that stands the picture up; ``duration_s``: of the part that is wanted, None where the file does
    not say.
    """

    name: str
    codec: str
    size_wh: tuple[int, int]
    rotation_deg: int
    fps: float
    duration_s: float | None


class FileSource:
    """Upright frames of a file, reduced in size and downsampled in time; it is open only while it is iterated.

    Making one raises VideoNotFound, UnreadableVideo, NoVideoStream, VideoTooSmall or VideoTooLarge. Each ``iter()``
    starts over, fills ``notes`` (what could not be read) and at its end raises VideoTooSmall for a still picture.
    """

    def __init__(self, path: str | os.PathLike[str], settings: VideoSettings = _DEFAULTS) -> None:
        self.path, self.settings = Path(path), settings
        self.notes: tuple[Note, ...] = ()
        self._reading: Generator[Frame, None, None] | None = None
        with opened(self.path) as container:
            decoding = Decoding(container, self.path.name, settings)
            _, first = next(decoding.pictures(), (0.0, None))
            if first is None and decoding.good and settings.from_s > 0:
                raise video_problems.ends_before(self.path.name, settings.from_s)
            if first is None:
                raise video_problems.no_picture(self.path.name)
            upright = _Upright(first, decoding.stream, settings.long_side_px).plan
            self.size_wh = upright.size_wh
            name, codec = self.path.name, decoding.stream.codec_context.codec.canonical_name
            self.info = ClipInfo(name, codec, upright.full_wh, upright.rotation_deg, decoding.fps, decoding.wanted_s)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._reading is not None:
            with contextlib.suppress(ValueError):  # running in another thread, which closes it
                self._reading.close()

    def __iter__(self) -> Iterator[Frame]:
        self._reading = self._read()
        return self._reading

    def _read(self) -> Generator[Frame, None, None]:
        self.notes, index = (), 0
        with opened(self.path) as container:
            decoding = Decoding(container, self.path.name, self.settings)
            downsampler, upright = Downsampler(self.settings, decoding.fps), None
            for t_s, picture in decoding.pictures():
                if downsampler.keeps(t_s):
                    upright = upright or _Upright(picture, decoding.stream, self.settings.long_side_px)
                    yield Frame(t_s, index, upright(picture))
                    index += 1
            if self.settings.from_s > 0 and decoding.wanted < self.settings.min_frames:
                raise video_problems.ends_before(self.path.name, self.settings.from_s)
            if decoding.good < self.settings.min_frames:
                raise video_problems.still_picture(self.path.name)
            self.notes = tuple(decoding.notes())


class _Upright:
    """Runs pictures through filters that reduce them, convert them to BT.709 and rotate them upright."""

    def __init__(self, picture: av.VideoFrame, stream: VideoStream, long_side_px: int) -> None:
        matrix = picture.side_data.get("DISPLAYMATRIX")
        turn = np.frombuffer(bytes(matrix), np.int32)[:5].tolist() if isinstance(matrix, SideData) else UNTURNED
        stored_wh, aspect = (picture.width, picture.height), float(stream.sample_aspect_ratio or 1)
        self.plan = plan(stored_wh, aspect, tuple(turn), long_side_px)
        self._graph = Graph()
        self._graph.threads = 1
        start = self._graph.add_buffer(None, picture.width, picture.height, picture.format, time_base=_TICK_S)
        self._graph.link_nodes(start, *(self._graph.add(*step) for step in self.plan.steps)).configure()

    def __call__(self, picture: av.VideoFrame) -> av.VideoFrame:
        if picture.colorspace == _UNTAGGED and max(picture.width, picture.height) >= _HD_PX:
            picture.colorspace = Colorspace.ITU709
        self._graph.vpush(picture)
        return self._graph.vpull()


def opened(path: Path) -> InputContainer:
    """A clip's container, whatever its name looks like. Raises VideoError."""
    check_clip(path)
    # stamps made up for AVI come out of order; a name with "%03d" is no pattern of its neighbours' names
    options = {"format_whitelist": _CONTAINERS, "fflags": "-genpts", "pattern_type": "none"}
    try:  # an absolute name cannot be taken for a protocol
        container: InputContainer = av.open(str(path.absolute()), container_options=options, **_TAGS)
    except PermissionError as error:
        raise forbidden(path) from error
    except av.FFmpegError as error:
        raise video_problems.no_video(path.name) from error
    return container


class FileSink:
    """Writes an H.264 MP4 that browsers play at once (yuv420p, index first), with true time stamps; ``size_wh`` even.

    Writes to a hidden file beside ``path``, renamed when the ``with`` block ends well and removed when it does not.
    Every failure is an OutputError of one sentence.
    """

    def __init__(self, path: str | os.PathLike[str], size_wh: tuple[int, int]) -> None:
        if min(size_wh) < 2 or size_wh[0] % 2 or size_wh[1] % 2:
            raise ValueError(f"size_wh must be even, not {size_wh}")
        self.path, self.size_wh = Path(path), size_wh
        self._to_yuv, self._tick = VideoReformatter(), -1

    def __enter__(self) -> Self:
        with self._failures(), contextlib.ExitStack() as opening:
            check_place(self.path)
            self._part = opening.enter_context(part_of(self.path))
            self._container = av.open(str(self._part), "w", format="mp4", options={"movflags": "+faststart"})
            self._stream = self._container.add_stream(_ENCODER, rate=30, options=_ENCODING)
            self._held = opening.pop_all()
        context = self._stream.codec_context
        context.width, context.height = self.size_wh
        context.time_base = _TICK_S
        context.colorspace = context.color_primaries = context.color_trc = Colorspace.ITU709
        context.color_range = ColorRange.MPEG
        return self

    def write(self, image_rgb: NDArray[np.uint8], t_s: float) -> None:
        """Add one (H, W, 3) RGB picture, shown from ``t_s`` seconds on; times must rise."""
        if image_rgb.shape != (*self.size_wh[::-1], 3):
            raise ValueError(f"picture of shape {image_rgb.shape} in a film of {self.size_wh}")
        rgb = av.VideoFrame.from_numpy_buffer(np.ascontiguousarray(image_rgb), format="rgb24")
        picture = self._to_yuv.reformat(
            rgb, format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG, threads=1
        )
        self._tick = max(round(t_s / _TICK_S), self._tick + 1)
        picture.pts, picture.time_base = self._tick, _TICK_S
        with self._failures():
            self._container.mux(self._stream.encode(picture))

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None and self._tick < 0:
                raise video_problems.nothing_drawn(self.path)
            if kind is None:
                with self._failures():
                    self._container.mux(self._stream.encode(None))
                    self._container.close()
                    self._part.replace(self.path)
        finally:
            with contextlib.suppress(av.FFmpegError, OSError):
                self._container.close()
            self._held.close()

    @contextlib.contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except (av.FFmpegError, OSError, ValueError) as error:
            raise not_written(self.path, error) from error


def can_encode_h264() -> bool:
    """Whether annotated videos can be written: tries one picture."""
    try:
        context = av.CodecContext.create(_ENCODER, "w")
        context.width, context.height, context.pix_fmt, context.time_base = 64, 64, "yuv420p", _TICK_S
        return bool(context.encode(av.VideoFrame(64, 64, "yuv420p")) + context.encode(None))
    except (av.FFmpegError, ValueError):
        return False
