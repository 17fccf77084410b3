from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from make_video import SIZE_WH, corner_colours, corners, steady
from video_checks import TRUE_CORNERS, UNEVEN_S, assert_one_sentence, posix_only, run_apart, times_s

from formcheck.errors import OutputError
from formcheck.media import video
from formcheck.media.video import FileSink, FileSource


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
    with pytest.raises(OutputError, match="no images to put in it") as caught:
        write_film(tmp_path / "bad.mp4", [])
    assert_one_sentence(caught.value, "bad.mp4")
    assert list(tmp_path.iterdir()) == []


def test_missing_folder_and_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "bad.mp4").mkdir()
    for path, says in (
        (tmp_path / "nowhere" / "bad.mp4", "its folder does not exist"),
        (tmp_path / "bad.mp4", "there is already a folder with that name"),
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
    with pytest.raises(OutputError, match=r"cannot write H\.264") as caught:
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
    why = "you are not allowed to save there, so please choose another folder"
    assert said == [f"OutputError We can't save {public / 'bad.mp4'}: {why}."]
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
    full = f"OutputError We can't save {path}: the disk is full, so please free some space or choose another folder. 0"
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
