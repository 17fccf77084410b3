"""A judge that takes no time, workers that are threads, and a watcher that notes what it is told."""

import hashlib
import os
import signal
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import made_reports

from formcheck.batch.folder import ResultFolder
from formcheck.batch.records import Record, Timing, row_of_report
from formcheck.batch.run import run
from formcheck.batch.sources import find_clips
from formcheck.batch.tasks import Outcome, Task, Tell
from formcheck.batch.work import failed
from formcheck.settings import AnalysisOptions

SETTINGS = "settings"
SLOTS = 2


def judge(task: Task, tell: Tell) -> Outcome:
    """Notes that it was asked in a file beside the clip, which decides by its content what happens."""
    path = Path(task.clip.address)
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 == task.known_sha256:
        return Outcome(record=None)
    with path.with_name("asked").open("a") as log:
        log.write(f"{path.name}\n")
    tell(1, 2)
    if content == b"kills":
        os.kill(os.getpid(), signal.SIGKILL)
    if content == b"kills once" and not path.with_suffix(".tried").exists():
        path.with_suffix(".tried").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if content == b"takes long":
        time.sleep(60)
    time.sleep(0.003)
    return outcome(task, sha256, fails=content == b"fails")


def outcome(task: Task, sha256: str, *, fails: bool = False, final: bool = True) -> Outcome:
    report = made_reports.report((made_reports.rep(1),), clip=made_reports.clip(name=task.clip.label))
    rows = (failed(task, "No video.") if fails else row_of_report(report, task.clip.label, task.name),)
    files = {f"{task.name}.report.json": report.to_json().encode(), f"{task.name}.report.html": b"<p>a page</p>" * 5000}
    record = Record(
        address=task.clip.address,
        name=task.name,
        content_sha256=sha256,
        settings_sha256=task.settings_sha256,
        final=final,
        rows=rows,
        timing=Timing(seconds=time.monotonic(), worker=str(os.getpid())),
    )
    return Outcome(record=record, files={} if fails else files)


class Threads:
    """A pool without processes."""

    tries = 1
    slots = SLOTS

    def __init__(self):
        self._threads, self._told = ThreadPoolExecutor(SLOTS), deque()

    def submit(self, work, task):
        return self._threads.submit(work, task, lambda done, of: self._told.append((task.name, done, of)))

    def heard(self):
        while self._told:
            yield self._told.popleft()

    def close(self):
        self._threads.shutdown()


class Watched:
    """Notes what it is told."""

    def __init__(self):
        self.begun, self.moves, self.done, self.skipped = [], [], [], []

    def started(self, task):
        self.begun.append(task.name)

    def moved(self, name, done, of):
        self.moves.append((name, done, of))

    def finished(self, task, record, *, unchanged):
        (self.skipped if unchanged else self.done).append(record)


def batch(clips: Path, out: Path, pool=None, settings: str = SETTINGS, work=judge) -> tuple[ResultFolder, Watched]:
    """One run over a folder of made-up clips."""
    folder, watched, pool = ResultFolder(out), Watched(), pool or Threads()
    found = find_clips([str(clips)], out)
    try:
        run(folder.tasks(found, AnalysisOptions(), settings, everybody=False), pool, work, folder, watched)
    finally:
        pool.close()
    return folder, watched


def made_clips(folder: Path, **contents: str) -> Path:
    """Files called videos with these contents."""
    folder.mkdir(exist_ok=True)
    for name, content in contents.items():
        (folder / f"{name}.mp4").write_text(content)
    return folder
