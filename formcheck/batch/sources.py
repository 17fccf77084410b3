"""Which clips are meant by folders, patterns, lists, files and URLs."""

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from formcheck.batch.fetch import URL, file_system
from formcheck.batch.tasks import Clip
from formcheck.errors import BadChoice
from formcheck.i18n import gettext
from formcheck.ordinary import UnfitFile, read_ordinary

LISTS: Final = frozenset({".txt", ".list"})
#: What phones, cameras and screen recorders write.
VIDEOS: Final = frozenset(
    (".3gp", ".avi", ".flv", ".m2ts", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".mts", ".ogv", ".webm", ".wmv")
)
MOST_LIST_BYTES: Final = 10_000_000  # chosen: a hundred thousand addresses
RESULT: Final = ".annotated"  # the film that `formcheck analyze` leaves beside a clip


def find_clips(sources: Sequence[str], out: Path) -> tuple[Clip, ...]:
    """Each clip once, in the order of the sources and by name within one.

    A folder is searched with all that is in it, but for hidden files and the folder ``out`` of the results; a list
    (.txt, .list) has a path or URL a line, paths as seen from the list. Raises BadChoice where there is none.
    """
    found: dict[str, Clip] = {}
    for source in sources:
        for clip in _of(source, out):
            found.setdefault(clip.address, clip)
    if not found:
        raise BadChoice(gettext("There is no video in {place}. Please check the folder.", place=", ".join(sources)))
    return tuple(found.values())


def _of(source: str, out: Path) -> Iterable[Clip]:
    if URL in source:
        return _far(source)
    path = Path(source)
    if os.path.isdir(path):  # noqa: PTH112 - also for a name too long for the disk
        return _in_folder(path, out)
    if path.suffix.lower() in LISTS and os.path.isfile(path):  # noqa: PTH113
        return _in_list(path)
    if os.path.exists(path) or not glob.has_magic(source):  # noqa: PTH110
        return [_clip(path, path.name)]
    base = _unmagical(path)
    matches = sorted(map(Path, glob.glob(source, recursive=True)))  # noqa: PTH207 - a Path has no pattern from the root
    return [_clip(one, str(one.relative_to(base))) for one in matches if one.is_file() and _is_clip(one)]


def _clip(path: Path, label: str) -> Clip:
    return Clip(address=os.path.abspath(path), label=Path(label).as_posix())  # noqa: PTH100 - links stay as named


def _is_clip(path: Path) -> bool:
    return path.suffix.lower() in VIDEOS and not path.stem.endswith(RESULT)


def _in_folder(folder: Path, out: Path) -> Iterator[Clip]:
    results = out.resolve()
    for place, folders, names in os.walk(folder):
        kept = (name for name in folders if not name.startswith(".") and (Path(place) / name).resolve() != results)
        folders[:] = sorted(kept)
        paths = (Path(place) / name for name in sorted(names) if not name.startswith("."))
        yield from (_clip(path, str(path.relative_to(folder))) for path in paths if _is_clip(path))


def _in_list(path: Path) -> Iterator[Clip]:
    try:
        lines = read_ordinary(path, MOST_LIST_BYTES).decode("utf-8-sig").splitlines()
    except (OSError, UnfitFile, UnicodeDecodeError) as error:
        raise BadChoice(gettext("We can't read the list {path}. Please save it as plain text.", path=path)) from error
    for line in lines:
        text = line.strip()
        if URL in text:
            try:
                yield from _far(text)
            except BadChoice:  # said of this clip alone, once its turn comes
                yield Clip(address=text, label=text)
        elif text and not text.startswith("#"):
            yield _clip(path.parent / text, text)


def _unmagical(path: Path) -> Path:
    """The folder above the first part of a pattern that is one."""
    parts = list(path.parts)
    first = next(at for at, part in enumerate(parts) if glob.has_magic(part))
    return Path(*parts[:first])


def _far(url: str) -> list[Clip]:
    files, place = file_system(url)
    try:
        if glob.has_magic(place):
            places = sorted(files.glob(place))
        elif files.isdir(place):
            places = sorted(files.find(place))
        else:
            return [Clip(address=url, label=place.rstrip("/").rpartition("/")[2])]
    except Exception as error:  # whatever a protocol's library raises
        raise BadChoice(gettext("We can't open {clip}: {why}.", clip=url, why=error)) from error
    base = os.path.commonpath([place, *places]) if places else place
    return [
        Clip(address=files.unstrip_protocol(one), label=one.removeprefix(base).lstrip("/") or one.rpartition("/")[2])
        for one in places
        if _is_clip(Path(one))
    ]
