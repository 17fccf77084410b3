"""The whole program on input nobody should give it: one sentence, exit code 2, nothing half-written."""

import itertools
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
import pytest

from formcheck.cli import main as cli

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample_videos" / "floor_squat_side.mp4"
MODULE = [sys.executable, "-m", "formcheck"]
SENTENCE = re.compile(r"[A-Z/\w][^\n]*[^.\s]\.\n")
posix = pytest.mark.skipif(os.name != "posix", reason="signals, limits and device files of POSIX systems")


def _film(path: Path, pictures: Sequence[np.ndarray], codec: str = "libx264", rate: int = 15) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate)
        stream.height, stream.width = pictures[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        for picture in pictures:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
    return path


def _noise(count: int, side_px: int) -> list[np.ndarray]:
    grey = np.random.default_rng(1).integers(90, 160, (count, side_px, side_px, 1), dtype=np.uint8)
    return list(np.repeat(grey, 3, axis=3))


def _sound(path: Path) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=44_100)
        sound = av.AudioFrame.from_ndarray(np.zeros((1, 44_100), np.float32), format="fltp", layout="mono")
        sound.sample_rate = 44_100
        container.mux(stream.encode(sound))
        container.mux(stream.encode(None))
    return path


class Said(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """The command line in this process: the same as a program of its own, but started once."""

    def run(*args: object) -> Said:
        code = cli.run([*map(str, args), "--model", "lite"])
        return Said(code, *capfd.readouterr())

    return run


def _assert_one_sentence(said: Said, *words: str) -> None:
    assert (said.code, said.out) == (2, "")
    assert SENTENCE.fullmatch(said.err), said.err
    assert all(word in said.err for word in words), said.err


@pytest.fixture(scope="module")
def pictures() -> list[np.ndarray]:
    """The first two seconds of a sample at half size: somebody to follow, and quick."""
    with av.open(str(SAMPLE)) as container:
        frames = itertools.islice(container.decode(video=0), 60)
        return [frame.to_ndarray(format="rgb24")[::2, ::2] for frame in frames]


@pytest.fixture(scope="module")
def clip(pictures: list[np.ndarray], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _film(tmp_path_factory.mktemp("clip") / "squat.mp4", pictures, rate=30)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def _bad_clips(folder: Path) -> dict[str, Path]:
    """Clips that cannot be used, by a word that the sentence about them must hold."""
    clips = {name: folder / f"{name}.mp4" for name in ("missing", "folder", "empty", "text", "sound", "cut", "pipe")}
    clips["folder"].mkdir()
    clips["empty"].touch()
    clips["text"].write_text("I am not a video.\n" * 500)
    _sound(clips["sound"])
    whole = _film(folder / "whole.mp4", _noise(60, 128)).read_bytes()
    clips["cut"].write_bytes(whole[: len(whole) // 2])
    clips["single image"] = _film(folder / "one.mp4", _noise(1, 96))
    clips["16 x 16"] = _film(folder / "tiny.mp4", _noise(10, 16))
    if hasattr(os, "mkfifo"):
        os.mkfifo(clips["pipe"])
    else:
        del clips["pipe"]
    return clips


def test_clips_that_cannot_be_used_are_a_sentence_each(tmp_path: Path, run: Run) -> None:
    clips = _bad_clips(tmp_path)
    before = _files(tmp_path)
    for word, clip in clips.items():
        _assert_one_sentence(run("analyze", clip), word)
    assert _files(tmp_path) == before


def test_the_program_says_the_same_of_all_of_them_together(tmp_path: Path) -> None:
    clips = _bad_clips(tmp_path)
    done = subprocess.run(
        [*MODULE, "analyze", *clips.values(), "--out", tmp_path / "out"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    lines = done.stderr.splitlines(keepends=True)
    assert [line for line in lines if not SENTENCE.fullmatch(line)] == []
    assert len(lines) == len(clips)
    assert all(word in line for word, line in zip(clips, lines, strict=True))
    assert _files(tmp_path / "out") == []


def test_nobody_in_view_is_a_report_with_a_reason(tmp_path: Path, run: Run) -> None:
    said = run("analyze", _film(tmp_path / "noise.mp4", _noise(30, 128)), "--json")
    report = json.loads(said.out)
    assert said.code == 0
    assert (report["movement"], report["reps"], report["quality"]["level"]) == ("none", [], "poor")
    assert (report["summary"]["outcome"], report["summary"]["nothing"]) == ("nothing", "nobody")
    assert {finding["verdict"] for finding in report["findings"]} <= {"not_assessed"}


def test_half_a_person_is_a_report_with_a_reason(tmp_path: Path, run: Run, pictures: list[np.ndarray]) -> None:
    upper = [np.ascontiguousarray(picture[: picture.shape[0] // 4 * 2]) for picture in pictures]
    said = run("analyze", _film(tmp_path / "half.mp4", upper, rate=30), "--json")
    report = json.loads(said.out)
    assert said.code == 0
    assert report["quality"]["notes"]
    assert not [f for f in report["findings"] if f["check"] == "heels" and f["verdict"] != "not_assessed"]


def test_truncated_with_its_index_is_read_as_far_as_it_goes(tmp_path: Path, run: Run) -> None:
    whole = _film(tmp_path / "whole.mkv", _noise(60, 128)).read_bytes()
    clip = tmp_path / "cut.mkv"
    clip.write_bytes(whole[: len(whole) // 2])
    said = run("analyze", clip, "--json")
    report = json.loads(said.out)
    assert said.code == 0
    assert 10 < report["clip"]["frames_analysed"] < 50
    assert {note["code"] for note in report["quality"]["notes"]} & {"cut_short", "cut_short_somewhere"}


def test_a_person_who_is_not_there(clip: Path, out: Path, run: Run) -> None:
    _assert_one_sentence(run("analyze", clip, "--person", "9", "--out", out), "9")
    assert _files(out) == []


@posix
def test_no_permission_to_write(clip: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file" / "below", Path("/dev/null"), Path("/proc/1/nowhere")):
        _assert_one_sentence(run("analyze", clip, "--out", folder), "give another folder with --out")


@posix
@pytest.mark.parametrize(
    ("limit", "file", "kept"),
    [(500, "squat.report.json", []), (40_000, "squat.annotated.mp4", ["squat.angles.csv", "squat.report.json"])],
)
def test_a_full_disk_keeps_what_is_whole(
    clip: Path, out: Path, run: Run, limit: int, file: str, kept: list[str]
) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        code = cli.run(["analyze", str(clip), "--out", str(out), "--model", "lite"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert code == 2
    assert _files(out) == kept


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a name be any bytes")
def test_a_name_that_is_no_text(tmp_path: Path, run: Run) -> None:
    clip = os.fsdecode(os.fsencode(tmp_path) + b"/n\xffme.mkv")
    Path(clip).write_bytes(_film(tmp_path / "x.mkv", _noise(20, 96)).read_bytes())
    assert run("analyze", clip, "--no-video").code == 0
    assert len(list(tmp_path.glob("n*.report.json"))) == 1


class _Terminal:
    """The program with a terminal as its stderr, in a process group of its own."""

    def __init__(self, *args: object) -> None:
        import pty

        self.ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [*MODULE, *map(str, args)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=theirs, start_new_session=True
        )
        os.close(theirs)
        self.text = ""

    def read_until(self, word: str) -> bool:
        """Read until a word appears or the program ends."""
        while word not in self.text:
            try:
                data = os.read(self.ours, 4096)
            except OSError:  # how Linux says that the other end was closed
                return False
            if not data:
                return False
            self.text += data.decode(errors="replace")
        return True

    def end(self) -> list[str]:
        """Wait for the end; the lines that stay on the screen."""
        self.read_until("\0")
        self.process.wait(30)
        os.close(self.ours)
        plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self.text)
        return [line.split("\r")[-1].strip() for line in plain.replace("\r\n", "\n").split("\n")]


@pytest.fixture
def terminal(out: Path, heard_signals: None) -> Iterator[_Terminal]:
    terminal = _Terminal("analyze", SAMPLE, "--model", "lite", "--out", out)
    yield terminal
    terminal.process.kill()
    terminal.process.wait()


@posix
@pytest.mark.parametrize(
    ("stage", "number", "kept"),
    [
        ("Measuring", "SIGINT", []),
        ("Measuring", "SIGTERM", []),
        ("Drawing", "SIGINT", ["floor_squat_side.angles.csv", "floor_squat_side.report.json"]),
    ],
)
def test_stopped_in_the_middle(terminal: _Terminal, out: Path, stage: str, number: str, kept: list[str]) -> None:
    assert terminal.read_until(stage), terminal.text
    time.sleep(0.2)  # into the stage, not only at its door
    os.killpg(terminal.process.pid, signal.Signals[number])
    lines = [line for line in terminal.end() if line]
    assert terminal.process.returncode == 2
    assert lines[-1] == "Stopped."
    assert "Traceback" not in terminal.text
    assert _files(out) == kept


@posix
def test_pressed_twice_is_as_clean(terminal: _Terminal, out: Path) -> None:
    assert terminal.read_until("Measuring"), terminal.text
    for _ in range(3):
        os.killpg(terminal.process.pid, signal.SIGINT)
        time.sleep(0.05)
    assert [line for line in terminal.end() if line][-1] == "Stopped."
    assert terminal.process.returncode == 2
    assert "Traceback" not in terminal.text
    assert _files(out) == []


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
def test_too_little_address_space_is_one_sentence(tmp_path):
    clip = Path(__file__).resolve().parents[1] / "sample_videos" / "shallow_squat_side.mp4"
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (10**9, -1)); "
        f"from formcheck.cli import main; sys.exit(main.run(['analyze', {str(clip)!r}, '--out', {str(tmp_path)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 2, done.stderr
    assert "Please raise the limit (ulimit -v)." in done.stderr
    assert "Traceback" not in done.stderr
