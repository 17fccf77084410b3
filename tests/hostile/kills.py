"""What kills at random moments lose, tear or leave: ``make kills`` prints a table (half an hour).

The same moments each time, as far as the machine is as busy. Fails where anything is harmed.
"""

import sys
import tempfile
from pathlib import Path

from hostile.command_kills import analyze, batch, killed, short_clips
from hostile.killing import table
from hostile.store_kills import killed_adding, killed_upgrading


def main(kills: int = 50) -> int:
    """So many of each kind of work; returns the exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tallies = [killed_adding(folder, kills), killed_upgrading(folder, kills)]
        clips = short_clips(folder / "clips")
        tallies.append(killed(analyze, clips, folder / "analyze", kills, whole_every=10))
        tallies.append(killed(batch, clips, folder / "batch", kills, whole_every=5))
    sys.stdout.write(table(tallies))
    return int(any(one.harmed for one in tallies))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
