import gc
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace
from make_video import (
    BLUE,
    ENCODERS,
    GREEN,
    GREY,
    RED,
    SIZE_WH,
    break_gif_picture,
    break_packets,
    corner_colours,
    corners,
    cut,
    steady,
    textured,
    write_clip,
    write_sound,
)

from formcheck.errors import (
    FormcheckError,
    NoVideoStream,
    OutputError,
    UnreadableVideo,
    VideoNotFound,
    VideoTooSmall,
)
from formcheck.media import video
from formcheck.media.timing import Thinner
from formcheck.media.video import FileSink, FileSource, Frame
from formcheck.settings import VideoSettings

FULL = {"pix_fmt": "yuvj420p", "colours": (Colorspace.ITU601, ColorRange.JPEG, True)}
PIXELS = {"mjpeg": FULL, "gif": {"pix_fmt": "rgb8"}}
#: What this PyAV can write, so that the test reads all of it; every other pair must fail to be made.
READABLE = {
    "mp4": {"h264", "hevc", "vp9", "av1", "mjpeg"},
    "mov": {"h264", "hevc", "mjpeg", "gif"},
    "mkv": {"h264", "hevc", "vp9", "av1", "mjpeg"},
    "webm": {"vp9", "av1"},
    "avi": {"h264", "vp9", "av1", "mjpeg"},
    "gif": {"gif"},
}
TRUE_CORNERS = np.array([RED, GREEN, BLUE, GREY])
H264_STILL_TS = {"bf": "0"}


def times_s(source: FileSource) -> list[float]:
    return [frame.t_s for frame in source]


# ---- what can be read ------------------------------------------------------------------------------------------------


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


# ---- which way up and how large --------------------------------------------------------------------------------------


