"""The diary of sessions, kept only with consent, in one file on this machine.

A diary has no name: it is opened by a code that only its owner has, and its entries are sealed with a key made from
that code. Without the code the file tells when entries were made, how many there are and how large they are.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from formcheck.advice.plan_progress import PlanProgress
from formcheck.errors import StoreError
from formcheck.schema import Report, Visit
from formcheck.schema.undecodable import UNDECODABLE
from formcheck.storage.diary_code import Seal, seal_of
from formcheck.storage.diary_file import BegunRow, DiaryFile, PlanRow, Row, SessionRow, VisitRow, WholeRow
from formcheck.storage.small_files import data_folder

FILE_NAME: Final = "diary.sqlite"
R = TypeVar("R", bound=Row)
T = TypeVar("T")
Opens = Callable[[bytes], bytes]


YEARS: Final = range(2000, 3000)  # of an entry: others no calendar sum can be done with


@dataclass(frozen=True, slots=True)
class Kept:
    """One session as it was kept: ``made_at`` in UTC, its report, and the still of its best repetition (JPEG)."""

    id: int
    made_at: datetime
    report: Report
    still: bytes | None


@dataclass(frozen=True, slots=True)
class KeptVisit:
    """One check-up as it was kept."""

    id: int
    visit: Visit


class Store:
    """All diaries of this machine. Every method raises StoreError with one sentence when the file fails."""

    def __init__(self, path: Path | None = None) -> None:
        """Open, or make, the file; in the data folder when no path is given."""
        self.path = path or data_folder() / FILE_NAME
        self._file = DiaryFile(self.path)

    def begin(self, code: str) -> None:
        """Begin a diary: its code opens it from now on."""
        made = datetime.now(UTC).isoformat(timespec="seconds")
        self._file.add(BegunRow(diary=self._seal(code).diary, made_at=made))

    def add(
        self,
        code: str,
        report: Report,
        still: bytes | None,
        made_at: datetime | None = None,
        whole: bytes | None = None,
    ) -> None:
        """Keep one session in a diary, and the ``whole`` of its page (`kept_result`)."""
        made = (made_at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
        seal = self._seal(code)
        picture = None if still is None else seal.close(still)
        content = seal.close(msgspec.json.encode(report))
        row = SessionRow(diary=seal.diary, made_at=made, report=content, still=picture)
        if whole is None:
            self._file.add(row)
            return
        sealed = seal.close(whole)
        self._file.add(
            row, beside=lambda number: WholeRow(diary=seal.diary, made_at=made, session=number, content=sealed)
        )

    def whole(self, code: str, session_id: int) -> bytes | None:
        """The whole of a session's page; None where it was not kept, or can no longer be read."""
        seal = self._seal(code)
        found = self._file.whole(session_id, _marks(seal))
        with suppress(ValueError):  # Unsealable is a ValueError
            return None if found is None else seal.open(found)
        return None

    def sessions(self, code: str) -> tuple[Kept, ...]:
        """Every session of a diary that can be read, oldest first; empty when there is no such diary."""
        return tuple(one for one in self._read(SessionRow, code, _kept) if one)

    def keep_plan(self, code: str, progress: PlanProgress) -> None:
        """Keep a plan with what was done of it, in place of the one before."""
        seal = self._seal(code)
        self._file.delete(PlanRow, _marks(seal))
        made = datetime.now(UTC).isoformat(timespec="seconds")
        self._file.add(PlanRow(diary=seal.diary, made_at=made, content=seal.close(progress.to_json())))

    def plan(self, code: str) -> PlanProgress | None:
        """The plan of a diary; None where there is none that can be read."""
        found = [one for one in self._read(PlanRow, code, lambda row, opens: opens(row.content)) if one]
        return PlanProgress.from_json(found[-1]) if found else None

    def forget_plan(self, code: str) -> None:
        """Delete the plan of a diary."""
        self._file.delete(PlanRow, _marks(self._seal(code)))

    def add_visit(self, code: str, visit: Visit) -> None:
        """Keep a check-up as one entry, in place of an earlier version of the same one."""
        seal = self._seal(code)
        content = seal.close(msgspec.json.encode(visit))
        self._file.add(VisitRow(diary=seal.diary, made_at=visit.made_at, visit=content), instead_of=_marks(seal))

    def visits(self, code: str) -> tuple[KeptVisit, ...]:
        """Every check-up of a diary that can be read, oldest first."""
        return tuple(one for one in self._read(VisitRow, code, _kept_visit) if one)

    def unreadable(self, code: str) -> int:
        """How many entries are in a diary that cannot be read."""
        return self._read(SessionRow, code, _kept).count(None) + self._read(VisitRow, code, _kept_visit).count(None)

    def damage(self) -> str:
        """That the file is damaged, so that entries may be missing, as a sentence; empty for a whole file."""
        return self._file.damage()

    def holds(self, code: str) -> bool:
        """Whether there is anything in a diary. Raises StoreError where damage may be why nothing is found."""
        found = self._file.holds(_marks(self._seal(code)))
        if not found:
            self._file.check_whole()
        return found

    def forget(self, code: str, session_id: int | None = None) -> None:
        """Delete one session of a diary, or all of it, for good: the file is cleaned, too."""
        marks = _marks(self._seal(code))
        self._file.delete(WholeRow, marks, session_id)
        self._file.delete(SessionRow, marks, session_id)
        if session_id is None:
            self._file.delete(VisitRow, marks)
            self._file.delete(BegunRow, marks)
            self._file.delete(PlanRow, marks)

    def forget_visit(self, code: str, visit_id: int) -> None:
        """Delete one check-up of a diary for good."""
        self._file.delete(VisitRow, _marks(self._seal(code)), visit_id)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _seal(self, code: str) -> Seal:
        """The seal of a code. What a version that sealed nothing kept under it is sealed now, where that works."""
        seal = seal_of(code)

        def adopt(row: Row) -> None:
            row.diary = seal.diary
            if isinstance(row, SessionRow):
                row.report = seal.close(row.report)
                row.still = None if row.still is None else seal.close(row.still)
            elif isinstance(row, VisitRow):
                row.visit = seal.close(row.visit)

        if not self._file.damage():
            with suppress(StoreError):  # read as it is, and tried again the next time
                self._file.change(seal.former, adopt)
        return seal

    def _read(self, table: type[R], code: str, read: Callable[[R, Opens], T]) -> list[T | None]:
        """Every entry of a diary, oldest first; None for one that cannot be read."""
        seal = self._seal(code)
        found: list[tuple[str, T | None]] = []
        for row in self._file.rows(table, _marks(seal)):
            one: T | None = None
            if row:
                with suppress(*UNDECODABLE, ValueError, TypeError):  # Unsealable is a ValueError
                    one = read(row, seal.open if row.diary == seal.diary else bytes)
            found.append((str(row.made_at) if row else "", one))
        return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def _marks(seal: Seal) -> tuple[str, str]:
    return seal.diary, seal.former


def _kept(row: SessionRow, opens: Opens) -> Kept:
    still = None if row.still is None else opens(row.still)
    return Kept(row.id, _day(row.made_at), Report.from_json(opens(row.report)), still)


def _day(made_at: str) -> datetime:
    """Raises ValueError for what is no time this program can have written."""
    found = datetime.fromisoformat(made_at)
    if found.year not in YEARS:
        raise ValueError(made_at)
    return found


def _kept_visit(row: VisitRow, opens: Opens) -> KeptVisit:
    visit = Visit.from_json(opens(row.visit))
    _day(visit.made_at)
    return KeptVisit(row.id, visit)
