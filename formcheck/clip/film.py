"""The film under the drawing: the clip itself, or a light copy where a browser cannot play that."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from formcheck.clip.faces import NOTHING, Cover
from formcheck.media.playable import Stored, stored
from formcheck.media.video import FileSink, FileSource
from formcheck.motion.track import Floats
from formcheck.settings import VideoSettings

SMALL_PX: Final = 640  # chosen: joints are clear on a phone, a minute is about 3 MB
COPY_FPS: Final = 60.0  # chosen: slow motion stays slow motion, and the copy of a clip at 240 fps is made in time
APART_S: Final = 0.003  # stamps are rounded to 1 ms; a picture further from all others is not the same one


@dataclass(frozen=True, slots=True)
class Film:
    """``copied``: a light copy is to be played, not the clip; ``t_s`` (N,): when each of its pictures is shown, from
    the first on; ``first_s``: what a browser's clock shows at the first.
    """

    copied: bool
    media_type: str
    t_s: Floats
    first_s: float


def film_itself(path: Path, analysed_s: Floats) -> Film | None:
    """The clip as a browser plays it; None where it does not, or not with the pictures that were analysed at
    ``analysed_s`` (N,). Raises VideoError.
    """
    found = stored(path)
    return Film(False, found.media_type, found.t_s, found.first_s) if _fits(found, analysed_s) else None


def copy_film(source: FileSource, out_path: Path, on_frames: Callable[[int], None], cover: Cover = NOTHING) -> Film:
    """Write a light copy, upright and without sound, that every browser plays. Raises OutputError or VideoError."""
    settings = replace(source.settings, downsample_above_fps=COPY_FPS + 1, downsample_to_fps=COPY_FPS)
    times: list[float] = []
    with FileSource(source.path, settings) as every, FileSink(out_path, every.size_wh) as sink:
        for frame in every:
            sink.write(cover.over(frame.image, frame.t_s), frame.t_s)
            times.append(frame.t_s)
            on_frames(len(times))
    return Film(True, "video/mp4", np.array(times), 0.0)


def small_film(path: Path, out_path: Path, cover: Cover, settings: VideoSettings) -> Film:
    """A copy small enough to lie in a page. Raises OutputError or VideoError."""
    with FileSource(path, replace(settings, long_side_px=SMALL_PX)) as source:
        return copy_film(source, out_path, lambda _count: None, cover)


def _fits(found: Stored, analysed_s: Floats) -> bool:
    if not found.plays or not len(analysed_s):
        return False
    after = np.clip(np.searchsorted(found.t_s, analysed_s), 1, max(len(found.t_s) - 1, 1))
    pair = found.t_s[np.minimum(np.stack([after - 1, after]), len(found.t_s) - 1)]
    return bool(np.abs(pair - analysed_s).min(axis=0).max() <= APART_S)
