"""Films in every format phones write, damaged: ``python -m hostile.damaged_films [CASES]`` tries so many of each.

Each is two seconds of noise; damage is what `hostile.damage` does to any file. Also here: files that are no films,
under the names of films.
"""

import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Final

import av
import numpy as np

from formcheck.errors import VideoError
from formcheck.media.video import FileSource
from hostile.damage import damaged

SIDE_PX: Final = 64
#: Ending, codec and where its pictures stand.
FORMATS: Final = (
    ("mp4", "libx264"), ("mov", "libx264"), ("mkv", "libx264"), ("webm", "libvpx"), ("avi", "mpeg4"),
    ("mp4", "libx265"), ("3gp", "mpeg4"), ("ts", "libx264"),
)  # fmt: skip
#: What is no film, or one that asks for other files, by the ending it has.
OTHERS: Final[tuple[tuple[str, bytes], ...]] = (
    ("mp4", b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"),
    ("m3u8", b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:1/a.ts\n#EXT-X-ENDLIST\n"),
    ("mp4", b"ffconcat version 1.0\nfile '/etc/passwd'\n"),
    ("mpd", b'<?xml version="1.0"?><MPD><BaseURL>http://127.0.0.1:1/</BaseURL></MPD>'),
    ("sdp", b"v=0\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n"),
    ("mp4", b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
    ("mp4", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
    ("avi", b"RIFF\xff\xff\xff\xffAVI LIST\xff\xff\xff\xff"),
    ("mp4", b"\x00\x00\x00\x08ftyp" * 1000),
    ("mp4", b"\x00\x00\x00\x00moov" * 1000),
    ("mp4", b"\xff\xff\xff\xffmdat"),
    ("mp4", b"\x00\x00\x00\x01mdat\x7f\xff\xff\xff\xff\xff\xff\xff"),
    ("gif", b"GIF89a\xff\xff\xff\xff\xf0\x00\x00" + b"\x00" * 3000),
    ("jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 3000),
    ("mp4", b"%PDF-1.7\n" * 100),
    ("mp4", b"PK\x03\x04" * 1000),
    ("mp4", b"MZ" + b"\x00" * 3000),
    ("wav", b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\xff\xff\xff\xff\xff\xff"),
    ("mkv", b"\x1aE\xdf\xa3\x01\xff\xff\xff\xff\xff\xff\xff"),
    ("mp4", b"\x00" * 100_000),
    ("mp4", b"\xff" * 100_000),
)


def film(path: Path, codec: str) -> Path:
    """Two seconds of noise that changes, with a key picture each half second."""
    chance = np.random.default_rng(1)
    with av.open(str(path), "w") as container:
        stream = container.add_stream(
            codec, rate=15, options={"g": "8", "preset": "ultrafast", "x265-params": "log-level=none"}
        )
        stream.width = stream.height = SIDE_PX
        stream.pix_fmt, stream.codec_context.time_base = "yuv420p", Fraction(1, 15)
        for number in range(30):
            noise = chance.integers(60, 190, (SIDE_PX, SIDE_PX, 3), dtype=np.uint8)
            picture = av.VideoFrame.from_ndarray(noise, format="rgb24")
            picture.pts = number
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return path


def read(path: Path) -> str:
    """How many pictures of the size of the film come out, or our word for it; anything else is raised."""
    try:
        times = [frame.t_s for frame in FileSource(path)]
    except VideoError as error:
        if "\n" in str(error):
            raise ValueError(str(error)) from error
        return type(error).__name__
    assert all(before < after for before, after in pairwise(times))
    return "read"


def tried(
    make: Callable[[int], bytes], ending: str, cases: range, folder: Path
) -> tuple[Counter[str], list[BaseException]]:
    """How the films that ``make`` makes are read, and what broke."""
    found, broke = Counter[str](), list[BaseException]()
    for seed in cases:
        path = folder / f"film.{ending}"
        path.write_bytes(make(seed))
        try:
            found[read(path)] += 1
        except BaseException as error:
            broke.append(error)
    return found, broke


def main(cases: int) -> None:
    """Print how each format fared."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        others = [tried(lambda _, content=content: content, ending, range(1), folder) for ending, content in OTHERS]
        _say("no films", sum((found for found, _ in others), Counter()), [one for _, broke in others for one in broke])
        for ending, codec in FORMATS:
            whole = film(folder / f"whole.{ending}", codec).read_bytes()
            _say(
                f"{ending} {codec}",
                *tried(lambda seed, whole=whole: damaged(whole, seed), ending, range(cases), folder),
            )


def _say(what: str, found: Counter[str], broke: list[BaseException]) -> None:
    sys.stdout.write(f"{what}: {dict(found)}, {len(broke)} broke\n")
    for error in {type(error): error for error in broke}.values():
        sys.stdout.write("".join(traceback.format_exception(error)[-3:])[:900])


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["200"])[0]))
