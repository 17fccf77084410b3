"""The files that make a Linux machine start into the kiosk: a systemd user unit that serves it, and an entry that opens
its browser when the desktop starts.
"""

import os
import sys
from pathlib import Path
from typing import Final

from formcheck.errors import BadChoice, OutputError
from formcheck.storage.small_files import write_whole

SERVICE: Final = "formcheck-kiosk.service"
ENTRY: Final = "formcheck-kiosk.desktop"
NEXT: Final = ("systemctl --user daemon-reload", f"systemctl --user enable --now {SERVICE}")
UNIT: Final = """\
# Written by formcheck kiosk --install. Serves the screen, and starts it again whatever ends it.
[Unit]
Description=FormCheck kiosk
StartLimitIntervalSec=0

[Service]
ExecStart=/usr/bin/env {command}
Restart=always
RestartSec=3
SuccessExitStatus=143

[Install]
WantedBy=default.target
"""
DESKTOP: Final = """\
# Written by formcheck kiosk --install. Opens the screen's browser when the desktop starts.
[Desktop Entry]
Type=Application
Name=FormCheck kiosk
Exec={command}
X-GNOME-Autostart-enabled=true
"""


def install(port: int) -> list[Path]:
    """Write both; returns where they are. Raises BadChoice on other systems, OutputError when that fails."""
    if not sys.platform.startswith("linux"):
        raise BadChoice("This system has no systemd: please follow the steps for it in docs/kiosk.md.")
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    words = [sys.executable, "-m", "formcheck", "kiosk", "--port", str(port)]
    files = {
        config / "systemd" / "user" / SERVICE: unit(words),
        config / "autostart" / ENTRY: entry([*words, "--screen"]),
    }
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text.encode())
        except OSError as error:
            raise OutputError(f"We can't write {path} ({error.strerror}): please check its folder.") from error
    return list(files)


def unit(command: list[str]) -> str:
    """A systemd unit that runs a command, whatever its words hold: a program's own name may not have every sign."""
    return UNIT.format(command=" ".join(_for_systemd(word) for word in command))


def entry(command: list[str]) -> str:
    """An autostart entry that runs a command, whatever its words hold."""
    return DESKTOP.format(command=" ".join(_for_desktop(word) for word in command))


def _for_systemd(word: str) -> str:
    """Quoted as systemd.service(5) reads it: % and $ stand for themselves when doubled."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'


def _for_desktop(word: str) -> str:
    """Quoted as the Desktop Entry Specification reads it: first as a string of a file, then as a word of a command."""
    for sign in ("\\", '"', "`", "$"):
        word = word.replace(sign, f"\\{sign}")
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'
