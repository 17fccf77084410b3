"""Workers that die: their clip is done by another, or is a row that says so; the others are not held up."""

import threading
import time
from pathlib import Path

import pytest
from batch_fakes import Threads, Watched, batch, judge, made_clips
from replayed import until

from formcheck.batch.folder import ResultFolder
from formcheck.batch.pools import LocalPool, WorkerDied
from formcheck.batch.run import run
from formcheck.batch.tasks import Clip, Task
from formcheck.settings import AnalysisOptions


def test_a_dead_workers_clip_is_done_by_another_or_says_why_not(tmp_path: Path) -> None:
    clips = made_clips(tmp_path / "clips", a="1", b="kills once", c="kills", d="2")
    _, watched = batch(clips, tmp_path / "out", LocalPool(2))
    by_name = {record.name: record for record in watched.done}
    assert [name for name in "abcd" if by_name[name].rows[0].attention == "failed"] == ["c"]
    assert "Each worker that tried this video stopped." in by_name["c"].rows[0].reason
    assert watched.begun.count("c") == LocalPool.tries
    assert watched.begun.count("b") == 2
    assert watched.begun.count("a") == watched.begun.count("d") == 1
    assert ("a", 1, 2) in watched.moves
    _, again = batch(clips, tmp_path / "out", LocalPool(1))
    assert [record.name for record in again.done] == ["c"], "another day it may have the memory"


def test_closing_ends_workers_in_the_middle_of_a_clip(tmp_path: Path) -> None:
    clips = made_clips(tmp_path / "clips", a="takes long")
    pool = LocalPool(1)
    task = Task(
        clip=Clip(address=str(clips / "a.mp4"), label="a.mp4"),
        name="a",
        options=AnalysisOptions(),
        everybody=False,
        settings_sha256="",
    )
    future = pool.submit(judge, task)
    until(lambda: list(pool.heard()))
    began_s = time.monotonic()
    pool.close()
    assert time.monotonic() - began_s < 5
    with pytest.raises(WorkerDied):
        future.result()


def test_while_there_is_no_worker_it_waits(tmp_path: Path) -> None:
    class Late(Threads):
        slots = 0

    clips, pool, watched = made_clips(tmp_path / "clips", a="1"), Late(), Watched()
    folder = ResultFolder(tmp_path / "out")
    tasks = folder.tasks([Clip(address=str(clips / "a.mp4"), label="a.mp4")], AnalysisOptions(), "", everybody=False)
    going = threading.Thread(target=run, args=(tasks, pool, judge, folder, watched))
    going.start()
    time.sleep(0.3)
    assert watched.begun == []
    pool.slots = 1
    going.join(10)
    pool.close()
    assert len(watched.done) == 1
