"""The names of trainers who reviewed on this computer, so that nobody types theirs twice."""

import threading
from contextlib import suppress
from typing import Final

import msgspec

from formcheck.ordinary import UnfitFile
from formcheck.schema.undecodable import UNDECODABLE
from formcheck.storage.small_files import data_folder, make_private, read_small, write_whole

FILE_NAME: Final = "trainers.json"
MOST: Final = 30  # chosen: more than a studio has trainers; who reviewed least lately goes
MOST_CHARS: Final = 80  # chosen: longer than a name
_lock = threading.Lock()


def trainer_names() -> tuple[str, ...]:
    """Every name, the last one first; none where there is no file, or a damaged one."""
    with suppress(OSError, UnfitFile, *UNDECODABLE):
        found = msgspec.json.decode(read_small(data_folder() / FILE_NAME), type=list[str])
        return tuple(dict.fromkeys(name for one in found if (name := one.strip()[:MOST_CHARS])))[:MOST]
    return ()


def remember_trainer(name: str) -> None:
    """Put a name first. A disk that is full loses it and disturbs nobody."""
    named = name.strip()[:MOST_CHARS]
    if named:
        _write(named)


def forget_trainer(name: str) -> None:
    """Take a name out of the list; what was decided and noted under it keeps it."""
    _write(None, name)


def _write(first: str | None, without: str | None = None) -> None:
    with _lock, suppress(OSError):
        names = [one for one in trainer_names() if one not in (first, without)]
        kept = [*([first] if first else []), *names][:MOST]
        path = data_folder() / FILE_NAME
        make_private(path)
        write_whole(path, msgspec.json.encode(kept))
