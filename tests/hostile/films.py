"""Small files that ask for much: each is made from a few pictures and a fixed seed, and holds nobody."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import accumulate, cycle, islice
from pathlib import Path
from typing import Final

import av
import numpy as np

MS, US = Fraction(1, 1000), Fraction(1, 1_000_000)
FAST: Final = {"preset": "ultrafast", "bf": "0", "g": "600"}


def film(path: Path, stamps: Iterator[Fraction], tick: Fraction = MS, side_px: int = 96, **options: str) -> Path:
    """One picture of noise, shown at each of these seconds."""
    noise = np.random.default_rng(1).integers(90, 160, (side_px, side_px, 3), dtype=np.uint8)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=30, options=FAST | options)
        stream.width = stream.height = side_px
        stream.pix_fmt, stream.codec_context.time_base = "yuv420p", tick
        for stamp in stamps:
            picture = av.VideoFrame.from_ndarray(noise, format="rgb24")
            picture.pts, picture.time_base = int(stamp / tick), tick
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return path


def a_gap_of_100_hours(folder: Path) -> Path:
    return film(folder / "gap.mkv", (Fraction(k, 30) + 360_000 * (k >= 60) for k in range(120)))


def many_gaps_of_50_seconds(folder: Path) -> Path:
    return film(folder / "gaps.mkv", (50 * Fraction(k // 5) + Fraction(k % 5, 30) for k in range(300)))


def a_picture_each_microsecond(folder: Path) -> Path:
    return film(folder / "micro.mp4", (k * US for k in range(3000)), US, 64)


def uneven_steps(folder: Path) -> Path:
    return film(folder / "uneven.mkv", accumulate(islice(cycle((240 * MS, MS, MS)), 600)))


def two_hours(folder: Path) -> Path:
    return film(folder / "hours.mkv", (Fraction(12 * k) for k in range(600)))


def pictures_that_grow(folder: Path) -> Path:
    """Small for two seconds, then more than 8K allows; as a raw stream, whose header can say so anywhere."""
    small = film(folder / "small.h264", (Fraction(k, 30) for k in range(60)))
    large = film(folder / "large.h264", (Fraction(k, 30) for k in range(2)), side_px=6400, crf="51", threads="1")
    path = folder / "grows.h264"
    path.write_bytes(small.read_bytes() + large.read_bytes())
    return path


#: Each with the seconds its last picture may lie after the first, and how many pictures are looked at, at most.
FILMS: Final[tuple[tuple[Callable[[Path], Path], float, int], ...]] = (
    (a_gap_of_100_hours, 5.0, 120),
    (many_gaps_of_50_seconds, 600.0, 100),
    (a_picture_each_microsecond, 0.01, 12),
    (uneven_steps, 50.0, 600),
    (two_hours, 600.0, 80),
    (pictures_that_grow, 3.0, 60),
)
