"""Results as files: the report as JSON and as a page, the angles as CSV.

A file appears under its final name only when it is whole: it is written beside that name, then renamed.
"""

import errno
import math
import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from formcheck.errors import OutputError
from formcheck.i18n import gettext, gettext_noop
from formcheck.leftovers import part_of
from formcheck.motion.angles import Angles
from formcheck.ordinary import MOST_REPORT_BYTES, UnfitFile, fingerprint, read_ordinary
from formcheck.schema import Report
from formcheck.schema.undecodable import UNDECODABLE

REPORT_ENDING: Final = "report.json"
#: After a clip's stem: what `formcheck analyze` and `formcheck export` write, of everybody and of parts too.
RESULTS: Final = (
    r"(\.from\d+h\d\dm\d\d)?(\.person\d+)?"
    r"\.(report\.json|report\.html|angles\.csv|annotated\.mp4|trc|mot|(tidy\.)?(angles|reps|findings)\.(csv|parquet))"
)
TIME_DECIMALS: Final = 4  # 0.1 ms: container time stamps are 1/90000 s or coarser
ANGLE_DECIMALS: Final = 2  # far below what one camera can tell, enough that rounding never shows

_WHY: Final[dict[int | None, str]] = {
    errno.EACCES: gettext_noop("you are not allowed to save there"),
    errno.EPERM: gettext_noop("you are not allowed to save there"),
    errno.EROFS: gettext_noop("files on that disk cannot be changed"),
    errno.ENOENT: gettext_noop("there is no such folder"),
    errno.ENOTDIR: gettext_noop("a part of that path is a file and not a folder"),
    errno.EISDIR: gettext_noop("there is already a folder with that name"),
    errno.EEXIST: gettext_noop("there is already a file with that name"),
    errno.ENOSPC: gettext_noop("the disk is full"),
    errno.EDQUOT: gettext_noop("your space on that disk is used up"),
    errno.EFBIG: gettext_noop("the file is too large for that disk"),
    errno.ENAMETOOLONG: gettext_noop("the name is too long for that disk, so please give the video a shorter name"),
}
_REMEDY: Final = gettext_noop("choose another folder")


@dataclass(frozen=True, slots=True)
class ResultPaths:
    """Where the results of one clip go."""

    report: Path
    angles: Path
    video: Path
    page: Path

    @classmethod
    def named(cls, folder: Path, stem: str) -> "ResultPaths":
        """``<stem>.report.json``, ``.angles.csv``, ``.annotated.mp4`` and ``.report.html`` in ``folder``."""
        endings = (REPORT_ENDING, "angles.csv", "annotated.mp4", "report.html")
        return cls(*(folder / f"{stem}.{ending}" for ending in endings))

    def of_person(self, number: int) -> "ResultPaths":
        """Those of one of several people in the clip: ``<stem>.person2.report.json`` and so on."""
        return self._more(f"person{number}")

    def of_part(self, from_s: float) -> "ResultPaths":
        """Those of a part of the clip, by where it begins: ``<stem>.from1h05m00.report.json`` and so on."""
        whole = round(from_s)
        return self._more(f"from{whole // 3600}h{whole // 60 % 60:02d}m{whole % 60:02d}")

    @property
    def stem(self) -> str:
        """What all names begin with."""
        return self.report.name.removesuffix(f".{REPORT_ENDING}")

    def _more(self, word: str) -> "ResultPaths":
        return self.named(self.report.parent, f"{self.stem}.{word}")


def name_results(clips: Sequence[Path], folder: Path | None = None) -> list[ResultPaths]:
    """Name the results of each clip, in ``folder`` or beside the clip, so that no two clips share a name.

    A clip whose stem is taken (``squat.mp4`` and ``squat.mov``, or one stem from two folders) gets ``squat-2``;
    names that differ only in upper and lower case count as the same, since some disks hold them so. Nor does a result
    take the name of a clip that is to be read, of another clip's result from an earlier run, or of a file that no
    report of this clip belongs to.
    """
    read = {os.path.realpath(clip) for clip in clips}
    wanted = [(folder or clip.parent, clip.stem) for clip in clips]
    firsts = {_key(*want) for want in wanted}
    there = {place: _names(place) for place, _ in wanted}
    taken: set[tuple[str, str]] = set()
    named = []
    for clip, (place, stem) in zip(clips, wanted, strict=True):
        name, number = stem, 2
        while (
            _key(place, name) in taken
            or (name != stem and _key(place, name) in firsts)
            or _is_kept(ResultPaths.named(place, name), clip, read, there[place])
        ):
            name, number = f"{stem}-{number}", number + 1
        taken.add(_key(place, name))
        named.append(ResultPaths.named(place, name))
    return named


