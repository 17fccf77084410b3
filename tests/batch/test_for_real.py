"""The command as people run it: stopped and taken up again here, and on a cluster that loses a worker."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from beginnings import write_beginning

from formcheck.batch.records import Record

CLIPS = {
    "monday/a.mp4": "shallow_squat_side",
    "tuesday/a.mp4": "rounded_stoop_side",
    "b.mp4": "hips_first_side",
}
FIRST_S = 3.5  # the first repetition
COMMAND = [sys.executable, "-m", "formcheck", "batch", "--model", "lite"]


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("class")
    for name, sample in CLIPS.items():
        (folder / name).parent.mkdir(exist_ok=True)
        write_beginning(sample, folder / name, FIRST_S)
    (folder / "broken.mp4").write_bytes(b"no video")
    return folder


def records(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((out / "records").glob("*.json"))}


def until(condition: Callable[[], object], process: subprocess.Popen[str], seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert process.poll() is None, "it ended too soon"
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def results(out: Path) -> dict[str, bytes]:
    """Everything but records and timings, which say how long it took."""
    paths = [path for path in sorted(out.rglob("*")) if path.is_file()]
    kept = (path for path in paths if path.parent.name != "records" and path.name != "timings.csv")
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in kept}


@pytest.fixture(scope="module")
def local(clips: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Killed once a real clip was done, then run again."""
    out = tmp_path_factory.mktemp("local") / "out"
    command = [*COMMAND, str(clips), "--out", str(out), "--jobs", "2"]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)
    until(lambda: len(records(out)) > 1, run)
    run.kill()
    run.wait()
    before = records(out)
    assert len(before) < len(CLIPS) + 1, "it was not killed in the middle"
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2, done.stderr
    assert "We can't open broken.mp4. Please choose an MP4 or MOV video." in done.stdout
    assert f"{len(before)} of {len(CLIPS) + 1} were finished before and have not changed." in done.stdout
    after = records(out)
    assert {name: after[name] for name in before} == before, "a finished clip was checked again"
    assert len(after) == len(CLIPS) + 1
    return out


@contextmanager
def processes() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []

    def start(*words: str) -> subprocess.Popen[str]:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        started.append(subprocess.Popen([sys.executable, "-m", "dask", *words], text=True, **quiet))
        return started[-1]

    try:
        yield start
    finally:
        for one in started:
            one.kill()
            one.wait()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(clips: Path, local: Path, tmp_path: Path) -> None:
    out, address = tmp_path / "out", f"tcp://127.0.0.1:{free_port()}"
    with processes() as start:
        start("scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2], "--no-dashboard")
        one, _ = (start("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard") for _ in range(2))
        command = [*COMMAND, str(clips), "--out", str(out), "--cluster", address]
        run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        until(lambda: len(records(out)) > 1, run)
        os.kill(one.pid, signal.SIGKILL)
        said, _ = run.communicate(timeout=300)
    assert run.returncode == 2, said
    assert results(out) == results(local)
    kept = [msgspec.json.decode(text, type=Record) for text in records(out).values()]
    assert sum(row.attention == "failed" for record in kept for row in record.rows) == 1


def test_reports_are_those_of_analyze(clips: Path, local: Path, tmp_path: Path) -> None:
    words = ["--model", "lite", "--no-video", "--out", str(tmp_path), str(clips / "b.mp4")]
    subprocess.run([sys.executable, "-m", "formcheck", "analyze", *words], check=True, capture_output=True)
    for name in ("b.report.json", "b.report.html"):
        assert (tmp_path / name).read_bytes() == (local / "reports" / name).read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--cluster", "tcp://127.0.0.1:1"], "We can't reach a scheduler at tcp://127.0.0.1:1."),
        (["--cluster", "tcp://127.0.0.1:1", "--jobs", "2"], "use --jobs or --cluster, not both"),
        (["--person", "none"], "'none' is neither a number from 1 on nor 'all'"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    words: list[str], said: str, clips: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    from formcheck.batch import cluster
    from formcheck.cli import main as cli

    monkeypatch.setattr(cluster, "ANSWER_S", 0.5)
    assert cli.run(["batch", str(clips), "--out", str(tmp_path / "out"), *words]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert re.fullmatch(r"[^\n]+\n", err)
