"""formcheck kiosk: the files a Linux machine needs, the browser it opens, and a forgotten PIN."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from formcheck.cli import kiosk_install, kiosk_screen
from formcheck.cli import main as cli
from formcheck.errors import BadChoice
from formcheck.storage import pin
from formcheck.storage.small_files import FOLDER

ODD = 'with space % 100 $HOME "quoted" ü'


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv(FOLDER, str(tmp_path))
    return tmp_path


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="systemd is Linux's")
def test_install_writes_what_starts_by_itself(places: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["kiosk", "--install", "--port", "8600"]) == 0
    service = places / "config/systemd/user" / kiosk_install.SERVICE
    entry = places / "config/autostart" / kiosk_install.ENTRY
    printed = capsys.readouterr()
    for path in (service, entry):
        assert path.is_file()
    assert "systemctl --user enable --now formcheck-kiosk.service" in printed.out + printed.err
    words = {line.partition("=")[0]: line.partition("=")[2] for line in service.read_text().splitlines() if "=" in line}
    assert shlex.split(words["ExecStart"]) == [
        "/usr/bin/env",
        sys.executable,
        "-m",
        "formcheck",
        "kiosk",
        "--port",
        "8600",
    ]
    assert words["Restart"] == "always"
    assert words["WantedBy"] == "default.target"
    started = next(line for line in entry.read_text().splitlines() if line.startswith("Exec="))
    assert shlex.split(started.removeprefix("Exec="))[-1] == "--screen"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    odd = tmp_path / ODD
    odd.mkdir()
    program = odd / "python"
    program.symlink_to(sys.executable)
    path = tmp_path / kiosk_install.SERVICE
    path.write_text(kiosk_install.unit([str(program), "-m", "formcheck", "kiosk"]), encoding="utf-8")
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in checked.stderr.splitlines() if kiosk_install.SERVICE in line]
    assert (checked.returncode, ours) == (0, []), checked.stderr


def test_a_command_of_odd_words_is_one_word_each() -> None:
    unit = kiosk_install.unit(["/bin/x", ODD])
    line = next(line for line in unit.splitlines() if line.startswith("ExecStart="))
    undone = line.removeprefix("ExecStart=").replace("%%", "%").replace("$$", "$")
    assert shlex.split(undone) == ["/usr/bin/env", "/bin/x", ODD]
    entry = kiosk_install.entry(["/bin/x", ODD])
    line = next(line for line in entry.splitlines() if line.startswith("Exec="))
    undone = line.removeprefix("Exec=").replace("%%", "%").replace("\\\\", "\\").replace("\\$", "$")
    assert shlex.split(undone) == ["/bin/x", ODD]


def test_other_systems_are_told_where_to_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert cli.run(["kiosk", "--install"]) == 2
    assert "docs/kiosk.md" in capsys.readouterr().err


def test_the_browser_is_found_on_the_path_and_in_windows_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chromium = tmp_path / "chromium"
    chromium.touch()
    assert kiosk_screen.browser(lambda name: str(chromium) if name == "chromium" else None) == chromium
    monkeypatch.setattr(kiosk_screen, "MACOS", ())
    monkeypatch.setattr(kiosk_screen, "WINDOWS", ("Edge/msedge.exe",))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    with pytest.raises(BadChoice, match="install one of them"):
        kiosk_screen.browser(lambda name: None)
    (tmp_path / "Edge").mkdir()
    (tmp_path / "Edge/msedge.exe").touch()
    assert kiosk_screen.browser(lambda name: None) == tmp_path / "Edge/msedge.exe"


def test_the_browser_shows_the_kiosk_and_nothing_else(tmp_path: Path) -> None:
    words = kiosk_screen.command(Path("/usr/bin/chromium"), 8600)
    assert words[-1] == "http://127.0.0.1:8600"
    assert "--kiosk" in words
    assert f"--user-data-dir={tmp_path / 'kiosk-browser'}" in words


def test_a_closed_browser_is_opened_again(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[list[str]] = []

    def run(words: list[str], check: bool) -> None:
        opened.append(words)
        if len(opened) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(kiosk_screen, "browser", lambda: Path("/usr/bin/chromium"))
    monkeypatch.setattr(kiosk_screen, "wait_for", lambda port: None)
    monkeypatch.setattr(kiosk_screen, "AGAIN_S", 0.0)
    monkeypatch.setattr(kiosk_screen.subprocess, "run", run)
    assert cli.run(["kiosk", "--screen"]) == 0
    assert len(opened) == 3


def test_a_forgotten_pin_is_removed() -> None:
    pin.set_pin("1234")
    assert cli.run(["kiosk", "--forget-pin"]) == 0
    assert not pin.has_pin()
    assert cli.run(["kiosk", "--forget-pin"]) == 0


def test_one_thing_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["kiosk", "--install", "--screen"]) == 2
    assert "one of --screen, --install and --forget-pin" in capsys.readouterr().err
