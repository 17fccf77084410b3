"""A few visits at the kiosk, much faster than they are: nothing of a visitor stays in memory, threads or open files."""

import sys

import pytest

from formcheck.storage.small_files import FOLDER
from hostile.kiosk_hours import hours

AT_MOST_S = 240.0  # ten times what two idle cores need
VISITS = 8
GROWS_MB = 25.0  # what the allocator keeps between one visit and the next; a kept visit would be 30 MB each


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_visits_leave_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    first, last = hours(AT_MOST_S, samples=2, visits=VISITS)
    assert last.visits == VISITS > first.visits, "visitors came"
    assert last.memory_mb - first.memory_mb < GROWS_MB
    assert last.threads <= first.threads
    assert last.files <= first.files
