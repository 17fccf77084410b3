"""What is written only for a while: gone after a run that was killed, and never while somebody uses it."""

import os
import signal
import subprocess
import sys
import tempfile
import time

import numpy as np
import pytest

from formcheck.errors import OutputError
from formcheck.leftovers import FOLDER_PREFIX, NEW_S, part_of, private_folder
from formcheck.media.video import FileSink
from formcheck.reports.export import write_page

posix = pytest.mark.skipif(os.name != "posix", reason="ended by a signal nobody can catch")
HOLDS = """
import sys, time
from pathlib import Path
from formcheck.leftovers import part_of, private_folder
with private_folder() as folder, part_of(Path(sys.argv[1])) as part:
    (folder / "upload").mkdir()
    (folder / "upload" / "me.mp4").write_bytes(b"a clip")
    print(folder, part, sep=chr(10), flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path, monkeypatch):
    """A process that holds a private folder and an unfinished file, and where they are."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    there = {**os.environ, "TMPDIR": str(tmp_path / "temp")}
    final = str(tmp_path / "squat.annotated.mp4")
    running = subprocess.Popen([sys.executable, "-c", HOLDS, final], stdout=subprocess.PIPE, text=True, env=there)
    yield running, *(tmp_path / running.stdout.readline().strip() for _ in range(2))
    running.kill()
    running.wait()
    running.stdout.close()


@posix
def test_what_a_killed_run_left_goes_with_the_next_run_and_not_before(holder, tmp_path, monkeypatch):
    running, folder, part = holder
    with private_folder() as mine, part_of(tmp_path / "other.report.html"):
        assert mine.parent == folder.parent
        assert (folder / "upload" / "me.mp4").exists(), "in use"
        assert part.exists(), "in use"
    assert not mine.exists()
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert part.exists()
    with private_folder():
        assert not folder.exists()
    monkeypatch.setattr("formcheck.leftovers._cleared", set())  # as in the next process
    write_page("<p>", tmp_path / "third.report.html")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["temp", "third.report.html"]


def test_files_of_others_stay(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    kept = [
        tmp_path / name for name in (".notes.part", "squat.12345678.part", ".squat.1234567g.part", ".a.12345678.part~")
    ]
    for path in kept:
        path.touch()
    young = tmp_path / f"{FOLDER_PREFIX}young"
    young.mkdir()
    with private_folder(), part_of(tmp_path / "a.html"):
        assert all(path.exists() for path in [*kept, young])
    old_s = time.time() - NEW_S - 1
    os.utime(young, (old_s, old_s))
    with private_folder():
        assert not young.exists(), "made, and killed before it was locked"


def test_an_unfinished_film_is_removed_and_a_finished_one_renamed(tmp_path):
    path = tmp_path / "film.mp4"
    with pytest.raises(OutputError), FileSink(path, (64, 64)):
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []
    with FileSink(path, (64, 64)) as sink:
        sink.write(np.zeros((64, 64, 3), np.uint8), 0.0)
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_in_place_of_an_unfinished_file_is_left_alone(tmp_path):
    (tmp_path / "precious.txt").write_text("mine")
    link = tmp_path / ".squat.12345678.part"
    link.symlink_to(tmp_path / "precious.txt")
    write_page("<p>", tmp_path / "a.html")
    assert (tmp_path / "precious.txt").read_text() == "mine"
    assert link.is_symlink()
