"""Whether a browser can play a file as it is, and when each of its pictures is shown there; what can be read here.

Nothing is decoded.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.container import InputContainer

from formcheck.media.decoding import Decoding
from formcheck.media.video import opened
from formcheck.motion.track import Floats
from formcheck.settings import VideoSettings

#: What every browser plays: the container as FFmpeg names it, the codec, and its media type.
PLAYED: Final = {
    ("mov", "h264"): "video/mp4",
    ("matroska", "vp8"): "video/webm",
    ("matroska", "vp9"): "video/webm",
}
PLAYED_PIXELS: Final = frozenset({"yuv420p", "yuvj420p"})  # 10 bits and other chroma only some browsers play
DECODERS: Final = {"H.264": "h264", "HEVC": "hevc", "VP9": "vp9", "AV1": "libdav1d", "MJPEG": "mjpeg", "GIF": "gif"}
WEBM: Final = ".webm"  # Matroska under any other name is refused by some


@dataclass(frozen=True, slots=True)
class Stored:
    """``plays``: whether a browser plays the file itself, as ``media_type``. ``t_s`` (N,): every picture's time since
    the first; ``first_s``: what the browser's clock shows at that one, later than 0 where the sound begins first.
    """

    plays: bool
    media_type: str
    t_s: Floats
    first_s: float


def stored(path: str | os.PathLike[str]) -> Stored:
    """How a file is stored, read from its index alone. Raises VideoError."""
    place = Path(path)
    with opened(place) as container:
        decoding = Decoding(container, place.name, VideoSettings(min_side_px=0))
        stream = decoding.stream
        codec = stream.codec_context
        kind = container.format.name.partition(",")[0], codec.codec.canonical_name
        plays = (
            kind in PLAYED
            and codec.pix_fmt in PLAYED_PIXELS
            and (kind[0] != "matroska" or place.suffix.casefold() == WEBM)
            and len(container.streams.video) == 1
        )
        unit_s = float(stream.time_base or 0)
        stamps = np.unique([p.pts * unit_s for p in container.demux(stream) if p.pts is not None and not p.is_discard])
        if not len(stamps):
            return Stored(False, "", np.zeros(0), 0.0)
        return Stored(plays, PLAYED.get(kind, ""), stamps - stamps[0], float(stamps[0]) - _begin_s(container))


def _begin_s(container: InputContainer) -> float:
    """Where the browser's clock has its zero: the first of all streams, but never later than the file's own zero."""
    return min(0.0, (container.start_time or 0) / av.time_base)


def decoders() -> dict[str, bool]:
    """Which of the video formats people film in can be read here."""
    return {name: codec in av.codecs_available for name, codec in DECODERS.items()}
