from pathlib import Path

import av
import pytest
from make_video import cut, steady, write_clip, write_sound
from video_checks import FULL, PIXELS, assert_one_sentence, posix_only, run_apart

from formcheck.errors import FormcheckError, NoVideoStream, UnreadableVideo, VideoNotFound, VideoTooLarge, VideoTooSmall
from formcheck.media.video import FileSource, Frame


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


def _vast(folder: Path) -> Path:
    return write_clip(folder / "bad.mp4", steady(30, 2), size_wh=(8192, 4608))


@pytest.mark.parametrize(
    ("make", "kind", "says"),
    [
        (_missing, VideoNotFound, "We can't find"),
        (_in_a_file, VideoNotFound, "We can't find"),
        (_endless_name, VideoNotFound, "We can't find"),
        (_zero_in_the_name, VideoNotFound, "We can't find"),
        (_folder, UnreadableVideo, "folder"),
        (_empty, UnreadableVideo, "empty"),
        (_text, UnreadableVideo, "We can't open"),
        (_index_lost, UnreadableVideo, "We can't open"),
        (_playlist, UnreadableVideo, "We can't open"),
        (_sound, NoVideoStream, "only sound"),
        (_sound_with_cover, NoVideoStream, "only sound"),
        (_narrow, VideoTooSmall, "16 x 128 pixels"),
        (_vast, VideoTooLarge, "8192 x 4608 pixels"),
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
    with pytest.raises(VideoTooSmall, match="is a single image") as caught:
        frames.extend(source)
    assert_one_sentence(caught.value, name)


def test_a_name_is_no_pattern_of_its_neighbours_names(tmp_path: Path) -> None:
    for number in range(1, 5):
        write_clip(tmp_path / f"other{number:03d}.jpg", [0.0], "mjpeg", muxer="image2", **PIXELS.get("mjpeg", {}))
    path = (tmp_path / "other001.jpg").rename(tmp_path / "other%03d.jpg")
    with pytest.raises(VideoTooSmall, match="is a single image"):
        list(FileSource(path))


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
    assert said == [
        f"UnreadableVideo You are not allowed to open {path}. "
        "Please change its permissions or copy it to another folder."
    ]
