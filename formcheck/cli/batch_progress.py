"""How a batch goes: a line on stdout for each finished clip, and on a terminal bars for clips in work and for all."""

from types import TracebackType
from typing import Final, Self

import typer
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from formcheck.batch.records import Record
from formcheck.batch.tasks import Task
from formcheck.cli.console import PlainConsole
from formcheck.errors import printable

WORDS: Final = {"safety": "FAULT", "fault": "FAULT", "watch": "WATCH", "cannot_tell": "can't tell"}


class BatchProgress:
    """Watches one run. Use as a context manager."""

    def __init__(self, clips: int) -> None:
        self._clips, self._done, self._unchanged = clips, 0, 0
        console = PlainConsole(stderr=True)
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
        self._bars = Bars(
            *columns,
            TimeRemainingColumn(compact=True),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._all = self._bars.add_task("All videos", total=clips)
        self._in_work: dict[str, TaskID] = {}

    def started(self, task: Task) -> None:
        """See `formcheck.batch.run.Watcher`."""
        if task.name not in self._in_work:
            self._in_work[task.name] = self._bars.add_task(printable(task.clip.label), total=None)

    def moved(self, name: str, done: int, of: int | None) -> None:
        """See `formcheck.batch.run.Watcher`."""
        if name in self._in_work:  # else a word that came late
            self._bars.update(self._in_work[name], completed=done, total=of)

    def finished(self, task: Task, record: Record, *, unchanged: bool) -> None:
        """See `formcheck.batch.run.Watcher`."""
        self._bars.remove_task(self._in_work.pop(task.name))
        self._bars.advance(self._all)
        self._done += 1
        self._unchanged += unchanged
        rows = [row for row in record.rows if not unchanged or row.attention == "failed"]  # the reason for exit code 2
        for row in rows:
            who = f", person {row.person}" if len(record.rows) > 1 else ""
            word = f"{WORDS[row.attention]}: " if row.attention in WORDS else ""
            self._say(f"{self._done}/{self._clips} {row.clip}{who}: {word}{row.reason or row.headline}")

    def _say(self, line: str) -> None:
        if self._bars.disable:
            typer.echo(printable(line))
        else:
            self._bars.console.print(printable(line))

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()
        if self._unchanged:
            self._say(f"{self._unchanged} of {self._clips} were finished before and have not changed.")
