"""What reaches a terminal, a pipe or a full disk while working."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from fake_pipeline import MODULE, report

from formcheck.cli import console
from formcheck.cli import main as cli
from formcheck.clip import pipeline
from formcheck.wording.summary import headline


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a name be any bytes")
def test_a_name_cannot_steer_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for stem in ("a", "bad"):
        clip = folder / f"{stem}\x1b[31m\n\udcff[bold].mp4"
        clip.touch()
        cli.run(["analyze", "--no-video", str(clip)])
    out, err = capsys.readouterr()
    assert f"a [31m \ufffd[bold].mp4: {headline(report('a.mp4')).count}" in out
    assert "a [31m  [bold].report.json" in out
    assert err == "bad [31m  [bold].mp4 is not a video.\n"


def test_progress_prints_nothing_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with console.progress("a.mp4") as on_progress:
        on_progress(pipeline.Progress("measuring", 3, None))
        on_progress(pipeline.Progress("drawing", 3, 9))
    assert capsys.readouterr() == ("", "")


def test_progress_names_stage_frames_and_speed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with console.progress("a.mp4") as on_progress:
        on_progress(pipeline.Progress("measuring", 0, 40))
        time.sleep(0.05)
        on_progress(pipeline.Progress("measuring", 10, 40))
        time.sleep(0.05)
        on_progress(pipeline.Progress("measuring", 20, 40))
    out, err = capsys.readouterr()
    assert out == ""
    assert all(words in err for words in ("a.mp4", "Measuring", "20/40", "frames/s"))


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break differently there")
def test_a_closed_pipe_is_quiet() -> None:
    with subprocess.Popen([*MODULE, "checks"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == ""
    assert child.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(("args", "unbuffered"), [("checks", ""), ("--help", ""), ("--version", "1")])
def test_a_full_stdout_is_one_sentence(args: str, unbuffered: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*MODULE, args], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "We can't write to standard output: No space left on device.\n"
