"""How much all visits of a server together may keep: bytes in memory and on disk, counted over whoever holds them.

What is kept is counted from when it is made until nobody holds it any more. When too much is kept, what can be made
again is let go, the oldest first; what a page shows stays, and something new is refused in words.
"""

import errno
import os
import shutil
import sys
import tempfile
import threading
import weakref
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

import msgspec
import numpy as np

from formcheck.errors import OutputError
from formcheck.i18n import gettext, gettext_noop

MEMORY_BYTES: Final = 1_000_000_000  # chosen: a hundred results of a set, and half of what a small computer has free
DISK_BYTES: Final = 8_000_000_000  # chosen: a class of twenty, each with a phone's three minutes
DISK_LEFT_BYTES: Final = 200_000_000  # chosen: what a machine needs to go on working, and to save what is made
NO_ROOM: Final = gettext_noop(
    "There is no room for another video right now because others are using FormCheck too. Nothing made so far is lost; "
    "please try again in a few minutes."
)
DISK_FULL: Final = gettext_noop(
    "This computer's disk is too full for another video. Nothing made so far is lost; please free some space and try "
    "again."
)
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class NoRoom(OutputError):
    """All visits together keep as much as they may, or the disk is full. ``words``: its sentence, untranslated."""

    def __init__(self, words: str) -> None:
        super().__init__(gettext(words))
        self.words = words


class LetsGo(Protocol):
    """Something that can let go of one thing it keeps; False when there is nothing."""

    def __call__(self) -> bool:
        """Let go of the oldest."""


class Room:
    """Bytes that are kept now, and how many may be."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._kept = 0
        self._lock = threading.RLock()  # a finalizer runs wherever the last holder lets go

    def count(self, thing: object, size: int) -> None:
        """Count a thing until nobody holds it."""
        with self._lock:
            self._kept += size
        weakref.finalize(thing, self.give_back, size).atexit = False

    def give_back(self, size: int) -> None:
        """Count so many bytes less."""
        with self._lock:
            self._kept -= size

    def has(self, size: int = 0) -> bool:
        """Whether so many bytes more may be kept."""
        with self._lock:
            return self._kept + size <= self._most

    def take(self, size: int) -> bool:
        """Count so many bytes more if they may be kept: whether they are."""
        with self._lock:
            found = self.has(size)
            self._kept += size if found else 0
            return found

    def make(self, size: int, *lets_go: LetsGo) -> bool:
        """Let go of what can be, one thing at a time, until there is room: whether there is."""
        return self.has(size) or any(self._made(size, one) for one in lets_go)

    def _made(self, size: int, lets_go: LetsGo) -> bool:
        while lets_go():
            if self.has(size):
                return True
        return False

    @property
    def kept(self) -> int:
        """Bytes that are kept now."""
        with self._lock:
            return self._kept


MEMORY: Final = Room(MEMORY_BYTES)
DISK: Final = Room(DISK_BYTES)


class Shelf(OrderedDict[K, V]):
    """What one visit keeps to go back to, in the order it was made; anything of it can be made again."""


class Shelves:
    """All shelves of a server, so that the oldest thing of all goes first."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._made: OrderedDict[tuple[int, Any], weakref.ref[Shelf[Any, Any]]] = OrderedDict()
        self._lock = threading.RLock()

    def put(self, shelf: Shelf[K, V], key: K, value: V, most: int) -> None:
        """Put something on a shelf of at most so many things, and let go of the oldest anywhere for it."""
        self._room.count(value, size_of(value))
        with self._lock:
            shelf[key] = value
            shelf.move_to_end(key)
            while len(shelf) > most:
                shelf.popitem(last=False)
            mine = (id(shelf), key)
            self._made[mine] = weakref.ref(shelf)
            self._made.move_to_end(mine)
            self._made = OrderedDict((k, ref) for k, ref in self._made.items() if k[1] in (ref() or ()))
        self._room.make(0, self.let_go)

    def let_go(self) -> bool:
        """Let go of the oldest thing; False when no shelf holds anything."""
        with self._lock:
            while self._made:
                (_, key), ref = self._made.popitem(last=False)
                shelf = ref()
                if shelf is not None and shelf.pop(key, None) is not None:
                    return True
            return False


SHELVES: Final = Shelves(MEMORY)


class KeptFile:
    """A file for this user only, in the server's private folder, there as long as somebody holds this."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._gone = weakref.finalize(self, _removed, path)

    def put_at(self, place: Path) -> Path:
        """The file under another name, without a second copy where the disk allows it. Raises OSError."""
        try:
            os.link(self.path, place)
        except OSError:
            shutil.copyfile(self.path, place)
        return place


def kept_file(content: bytes | memoryview | Path, suffix: str, *lets_go: LetsGo, room: Room = DISK) -> KeptFile:
    """Keep bytes, or a file that is moved, on disk. ``lets_go``: what goes first where there is no room.

    Raises NoRoom, and OutputError where it cannot be written.
    """
    size = content.stat().st_size if isinstance(content, Path) else len(content)
    folder = Path(tempfile.gettempdir())
    needed = 0 if isinstance(content, Path) else size
    if not room.make(size, *lets_go) or not room.take(size):
        raise NoRoom(NO_ROOM)
    part: Path | None = None
    try:
        if shutil.disk_usage(folder).free - needed < DISK_LEFT_BYTES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        handle, name = tempfile.mkstemp(prefix="formcheck-clip-", suffix=suffix)
        part = Path(name)
        with os.fdopen(handle, "wb") as out:
            if not isinstance(content, Path):
                out.write(content)
        if isinstance(content, Path):
            shutil.move(content, part)
    except OSError as error:
        room.give_back(size)
        if part is not None:
            _removed(part)
        raise NoRoom(DISK_FULL) if error.errno in (errno.ENOSPC, errno.EDQUOT) else OutputError(str(error)) from error
    kept = KeptFile(part)
    weakref.finalize(kept, room.give_back, size).atexit = False
    return kept


def _removed(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def size_of(thing: Any) -> int:
    """About how many bytes of memory a thing takes, with all it holds."""
    waiting, seen, size = [thing], set(), 0
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, type | KeptFile):
            continue
        seen.add(id(one))
        size += one.nbytes if isinstance(one, np.ndarray) else sys.getsizeof(one, 0)
        waiting += _parts(one)
    return size


def _parts(one: Any) -> list[Any]:
    if isinstance(one, Mapping):
        return [*one.keys(), *one.values()]
    if isinstance(one, list | tuple | set | frozenset):
        return list(one)
    if isinstance(one, msgspec.Struct):
        return [getattr(one, name) for name in one.__struct_fields__]
    if is_dataclass(one) and not isinstance(one, type):
        return [getattr(one, field.name) for field in fields(one)]
    return []
