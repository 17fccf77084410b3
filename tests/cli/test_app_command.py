"""formcheck app: what it is served with, and until when."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from fake_pipeline import MODULE

from formcheck.cli import main as cli
from formcheck.cli import serve as serving
from formcheck.leftovers import FOLDER_PREFIX


def test_the_app_keeps_to_itself() -> None:
    words = serving.command("127.0.0.1", None)
    assert words[1:3] == ["-P", "-c"]
    assert words[4:] == ["formcheck.ui.serving", str(serving.app_path()), "127.0.0.1"]
    assert serving.command("127.0.0.1", 9000)[-1] == "9000"
    assert serving.app_path().is_file()


def test_classes_that_cannot_be_used_are_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "mine.toml"
    bad.write_text('name = "Mine"\n[[classes]]\nname = "A"\nkind = "cardio"\n')
    for path in (bad, tmp_path / "none.toml"):
        assert cli.run(["app", "--classes", str(path)]) == 2
        err = capsys.readouterr().err
        assert path.name in err
        assert err.count("\n") == 1


def test_the_app_gets_the_file_of_classes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "mine.toml"
    own.write_text('name = "Mine"\n')
    given: list[object] = []
    monkeypatch.setattr(serving, "served", lambda *args: given.append(args[3:]) or 0)
    assert cli.run(["app", "--classes", str(own)]) == 0
    assert cli.run(["app"]) == 0
    assert given == [({"FORMCHECK_CLASSES": str(own)},), ({},)]


HOSTILE = """
[global]
developmentMode = true
[server]
folderWatchList = ["/"]
baseUrlPath = "elsewhere"
sslCertFile = "none.pem"
[logger]
level = "nonsense"
[theme]
base = "http://127.0.0.1:{port}/theme.toml"
"""


def test_nothing_in_the_working_folder_decides_how_it_starts(tmp_path: Path) -> None:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        asked.listen()
        asked.settimeout(0.1)
        (tmp_path / ".streamlit").mkdir()
        (tmp_path / ".streamlit" / "config.toml").write_text(HOSTILE.format(port=asked.getsockname()[1]))
        (tmp_path / "streamlit.py").write_text("raise SystemExit('a module of the working folder')")
        with _running(tmp_path, tmp_path), pytest.raises(TimeoutError):
            asked.accept()


def test_a_port_in_use_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert cli.run(["app", "--port", str(port)]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"We can't use port {port} of 127.0.0.1 (")
    assert err.endswith("give another --port or --host.\n")


@contextlib.contextmanager
def _running(temporary: Path, folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The app as a program started in a folder, answering, and its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    child = subprocess.Popen(
        [*MODULE, "app", "--port", str(port)],
        # no browser window out of a test
        env=os.environ | {"STREAMLIT_SERVER_HEADLESS": "true", "TMPDIR": str(temporary)},
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        assert _answers(port)
        yield child, port
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate()


@pytest.fixture
def started(tmp_path: Path, heard_signals: None) -> Iterator[tuple[subprocess.Popen[str], int]]:
    with _running(tmp_path, Path.cwd()) as running:
        yield running


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize(("number", "to_group"), [("SIGINT", True), ("SIGTERM", False), ("SIGKILL", False)])
def test_the_app_is_served_until_it_is_stopped(
    started: tuple[subprocess.Popen[str], int], number: str, to_group: bool, tmp_path: Path
) -> None:
    child, port = started
    assert [path.name.startswith(FOLDER_PREFIX) for path in tmp_path.iterdir()] == [True]
    (os.killpg if to_group else os.kill)(child.pid, signal.Signals[number])
    said = child.communicate(timeout=20)[0]  # until the server, too, has let go of the output
    assert child.returncode == (-signal.SIGKILL if number == "SIGKILL" else 0)
    assert "Traceback" not in said
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
    assert list(tmp_path.iterdir()) == []


def _answers(port: int) -> bool:
    until_s = time.monotonic() + 30
    while time.monotonic() < until_s:
        with contextlib.suppress(OSError), urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
            return bool(answer.read() == b"ok")
        time.sleep(0.1)
    return False
