"""Makes small test clips with PyAV: any container, codec, time stamps, rotation and damage."""

import os
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

ENCODERS = {
    "h264": "libx264",
    "hevc": "libx265",
    "vp9": "libvpx-vp9",
    "av1": "libsvtav1",
    "mjpeg": "mjpeg",
    "gif": "gif",
}
_OPTIONS = {
    "libx264": {"preset": "ultrafast", "crf": "10"},
    "libx265": {"preset": "ultrafast", "x265-params": "log-level=none:crf=10"},
    "libvpx-vp9": {"deadline": "realtime", "cpu-used": "8", "crf": "10"},
    "libsvtav1": {"preset": "12", "crf": "20"},
    "mjpeg": {"qmin": "1", "qmax": "2"},
}
RED, GREEN, BLUE, GREY = (220, 30, 30), (30, 200, 60), (40, 60, 220), (128, 128, 128)
SIZE_WH = (128, 96)


def corners(size_wh: tuple[int, int] = SIZE_WH) -> np.ndarray:
    """Grey, with a red corner at the top left, green at the top right and blue at the bottom left."""
    width, height = size_wh
    image = np.full((height, width, 3), GREY, np.uint8)
    image[: height // 3, : width // 3] = RED
    image[: height // 3, -(width // 3) :] = GREEN
    image[-(height // 3) :, : width // 3] = BLUE
    return image


def corner_colours(image: np.ndarray) -> np.ndarray:
    """(4, 3): mean colour amid the top left, top right, bottom left and bottom right sixths."""
    height, width = image.shape[:2]
    rows, columns = (height // 6, height - height // 6), (width // 6, width - width // 6)
    patches = [image[row - 4 : row + 4, column - 4 : column + 4] for row in rows for column in columns]
    return np.array([patch.mean(axis=(0, 1)) for patch in patches])


def textured(count: int, size_wh: tuple[int, int] = SIZE_WH) -> list[np.ndarray]:
    """Noise that wanders: packets too large to be repaired by guessing."""
    noise = np.random.default_rng(7).integers(0, 256, (size_wh[1], size_wh[0], 3), np.uint8)
    return [np.roll(noise, 2 * number, axis=1) for number in range(count)]


def steady(fps: float, count: int) -> list[float]:
    return [number / fps for number in range(count)]


def write_clip(
    path: Path,
    times_s: Sequence[float],
    codec: str = "h264",
    *,
    images: Iterable[np.ndarray] | None = None,
    pix_fmt: str = "yuv420p",
    size_wh: tuple[int, int] = SIZE_WH,
    rate: Fraction | int = 30,
    colours: tuple[Colorspace, ColorRange, bool] = (Colorspace.ITU601, ColorRange.MPEG, False),
    ccw_deg: int | None = None,
    matrix: Sequence[int] | None = None,
    mirrored: bool = False,
    aspect: Fraction | None = None,
    muxing: dict[str, str] | None = None,
    options: dict[str, str] | None = None,
    muxer: str | None = None,
) -> Path:
    """A clip of ``images`` (default: ``corners``) shown at ``times_s``.

    ``colours``: matrix, range, and whether the file names them; ``ccw_deg``, ``mirrored`` and ``matrix`` go into the
    display matrix as they are; ``muxing`` and ``options`` to the muxer and the encoder.
    """
    encoder = ENCODERS.get(codec, codec)
    with av.open(str(path), "w", format=muxer, options=muxing or {}) as container:
        stream = container.add_stream(encoder, rate=rate, options={**_OPTIONS.get(encoder, {}), **(options or {})})
        stream.width, stream.height, stream.pix_fmt = *size_wh, pix_fmt
        context = stream.codec_context
        if codec not in ("mjpeg", "gif"):
            context.time_base = Fraction(1, 90_000)
        space, extent, said = colours
        if said:
            context.colorspace, context.color_range = space, extent
        if aspect:
            context.sample_aspect_ratio = aspect
        if ccw_deg is not None:
            stream.set_display_rotation(ccw_deg, hflip=mirrored)
        if matrix is not None:
            stream.set_display_matrix(matrix)
        reformatter = VideoReformatter()
        pictures = list(images) if images is not None else [corners(size_wh)] * len(times_s)
        for image, t_s in zip(pictures, times_s, strict=True):
            picture = reformatter.reformat(
                av.VideoFrame.from_ndarray(np.ascontiguousarray(image), "rgb24"),
                format=pix_fmt,
                dst_colorspace=None if pix_fmt.startswith("rgb") else space,
                dst_color_range=None if pix_fmt.startswith("rgb") else extent,
            )
            picture.time_base = context.time_base or Fraction(1, 100 if codec == "gif" else int(rate))
            picture.pts = round(t_s / picture.time_base)
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    if encoder == "libsvtav1":
        _ordinary_priority()
    return path


def _ordinary_priority() -> None:
    """The AV1 encoder gives this process real-time priority when it runs as root, which starves all others for good."""
    if hasattr(os, "sched_setscheduler"):
        for thread in Path("/proc/self/task").iterdir():
            os.sched_setscheduler(int(thread.name), os.SCHED_OTHER, os.sched_param(0))


def write_sound(path: Path, cover: bytes | None = None) -> Path:
    """One second of silence, with a JPEG as its cover if given."""
    with av.open(str(path), "w") as container:
        sound = container.add_stream("aac", rate=44_100)
        if cover is not None:
            container.add_attachment("cover.jpg", "image/jpeg", cover)
        for number in range(43):
            silence = av.AudioFrame.from_ndarray(np.zeros((2, 1024), np.float32), "fltp", "stereo")
            silence.sample_rate, silence.pts = 44_100, number * 1024
            container.mux(sound.encode(silence))
        container.mux(sound.encode(None))
    return path


def cut(path: Path, share: float) -> Path:
    """Keeps the first ``share`` of the bytes."""
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path


def break_packets(path: Path, numbers: Iterable[int], share: float = 1.0) -> Path:
    """Overwrites the last ``share`` of what these packets store with zeros."""
    with av.open(str(path)) as container:
        stored = [bytes(packet) for packet in container.demux(video=0) if packet.size]
    data = path.read_bytes()
    for number in numbers:
        whole = stored[number]
        assert data.count(whole) == 1
        lost = round(len(whole) * share)
        data = data.replace(whole, whole[: len(whole) - lost] + bytes(lost))
    path.write_bytes(data)
    return path


def break_gif_picture(path: Path, number: int) -> Path:
    """Gives one picture of a GIF a code size that cannot be; the blocks around it stay whole."""
    with av.open(str(path)) as container:
        stored = [bytes(packet) for packet in container.demux(video=0) if packet.size][number]
    start = stored.index(b"\x21\xf9\x04") + 8  # image descriptor, behind the graphic control extension
    assert stored[start] == 0x2C
    palette = 3 << ((stored[start + 9] & 7) + 1) if stored[start + 9] & 0x80 else 0
    code_size = start + 10 + palette
    broken = stored[:code_size] + b"\x7f" + stored[code_size + 1 :]
    path.write_bytes(path.read_bytes().replace(stored, broken))
    return path
