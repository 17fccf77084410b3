"""The terminal: a console, a progress bar on stderr, reports as JSON on stdout."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.text import Text

from formcheck.schema import Report

if TYPE_CHECKING:  # doctor must start on a machine where the pipeline's libraries do not
    from formcheck.clip.pipeline import Progress

NARROW_BELOW: Final = 80  # columns: below this, the bar and the clip's name leave the progress line
STAGES: Final = {
    "looking": "Looking",
    "measuring": "Measuring",
    "judging": "Judging",
    "hiding": "Finding faces",
    "drawing": "Drawing",
}


class PlainConsole(Console):
    """A console that leaves a closed pipe to the caller and takes text as it is."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, markup=False, highlight=False, emoji=False)

    def on_broken_pipe(self) -> None:
        """Raise instead of ending the program from inside."""
        raise BrokenPipeError


class _Speed(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Frames per second."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.0f} frames/s" if speed else "")


@contextmanager
def progress(label: str) -> Iterator[Callable[["Progress"], None]]:
    """A bar on stderr for one clip, gone when done; nothing at all when stderr is not a terminal."""
    console = PlainConsole(stderr=True)
    columns: list[ProgressColumn] = [TextColumn("{task.description}", markup=False), MofNCompleteColumn()]
    if console.width >= NARROW_BELOW:
        columns = [TextColumn("{task.fields[label]}", markup=False), columns[0], BarColumn(), columns[1]]
    columns += [_Speed(), TimeRemainingColumn(compact=True)]
    with Bars(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        task = bars.add_task("Opening", label=label, total=None)
        shown = ""

        def on_progress(now: "Progress") -> None:
            nonlocal shown
            if now.stage != shown:
                shown = now.stage
                bars.reset(task, description=STAGES[now.stage], total=now.total)
            bars.update(task, completed=now.done, total=now.total)

        yield on_progress


class JsonReports:
    """Prints reports as JSON on stdout, one by one: a single object, or a list that is closed whatever happens."""

    def __init__(self, *, as_list: bool) -> None:
        self.as_list = as_list
        self.count = 0

    def print(self, report: Report) -> None:
        """Print one report and send it on its way."""
        lead = ("[\n" if self.count == 0 else ",\n") if self.as_list else ""
        self.count += 1
        _put(lead + report.to_json() + ("" if self.as_list else "\n"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.as_list:
            _put("\n]\n" if self.count else "[]\n")


def _put(text: str) -> None:
    print(text, end="", flush=True)  # noqa: T201
