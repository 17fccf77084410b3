"""Files that live only while they are made or used: nothing of them stays, not even after a run that was killed.

Each is locked by the process that uses it, and the system lets go of the lock however that process ends. So whoever
comes next removes what nobody holds, and nothing that is in use. Where the system has no such locks (Windows), a file
that is open cannot be removed, which does the same.
"""

import contextlib
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Final

if os.name == "posix":
    import fcntl

FOLDER_PREFIX: Final = "formcheck-run-"
IN_USE: Final = ".in-use"
PART: Final = re.compile(r"\..+\.[0-9a-f]{8}\.part")
NEW_S: Final = 60.0  # chosen: a folder this young may be without its lock because it is just being made
STEM_CHARS: Final = 80  # four bytes a character at most, beside a final name that fits the 255 a disk allows

_cleared: set[Path] = set()


@contextmanager
def private_folder() -> Iterator[Path]:
    """A temporary folder that only this user can open, gone afterwards; those of killed runs are removed first."""
    _remove_left_folders()
    with TemporaryDirectory(prefix=FOLDER_PREFIX, ignore_cleanup_errors=True) as name, contextlib.ExitStack() as held:
        held.callback(os.close, _made(Path(name) / IN_USE))
        yield Path(name)


@contextmanager
def part_of(path: Path) -> Iterator[Path]:
    """A hidden file beside ``path``, to be written and renamed to it; what has not been renamed is removed afterwards.

    Those that killed runs left in the folder are removed first, once a process. Raises OSError.
    """
    if path.parent not in _cleared:  # thousands of results in one folder are not looked through for each
        _cleared.add(path.parent)
        _remove_left_parts(path.parent)
    part = path.with_name(f".{path.name[:STEM_CHARS]}.{secrets.token_hex(4)}.part")
    held = _made(part)
    try:
        if os.name != "posix":
            os.close(held)  # there nobody could write to it or rename it while it is open twice
        yield part
    finally:
        with suppress(OSError):
            part.unlink()
        if os.name == "posix":
            os.close(held)


def _made(path: Path) -> int:
    """A new file's descriptor, locked; closing it lets go."""
    while True:
        held = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
        _locked(held)
        if path.exists():  # nobody took it for a leftover before the lock was there
            return held
        os.close(held)


def _locked(descriptor: int) -> bool:
    """Lock a file if nobody else has; False where somebody has. A disk without locks counts as somebody."""
    if os.name == "posix":
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return True


def _is_left(path: Path) -> bool:
    """Whether an ordinary file of ours is held by nobody."""
    try:
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return False
    try:
        found = os.fstat(descriptor)
        return stat.S_ISREG(found.st_mode) and _is_ours(found) and _locked(descriptor)
    finally:
        os.close(descriptor)


def _is_ours(found: os.stat_result) -> bool:
    return os.name != "posix" or found.st_uid == os.geteuid()


def _remove_left_parts(folder: Path) -> None:
    with suppress(OSError), os.scandir(folder) as entries:
        for name in [entry.name for entry in entries if PART.fullmatch(entry.name)]:
            if _is_left(folder / name):
                with suppress(OSError):
                    (folder / name).unlink()


def _remove_left_folders() -> None:
    with suppress(OSError), os.scandir(gettempdir()) as entries:
        for path in [Path(entry.path) for entry in entries if entry.name.startswith(FOLDER_PREFIX)]:
            with suppress(OSError):
                found, lock = path.lstat(), path / IN_USE
                is_old = not lock.exists() and time.time() - found.st_mtime > NEW_S
                if stat.S_ISDIR(found.st_mode) and _is_ours(found) and (is_old or _removed(lock)):
                    shutil.rmtree(path, ignore_errors=True)


def _removed(lock: Path) -> bool:
    """Whether nobody holds a folder's lock: then it is gone, and the folder is for the caller to remove."""
    if not _is_left(lock):
        return False
    lock.unlink()
    return True
