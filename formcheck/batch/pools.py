"""Where clips are worked on: the seam between a run and its workers, and workers that are processes of this machine."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import Any, Protocol, cast

from formcheck.batch.tasks import Outcome, Task, Tell, Work


class WorkerDied(Exception):
    """The process that worked on a clip is gone: killed, out of memory, or crashed."""


class Pool(Protocol):
    """Workers. ``tries``: how often a clip is handed out when its worker dies each time."""

    tries: int

    @property
    def slots(self) -> int:
        """How many clips to have in work at once; may change while workers come and go."""
        ...

    def submit(self, work: Work, task: Task) -> "Future[Outcome]":
        """Hand out a clip. The future raises WorkerDied, or ClusterError when no worker can be reached any more."""
        ...

    def heard(self) -> Iterator[tuple[str, int, int | None]]:
        """How far workers are since the last call: name of a task, frames done, of how many."""
        ...

    def close(self) -> None:
        """Stop the workers of this run, also in the middle of a clip."""
        ...


class LocalPool:
    """So many processes of this machine, each with a clip at a time and models of its own.

    No ProcessPoolExecutor: when one of its processes is killed, all clips in work fail, and none says which one did it.
    """

    tries = 3  # chosen: once may be bad luck (somebody else took the memory), three times is the clip

    def __init__(self, jobs: int) -> None:
        self.slots = jobs
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="batch")
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._all: list[_Worker] = []
        self._closed = False
        self._moved: deque[tuple[str, int, int | None]] = deque()

    def submit(self, work: Work, task: Task) -> "Future[Outcome]":
        """See `Pool`."""
        return self._threads.submit(self._in_own_process, work, task)

    def heard(self) -> Iterator[tuple[str, int, int | None]]:
        """See `Pool`."""
        while self._moved:
            yield self._moved.popleft()

    def close(self) -> None:
        """See `Pool`."""
        with self._lock:
            self._closed = True
            for worker in self._all:
                worker.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _in_own_process(self, work: Work, task: Task) -> Outcome:
        worker = self._taken()
        outcome = worker.run(work, task, lambda done, of: self._moved.append((task.name, done, of)))
        with self._lock:
            self._idle.append(worker)
        return outcome

    def _taken(self) -> "_Worker":
        with self._lock:
            if self._closed:
                raise WorkerDied
            self._idle = [worker for worker in self._idle if worker.alive]
            if self._idle:
                return self._idle.pop()
            self._all = [worker for worker in self._all if worker.alive]
            worker = _Worker()
            self._all.append(worker)
            return worker


class _Worker:
    """One process and the pipe to it. Each holds one end alone: when it is gone, the other reads an end of file."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")  # a copy of threads that measure would hang
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.is_alive()

    def run(self, work: Work, task: Task, tell: Tell) -> Outcome:
        """Have it do one task. Raises WorkerDied, also where ``work`` raised."""
        try:
            self._pipe.send((work, task))
            while True:
                kind, said = self._pipe.recv()
                if kind == "done":
                    return cast("Outcome", said)
                tell(*said)
        except (EOFError, OSError) as error:
            self.kill()
            raise WorkerDied from error

    def kill(self) -> None:
        """End it now."""
        self._process.kill()


def _serve(pipe: "Connection[Any, Any]") -> None:
    """Work for as long as somebody asks; the run's process is gone when the pipe breaks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the run, which ends its workers
    try:
        while True:
            work, task = pipe.recv()
            pipe.send(("done", work(task, lambda done, of: pipe.send(("told", (done, of))))))
    except (EOFError, OSError):
        os._exit(0)
