"""Which clips are meant, and how a worker reads them: folders, patterns, lists, URLs."""

import hashlib
from pathlib import Path

import fsspec
import pytest

from formcheck.batch.fetch import local_clip
from formcheck.batch.sources import find_clips
from formcheck.errors import BadChoice, UnreadableVideo, VideoNotFound


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    names = ("b.MOV", "monday/a.mp4", "tuesday/a.mp4", "notes.md", ".hidden.mp4", ".cache/c.mp4", "b.annotated.mp4")
    for name in (*names, "out/old.mp4"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    return tmp_path


@pytest.fixture
def memory():
    files = fsspec.filesystem("memory")
    files.pipe("/class/monday/a.mp4", b"first")
    files.pipe("/class/b c.mp4", b"second")
    files.pipe("/class/notes.md", b"no clip")
    yield files
    files.rm("/class", recursive=True)


def labels(sources: list[str], folder: Path) -> list[str]:
    return [clip.label for clip in find_clips(sources, folder / "out")]


def test_a_folder_is_searched_but_for_hidden_files_and_results(folder: Path) -> None:
    assert labels([str(folder)], folder) == ["b.MOV", "monday/a.mp4", "tuesday/a.mp4"]


def test_a_pattern_names_clips_as_seen_from_its_fixed_part(folder: Path) -> None:
    assert labels([f"{folder}/*day/*.mp4"], folder) == ["monday/a.mp4", "tuesday/a.mp4"]
    assert labels([f"{folder}/**/a.*"], folder) == ["monday/a.mp4", "tuesday/a.mp4"]


def test_a_list_has_a_path_or_url_a_line(folder: Path, memory: object) -> None:
    listed = folder / "clips.txt"
    listed.write_text(f"# my class\nmonday/a.mp4\n\n  gone.mp4  \nfile://{folder}/b.MOV\nmemory://class/b c.mp4\n")
    clips = find_clips([str(listed)], folder / "out")
    assert [clip.label for clip in clips] == ["monday/a.mp4", "gone.mp4", "b.MOV", "b c.mp4"]
    assert clips[0].address == str(folder / "monday" / "a.mp4")


def test_a_clip_is_taken_once(folder: Path) -> None:
    assert labels([str(folder / "monday" / "a.mp4"), str(folder)], folder) == ["a.mp4", "b.MOV", "tuesday/a.mp4"]


def test_urls_of_folders_and_patterns(memory: object, tmp_path: Path) -> None:
    assert labels(["memory://class"], tmp_path) == ["b c.mp4", "monday/a.mp4"]
    assert labels(["memory://class/*/*.mp4"], tmp_path) == ["monday/a.mp4"]


@pytest.mark.parametrize("source", ["{0}/nothing*.mp4", "{0}/.cache/empty", "nothing://host/a*.mp4", "memory://none/*"])
def test_nothing_to_check_is_one_sentence(source: str, folder: Path) -> None:
    (folder / ".cache" / "empty").mkdir()
    with pytest.raises(BadChoice, match=r"^[^\n]+\.$"):
        find_clips([source.format(folder)], folder / "out")


def test_a_list_that_is_no_text(folder: Path) -> None:
    (folder / "clips.txt").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(BadChoice, match="plain text"):
        find_clips([str(folder / "clips.txt")], folder)


def test_a_file_is_read_where_it_is(folder: Path) -> None:
    for address in (str(folder / "b.MOV"), f"file://{folder}/b.MOV"):
        with local_clip(address) as clip:
            assert clip.path == folder / "b.MOV"
            assert clip.sha256 == hashlib.sha256(b"b.MOV").hexdigest()


def test_anything_else_is_copied_for_as_long_as_it_is_needed(memory: object) -> None:
    with local_clip("memory://class/b c.mp4") as clip:
        assert clip.path.name == "b c.mp4"
        assert clip.path.read_bytes() == b"second"
        assert clip.sha256 == hashlib.sha256(b"second").hexdigest()
    assert not clip.path.parent.exists()


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("/no/such/clip.mp4", VideoNotFound),
        ("memory://class/none.mp4", VideoNotFound),
        ("nothing://host/a.mp4", BadChoice),
        ("data://class", UnreadableVideo),
    ],
)
def test_what_cannot_be_read_is_one_sentence(address: str, error: type[Exception], memory: object) -> None:
    with pytest.raises(error, match=r"^[^\n]+\.$"), local_clip(address):
        pass
