"""``formcheck analyze`` and ``formcheck batch`` killed again and again over the same folder of results."""

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
from beginnings import write_beginning

from formcheck.batch.records import Record, Timing
from hostile.killing import ENDS_S, Tally, alive_in, killed_after, started

CLIPS: Final = {"a.mp4": "shallow_squat_side", "b.mp4": "rounded_stoop_side"}
FIRST_S: Final = 1.5  # loading takes as long
EARLIEST: Final = 0.2  # of the time a run takes: before that it loads
SEED: Final = 17
Words = Callable[[Path, Path], list[object]]


def analyze(clips: Path, out: Path) -> list[object]:
    """Clip after clip, with their videos."""
    return ["analyze", "--model", "lite", "--out", out, *sorted(clips.iterdir())]


def batch(clips: Path, out: Path) -> list[object]:
    """Two at a time."""
    return ["batch", "--model", "lite", "--jobs", "2", "--out", out, clips]


def short_clips(folder: Path, names: int = len(CLIPS)) -> Path:
    """The beginnings of sample videos."""
    folder.mkdir()
    for name, sample in list(CLIPS.items())[:names]:
        write_beginning(sample, folder / name, FIRST_S)
    return folder


def killed(words: Words, clips: Path, folder: Path, kills: int, whole_every: int) -> Tally:
    """Kill so many runs; now and then let one end, and begin anew. What is there is compared with undisturbed results
    byte for byte.
    """
    temp, chance, tally = folder / "temp", random.Random(SEED), Tally(f"formcheck {words.__name__}")
    temp.mkdir(parents=True)
    began_s = time.monotonic()
    right = _whole_run(words(clips, folder / "right"), folder / "right", temp)
    takes_s = time.monotonic() - began_s
    out, finished = folder / "out", set[str]()
    for number in range(1, kills + 1):
        run = started("formcheck", *words(clips, out), temp=temp)
        killed_after(run, takes_s * chance.uniform(EARLIEST, 1.0))
        tally.left += _still_alive(run.pid)
        there = _results(out)
        tally.kills += 1
        tally.midway += set(there) != set(right) or bool(_parts(out))
        tally.finished += len(finished)
        tally.lost += len(finished - set(there))
        tally.torn += sum(right.get(name) != content for name, content in there.items())
        finished = set(there)
        if number % whole_every == 0 or number == kills:
            made = _whole_run(words(clips, out), out, temp)
            tally.lost += len(right.keys() - made.keys())
            tally.torn += sum(right.get(name) != content for name, content in made.items())
            tally.left += len(_parts(out)) + len(list(temp.iterdir()))
            shutil.rmtree(out)
            finished = set()
    return tally


def _whole_run(words: list[object], out: Path, temp: Path) -> dict[str, bytes]:
    run = started("formcheck", *words, temp=temp)
    said = run.communicate()[0]
    if run.returncode:
        raise RuntimeError(said)
    return _results(out)


def _still_alive(group: int) -> int:
    end_s = time.monotonic() + ENDS_S
    while (count := alive_in(group)) and time.monotonic() < end_s:
        time.sleep(0.05)
    return count


def _results(out: Path) -> dict[str, bytes]:
    """What somebody sees in the folder, without what says how long it took."""
    paths = [path for path in sorted(out.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    return {path.relative_to(out).as_posix(): _content(path) for path in paths}


def _content(path: Path) -> bytes:
    if path.name == "timings.csv":
        return b"".join(line.partition(b",")[0] for line in path.read_bytes().splitlines(keepends=True))
    if path.parent.name != "records":
        return path.read_bytes()
    try:
        record = msgspec.json.decode(path.read_bytes(), type=Record)
    except msgspec.MsgspecError:
        return b"torn"
    return msgspec.json.encode(msgspec.structs.replace(record, timing=Timing(seconds=0.0, worker="")))


def _parts(out: Path) -> list[Path]:
    return list(out.rglob(".*.part"))
