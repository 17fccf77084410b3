"""The folder of a batch: what earlier runs left in it, and what is kept of this one.

A clip's record is written after its results and removed before them, so that a record that is there speaks the truth
whenever the run was killed.
"""

import contextlib
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

from formcheck.batch.records import Record, Row
from formcheck.batch.tasks import Clip, Outcome, Task
from formcheck.errors import BadChoice, OutputError
from formcheck.i18n import gettext
from formcheck.ordinary import UnfitFile, read_ordinary
from formcheck.reports.export import check_writable, why_not, write_whole_bytes
from formcheck.schema.undecodable import UNDECODABLE
from formcheck.settings import AnalysisOptions

REPORTS: Final = "reports"
RECORDS: Final = "records"
MOST_RECORD_BYTES: Final = 10_000_000  # chosen: a clip of a hundred people has a thousandth of it
LONGEST_NAME: Final = 80  # chosen: with its ending it fits every file system


class ResultFolder:
    """Makes the folder where there is none. Raises OutputError where nothing can be kept in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with contextlib.suppress(OSError):  # check_writable says why
            for place in (path, path / REPORTS, path / RECORDS):
                place.mkdir(parents=True, exist_ok=True)
        for place in (path, path / REPORTS, path / RECORDS):
            check_writable(place, gettext("give another folder with --out"))
        self._records = {record.address: record for record in map(_read, (path / RECORDS).glob("*.json")) if record}

    def tasks(self, clips: Sequence[Clip], options: AnalysisOptions, settings: str, *, everybody: bool) -> list[Task]:
        """A task for each clip, under the name that it has in this folder."""
        names = self._names(clips)
        return [
            Task(
                clip=clip,
                name=names[clip.address],
                options=options,
                everybody=everybody,
                settings_sha256=settings,
                known_sha256=self._known(clip, settings),
            )
            for clip in clips
        ]

    def keep(self, task: Task, outcome: Outcome) -> Record:
        """Keep what came of a task; returns the record in force. Raises OutputError."""
        if outcome.record is None:
            return self._records[task.clip.address]
        old = self._records.pop(task.clip.address, None)
        self._remove(task, old)
        for name, content in outcome.files.items():
            write_whole_bytes(self.path / REPORTS / name, lambda content=content: [content])  # type: ignore[misc]
        text = msgspec.json.format(msgspec.json.encode(outcome.record), indent=1) + b"\n"
        write_whole_bytes(self._record(task.name), lambda: [text])
        self._records[task.clip.address] = outcome.record
        return outcome.record

    def records(self, clips: Iterable[Clip]) -> list[Record]:
        """Of those of these clips that are done, in their order."""
        return [self._records[clip.address] for clip in clips if clip.address in self._records]

    def _known(self, clip: Clip, settings: str) -> str | None:
        record = self._records.get(clip.address)
        if record is None or not record.final or record.settings_sha256 != settings:
            return None
        labelled = all(row.clip == clip.label for row in record.rows)
        return record.content_sha256 if labelled and all(map(self._is_there, record.rows)) else None

    def _is_there(self, row: Row) -> bool:
        return row.attention == "failed" or all(path.is_file() for path in self._results(row))

    def _results(self, row: Row) -> tuple[Path, Path]:
        return self.path / report_of(row, "json"), self.path / report_of(row, "html")

    def _record(self, name: str) -> Path:
        return self.path / RECORDS / f"{name}.json"

    def _remove(self, task: Task, old: Record | None) -> None:
        """The record first: what is left when this is cut short belongs to nobody and is written over."""
        try:
            self._record(task.name).unlink(missing_ok=True)
            for row in old.rows if old else ():
                for path in self._results(row):
                    path.unlink(missing_ok=True)
        except OSError as error:
            why = why_not(error)
            raise OutputError(
                gettext("We can't replace the results of {name}: {why}.", name=task.name, why=why)
            ) from error

    def _names(self, clips: Sequence[Clip]) -> Mapping[str, str]:
        """By address. A clip keeps the name it has; a new one takes its stem, with a piece of a hash where another clip
        has or wants the same, so that a name depends neither on the order of clips nor on which were done.
        """
        kept = {clip.address: self._records[clip.address].name for clip in clips if clip.address in self._records}
        new = [clip for clip in clips if clip.address not in kept]
        wanted = Counter(_stem(clip).casefold() for clip in clips)
        taken = {record.name.casefold() for record in self._records.values()}
        for clip in new:
            stem = _stem(clip)
            alone = wanted[stem.casefold()] == 1 and stem.casefold() not in taken
            kept[clip.address] = stem if alone else f"{stem}-{_sha(clip.address)[:8]}"
        return kept


def read_records(path: Path) -> list[Record]:
    """The records of a finished or stopped batch, by name; nothing is made or changed. Raises BadChoice."""
    found = [record for record in map(_read, sorted((path / RECORDS).glob("*.json"))) if record]
    if not found:
        raise BadChoice(
            gettext(
                "There are no results of formcheck batch in {folder}. Please choose the folder you gave with --out.",
                folder=path,
            )
        )
    return found


def report_of(row: Row, ending: str) -> str:
    """Where a row's report is, as seen from the folder of the batch."""
    return f"{REPORTS}/{row.name}.report.{ending}"


def _stem(clip: Clip) -> str:
    """The name without folder and ending, in characters that every file system takes, and without the full stop that
    parts a clip's name from its person's.
    """
    stem = PurePosixPath(clip.label).stem.encode(errors="replace").decode()
    plain = "".join(c if c.isalnum() or c in "-_ " else "_" for c in stem)
    return plain.strip()[:LONGEST_NAME] or "clip"


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()


def _read(path: Path) -> Record | None:
    """A record; None where it is none of ours, so that its clip is checked again."""
    try:
        record = msgspec.json.decode(read_ordinary(path, MOST_RECORD_BYTES), type=Record)
    except (OSError, UnfitFile, *UNDECODABLE):
        return None
    return record if path.stem == record.name and all(_is_plain(row.name) for row in record.rows) else None


def _is_plain(name: str) -> bool:
    """Whether it names a file in a folder, and nothing above or below it."""
    return bool(name.strip(".")) and name.isprintable() and "\\" not in name and PurePosixPath(name).name == name
