"""One run over many clips: hand out, keep what comes back, hand out again what a dead worker had."""

import time
from collections import Counter, deque
from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Final, Protocol

from formcheck.batch.folder import ResultFolder
from formcheck.batch.pools import Pool, WorkerDied
from formcheck.batch.records import Record, Row, Timing
from formcheck.batch.tasks import Outcome, Task, Work
from formcheck.i18n import gettext

TICK_S: Final = 0.2  # chosen: how late progress may be shown


class Watcher(Protocol):
    """Follows how a run goes."""

    def started(self, task: Task) -> None:
        """A clip was handed out, perhaps once more."""
        ...

    def moved(self, name: str, done: int, of: int | None) -> None:
        """So many frames of the clip with this name are done."""
        ...

    def finished(self, task: Task, record: Record, *, unchanged: bool) -> None:
        """The clip's results are kept; ``unchanged``: since an earlier run."""
        ...


def run(tasks: Iterable[Task], pool: Pool, work: Work, folder: ResultFolder, watcher: Watcher) -> None:
    """Check every clip and keep each as it is done; not more are in work than the pool has slots.

    Raises OutputError when a result cannot be kept, and ClusterError; what was kept stays.
    """
    waiting, deaths = deque(tasks), Counter[str]()
    in_work: dict[Future[Outcome], Task] = {}
    while waiting or in_work:
        while waiting and len(in_work) < pool.slots:
            task = waiting.popleft()
            in_work[pool.submit(work, task)] = task
            watcher.started(task)
        if not in_work:  # no worker at the moment
            time.sleep(TICK_S)
            continue
        finished, _ = wait(in_work, timeout=TICK_S, return_when=FIRST_COMPLETED)
        for name, done, of in pool.heard():
            watcher.moved(name, done, of)
        for future in finished:
            task = in_work.pop(future)
            try:
                outcome = future.result()
            except WorkerDied:
                deaths[task.name] += 1
                if deaths[task.name] < pool.tries:
                    waiting.appendleft(task)
                    continue
                outcome = Outcome(record=_given_up(task))
            record = folder.keep(task, outcome)
            watcher.finished(task, record, unchanged=outcome.record is None)


def _given_up(task: Task) -> Record:
    reason = gettext("Each worker that tried this video stopped. It may need more memory than there is.")
    return Record(
        address=task.clip.address,
        name=task.name,
        content_sha256="",
        settings_sha256=task.settings_sha256,
        final=False,
        rows=(Row(clip=task.clip.label, name=task.name, attention="failed", reason=reason),),
        timing=Timing(seconds=0.0, worker=""),
    )
