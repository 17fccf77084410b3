"""Files that are read only when they are ordinary and not too large, and a clip's fingerprint."""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from formcheck.i18n import gettext

EDGE_BYTES: Final = 1_000_000  # of a clip's beginning and end; two recordings of one camera differ in both
MOST_REPORT_BYTES: Final = 50_000_000  # chosen: a report of ten minutes has two million


class UnfitFile(ValueError):
    """Part of a sentence that says why a file is not read."""


def read_ordinary(path: Path, most_bytes: int) -> bytes:
    """The file's content. Raises OSError, and UnfitFile for a device, a pipe or a larger file."""
    with _opened(path) as (file, size):
        if size > most_bytes:
            raise UnfitFile(gettext("it is too large"))
        return file.read(most_bytes)


def fingerprint(path: Path) -> str:
    """SHA-256 of a clip's size, its first and its last million bytes: tells clips of one name apart, and is quick for
    an hour of film. Empty where there is no ordinary file.
    """
    with suppress(OSError, ValueError), _opened(path) as (file, size):
        digest = hashlib.sha256(str(size).encode())
        digest.update(file.read(EDGE_BYTES))
        file.seek(max(size - EDGE_BYTES, 0))
        digest.update(file.read(EDGE_BYTES))
        return digest.hexdigest()
    return ""


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """A file and its size; waits for nobody who might write into a pipe."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise UnfitFile(gettext("it is not an ordinary file"))
        yield file, found.st_size
