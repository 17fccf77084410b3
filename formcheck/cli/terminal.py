"""Messages on stderr, and standard output as it really is: closed, full, or unable to show a character."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, TextIO

from formcheck.errors import FormcheckError, OutputError, printable

BAD_INPUT: Final = 2
OUR_FAULT: Final = 1
DEBUG_OPTION: Final = "--debug"


def say_error(error: Exception, about: str = "") -> int:
    """Print one sentence for an error on stderr; returns the exit code it stands for."""
    if isinstance(error, FormcheckError):
        say_line(str(error))
        return BAD_INPUT
    on = f" on {about}" if about else ""
    kind = type(error).__name__
    say_line(f"Sorry, FormCheck failed{on} ({kind}): please run it again with {DEBUG_OPTION} to see details.")
    return OUR_FAULT


def say_line(sentence: str) -> None:
    """Print one line on stderr; the exit code still tells when nobody can read it."""
    if sys.stderr is None:  # print would take stdout instead
        return
    try:
        print(printable(sentence), file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        _drop(sys.stderr.fileno())


def prepare_streams() -> None:
    """Let a terminal that cannot show a sign show "?", and let no file take the place of a closed stream."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number: this one
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _drop(number: int) -> None:
    """Send what is still buffered for a descriptor nowhere, or the interpreter complains about it when it ends."""
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), number)


@contextmanager
def quiet_libraries(*, quiet: bool = True) -> Iterator[None]:
    """Keep what C++ libraries write to file descriptor 2 off the terminal; Python's stderr still reaches it."""
    stream = sys.stderr
    try:
        copy = os.dup(2) if quiet else -1
    except OSError:  # no such descriptor: nothing to keep quiet
        copy = -1
    if copy < 0:
        yield
        return
    _drop(2)
    shares = _shares_descriptor_2(stream)
    if shares:
        sys.stderr = open(copy, "w", encoding=stream.encoding, errors="replace", buffering=1)  # noqa: PTH123, SIM115
    try:
        yield
    except Exception:
        _loud_again(copy, stream, shares=shares)
        raise
    # stopped by a signal: stays quiet, since threads may still talk while the program ends
    _loud_again(copy, stream, shares=shares)


def _shares_descriptor_2(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.fileno() == 2
    except OSError:  # not a file, as in tests
        return False


def _loud_again(copy: int, stream: TextIO | None, *, shares: bool) -> None:
    if sys.stderr is not None:
        sys.stderr.flush()
    os.dup2(copy, 2)
    if shares:
        sys.stderr.close()  # and the copy with it
        sys.stderr = stream
    else:
        os.close(copy)


def drop_stdout() -> None:
    """Nobody reads stdout any more: what is left goes nowhere."""
    _drop(sys.stdout.fileno())


class _CheckedStdout:
    """Standard output whose failures are sentences; all else is the stream's own."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._failed: OutputError | None = None

    def write(self, text: str) -> int:
        with self._sentence():
            return int(self._stream.write(text))

    def flush(self) -> None:
        if self._failed:  # libraries that try out a stream keep its failure to themselves
            raise self._failed
        with self._sentence():
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @contextmanager
    def _sentence(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            drop_stdout()
            self._failed = OutputError(f"We can't write to standard output: {error.strerror or error}.")
            raise self._failed from error


@contextmanager
def checked_stdout() -> Iterator[None]:
    """Print inside this. Raises OutputError when stdout is full, BrokenPipeError when nobody reads it any more."""
    stream = sys.stdout
    if stream is None:  # closed before the program began
        yield
        return
    checked: Any = _CheckedStdout(stream)
    sys.stdout = checked
    try:
        yield
        checked.flush()
    finally:
        sys.stdout = stream
