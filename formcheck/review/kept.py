"""Files that belong to clips under review: films that were handed in, and what makes a clip open at once.

They lie in the user's data folder, for nobody else on this machine, under the hash of the film, and go with the clip.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec

from formcheck.errors import OutputError
from formcheck.i18n import Language, gettext
from formcheck.reports.export import why_not, write_whole_bytes
from formcheck.schema.undecodable import UNDECODABLE
from formcheck.storage.small_files import data_folder, make_private

FOLDER: Final = "review"
DRAWING: Final = "drawing"


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """What a browser needs to play a clip: ``playing`` as `formcheck.player.clip` makes it, ``film``: the name of the
    film in the folder, empty where the video itself plays. ``bottoms`` and ``moments``: JPEGs as in `ClipStills`.
    ``same``: drawn from what the report says; else FormCheck judges this clip otherwise by now.
    """

    playing: dict[str, Any]
    film: str
    bottoms: dict[int, bytes]
    moments: dict[str, bytes]
    same: bool


def film_place(sha256: str, ending: str) -> Path:
    """Where a film with this content is kept; ``ending`` such as ".mp4"."""
    return folder() / f"{sha256}{ending.lower()}"


def copy_place(sha256: str) -> Path:
    """Where a light copy of it is kept."""
    return film_place(sha256, "-copy.mp4")


def folder() -> Path:
    """Where they all are."""
    return data_folder() / FOLDER


def keep_film(content: bytes, place: Path) -> None:
    """Keep a film. Raises OutputError."""
    _write(content, place)


def keep_ready(ready: Ready, sha256: str, person: int | None, language: Language) -> None:
    """Keep what was made ready. Raises OutputError."""
    _write(msgspec.msgpack.encode(ready), _ready_place(sha256, person, language))


def kept_ready(sha256: str, person: int | None, language: Language) -> Ready | None:
    """What was made ready before; None where that is not there, or its film is gone."""
    try:
        ready = msgspec.msgpack.decode(_ready_place(sha256, person, language).read_bytes(), type=Ready)
    except (OSError, *UNDECODABLE):
        return None
    is_there = Path(ready.film).name == ready.film and (folder() / ready.film).is_file()
    return ready if is_there or not ready.film else None


def remove_kept(sha256: str) -> None:
    """Delete everything kept of a film."""
    for path in folder().glob(f"{sha256}*"):
        with suppress(OSError):
            path.unlink()


def forget_ready(sha256: str) -> None:
    """Delete what was made ready of a film, and keep the film."""
    for path in folder().glob(f"{sha256}.*.{DRAWING}"):
        with suppress(OSError):
            path.unlink()


def _ready_place(sha256: str, person: int | None, language: Language) -> Path:
    return folder() / f"{sha256}.{person or 0}.{language}.{DRAWING}"


def _write(content: bytes, place: Path) -> None:
    try:
        make_private(place)
        write_whole_bytes(place, lambda: [content])
        place.chmod(0o600)
    except OSError as error:
        raise OutputError(
            gettext("We can't keep a file in {folder}: {why}.", folder=place.parent, why=why_not(error))
        ) from error
