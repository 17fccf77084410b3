"""What kills at random moments lose, tear or leave: ``make kills`` prints a table (half an hour).

The same moments each time, as far as the machine is as busy. Fails where anything is harmed.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hostile.command_kills import analyze, batch, killed, short_clips
from hostile.killing import Tally, head, row
from hostile.store_kills import killed_adding, killed_upgrading


def tallies(folder: Path, kills: int) -> Iterator[Tally]:
    """So many of each kind of work, one kind after the other."""
    yield killed_adding(folder, kills)
    yield killed_upgrading(folder, kills)
    clips = short_clips(folder / "clips")
    yield killed(analyze, clips, folder / "analyze", kills, whole_every=10)
    yield killed(batch, clips, folder / "batch", kills, whole_every=5)


def main(kills: int = 50) -> int:
    """Print a line as soon as a kind of work is done; returns the exit code."""
    harmed = 0
    sys.stdout.write(head())
    with tempfile.TemporaryDirectory() as name:
        for one in tallies(Path(name), kills):
            sys.stdout.write(row(one))
            sys.stdout.flush()
            harmed += one.harmed
    return int(harmed > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
