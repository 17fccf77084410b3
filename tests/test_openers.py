"""The files to double-click: FormCheck.command is run for real beside a made-up Python, FormCheck.bat read closely."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COMMAND, BAT = ROOT / "FormCheck.command", ROOT / "FormCheck.bat"
ODD = "a b % 100% $HOME 'q' ü 深"
#: Stands in for Python: notes how it was called, and "venv" makes an environment with itself in it.
FAKE = """#!/bin/bash
printf '%s\\n' "$*" >>"$CALLS"
case "$*" in
  *"-c import sys"*) exit "${TOO_OLD:-0}" ;;
  "-m venv .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
  *"pip install"*"-e ."*) [ -z "$NO_NET" ] || exit 1; printf '' >.venv/bin/formcheck; chmod +x .venv/bin/formcheck ;;
esac
"""
posix = pytest.mark.skipif(os.name != "posix" or shutil.which("bash") is None, reason="a shell script")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    there = tmp_path / ODD
    there.mkdir()
    for name in ("FormCheck.command", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, there)
    fake = tmp_path / "fake python"
    fake.write_text(FAKE)
    fake.chmod(0o755)
    return there


def opened(folder: Path, **environment: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Double-clicked, from wherever, and what Python was asked."""
    calls = folder.parent / "calls"
    calls.write_text("")
    env = {"PATH": "/usr/bin:/bin", "PYTHON": str(folder.parent / "fake python"), "CALLS": str(calls), **environment}
    command = ["bash", str(folder / "FormCheck.command"), "--port", "8600"]
    done = subprocess.run(
        command, env=env, cwd="/", capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    return done, calls.read_text().splitlines()


@posix
def test_it_installs_once_and_opens_in_a_folder_of_any_name(folder: Path) -> None:
    done, calls = opened(folder)
    assert done.returncode == 0, done.stderr
    assert "-m venv .venv" in calls
    assert sum("pip install" in call for call in calls) == 2
    assert calls[-1] == "-m formcheck app --port 8600"
    done, calls = opened(folder)
    assert (done.returncode, calls) == (0, [calls[0], "-m formcheck app --port 8600"])
    (folder / "constraints.txt").write_text("newer==1\n")
    assert any("pip install" in call for call in opened(folder)[1]), "another version is installed over it"


@posix
def test_what_went_wrong_is_said(folder: Path) -> None:
    done, _ = opened(folder, NO_NET="1")
    assert done.returncode == 1
    assert "could not be installed" in done.stdout
    done, _ = opened(folder)
    assert done.returncode == 0, "and it is tried again"


@posix
def test_the_script_is_sound() -> None:
    assert os.access(COMMAND, os.X_OK)
    assert b"\r" not in COMMAND.read_bytes()
    subprocess.run(["bash", "-n", str(COMMAND)], check=True)
    checker = Path(sys.executable).with_name("shellcheck")
    if checker.is_file():
        checked = subprocess.run([str(checker), str(COMMAND)], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout


def test_the_batch_file_is_sound() -> None:
    """No Windows here: what is known to go wrong there is looked for."""
    text = BAT.read_text(encoding="ascii")
    lines = [line for line in text.splitlines() if line and not line.startswith("rem")]
    assert lines[0] == "@echo off"
    assert "eol=crlf" in (ROOT / ".gitattributes").read_text(), "labels are missed in a file with bare line feeds"
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert {*re.findall(r"goto (\w+)", text)} <= labels
    assert "!" not in text.replace("DisableDelayedExpansion", ""), "a path with ! would lose it"
    assert '"%~dp0"' in text
    assert text.count("%~dp0") == 1, "the folder is entered once, and everything else is relative to it"
    for line in lines:
        outside = re.sub(r'"[^"]*"', "", line)
        assert ".venv" not in outside, line
        assert re.sub(r"%%V|%PY%|%\*", "", outside).count("%") == 0, "no variable whose content could break the line"
    assert text.count("(") == text.count(")")
    assert lines.index("pause") > lines.index(":stopped"), "the window stays open until it was read"


def test_both_install_what_is_locked_and_open_the_app() -> None:
    for path in (COMMAND, BAT):
        text = path.read_text()
        assert "--constraint constraints.txt -e ." in text
        assert "-m formcheck app" in text
        assert "3.11 or newer" in text
