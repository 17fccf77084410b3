"""An hour of the kiosk in half a minute: nothing of a visitor stays in memory, threads or open files."""

import sys

import pytest

from formcheck.storage.small_files import FOLDER
from hostile.kiosk_hours import hours

SECONDS = 25.0
GROWS_MB = 25.0  # what the allocator keeps between one visit and the next; a kept visit would be 30 MB each


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_an_hour_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    first, *_, last = hours(SECONDS, samples=5)
    assert last.visits > first.visits + 5, "visitors came"
    assert last.memory_mb - first.memory_mb < GROWS_MB
    assert last.threads <= first.threads
    assert last.files <= first.files
