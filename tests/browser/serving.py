"""The app as a process of its own, on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from formcheck.cli.serve import command
from formcheck.storage.small_files import FOLDER

ROOT = Path(__file__).resolve().parents[2]
START_S = 120  # ten times what two idle cores need


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def app_command(port: int) -> list[str]:
    """As ``formcheck app`` starts it, without opening a browser or watching the source."""
    return [*command("127.0.0.1", port), "headless", "still"]


def kiosk_command(port: int, camera: Path, result_s: int = 30) -> list[str]:
    """The kiosk with a clip for a camera."""
    command = [sys.executable, "-m", "formcheck", "app", "--kiosk", "--camera", str(camera), "--port", str(port)]
    return [*command, "--result-seconds", str(result_s)]


@contextmanager
def served(arguments: Sequence[str], port: int, log: Path) -> Iterator[str]:
    """A server of our own until the end of the block, its diary beside the log.

    Fails with its log when it does not answer.
    """
    ours = {**os.environ, FOLDER: str(log.parent), "OPENBLAS_NUM_THREADS": "1"}  # as ``formcheck app`` starts it
    with (
        log.open("wb") as out,
        subprocess.Popen(arguments, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, env=ours) as server,
    ):
        try:
            url = f"http://127.0.0.1:{port}"
            give_up_s = time.monotonic() + START_S
            while not _answers(url):
                if server.poll() is not None or time.monotonic() > give_up_s:
                    pytest.fail(f"the app did not start: {log.read_text(errors='replace')[-2000:]}")
                time.sleep(0.1)
            yield url
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()


def _answers(url: str) -> bool:
    try:
        with urlopen(f"{url}/_stcore/health", timeout=1) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
