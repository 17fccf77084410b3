import runpy
from pathlib import Path

import av
import numpy as np
import pytest
from make_video import break_gif_picture, break_packets, corners, cut, steady, textured, write_clip
from video_checks import FULL, PIXELS, times_s

from formcheck.errors import UnreadableVideo
from formcheck.media import video
from formcheck.media.video import FileSink, FileSource
from formcheck.media.video_problems import left_out as lost

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
    assert source.notes[0].code in ("cut_short", "cut_short_somewhere")
    assert np.diff([frame.t_s for frame in frames]).min() > 0.0


@pytest.mark.parametrize(("container", "codec"), [("avi", "mjpeg"), ("mp4", "h264"), ("mkv", "mjpeg")])
def test_broken_pictures_in_the_middle_are_left_out(tmp_path: Path, container: str, codec: str) -> None:
    path = tmp_path / f"clip.{container}"
    write_clip(path, steady(30, 30), codec, images=textured(30), options={"bf": "0"}, **PIXELS.get(codec, {}))
    source = FileSource(break_packets(path, [10, 20]))
    t_s = times_s(source)
    assert t_s == pytest.approx([number / 30 for number in range(30) if number not in (10, 20)], abs=1e-3)
    assert source.notes == (lost(2),)


def test_half_a_picture_is_left_out(tmp_path: Path) -> None:
    """H.264 fills what it cannot read from the picture before and says so: a body in two poses at once."""
    path = write_clip(
        tmp_path / "clip.mp4", steady(30, 30), images=textured(30), options={"bf": "0", "preset": "veryfast"}
    )
    source = FileSource(break_packets(path, [10], share=0.5))
    assert times_s(source) == pytest.approx([number / 30 for number in range(30) if number != 10], abs=1e-3)
    assert source.notes == (lost(1),)


def test_pictures_lost_without_an_error_are_counted(tmp_path: Path) -> None:
    """HEVC drops whatever refers to a broken picture and says nothing."""
    path = write_clip(tmp_path / "clip.mp4", steady(30, 60), "hevc", images=textured(60))
    source = FileSource(break_packets(path, range(20, 25), share=0.99))
    count = len(list(source))
    assert 10 <= count < 55
    assert source.notes[-1] == lost(60 - count)


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
    assert source.notes == (lost(1),)


def test_a_broken_gif_picture_is_skipped(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.gif", steady(10, 4), "gif", images=textured(4), rate=10, pix_fmt="rgb8")
    source = FileSource(break_gif_picture(path, 1))
    assert times_s(source) == pytest.approx([0.0, 0.2, 0.3], abs=1e-3)
    assert source.notes == (lost(1),)


def test_nothing_decodes(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.avi", steady(30, 5), "mjpeg", images=textured(5), **FULL)
    break_packets(path, range(5))
    with pytest.raises(UnreadableVideo, match="We can't read any images in"):
        FileSource(path)


def test_ffmpeg_prints_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = write_clip(tmp_path / "clip.mkv", steady(30, 20), images=textured(20))
    capfd.readouterr()
    list(FileSource(cut(break_packets(path, [5]), 0.8)))
    with FileSink(tmp_path / "out.mp4", (64, 64)) as sink:
        sink.write(corners((64, 64)), 0.0)
    assert capfd.readouterr() == ("", "")


def test_a_tag_that_is_no_utf_8_is_no_reason_to_refuse_a_clip(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mkv", steady(30, 10), "h264", images=textured(10))
    content = path.read_bytes()
    assert b"Lavf" in content
    path.write_bytes(content.replace(b"Lavf", b"L\xe9vf"))
    assert len(list(FileSource(path))) == 10


@pytest.mark.parametrize(("version", "given"), [("18.1.0", {"metadata_errors": "replace"}), ("19.0.2", {})])
def test_only_a_pyav_that_needs_it_is_told_how_to_read_tags(
    version: str, given: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Version 19 has no such option and would refuse every clip."""
    monkeypatch.setattr(av, "__version__", version)
    assert runpy.run_path(video.__file__)["_TAGS"] == given
