"""Small files: where ours lie, how they are read and written whole, and for nobody else; also those handed in."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from formcheck.errors import BadChoice
from formcheck.i18n import gettext
from formcheck.leftovers import part_of
from formcheck.ordinary import read_ordinary

FOLDER: Final = "FORMCHECK_DATA"  # names another folder than the user's own for data
MOST_BYTES: Final = 1_000_000  # chosen: a hundred times what a calibration or a list of classes takes
PRIVATE: Final = 0o600
DAMAGED: Final = ".damaged"


def data_folder() -> Path:
    """Where what is kept lies: the folder that ``FORMCHECK_DATA`` names, else the user's own for data. Raises BadChoice
    where no disk can have a folder of that name.
    """
    named = os.environ.get(FOLDER)
    if not named:
        return user_data_path("FormCheck", appauthor=False)
    try:
        Path(named).lstat()
    except (OSError, ValueError) as error:
        if isinstance(error, ValueError) or error.errno == errno.ENAMETOOLONG:
            said = gettext(
                "{variable} names no folder that this disk can have. Please choose a shorter name.", variable=FOLDER
            )
            raise BadChoice(said) from error
    return Path(named)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that only this user may read, all of it or nothing. Raises OSError."""
    with part_of(path) as part:
        part.chmod(PRIVATE)  # before there is anything in it
        part.write_bytes(content)
        part.replace(path)


def read_small(path: Path) -> bytes:
    """The file's content. Raises OSError, and UnfitFile for a device, a pipe or a larger file."""
    return read_ordinary(path, MOST_BYTES)


def set_aside(path: Path) -> None:
    """Give a damaged file another name, so that what is written next does not replace it. A disk that lets us do
    nothing keeps it as it is.
    """
    with suppress(OSError):
        path.replace(path.with_name(f"{path.name}{DAMAGED}"))


def make_private(path: Path) -> None:
    """File and folder for nobody else on this machine; a folder that holds other things keeps its permissions."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.is_symlink():  # what it points to is somebody else's to protect
        return
    path.touch(mode=0o600)
    with suppress(OSError):  # somebody else's, or a disk without permissions
        path.chmod(0o600)
        if all(one.name.startswith(path.name) for one in path.parent.iterdir()):
            path.parent.chmod(0o700)
