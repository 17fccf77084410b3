"""Workers of a Dask cluster. The only import of Dask, which the extra ``cluster`` installs."""

import secrets
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from typing import Any, Final

from formcheck.batch.pools import WorkerDied
from formcheck.batch.tasks import Outcome, Task, Work
from formcheck.errors import BadChoice, ClusterError
from formcheck.i18n import gettext

ANSWER_S: Final = 15  # chosen: a scheduler that is there answers within a second or two
WORKERS_S: Final = 30  # chosen: workers started in the same breath have joined by then
COUNT_EVERY_S: Final = 2.0  # chosen: workers come and go more slowly


class ClusterPool:
    """The workers of the scheduler at ``address``. Raises BadChoice where there is none, or no Dask here.

    Dask itself gives a clip whose worker died to another one, until ``allowed-failures`` workers (3, by its settings)
    and then one more died of it.
    """

    tries = 1

    def __init__(self, address: str) -> None:
        self._address, self._moved = address, deque[tuple[str, int, int | None]]()
        self._topic = f"formcheck-{secrets.token_hex(4)}"
        self._client = _client(address)
        self._counted_s, self._threads = 0.0, 0
        try:
            self._client.wait_for_workers(1, timeout=WORKERS_S)
        except TimeoutError as error:
            self._client.close()
            raise BadChoice(
                gettext(
                    "The scheduler at {address} has no worker. Please start one: dask worker {address}",
                    address=address,
                )
            ) from error
        self._client.subscribe_topic(self._topic, self._hear)
        self._executor = self._client.get_executor(pure=False)

    @property
    def slots(self) -> int:
        """As many as the workers have threads."""
        if time.monotonic() - self._counted_s > COUNT_EVERY_S:
            try:
                self._threads = sum(self._client.nthreads().values())
            except (OSError, TimeoutError) as error:
                raise self._lost() from error
            self._counted_s = time.monotonic()
        return self._threads

    def submit(self, work: Work, task: Task) -> "Future[Outcome]":
        """See `formcheck.batch.pools.Pool`."""
        far: Future[Outcome] = self._executor.submit(_on_worker, work, task, self._topic)
        near: Future[Outcome] = Future()
        far.add_done_callback(lambda done: self._settle(done, near))
        return near

    def _settle(self, far: "Future[Outcome]", near: "Future[Outcome]") -> None:
        from distributed import KilledWorker

        try:
            near.set_result(far.result())
        except KilledWorker as error:
            near.set_exception(WorkerDied(str(error)))
        except CancelledError:
            near.set_exception(self._lost())
        except Exception as error:
            near.set_exception(error)

    def heard(self) -> Iterator[tuple[str, int, int | None]]:
        """See `formcheck.batch.pools.Pool`."""
        while self._moved:
            yield self._moved.popleft()

    def close(self) -> None:
        """Leave the cluster; clips in work there are called off."""
        self._client.close(timeout=ANSWER_S)

    def _hear(self, event: tuple[float, tuple[str, int, int | None]]) -> None:
        _, (name, done, of) = event
        self._moved.append((name, done, of))

    def _lost(self) -> ClusterError:
        return ClusterError(
            gettext(
                "The scheduler at {address} does not answer any more. Please start it and run the same command again: "
                "finished clips are kept.",
                address=self._address,
            )
        )


def _client(address: str) -> Any:
    try:
        import distributed
    except ImportError as error:
        raise BadChoice(
            gettext("A cluster needs Dask, which is not installed. Please run: pip install 'formcheck[cluster]'")
        ) from error
    connect: Any = distributed.Client  # which has no types
    try:
        return connect(address, timeout=ANSWER_S, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise BadChoice(
            gettext(
                "We can't reach a scheduler at {address}. Please start one with dask scheduler, or check the address.",
                address=address,
            )
        ) from error


def _on_worker(work: Work, task: Task, topic: str) -> Outcome:
    from distributed import get_worker

    worker = get_worker()
    return work(task, lambda done, of: worker.log_event(topic, (task.name, done, of)))