@pytest.mark.parametrize("ccw_deg", [0, 90, 180, 270])
@pytest.mark.parametrize("container", ["mp4", "mov", "mkv"])
def test_rotation_is_applied(tmp_path: Path, container: str, ccw_deg: int) -> None:
    upright = corners((96, 128))
    stored = np.rot90(upright, -ccw_deg // 90)  # lies clockwise, to be turned back counter-clockwise
    size_wh = stored.shape[1], stored.shape[0]
    path = tmp_path / f"clip.{container}"
    write_clip(path, steady(30, 3), images=[stored] * 3, size_wh=size_wh, ccw_deg=ccw_deg)
    source = FileSource(path)
    assert source.info.rotation_deg == -ccw_deg % 360
    assert source.info.size_wh == source.size_wh == (96, 128)
    for frame in source:
        assert frame.image.shape == (128, 96, 3)
        assert np.abs(corner_colours(frame.image) - TRUE_CORNERS).max() <= 10


def test_sign_of_the_rotation_from_the_matrix_itself(tmp_path: Path) -> None:
    """A phone held upright writes x' = -y, y' = x: the stored top left is the top right of what is seen."""
    phone = [0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30]
    source = FileSource(write_clip(tmp_path / "clip.mp4", steady(30, 2), matrix=phone))
    assert (source.info.rotation_deg, source.size_wh) == (90, (96, 128))
    seen = corner_colours(next(iter(source)).image)
    assert np.abs(seen - [BLUE, RED, GREY, GREEN]).max() <= 10


@pytest.mark.parametrize(
    ("matrix", "seen"),
    [
        ((-1, 0, 0, 1), [GREEN, RED, GREY, BLUE]),
        ((1, 0, 0, -1), [BLUE, GREY, RED, GREEN]),
        ((0, 1, 1, 0), [RED, BLUE, GREEN, GREY]),
        ((0, -1, -1, 0), [GREY, GREEN, BLUE, RED]),
    ],
    ids=["left-right", "upside-down", "diagonal", "other-diagonal"],
)
def test_mirrored_clips_are_shown_as_players_show_them(
    tmp_path: Path, matrix: tuple[int, int, int, int], seen: list[tuple[int, int, int]]
) -> None:
    a, b, c, d = (sign << 16 for sign in matrix)
    path = write_clip(tmp_path / "clip.mp4", steady(30, 2), matrix=[a, b, 0, c, d, 0, 0, 0, 1 << 30])
    assert np.abs(corner_colours(next(iter(FileSource(path))).image) - seen).max() <= 10


@pytest.mark.parametrize(
    ("stored_wh", "long_side_px", "expected_wh"),
    [
        ((128, 96), 960, (128, 96)),
        ((256, 144), 128, (128, 72)),
        ((144, 256), 128, (72, 128)),
        ((256, 144), 100, (100, 56)),
        ((131, 97), 960, (130, 96)),
    ],
)
def test_long_side_is_reduced_to_even_sizes_and_never_enlarged(
    tmp_path: Path, stored_wh: tuple[int, int], long_side_px: int, expected_wh: tuple[int, int]
) -> None:
    path = write_clip(tmp_path / "clip.mkv", steady(30, 2), "mjpeg", size_wh=stored_wh, **FULL)
    source = FileSource(path, VideoSettings(long_side_px=long_side_px, min_side_px=16))
    assert source.info.size_wh == stored_wh
    assert source.size_wh == expected_wh
    frame = next(iter(source))
    assert frame.image.shape == (expected_wh[1], expected_wh[0], 3)
    assert np.abs(corner_colours(frame.image) - TRUE_CORNERS).max() <= 12


@pytest.mark.parametrize(
    ("aspect", "ccw_deg", "full_wh", "expected_wh"),
    [
        (Fraction(4, 3), 0, (171, 96), (128, 72)),
        (Fraction(1, 2), 0, (64, 96), (64, 96)),
        (Fraction(4, 3), 90, (96, 171), (72, 128)),
        (Fraction(1), 0, (128, 96), (128, 96)),
    ],
)
def test_pixels_become_square(
    tmp_path: Path, aspect: Fraction, ccw_deg: int, full_wh: tuple[int, int], expected_wh: tuple[int, int]
) -> None:
    path = write_clip(tmp_path / "clip.mp4", steady(30, 2), aspect=aspect, ccw_deg=ccw_deg)
    source = FileSource(path)
    assert (source.info.size_wh, source.size_wh) == (full_wh, expected_wh)
    assert next(iter(source)).image.shape == (expected_wh[1], expected_wh[0], 3)


def test_a_recording_that_changes_size_keeps_one_size(tmp_path: Path) -> None:
    """Browsers do that when a phone is turned: here two transport streams, one after the other."""
    first = write_clip(tmp_path / "a.ts", steady(30, 45), muxer="mpegts", options=H264_STILL_TS)
    second = write_clip(tmp_path / "b.ts", steady(30, 45), muxer="mpegts", size_wh=(96, 128), options=H264_STILL_TS)
    both = tmp_path / "both.ts"
    both.write_bytes(first.read_bytes() + second.read_bytes())
    images = [frame.image for frame in FileSource(both)]
    assert {image.shape for image in images} == {(96, 128, 3)}
    assert len(images) >= 88
    for image in images:
        assert np.abs(corner_colours(image) - TRUE_CORNERS).max() <= 12


# ---- time ------------------------------------------------------------------------------------------------------------

UNEVEN_S = [2.5, 2.533, 2.6, 2.609, 2.75, 3.1, 3.133, 3.17, 4.0, 4.02]


@pytest.mark.parametrize("container", ["mp4", "mov", "mkv"])
@pytest.mark.parametrize("options", [{"bf": "0"}, {"bf": "3"}], ids=["", "reordered"])
def test_variable_frame_rate_keeps_its_stamps(tmp_path: Path, container: str, options: dict[str, str]) -> None:
    path = write_clip(tmp_path / f"clip.{container}", UNEVEN_S, options=options)
    expected = [t_s - UNEVEN_S[0] for t_s in UNEVEN_S]
    assert times_s(FileSource(path)) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize(
    ("fps", "every"),
    [(15, 1), (24, 1), (29.97, 1), (30, 1), (34, 1), (59.94, 2), (60, 2), (90, 3), (119.88, 4), (120, 4), (240, 8)],
)
@pytest.mark.parametrize("container", ["mp4", "mkv"])
def test_fast_clips_are_thinned_evenly(tmp_path: Path, container: str, fps: float, every: int) -> None:
    stored_s = steady(fps, int(2 * fps))
    rate = Fraction(str(fps)).limit_denominator(1001)
    path = write_clip(tmp_path / f"clip.{container}", stored_s, size_wh=(64, 64), rate=rate)
    assert times_s(FileSource(path)) == pytest.approx(stored_s[::every], abs=1e-3)


@pytest.mark.parametrize("fps", [40.0, 48.0, 50.0, 75.0, 100.0, 144.0])
def test_odd_rates_are_thinned_to_about_thirty(fps: float) -> None:
    thinner = Thinner(VideoSettings(), fps)
    kept_s = [t_s for t_s in steady(fps, int(20 * fps)) if thinner.keeps(t_s)]
    assert 26.0 <= len(kept_s) / 20.0 <= 33.5
    assert max(later - earlier for earlier, later in pairwise(kept_s)) < 0.067


def test_slow_motion_inside_a_clip_is_thinned_there_only(tmp_path: Path) -> None:
    before, slow, after = steady(30, 45), [1.5 + t_s for t_s in steady(240, 240)], [2.5 + t_s for t_s in steady(30, 45)]
    path = write_clip(tmp_path / "clip.mp4", [*before, *slow, *after], size_wh=(64, 64))
    kept_s = np.array(times_s(FileSource(path)))
    assert np.count_nonzero(kept_s < 1.49) == 45
    assert 28 <= np.count_nonzero((kept_s >= 1.7) & (kept_s < 2.49)) * 1.0 / 0.79 <= 35
    assert np.count_nonzero(kept_s >= 2.75) == len([t_s for t_s in after if t_s >= 2.75])
    assert np.diff(kept_s).max() < 0.067


def test_jitter_and_an_early_picture_do_not_thin_a_slow_clip() -> None:
    rng = np.random.default_rng(3)
    stamps = np.sort(np.arange(300) / 30.0 + rng.uniform(-0.012, 0.012, 300))
    stamps[1] = stamps[0] + 0.011
    thinner = Thinner(VideoSettings(), 30.0)
    assert all(thinner.keeps(float(t_s)) for t_s in stamps)


def test_a_wrong_stated_rate_is_found_out() -> None:
    unstated = Thinner(VideoSettings(), 30.0)
    kept_s = [t_s for t_s in steady(60, 120) if unstated.keeps(t_s)]
    assert kept_s[8:] == pytest.approx([kept_s[8] + t_s for t_s in steady(30, len(kept_s) - 8)])
    overstated = Thinner(VideoSettings(), 240.0)
    assert all(overstated.keeps(t_s) for t_s in steady(25, 50))


def test_a_clock_is_not_taken_for_a_rate(tmp_path: Path) -> None:
    """Browsers and some phones state 1000 pictures a second and mean milliseconds."""
    path = write_clip(tmp_path / "clip.webm", [0.0, 0.021, 0.05, 0.071, 0.12], "vp9", rate=1000)
    source = FileSource(path)
    assert source.info.fps == 30.0
    assert times_s(source) == pytest.approx([0.0, 0.021, 0.05, 0.071, 0.12], abs=1e-3)


def test_thinning_follows_the_settings(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", steady(60, 60), size_wh=(64, 64), rate=60)
    assert len(times_s(FileSource(path, VideoSettings(thin_above_fps=70.0)))) == 60
    assert len(times_s(FileSource(path, VideoSettings(thin_above_fps=20.0, thin_to_fps=15.0)))) == 15


def test_stamps_missing_from_the_file_are_made_up(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.h264", steady(25, 20), muxer="h264", rate=25)
    assert times_s(FileSource(path)) == pytest.approx(steady(25, 20), abs=1e-6)


def test_avi_with_reordered_pictures_loses_none(tmp_path: Path) -> None:
    """AVI stores no presentation times; what FFmpeg would make up for B-frames goes back and forth."""
    path = write_clip(tmp_path / "clip.avi", steady(30, 40), images=textured(40), options={"bf": "3", "b-adapt": "0"})
    assert times_s(FileSource(path)) == pytest.approx(steady(30, 40), abs=1e-6)


def test_a_clock_that_starts_again_goes_on_rising(tmp_path: Path) -> None:
    once = write_clip(tmp_path / "once.ts", steady(30, 60), muxer="mpegts", options=H264_STILL_TS)
    twice = tmp_path / "twice.ts"
    twice.write_bytes(2 * once.read_bytes())
    t_s = np.array(times_s(FileSource(twice)))
    assert len(t_s) >= 118
    assert np.diff(t_s).min() > 0.0
    assert np.diff(t_s).max() < 0.11
    assert t_s[-1] == pytest.approx(119 / 30, abs=0.08)


# ---- damage ----------------------------------------------------------------------------------------------------------

TRUNCATED = {
    "mkv": ("h264", {}),
    "mp4": ("h264", {"movflags": "+frag_keyframe+empty_moov"}),
    "mov": ("hevc", {"movflags": "+faststart"}),
    "webm": ("vp9", {}),
    "avi": ("mjpeg", {}),
}


@pytest.mark.parametrize("container", TRUNCATED)
def test_truncated_files_give_what_decodes_and_a_note(tmp_path: Path, container: str) -> None:
    codec, muxing = TRUNCATED[container]
    path = tmp_path / f"clip.{container}"
    options = {"g": "15"} if codec == "h264" else {}
    write_clip(
        path, steady(30, 60), codec, images=textured(60), muxing=muxing, options=options, **PIXELS.get(codec, {})
    )
    whole = FileSource(path)
    pictures = [frame.image.tobytes() for frame in whole]
    assert (len(pictures), whole.notes) == (60, ())
    cut(path, 0.6)
    source = FileSource(path)
    frames = list(source)
    assert 5 <= len(frames) < 45
    assert [frame.image.tobytes() for frame in frames] == pictures[: len(frames)]  # none of them torn
    assert source.notes[0].startswith("The file is cut short: ")
    assert all(note.endswith(".") for note in source.notes)
    assert np.diff([frame.t_s for frame in frames]).min() > 0.0


@pytest.mark.parametrize(("container", "codec"), [("avi", "mjpeg"), ("mp4", "h264"), ("mkv", "mjpeg")])
def test_broken_pictures_in_the_middle_are_left_out(tmp_path: Path, container: str, codec: str) -> None:
    path = tmp_path / f"clip.{container}"
    write_clip(path, steady(30, 30), codec, images=textured(30), options={"bf": "0"}, **PIXELS.get(codec, {}))
    source = FileSource(break_packets(path, [10, 20]))
    t_s = times_s(source)
    assert t_s == pytest.approx([number / 30 for number in range(30) if number not in (10, 20)], abs=1e-3)
    assert source.notes == ("2 damaged pictures were left out.",)


def test_half_a_picture_is_left_out(tmp_path: Path) -> None:
    """H.264 fills what it cannot read from the picture before and says so: a body in two poses at once."""
    path = write_clip(
        tmp_path / "clip.mp4", steady(30, 30), images=textured(30), options={"bf": "0", "preset": "veryfast"}
    )
    source = FileSource(break_packets(path, [10], share=0.5))
    assert times_s(source) == pytest.approx([number / 30 for number in range(30) if number != 10], abs=1e-3)
    assert source.notes == ("1 damaged picture was left out.",)


def test_pictures_lost_without_an_error_are_counted(tmp_path: Path) -> None:
    """HEVC drops whatever refers to a broken picture and says nothing."""
    path = write_clip(tmp_path / "clip.mp4", steady(30, 60), "hevc", images=textured(60))
    source = FileSource(break_packets(path, range(20, 25), share=0.99))
    count = len(list(source))
    assert 10 <= count < 55
    assert source.notes[-1] == f"{60 - count} damaged pictures were left out."


def test_odd_letters_in_the_header_do_not_matter(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", steady(30, 3))
    data = path.read_bytes()
    assert b"Lavf" in data
    path.write_bytes(data.replace(b"Lavf", b"\xff\xfe\xfd\xfc"))
    assert len(list(FileSource(path))) == 3


def test_a_broken_first_picture_is_skipped(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mkv", steady(10, 4), "mjpeg", images=textured(4), rate=10, **FULL)
    source = FileSource(break_packets(path, [0]))
    assert times_s(source) == pytest.approx([0.0, 0.1, 0.2], abs=1e-3)
    assert source.notes == ("1 damaged picture was left out.",)


def test_a_broken_gif_picture_is_skipped(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.gif", steady(10, 4), "gif", images=textured(4), rate=10, pix_fmt="rgb8")
    source = FileSource(break_gif_picture(path, 1))
    assert times_s(source) == pytest.approx([0.0, 0.2, 0.3], abs=1e-3)
    assert source.notes == ("1 damaged picture was left out.",)


def test_nothing_decodes(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.avi", steady(30, 5), "mjpeg", images=textured(5), **FULL)
    break_packets(path, range(5))
    with pytest.raises(UnreadableVideo, match="holds no picture that can be decoded"):
        FileSource(path)


def test_ffmpeg_stays_silent(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = write_clip(tmp_path / "clip.mkv", steady(30, 20), images=textured(20))
    capfd.readouterr()
    list(FileSource(cut(break_packets(path, [5]), 0.8)))
    with FileSink(tmp_path / "out.mp4", (64, 64)) as sink:
        sink.write(corners((64, 64)), 0.0)
    assert capfd.readouterr() == ("", "")


# ---- errors ----------------------------------------------------------------------------------------------------------


def assert_one_sentence(error: BaseException, name: str) -> None:
    message = str(error)
    assert isinstance(error, FormcheckError)
    assert name in message
    assert message.endswith(".")
    assert "\n" not in message
    assert "Errno" not in message


def _missing(folder: Path) -> Path:
    return folder / "bad.mp4"


def _in_a_file(folder: Path) -> Path:
    (folder / "file").write_text("x")
    return folder / "file" / "bad.mp4"


def _endless_name(folder: Path) -> Path:
    return folder / ("bad.mp4" * 100)


def _zero_in_the_name(folder: Path) -> Path:
    return folder / "bad\0.mp4"


def _folder(folder: Path) -> Path:
    (folder / "bad.mp4").mkdir()
    return folder / "bad.mp4"


def _empty(folder: Path) -> Path:
    (folder / "bad.mp4").touch()
    return folder / "bad.mp4"


def _text(folder: Path) -> Path:
    (folder / "bad.mp4").write_text("This was never a film.\n" * 99)
    return folder / "bad.mp4"


def _index_lost(folder: Path) -> Path:
    return cut(write_clip(folder / "bad.mp4", steady(30, 20)), 0.5)


def _playlist(folder: Path) -> Path:
    write_clip(folder / "other.mp4", steady(30, 20))
    (folder / "bad.mp4").write_text("ffconcat version 1.0\nfile other.mp4\n")
    return folder / "bad.mp4"


def _sound(folder: Path) -> Path:
    return write_sound(folder / "bad.m4a")


def _sound_with_cover(folder: Path) -> Path:
    cover = write_clip(folder / "cover.jpg", [0.0], "mjpeg", muxer="image2", **FULL)
    path = write_sound(folder / "bad.mka", cover.read_bytes())
    with av.open(str(path)) as container:
        assert len(container.streams.video) == 1
    return path


def _narrow(folder: Path) -> Path:
    return write_clip(folder / "bad.mp4", steady(30, 5), size_wh=(16, 128))


@pytest.mark.parametrize(
    ("make", "kind", "says"),
    [
        (_missing, VideoNotFound, "does not exist"),
        (_in_a_file, VideoNotFound, "does not exist"),
        (_endless_name, VideoNotFound, "does not exist"),
        (_zero_in_the_name, VideoNotFound, "does not exist"),
        (_folder, UnreadableVideo, "folder"),
        (_empty, UnreadableVideo, "empty"),
        (_text, UnreadableVideo, "damaged or no video"),
        (_index_lost, UnreadableVideo, "damaged or no video"),
        (_playlist, UnreadableVideo, "damaged or no video"),
        (_sound, NoVideoStream, "only sound"),
        (_sound_with_cover, NoVideoStream, "only sound"),
        (_narrow, VideoTooSmall, "16 x 128 pixels"),
    ],
)
def test_bad_files_are_refused_in_one_sentence(tmp_path: Path, make, kind: type[FormcheckError], says: str) -> None:
    with pytest.raises(kind, match=says) as caught:
        FileSource(make(tmp_path))
    assert_one_sentence(caught.value, "bad")


@pytest.mark.parametrize("name", ["bad.mp4", "bad.jpg", "bad.png", "bad.gif"])
def test_a_still_picture_is_no_movement(tmp_path: Path, name: str) -> None:
    codec = {".mp4": "h264", ".jpg": "mjpeg", ".png": "png", ".gif": "gif"}[Path(name).suffix]
    pixels = {"pix_fmt": "rgb24"} if codec == "png" else PIXELS.get(codec, {})
    path = write_clip(tmp_path / name, [0.0], codec, muxer=None if codec in ("h264", "gif") else "image2", **pixels)
    source = FileSource(path)
    frames: list[Frame] = []
    with pytest.raises(VideoTooSmall, match="holds only one picture") as caught:
        frames.extend(source)
    assert_one_sentence(caught.value, name)


def run_apart(program: str, *arguments: object) -> list[str]:
    """Runs a program in a process of its own, where rights and limits can be given up; the lines it printed."""
    head = """
        import os, sys
        import numpy as np
        from formcheck.errors import FormcheckError
        from formcheck.media.video import FileSink, FileSource
        def become_a_stranger():
            if os.geteuid() == 0:
                os.seteuid(65534)
    """
    command = [sys.executable, "-c", textwrap.dedent(head) + textwrap.dedent(program), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder strangers can look into; pytest's own are closed to them."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


posix_only = pytest.mark.skipif(sys.platform == "win32", reason="permissions and limits work differently on Windows")


@posix_only
def test_no_permission_to_read(public: Path) -> None:
    path = write_clip(public / "bad.mp4", steady(30, 3))
    path.chmod(0o000)
    said = run_apart(
        """
        become_a_stranger()
        try:
            FileSource(sys.argv[1])
        except FormcheckError as error:
            print(type(error).__name__, error)
        """,
        path,
    )
    assert said == [f"UnreadableVideo {path} may not be read: change its permissions or copy it elsewhere."]


# ---- memory, repetition, threads -------------------------------------------------------------------------------------


def live_frames() -> int:
    gc.collect()
    return sum(isinstance(thing, Frame) for thing in gc.get_objects())


def test_no_more_than_the_frame_in_hand_is_held(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", steady(30, 60))
    before, most = live_frames(), 0
    for frame in FileSource(path):
        if frame.index % 10 == 0:
            most = max(most, live_frames() - before)
    assert most <= 2


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux tells a process's size this way")
def test_memory_does_not_grow_with_the_clip(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", steady(30, 240), size_wh=(960, 540))
    held_mb = []
    for frame in FileSource(path):
        assert frame.image.shape == (540, 960, 3)
        if frame.index in (60, 239):
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            held_mb.append(pages * os.sysconf("SC_PAGE_SIZE") / 1e6)
    assert held_mb[1] - held_mb[0] < 30.0  # 180 pictures more would be 140 MB as yuv420p and 280 MB as RGB


def test_a_second_reading_equals_the_first(tmp_path: Path) -> None:
    path = cut(write_clip(tmp_path / "clip.mkv", steady(60, 120), images=textured(120), rate=60), 0.5)
    with FileSource(path) as source:
        first = [(frame.t_s, frame.index, frame.image.tobytes()) for frame in source]
        notes = source.notes
        next(iter(source))
        assert source.notes == ()
        second = [(frame.t_s, frame.index, frame.image.tobytes()) for frame in source]
        assert second == first
        assert source.notes == notes != ()


def test_two_readings_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", steady(30, 12), images=textured(12), ccw_deg=90)
    source = FileSource(path)
    alone = [frame.image.tobytes() for frame in source]
    pairs = [(a.image.tobytes(), b.image.tobytes()) for a, b in zip(source, source, strict=True)]
    assert pairs == [(image, image) for image in alone]


def test_leaving_the_block_ends_a_reading(tmp_path: Path) -> None:
    with FileSource(write_clip(tmp_path / "clip.mp4", steady(30, 12))) as source:
        reading = iter(source)
        next(reading)
    assert list(reading) == []


def test_many_threads_convert_at_once(tmp_path: Path) -> None:
    """Two sizes, so that a converter shared between threads would be set up anew under another's hands."""
    frames: list[Frame] = []
    for size_wh in ((320, 240), (240, 320)):
        path = tmp_path / f"clip{size_wh[0]}.mp4"
        frames += FileSource(write_clip(path, steady(30, 24), images=textured(24, size_wh), size_wh=size_wh))
    mixed = [frames[number // 2 + 24 * (number % 2)] for number in range(48)] * 8 + frames[:1] * 48
    alone = {id(frame): frame.image.tobytes() for frame in frames}
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda frame: frame.image.tobytes(), mixed))
    assert together == [alone[id(frame)] for frame in mixed]


# ---- writing ---------------------------------------------------------------------------------------------------------


def write_film(path: Path, shown_s: list[float], size_wh: tuple[int, int] = SIZE_WH) -> Path:
    with FileSink(path, size_wh) as sink:
        for t_s in shown_s:
            sink.write(corners(size_wh), t_s)
    return path


def test_film_plays_in_browsers(tmp_path: Path) -> None:
    path = write_film(tmp_path / "film.mp4", steady(30, 90))
    data = path.read_bytes()
    assert data[4:8] == b"ftyp"
    assert 0 < data.index(b"moov") < data.index(b"mdat")
    with av.open(str(path)) as container:
        (stream,) = container.streams
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (stream.width, stream.height) == SIZE_WH
        keys_s = [float(packet.pts * packet.time_base) for packet in container.demux(0) if packet.is_keyframe]
    assert max(later - earlier for earlier, later in pairwise([*keys_s, 3.0])) <= 2.1


def test_film_keeps_true_times_and_colours(tmp_path: Path) -> None:
    shown_s = [t_s - UNEVEN_S[0] for t_s in UNEVEN_S]
    source = FileSource(write_film(tmp_path / "film.mp4", shown_s))
    frames = list(source)
    assert [frame.t_s for frame in frames] == pytest.approx(shown_s, abs=1e-4)
    for frame in frames:
        assert np.abs(corner_colours(frame.image) - TRUE_CORNERS).max() <= 10
    assert source.info.duration_s == pytest.approx(shown_s[-1] + 1 / 30, abs=0.01)


def test_times_that_do_not_rise_are_pushed_on(tmp_path: Path) -> None:
    t_s = times_s(FileSource(write_film(tmp_path / "film.mp4", [0.0, 0.1, 0.1, 0.05, 0.2])))
    assert t_s == pytest.approx([0.0, 0.1, 0.1, 0.1, 0.2], abs=1e-3)


def test_nothing_stands_under_the_final_name_before_the_end(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_text("the old film")
    with FileSink(path, SIZE_WH) as sink:
        for t_s in steady(30, 40):
            sink.write(corners(), t_s)
        assert path.read_text() == "the old film"
        assert len(list(tmp_path.iterdir())) == 2
    assert list(tmp_path.iterdir()) == [path]
    assert len(list(FileSource(path))) == 40


@pytest.mark.parametrize("kind", [RuntimeError, KeyboardInterrupt])
@pytest.mark.parametrize("pictures", [0, 1, 60])
def test_an_exception_removes_what_was_written(tmp_path: Path, kind: type[BaseException], pictures: int) -> None:
    path = tmp_path / "film.mp4"
    path.write_text("the old film")

    def interrupted() -> None:
        with FileSink(path, SIZE_WH) as sink:
            for t_s in steady(30, pictures):
                sink.write(corners(), t_s)
            raise kind

    with pytest.raises(kind):
        interrupted()
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_text() == "the old film"


def test_a_film_without_pictures_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no picture to put in it") as caught:
        write_film(tmp_path / "bad.mp4", [])
    assert_one_sentence(caught.value, "bad.mp4")
    assert list(tmp_path.iterdir()) == []


def test_missing_folder_and_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "bad.mp4").mkdir()
    for path, says in (
        (tmp_path / "nowhere" / "bad.mp4", "its folder does not exist"),
        (tmp_path / "bad.mp4", "a folder has that name"),
    ):
        with pytest.raises(OutputError, match=says) as caught:
            FileSink(path, SIZE_WH).__enter__()  # not only once there is something to write
        assert_one_sentence(caught.value, "bad.mp4")
    assert [thing.name for thing in tmp_path.iterdir()] == ["bad.mp4"]


def test_without_an_encoder_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_encoder(*_: object) -> None:
        raise av.codec.codec.UnknownCodecError("libx264")

    monkeypatch.setattr(av.CodecContext, "create", no_encoder, raising=True)
    monkeypatch.setattr(video, "_ENCODER", "no_such_encoder")
    assert not video.can_encode_h264()
    with pytest.raises(OutputError, match=r"no H\.264 encoder") as caught:
        write_film(tmp_path / "bad.mp4", [0.0])
    assert_one_sentence(caught.value, "bad.mp4")
    assert list(tmp_path.iterdir()) == []


@posix_only
def test_no_permission_to_write(public: Path) -> None:
    said = run_apart(
        """
        become_a_stranger()
        try:
            with FileSink(sys.argv[1], (64, 64)) as sink:
                sink.write(np.zeros((64, 64, 3), np.uint8), 0.0)
        except FormcheckError as error:
            print(type(error).__name__, error)
        """,
        public / "bad.mp4",
    )
    why = "writing there is not permitted, so choose another folder"
    assert said == [f"OutputError {public / 'bad.mp4'} cannot be written: {why}."]
    assert list(public.iterdir()) == []


@posix_only
def test_full_disk_while_writing_or_closing(tmp_path: Path) -> None:
    """The system refuses to let the file grow, at every size up to one byte less than the film needs."""
    program = """
        import resource
        rng = np.random.default_rng(0)
        images = rng.integers(0, 256, (40, 64, 64, 3), np.uint8)
        def film():
            with FileSink(sys.argv[1], (64, 64)) as sink:
                for number, image in enumerate(images):
                    sink.write(image, number / 30)
        film()
        size = os.path.getsize(sys.argv[1])
        os.unlink(sys.argv[1])
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        for limit in (1, 40, size // 20, size // 3, size - 2000, size - 1):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
            try:
                film()
                print("written", limit)
            except FormcheckError as error:
                print(type(error).__name__, error, len(os.listdir(os.path.dirname(sys.argv[1]))))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        film()
        print(os.path.getsize(sys.argv[1]) == size)
    """
    path = tmp_path / "bad.mp4"
    said = run_apart(program, path)
    full = f"OutputError {path} cannot be written: the disk is full, so make room or choose another folder. 0"
    assert said == [full] * 6 + ["True"]


def test_wrong_sizes_are_the_programmers_fault(tmp_path: Path) -> None:
    for size_wh in ((63, 64), (64, 63), (0, 0)):
        with pytest.raises(ValueError, match="even"):
            FileSink(tmp_path / "film.mp4", size_wh)
    with FileSink(tmp_path / "film.mp4", (64, 64)) as sink:
        with pytest.raises(ValueError, match="shape"):
            sink.write(corners((66, 64)), 0.0)
        sink.write(corners((64, 64)), 0.0)
    assert (tmp_path / "film.mp4").stat().st_size > 0


def test_what_the_doctor_asks() -> None:
    assert video.decoders() == dict.fromkeys(("H.264", "HEVC", "VP9", "AV1", "MJPEG", "GIF"), True)
    assert video.can_encode_h264()


@pytest.mark.clips
def test_real_clips_read_without_loss(clips: Path) -> None:
    names = ("kf_wa0956_03.mp4", "mk_bendfwd.gif", "ntu_two_people.avi", "rn_deadlift.mp4")
    counts = {name: len(list(FileSource(clips / name))) for name in names}
    assert list(counts.values()) == [102, 50, 72, 214]
    assert FileSource(clips / names[0]).info.rotation_deg == 90