class _ClipNamed(msgspec.Struct, frozen=True):
    name: str
    fingerprint: str = ""


class _ReportOf(msgspec.Struct, frozen=True):
    clip: _ClipNamed


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - names are all that is wanted, of thousands
    except OSError:
        return []


def _is_kept(paths: ResultPaths, clip: Path, read: set[str], there: Sequence[str]) -> bool:
    """Whether something under these names must stay: a clip of this run, the results of another clip, or files of
    which nobody knows whose they are.
    """
    if os.path.realpath(paths.video) in read:
        return True
    own = re.compile(re.escape(paths.stem) + RESULTS, re.IGNORECASE)
    results = [name for name in there if own.fullmatch(name)]
    reports = [paths.report.with_name(name) for name in results if name.casefold().endswith(REPORT_ENDING)]
    return not all(_is_of(report, clip) for report in reports) if reports else bool(results)


def _is_of(report: Path, clip: Path) -> bool:
    """Whether a report is of this clip: of its name, and of its content where the report knows it."""
    try:
        of = msgspec.json.decode(read_ordinary(report, MOST_REPORT_BYTES), type=_ReportOf).clip
    except (OSError, UnfitFile, *UNDECODABLE):
        return False
    same_name = of.name == clip.name.encode(errors="replace").decode()
    return same_name and of.fingerprint in ("", fingerprint(clip))


def _key(folder: Path, stem: str) -> tuple[str, str]:
    return os.path.realpath(folder), stem.casefold()


def write_report(report: Report, path: Path) -> None:
    """Write the report as indented JSON. Raises OutputError; then nothing is left at ``path`` that was not there."""
    write_whole(path, lambda: iter((report.to_json(), "\n")))


def write_page(html: str, path: Path) -> None:
    """Write the printable report. Raises OutputError; then nothing new is left at ``path``."""
    write_whole(path, lambda: iter((html,)))


def write_angles(angles: Angles, path: Path) -> None:
    """Write one row per analysed frame: ``t_s`` in seconds, then angles in degrees; NaN is an empty cell.

    The columns are those of ``Angles.columns()``. Raises OutputError; then nothing new is left at ``path``.
    """
    write_whole(path, lambda: _csv_lines(angles))


def check_writable(folder: Path, remedy: str = _REMEDY) -> None:
    """Raise OutputError, ending in the remedy, unless a file can be made in ``folder``; leaves nothing behind."""
    probe = folder / f".formcheck-{secrets.token_hex(4)}"
    try:
        probe.open("x").close()
        probe.unlink()
    except OSError as error:
        why, what = why_not(error), gettext(remedy)
        raise OutputError(
            gettext(
                "We can't save in the folder {folder}: {why}. Please {remedy}.", folder=folder, why=why, remedy=what
            )
        ) from error


def why_not(error: OSError) -> str:
    """What stopped a file from being written, as part of a sentence."""
    if known := _WHY.get(error.errno):
        return gettext(known)
    return gettext("the system says '{words}'", words=error.strerror or error)


def check_not_read(path: Path, read: Iterable[Path]) -> None:
    """Raise OutputError where a result would take the place of a file that is read for it."""
    if os.path.realpath(path) in {os.path.realpath(one) for one in read}:
        raise OutputError(
            gettext(
                "{path} is one of your videos and would be replaced. Please give the result another name.", path=path
            )
        )


def write_whole(path: Path, parts: Callable[[], Iterator[str]]) -> None:
    """Write text beside the final name, then rename. Raises OutputError; then nothing new is left at ``path``."""
    write_whole_bytes(path, lambda: (part.encode("utf-8") for part in parts()))


def write_whole_bytes(path: Path, parts: Callable[[], Iterable[bytes]]) -> None:
    """The same with bytes."""
    try:
        with part_of(path) as beside:
            with beside.open("wb") as file:
                file.writelines(parts())
            beside.replace(path)
    except OSError as error:
        why, what = why_not(error), gettext(_REMEDY)
        raise OutputError(
            gettext("We can't save {path}: {why}. Please {remedy}.", path=path, why=why, remedy=what)
        ) from error


def _csv_lines(angles: Angles) -> Iterator[str]:
    columns = angles.columns()
    yield ",".join(columns) + "\n"
    decimals = [TIME_DECIMALS if name == "t_s" else ANGLE_DECIMALS for name in columns]
    for row in zip(*(values.tolist() for values in columns.values()), strict=True):
        yield ",".join(map(_cell, row, decimals)) + "\n"


def _cell(value: float, decimals: int) -> str:
    # adding zero turns the "-0.00" of a tiny negative number into "0.00"
    return f"{round(value, decimals) + 0.0:.{decimals}f}" if math.isfinite(value) else ""
