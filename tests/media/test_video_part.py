"""Reading a part of a clip: the same pictures as in the whole, times from the part's beginning."""

from pathlib import Path

import numpy as np
import pytest
from make_video import steady, textured, write_clip
from video_checks import assert_one_sentence

from formcheck.errors import UnreadableVideo
from formcheck.media.video import FileSource
from formcheck.settings import VideoSettings

FPS = 25.0
PLAYS_S = 8.0


def clip(path: Path, **options: str) -> Path:
    times_s = steady(FPS, int(PLAYS_S * FPS))
    return write_clip(path, times_s, images=textured(len(times_s)), options={"g": "50", **options})


@pytest.mark.parametrize("container", ["mp4", "mov", "mkv", "avi", "ts"])
@pytest.mark.parametrize("begin_s", [0.0, 0.02, 3.2, 7.0])
def test_a_part_has_the_pictures_of_the_whole(tmp_path: Path, container: str, begin_s: float) -> None:
    path = clip(tmp_path / f"clip.{container}", bf="0")
    whole = {round(frame.t_s * FPS): frame.image for frame in FileSource(path)}
    part = FileSource(path, VideoSettings(from_s=begin_s, to_s=begin_s + 0.8))
    first = int(np.ceil(round(begin_s * FPS, 6)))
    frames = list(part)
    assert [frame.t_s for frame in frames] == pytest.approx([k / FPS for k in range(len(frames))], abs=2e-3)
    assert len(frames) == 21
    for k, frame in enumerate(frames):
        np.testing.assert_array_equal(frame.image, whole[first + k])


@pytest.mark.parametrize("begin", [44, 49, 50, 51, 80, 99, 149])
@pytest.mark.parametrize(
    ("container", "codec", "options"),
    [
        ("mp4", "h264", {"bf": "3"}),
        ("mp4", "h264", {"bf": "3", "x264-params": "open-gop=1"}),
        ("mkv", "h264", {"bf": "3"}),
        ("mp4", "hevc", {"x265-params": "log-level=none:crf=10:keyint=50:bframes=3:open-gop=1"}),
    ],
    ids=["mp4", "open", "mkv", "hevc"],
)
def test_reordered_pictures_around_a_key_picture(
    tmp_path: Path, container: str, codec: str, options: dict[str, str], begin: int
) -> None:
    times_s = steady(FPS, int(PLAYS_S * FPS))
    pictures = textured(len(times_s))
    path = write_clip(
        tmp_path / f"clip.{container}", times_s, images=pictures, codec=codec, options={"g": "50", **options}
    )
    whole = {round(frame.t_s * FPS): frame.image for frame in FileSource(path)}
    source = FileSource(path, VideoSettings(from_s=begin / FPS))
    frames = list(source)
    assert len(frames) == len(whole) - begin
    np.testing.assert_array_equal(frames[0].image, whole[begin])
    assert [note.code for note in source.notes] == ["only_part"]


@pytest.mark.parametrize("plays_s", [1799.0, 1799.2, 1800.0])
def test_pieces_of_ten_minutes_are_not_said_to_be_cut(tmp_path: Path, plays_s: float) -> None:
    path = write_clip(tmp_path / "long.mp4", [n * 0.8 for n in range(round(plays_s / 0.8))], size_wh=(64, 64))
    for begin_s in (0.0, 600.0, 1200.0):
        source = FileSource(path, VideoSettings(from_s=begin_s, to_s=begin_s + 600.0))
        list(source)
        assert [note.code for note in source.notes] == ["only_part"]


def test_a_part_says_what_it_is_and_how_long(tmp_path: Path) -> None:
    source = FileSource(clip(tmp_path / "clip.mp4"), VideoSettings(from_s=2.0, to_s=5.0))
    assert source.info.duration_s == pytest.approx(3.0)
    assert len(list(source)) == 76
    assert [(note.code, note.values) for note in source.notes] == [
        ("only_part", {"begin": "0:00:02", "end": "0:00:05"})
    ]


def test_a_part_that_ends_with_the_clip_is_whole(tmp_path: Path) -> None:
    source = FileSource(clip(tmp_path / "clip.mp4"), VideoSettings(from_s=6.0, to_s=90.0))
    assert source.info.duration_s == pytest.approx(2.0, abs=0.05)
    assert len(list(source)) == 50
    assert [note.code for note in source.notes] == ["only_part"]


def test_a_part_behind_the_end_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableVideo) as raised:
        FileSource(clip(tmp_path / "clip.mp4"), VideoSettings(from_s=65.0))
    assert_one_sentence(raised.value, "0:01:05")
