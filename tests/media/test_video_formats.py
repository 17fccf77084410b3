import shutil
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace
from make_video import ENCODERS, SIZE_WH, corner_colours, steady, write_clip
from video_checks import PIXELS, TRUE_CORNERS

from formcheck.media import playable, video
from formcheck.media.video import FileSource

#: What this PyAV can write, so that the test reads all of it; every other pair must fail to be made.
READABLE = {
    "mp4": {"h264", "hevc", "vp9", "av1", "mjpeg"},
    "mov": {"h264", "hevc", "mjpeg", "gif"},
    "mkv": {"h264", "hevc", "vp9", "av1", "mjpeg"},
    "webm": {"vp9", "av1"},
    "avi": {"h264", "vp9", "av1", "mjpeg"},
    "gif": {"gif"},
}


@pytest.mark.parametrize("codec", ENCODERS)
@pytest.mark.parametrize("container", READABLE)
def test_every_container_and_codec_that_can_be_written_is_read(tmp_path: Path, container: str, codec: str) -> None:
    path = tmp_path / f"clip.{container}"
    shown_s = steady(10, 7)
    options = {"bf": "2"} if codec == "h264" else {}
    if codec not in READABLE[container]:
        with pytest.raises((av.FFmpegError, ValueError)):
            write_clip(path, shown_s, codec, **PIXELS.get(codec, {}))
        return
    write_clip(path, shown_s, codec, rate=10, options=options, **PIXELS.get(codec, {}))
    with FileSource(path) as source:
        frames = list(source)
        assert source.info.codec == codec
        assert source.info.size_wh == source.size_wh == SIZE_WH
        assert source.notes == ()
    assert [frame.index for frame in frames] == list(range(7))
    assert [frame.t_s for frame in frames] == pytest.approx(shown_s, abs=1e-3)
    tolerance = 26 if codec == "gif" else 10  # the gif is written in 256 fixed colours
    for frame in frames:
        assert np.abs(corner_colours(frame.image) - TRUE_CORNERS).max() <= tolerance


@pytest.mark.parametrize(("codec", "container"), [("hevc", "mp4"), ("hevc", "mov"), ("h264", "mp4"), ("av1", "webm")])
def test_ten_bit(tmp_path: Path, codec: str, container: str) -> None:
    path = write_clip(tmp_path / f"clip.{container}", steady(30, 5), codec, pix_fmt="yuv420p10le")
    with av.open(str(path)) as stored:
        assert stored.streams.video[0].codec_context.pix_fmt == "yuv420p10le"
    frames = list(FileSource(path))
    assert len(frames) == 5
    assert np.abs(corner_colours(frames[2].image) - TRUE_CORNERS).max() <= 10


@pytest.mark.parametrize("extent", [ColorRange.MPEG, ColorRange.JPEG])
@pytest.mark.parametrize("space", [Colorspace.ITU601, Colorspace.ITU709, Colorspace.BT2020])
@pytest.mark.parametrize("pix_fmt", ["yuv420p", "yuv420p10le", "yuv444p"])
def test_colours_follow_what_the_file_says(tmp_path: Path, pix_fmt: str, space: Colorspace, extent: ColorRange) -> None:
    path = write_clip(tmp_path / "clip.mkv", steady(30, 2), pix_fmt=pix_fmt, colours=(space, extent, True))
    image = next(iter(FileSource(path))).image
    assert np.abs(corner_colours(image) - TRUE_CORNERS).max() <= 10


@pytest.mark.parametrize(
    ("size_wh", "space"), [((1280, 64), Colorspace.ITU709), ((640, 64), Colorspace.ITU601)], ids=["large", "small"]
)
def test_untagged_colours_are_taken_as_players_take_them(
    tmp_path: Path, size_wh: tuple[int, int], space: Colorspace
) -> None:
    colours = (space, ColorRange.MPEG, False)
    path = write_clip(tmp_path / "clip.mp4", steady(30, 2), size_wh=size_wh, colours=colours)
    image = next(iter(FileSource(path))).image
    assert np.abs(corner_colours(image) - TRUE_CORNERS).max() <= 10


def test_picture_is_fresh_contiguous_rgb(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", steady(30, 2), size_wh=(98, 66))
    frame = next(iter(FileSource(path)))
    image = frame.image
    assert (image.shape, image.dtype, image.flags.c_contiguous) == ((66, 98, 3), np.uint8, True)
    image[:] = 0
    assert np.abs(corner_colours(frame.image) - TRUE_CORNERS).max() <= 10


def test_names_that_look_like_something_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    plain = write_clip(tmp_path / "clip.mp4", steady(30, 2))
    for name in ("http:clip.mp4", "%03d.mp4", "Kniebeuge 1/2 größer.mp4".replace("/", "-"), "-i.mp4", "noending"):
        shutil.copy(plain, name)
        assert len(list(FileSource(name))) == 2


def test_what_the_doctor_asks() -> None:
    assert playable.decoders() == dict.fromkeys(("H.264", "HEVC", "VP9", "AV1", "MJPEG", "GIF"), True)
    assert video.can_encode_h264()


@pytest.mark.clips
def test_real_clips_read_without_loss(clips: Path) -> None:
    names = ("kf_wa0956_03.mp4", "mk_bendfwd.gif", "ntu_two_people.avi", "rn_deadlift.mp4")
    counts = {name: len(list(FileSource(clips / name))) for name in names}
    assert list(counts.values()) == [102, 50, 72, 214]
    assert FileSource(clips / names[0]).info.rotation_deg == 90
