"""Forty clips, as a trainer comes home with them: one by one, as a batch, on a cluster, and killed again and again.

A script for developers, since it takes half an hour of a quiet machine: `python tests/batch/forty.py FOLDER`. It prints
seconds for each way, asserts that all ways write the same bytes, and that no kill loses a finished clip.
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from test_for_real import free_port, processes, records, results, until

PROGRAM = [sys.executable, "-m", "formcheck"]
KILLS = 20
SEED = 15
IN_THE_WORK = 0.7
LATEST_S = 6.0


def tell(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def seconds(command: list[str]) -> float:
    start = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr or done.stdout[-2000:]
    return time.monotonic() - start


def killed(command: list[str], out: Path, chance: random.Random) -> None:
    """Kills at random moments: of the start, or of the work after the first clip that a run has finished."""
    finished: dict[str, bytes] = {}
    for kill in range(KILLS):
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if chance.random() < IN_THE_WORK:
            until(lambda: len(records(out)) > len(finished), run)  # noqa: B023 - used at once
        time.sleep(chance.uniform(0, LATEST_S))
        run.kill()
        run.wait()
        now = records(out)
        assert {name: now.get(name) for name in finished} == finished, (
            f"kill {kill + 1} lost or changed a finished clip"
        )
        finished = now
        tell(f"kill {kill + 1}: {len(finished)} finished")


def main() -> None:
    clips = sorted(Path(sys.argv[1]).glob("*.mp4"))
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        linked = work / "clips"
        linked.mkdir()
        for clip in clips:
            (linked / clip.name).symlink_to(clip.resolve())

        def batch(out: str, *more: str) -> list[str]:
            return [*PROGRAM, "batch", str(linked), "--out", str(work / out), *more]

        two = seconds(batch("two", "--jobs", "2"))
        tell(f"batch --jobs 2: {two:.0f} s, {60 * len(clips) / two:.1f} clips a minute")
        again = seconds(batch("two", "--jobs", "2"))
        tell(f"batch again, with nothing to do: {again:.1f} s")
        alone = seconds(batch("one", "--jobs", "1"))
        tell(f"batch --jobs 1: {alone:.0f} s, {60 * len(clips) / alone:.1f} clips a minute")
        start = time.monotonic()
        for clip in clips:
            seconds([*PROGRAM, "analyze", "--no-video", "--out", str(work / "each"), str(linked / clip.name)])
        each = time.monotonic() - start
        tell(f"analyze one by one: {each:.0f} s, {60 * len(clips) / each:.1f} clips a minute")

        address = f"tcp://127.0.0.1:{free_port()}"
        with processes() as begin:
            begin("scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2], "--no-dashboard")
            for _ in range(2):
                begin("worker", address, "--nthreads", "1", "--no-dashboard")
            time.sleep(10)
            cluster = seconds(batch("cluster", "--cluster", address))
        tell(f"two workers: {cluster:.0f} s, {60 * len(clips) / cluster:.1f} clips a minute")

        killed(batch("kills", "--jobs", "2"), work / "kills", chance)
        seconds(batch("kills", "--jobs", "2"))

        reference = results(work / "two")
        for other in ("one", "cluster", "kills"):
            assert results(work / other) == reference, other
        for clip in clips:
            for ending in ("report.json", "report.html"):
                name = f"{clip.stem}.{ending}"
                assert (work / "each" / name).read_bytes() == reference[f"reports/{name}"], name
        tell(f"{len(reference)} files, the same bytes in every way")


if __name__ == "__main__":
    main()
