"""Killing a process at a moment that chance chooses, and counting what that did."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Final

TESTS: Final = Path(__file__).resolve().parents[1]
ENDS_S: Final = 20.0  # ten times what workers need to see that nobody waits for them any more


@dataclass
class Tally:
    """What became of one kind of work: kills, how many of them hit something unfinished, what was finished before and
    looked at again; and what should stay 0: lost, torn, left after the next run.
    """

    work: str
    kills: int = 0
    midway: int = 0
    finished: int = 0
    lost: int = 0
    torn: int = 0
    left: int = 0

    @property
    def harmed(self) -> int:
        """All that went wrong."""
        return self.lost + self.torn + self.left


def head() -> str:
    """The head of a table of tallies in Markdown."""
    names = [field.name for field in fields(Tally)]
    return f"| {' | '.join(names)} |\n|{' --- |' * len(names)}\n"


def row(tally: Tally) -> str:
    """Its line in that table."""
    return f"| {' | '.join(map(str, astuple(tally)))} |\n"


def started(module: str, *words: object, temp: Path | None = None) -> subprocess.Popen[str]:
    """A module as a program in a group of processes of its own, with its own temporary folder where one is given."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(TESTS.parent), str(TESTS)))}
    if temp is not None:
        env["TMPDIR"] = str(temp)
    command = [sys.executable, "-m", module, *map(str, words)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env, start_new_session=True
    )


def killed_after(run: subprocess.Popen[str], seconds: float) -> str:
    """Kill a program, and nothing of what it started; returns what it had said."""
    time.sleep(seconds)
    run.kill()
    return run.communicate()[0]


def alive_in(group: int) -> int:
    """How many processes of a group are at work."""
    count = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _parent, its_group = stat.read_text().rpartition(")")[2].split()[:3]
            count += int(its_group) == group and state != "Z"
    return count
