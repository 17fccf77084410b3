"""A clip where the worker can read it: a file as it is, anything else copied by fsspec for as long as it is needed."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.parse import unquote

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from formcheck.errors import BadChoice, UnreadableVideo, VideoNotFound, brief
from formcheck.i18n import gettext
from formcheck.media.files import check_clip

URL: Final = "://"


@dataclass(frozen=True, slots=True)
class LocalClip:
    """A file of this machine and the SHA-256 of its content."""

    path: Path
    sha256: str


@contextmanager
def local_clip(address: str) -> Iterator[LocalClip]:
    """The clip at a path or URL. Raises VideoNotFound or UnreadableVideo, and BadChoice for an unknown kind of URL."""
    if URL not in address:
        yield _hashed(Path(address))
        return
    files, place = file_system(address)
    if isinstance(files, LocalFileSystem):
        yield _hashed(Path(place))
        return
    with TemporaryDirectory(prefix="formcheck-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / (unquote(place.rstrip("/").rpartition("/")[2]) or "clip")
        try:
            with files.open(place, "rb") as far, copy.open("wb") as near:
                shutil.copyfileobj(far, near, 1 << 20)
        except FileNotFoundError as error:
            raise _not_there(address) from error
        except Exception as error:  # whatever a protocol's library raises
            raise UnreadableVideo(
                gettext("We can't fetch {clip} ({why}). Please check the address.", clip=address, why=error)
            ) from error
        yield _hashed(copy)


def file_system(address: str) -> tuple[Any, str]:
    """The file system of a URL and the place in it. Raises BadChoice where nothing here knows that kind of URL."""
    inner = address.rpartition("::")[2].removeprefix("file://")
    if "::" in address and URL not in inner and not os.path.isfile(inner):  # noqa: PTH113 - a pipe never ends
        raise BadChoice(
            gettext("We can't open {clip}: {why}.", clip=brief(address), why=gettext("it is not an ordinary file"))
        )
    try:
        files, place = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise BadChoice(
            gettext("We can't open {clip}: {why}.", clip=brief(address), why=brief(error).rstrip("."))
        ) from error
    return files, str(place)


def _hashed(path: Path) -> LocalClip:
    check_clip(path)
    try:
        with path.open("rb") as file:
            return LocalClip(path, hashlib.file_digest(file, "sha256").hexdigest())
    except OSError as error:
        raise UnreadableVideo(
            gettext("We can't read {path}: {why}.", path=path, why=error.strerror or error)
        ) from error


def _not_there(address: str) -> VideoNotFound:
    return VideoNotFound(gettext("We can't find {path}. Please check the name and the folder.", path=address))
