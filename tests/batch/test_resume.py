"""A run that is killed at any moment leaves only whole results, and the next one goes on where it was."""

import multiprocessing
import os
import random
import sys
import time
from pathlib import Path

import batch_fakes
import msgspec
import pytest
from batch_fakes import SLOTS, batch, made_clips

from formcheck.batch.records import Record
from formcheck.batch.sources import find_clips
from formcheck.batch.summary import write_tables
from formcheck.schema import Report

CLIPS, KILLS = 240, 20


@pytest.fixture(scope="module")
def processes():
    """Starts a run in a hundredth of a second: its modules are imported once, in a process that forks."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "batch_fakes"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))  # where that process looks for them
        context.Process(target=int).start()
        yield context


def whole(out: Path) -> set[str]:
    """Names of the records, each of which is seen to be whole and to have whole results."""
    names = set()
    for path in (out / "records").glob("*.json"):
        record = msgspec.json.decode(path.read_bytes(), type=Record)
        for row in record.rows:
            Report.from_json((out / "reports" / f"{row.name}.report.json").read_bytes())
            assert (out / "reports" / f"{row.name}.report.html").stat().st_size == 5000 * len("<p>a page</p>")
        names.add(record.name)
    return names


def asked(clips: Path) -> list[str]:
    log = clips / "asked"
    return log.read_text().splitlines() if log.exists() else []


def test_killed_at_twenty_random_moments(tmp_path: Path, processes) -> None:
    chance = random.Random(8)
    clips = made_clips(tmp_path / "clips", **{f"clip{k:03}": str(k) for k in range(CLIPS)})
    done: list[set[str]] = [set()]
    for _ in range(KILLS):
        enough = len(asked(clips)) + chance.randint(1, 10)
        run = processes.Process(target=batch_fakes.batch, args=(clips, tmp_path / "out"))
        run.start()
        while run.is_alive() and len(asked(clips)) < enough:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.005))
        run.kill()
        run.join()
        done.append(whole(tmp_path / "out"))
        assert done[-2] <= done[-1], "a finished clip was lost"
    assert 0 < len(done[KILLS // 2]) < len(done[-1]) < CLIPS, "it was not killed in the middle"
    folder, watched = batch(clips, tmp_path / "out")
    assert len(watched.skipped) == len(done[-1])
    assert len(asked(clips)) <= CLIPS + KILLS * SLOTS, "more was lost than the clips in work"
    again, fresh = find_clips([str(clips)], tmp_path), batch(clips, tmp_path / "fresh")[0]
    for made, place in ((folder, "out"), (fresh, "fresh")):
        write_tables(made.records(again), tmp_path / place)
    for path in sorted((tmp_path / "fresh").rglob("*.*")):
        name = path.relative_to(tmp_path / "fresh")
        if path.is_file() and name.parts[0] != "records" and name.name != "timings.csv":
            assert (tmp_path / "out" / name).read_bytes() == path.read_bytes(), name


def test_what_changed_is_done_again_and_nothing_else(tmp_path: Path) -> None:
    clips, out = made_clips(tmp_path / "clips", a="1", b="2", c="fails"), tmp_path / "out"
    batch(clips, out)
    made_clips(clips, b="3", d="4")
    (out / "reports" / "a.report.html").unlink()
    _, watched = batch(clips, out)
    assert sorted(record.name for record in watched.done) == ["a", "b", "d"]
    assert [record.name for record in watched.skipped] == ["c"], "what failed for good is not tried again"
    _, watched = batch(clips, out, settings="others")
    assert len(watched.done) == 4


def test_results_of_two_settings_are_never_mixed(tmp_path: Path) -> None:
    """Stopped after the results and before the record: the old record is gone, so the clip is not taken for done."""
    clips, out = made_clips(tmp_path / "clips", a="1"), tmp_path / "out"
    batch(clips, out)

    def stopped(task, tell):
        made = batch_fakes.judge(task, tell)
        return type(made)(record=made.record, files={**made.files, "no/such/folder": b""})

    with pytest.raises(Exception, match="save"):
        batch(clips, out, settings="others", work=stopped)
    _, watched = batch(clips, out)
    assert len(watched.done) == 1


def test_a_broken_record_is_done_again(tmp_path: Path) -> None:
    clips, out = made_clips(tmp_path / "clips", a="1"), tmp_path / "out"
    batch(clips, out)
    (out / "records" / "a.json").write_text("{")
    _, watched = batch(clips, out)
    assert len(watched.done) == 1
