"""Options, names and places nobody should give: one sentence, exit code 2, and no program left running."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from formcheck.cli import main as cli

NUMBER = "9" * 5000
NAME = "a" * 300
posix = pytest.mark.skipif(os.name != "posix", reason="signals and folders of POSIX systems")


@pytest.mark.parametrize(
    "args",
    [
        ["analyze", "a.mp4", "--person", NUMBER],
        ["bench", "speed", "a.mp4", "--runs", NUMBER],
        ["app", "--port", NUMBER],
        ["app", "--host", NUMBER],
        ["app", "--host", "a..b"],
        ["app", "--kiosk", "--camera", NUMBER],
        ["app", "--kiosk", "--camera", f"{NAME}.mp4"],
        ["app", "--kiosk", "--result-seconds", NUMBER],
        ["app", "--kiosk", "--result-seconds", "nan"],
        ["app", "--classes", f"{NAME}.toml"],
        ["analyze", f"{NAME}.mp4"],
        ["analyze", f"{NAME}.mp4", "--out", "."],
        ["analyze", "a.mp4", "--calibration", NAME],
        ["calibrate", f"{NAME}.mp4"],
        ["checkup", f"sit_to_stand={NAME}.mp4"],
    ],
    ids=lambda args: " ".join(args)[:40],
)
def test_they_are_one_sentence(
    args: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "Sorry" not in err


@posix
def test_a_device_or_a_pipe_is_no_small_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        for args in (["analyze", "a.mp4", "--calibration"], ["app", "--classes"], ["app", "--kiosk", "--camera"]):
            assert cli.run([*args, str(path)]) == 2
            assert capsys.readouterr().err.count("\n") == 1


@posix
@pytest.mark.parametrize("args", [["analyze", "a.mp4"], ["app"], ["checks"]])
def test_a_working_folder_that_is_gone_is_one_sentence(args: list[str], tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    program = f"import os, runpy, sys; os.rmdir({str(gone)!r}); sys.argv[1:] = {args!r}; "
    program += "runpy.run_module('formcheck', run_name='__main__')"
    there = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-P", "-c", program], cwd=gone, env=there, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "The folder you are in no longer exists. Please change to another one.\n"


@posix
@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM"])
def test_a_signal_while_python_ends_does_not_change_the_exit_code(number: str, heard_signals: None) -> None:
    program = "import atexit, os, signal, sys; from formcheck.__main__ import main; "
    program += f"atexit.register(os.kill, os.getpid(), signal.{number}); sys.argv[1:] = ['--version']; sys.exit(main())"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
