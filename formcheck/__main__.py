"""Entry point of ``formcheck`` and ``python -m formcheck``: signals, and the exit code."""

import contextlib
import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

STOPPED: Final = 2
STOP_SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)


class _StopOnce:
    """Turns a signal into KeyboardInterrupt; an echo of it within a second may not cut the cleaning up short."""

    def __init__(self) -> None:
        self.last_s = -1.0

    def __call__(self, _signal: int, _frame: FrameType | None) -> None:
        now_s = time.monotonic()
        if self.last_s < 0 or now_s - self.last_s > 1.0:
            self.last_s = now_s
            raise KeyboardInterrupt


def main() -> int:
    """Run the command line; returns the exit code: 0 done, 1 our fault, 2 bad input or stopped."""
    try:
        stop = _StopOnce()
        for number in STOP_SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup and "&" keep what they asked for
                signal.signal(number, stop)
        # A second thread of numpy's spins between the short products of our networks: half the processor, for nothing.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        from formcheck.cli import main as cli
        from formcheck.memory import share_one_heap

        if not _has_folder():
            sys.stderr.write("The folder you are in no longer exists. Please change to another one.\n")
            return STOPPED
        share_one_heap()  # before numpy and mediapipe start threads
        code = cli.run(sys.argv[1:])
        _ignore_signals()  # all is done: what comes while Python ends may not change the exit code
        return code
    except KeyboardInterrupt:
        _end_now()


def _has_folder() -> bool:
    """Whether the working folder is still there: without one no name of a file means anything."""
    try:
        return bool(Path.cwd())
    except OSError:
        return False


def _ignore_signals() -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _end_now() -> NoReturn:
    """Everything is cleaned up: end without waiting for threads that still measure, and with our own exit code.

    (Python would end by signal when the interrupt came in the middle of an ``exec``, as dataclasses use it.)
    """
    _ignore_signals()
    with contextlib.suppress(AttributeError, OSError, ValueError):  # the terminal may be gone
        sys.stderr.write("Stopped.\n")
        sys.stderr.flush()
        sys.stdout.flush()
    os._exit(STOPPED)


if __name__ == "__main__":
    sys.exit(main())
