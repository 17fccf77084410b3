"""Small files: where ours lie, how they are read and written whole, and for nobody else; also those handed in."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from formcheck.i18n import gettext
from formcheck.leftovers import part_of

FOLDER: Final = "FORMCHECK_DATA"  # names another folder than the user's own for data
MOST_BYTES: Final = 1_000_000  # chosen: a hundred times what a calibration or a list of classes takes
PRIVATE: Final = 0o600


class UnfitFile(ValueError):
    """Part of a sentence that says why a file is not read."""


def data_folder() -> Path:
    """Where what is kept lies: the folder that ``FORMCHECK_DATA`` names, else the user's own for data."""
    named = os.environ.get(FOLDER)
    return Path(named) if named else user_data_path("FormCheck", appauthor=False)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that only this user may read, all of it or nothing. Raises OSError."""
    with part_of(path) as part:
        part.chmod(PRIVATE)  # before there is anything in it
        part.write_bytes(content)
        part.replace(path)


def read_small(path: Path) -> bytes:
    """The file's content. Raises OSError, and UnfitFile for a device, a pipe or a larger file."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise UnfitFile(gettext("it is not an ordinary file"))
        if found.st_size > MOST_BYTES:
            raise UnfitFile(gettext("it is too large"))
        return file.read(MOST_BYTES)


def make_private(path: Path) -> None:
    """File and folder for nobody else on this machine; a folder that holds other things keeps its permissions."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    with suppress(OSError):  # somebody else's, or a disk without permissions
        path.chmod(0o600)
        if all(one.name.startswith(path.name) for one in path.parent.iterdir()):
            path.parent.chmod(0o700)
