"""The browser of the kiosk's screen: found on this machine, opened without a frame, and opened again when it ends."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from contextlib import closing, suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final

from formcheck.cli.terminal import say_line
from formcheck.errors import BadChoice
from formcheck.storage.small_files import data_folder

NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "msedge",
    "chrome",
)
#: Where they are when they are on no path: on Windows below each of the folders it names, and on macOS.
WINDOWS: Final = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
WINDOWS_FOLDERS: Final = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
MACOS: Final = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",)
FLAGS: Final = (
    "--kiosk",
    "--autoplay-policy=no-user-gesture-required",  # or it speaks only after a click
    "--no-first-run",
    "--noerrdialogs",
    "--disable-session-crashed-bubble",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--password-store=basic",  # asks for no keyring
)
LOOK_S, AGAIN_S, TELL_S = 1.0, 3.0, 60.0


def keep_open(port: int) -> int:
    """Wait for the kiosk, then show it until Ctrl-C. Raises BadChoice without a browser."""
    words = command(browser(), port)
    try:
        wait_for(port)
        while True:
            subprocess.run(words, check=False)
            time.sleep(AGAIN_S)  # a visitor has closed it, or it has crashed
    except KeyboardInterrupt:
        return 0


def command(program: Path, port: int) -> list[str]:
    """The browser without a frame, with a profile of its own: nobody's bookmarks, and no question about a crash."""
    profile = data_folder() / "kiosk-browser"
    return [str(program), *FLAGS, f"--user-data-dir={profile}", f"http://127.0.0.1:{port}"]


def browser(which: Callable[[str], str | None] = shutil.which) -> Path:
    """A browser of this machine that has a kiosk mode. Raises BadChoice when there is none."""
    places = [Path(found) for name in NAMES if (found := which(name))]
    folders = [Path(folder) for name in WINDOWS_FOLDERS if (folder := os.environ.get(name))]
    places += [folder / program for folder in folders for program in WINDOWS]
    places += [Path(path) for path in MACOS]
    for place in places:
        if place.is_file():
            return place
    raise BadChoice("We found no Chromium, Chrome or Edge on this computer: please install one of them.")


def wait_for(port: int, look_s: float = LOOK_S) -> None:
    """Until the kiosk answers; after a minute it says what it waits for."""
    began_s, has_said = time.monotonic(), False
    while True:
        with suppress(HTTPException, OSError), closing(HTTPConnection("127.0.0.1", port, timeout=look_s)) as line:
            line.request("GET", "/_stcore/health")
            if line.getresponse().status == HTTPStatus.OK:
                return
        if not has_said and time.monotonic() - began_s > TELL_S:
            say_line(f"Still waiting for the kiosk on port {port}: is formcheck kiosk running?")
            has_said = True
        time.sleep(look_s)
