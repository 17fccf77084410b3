"""The file of the diary: its tables, who may read it, and what holds when it is damaged, in use or on a full disk.

The only import of sqlalchemy.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import URL, Delete, Engine, LargeBinary, NullPool, String, create_engine, delete, event, inspect, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from formcheck.errors import StoreError
from formcheck.i18n import gettext, gettext_noop
from formcheck.reports.export import why_not
from formcheck.storage.small_files import make_private

VERSION: Final = 2  # of the file
WAIT_S: Final = 5.0  # for another program to be done with the file
WHOLE: Final = "ok"  # what SQLite's own check says of a file without damage
BUSY, LOCKED, READ_ONLY, CANNOT_WRITE, CORRUPT, FULL, CANNOT_OPEN = 5, 6, 8, 10, 11, 13, 14  # SQLite's result codes
IN_USE: Final = gettext_noop("Another program is using the diary {path}. Please try again in a moment.")
DISK_FULL: Final = gettext_noop(
    "We can't save in the diary {path} because the disk is full. Please free some space first."
)
DAMAGED: Final = gettext_noop(
    "The diary {path} is damaged ({error}). We changed nothing in it. Please copy the file to a safe place, then check "
    "the disk or use an older copy of the file."
)
CANNOT: Final = gettext_noop("We can't use the diary {path} ({error}). Please check its folder and the disk.")
SENTENCES: Final = {
    **dict.fromkeys((BUSY, LOCKED), IN_USE),
    **dict.fromkeys((READ_ONLY, CANNOT_WRITE, CANNOT_OPEN), CANNOT),
    FULL: DISK_FULL,
}
R = TypeVar("R", bound="Row")


class _Base(DeclarativeBase):
    pass


class Row(_Base):
    """What the two tables share; ``diary`` marks whose entry it is, ``made_at`` is ISO 8601."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    diary: Mapped[str] = mapped_column(String(64), index=True)
    made_at: Mapped[str] = mapped_column(String(32))


class SessionRow(Row):
    """A session: its report, and a picture if there is one."""

    __tablename__ = "sessions"

    report: Mapped[bytes] = mapped_column(LargeBinary)
    still: Mapped[bytes | None] = mapped_column(LargeBinary)


class VisitRow(Row):
    """A check-up."""

    __tablename__ = "visits"

    visit: Mapped[bytes] = mapped_column(LargeBinary)


class BegunRow(Row):
    """That a diary was begun: its code opens it from then on, with or without entries."""

    __tablename__ = "begun"


class WholeRow(Row):
    """What a session's page needs beside its report: angles and pictures. ``session`` is the entry's number."""

    __tablename__ = "wholes"

    session: Mapped[int] = mapped_column(index=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class PlanRow(Row):
    """The plan somebody has begun, one a diary."""

    __tablename__ = "plans"

    content: Mapped[bytes] = mapped_column(LargeBinary)


TABLES: Final[tuple[type[Row], ...]] = (SessionRow, VisitRow, BegunRow, WholeRow, PlanRow)
#: Of files of older versions: what they have at the least. They get the other tables when they are opened.
HELD: Final = {0: {"sessions"}, 1: {"sessions", "visits"}}
_whole: dict[Path, tuple[int, int]] = {}  # size and time of change of files found to be whole


class DiaryFile:
    """One file. Every method raises StoreError with one sentence when it fails."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it."""
        self.path = path.absolute()
        with self._failing():
            make_private(self.path)
            self._engine = _engine(self.path)
            self._damage = self._check()
            self._complete()

    def damage(self) -> str:
        """That parts of the file cannot be what was written, as a sentence; empty for a whole file."""
        return gettext(DAMAGED, path=self.path, error=self._damage) if self._damage else ""

    def check_whole(self) -> None:
        """Raises StoreError where the file is damaged."""
        if words := self.damage():
            raise StoreError(words)

    def holds(self, marks: Sequence[str]) -> bool:
        """Whether there is an entry with one of these marks."""
        with self._session() as session:
            return any(
                session.scalars(select(table.id).where(table.diary.in_(marks)).limit(1)).first() is not None
                for table in TABLES
            )

    def rows(self, table: type[R], marks: Sequence[str]) -> list[R | None]:
        """The entries with these marks; None for each that the file no longer gives."""
        found: list[R | None] = []
        with self._session() as session:
            for number in session.scalars(select(table.id).where(table.diary.in_(marks))).all():
                try:
                    found.append(session.get(table, number))
                except SQLAlchemyError:
                    found.append(None)
            session.expunge_all()
        return found

    def add(self, row: Row, instead_of: Sequence[str] = (), beside: Callable[[int], Row] | None = None) -> None:
        """Keep an entry, in place of those with these marks that were made at its time, and with it what ``beside``
        makes of its number. Never in a damaged file.
        """
        self.check_whole()
        table = type(row)
        with self._session() as session:
            session.execute(delete(table).where(table.diary.in_(instead_of), table.made_at == row.made_at))
            session.add(row)
            if beside is not None:
                session.flush()
                session.add(beside(row.id))

    def whole(self, number: int, marks: Sequence[str]) -> bytes | None:
        """What is kept beside a session; None where nothing is."""
        with self._session() as session:
            asked = select(WholeRow.content).where(WholeRow.session == number, WholeRow.diary.in_(marks))
            return session.scalars(asked).first()

    def change(self, mark: str, change: Callable[[Row], None]) -> None:
        """Change every entry with a mark, all or none."""
        with self._session() as session:
            rows = [row for table in TABLES for row in session.scalars(select(table).where(table.diary == mark))]
            for row in rows:
                change(row)
        if rows:
            self._shrink()

    def delete(self, table: type[Row], marks: Sequence[str], number: int | None = None) -> None:
        """Delete one entry, or every one with these marks, for good. Works on a full disk, too."""
        gone = delete(table).where(table.diary.in_(marks))
        if number is not None:
            gone = gone.where(WholeRow.session == number if table is WholeRow else table.id == number)
        with self._failing():
            try:
                self._run(gone)
            except DBAPIError as error:
                if _code(error) not in (FULL, CANNOT_OPEN, CANNOT_WRITE):
                    raise
                self._run(gone, journal="MEMORY")  # there is no room for a journal beside the file
        self._shrink()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _run(self, statement: Delete, journal: str = "DELETE") -> None:
        with self._engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA journal_mode={journal}")
            connection.execute(statement)
            connection.commit()

    def _shrink(self) -> None:
        """Give back room. What was deleted has been overwritten by now, so this may fail."""
        with suppress(SQLAlchemyError), self._engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM")

    def _check(self) -> str:
        """What SQLite finds wrong in the file; empty when nothing is. A file is read once until it changes."""
        now = self.path.stat()
        state = (now.st_size, now.st_mtime_ns)
        if not now.st_size or _whole.get(self.path) == state:
            return ""
        try:
            with self._engine.connect() as connection:
                found = str(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar())
        except DBAPIError as error:
            if _code(error) != CORRUPT:
                raise
            return str(error.orig)
        if found != WHOLE:
            return found.strip().splitlines()[-1]
        _whole[self.path] = state
        return ""

    def _complete(self) -> None:
        """Make the tables of a new file and the one an older version lacks; a table may not be missing otherwise."""
        with self._engine.connect() as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar()
            lacking = {table.__tablename__ for table in TABLES} - set(inspect(connection).get_table_names())
            is_new = len(lacking) == len(TABLES) and not version and self.path.stat().st_size == 0
            missed = lacking & HELD.get(int(version or 0), lacking)
            if missed and not is_new:
                self._damage = self._damage or ", ".join(sorted(missed))
                self.check_whole()
            if self._damage:
                return
            _Base.metadata.create_all(connection)
            if version != VERSION:
                connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
            connection.commit()

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with self._failing(), Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError, ValueError) as error:
            why = why_not(error) if isinstance(error, OSError) else str(getattr(error, "orig", None) or error)
            words = SENTENCES.get(_code(error), CANNOT if isinstance(error, OSError) else DAMAGED)
            raise StoreError(gettext(words, path=self.path, error=why)) from error


def _code(error: Exception) -> int:
    """SQLite's result code without its details; 0 for an error of another kind."""
    return int(getattr(getattr(error, "orig", None), "sqlite_errorcode", 0)) & 0xFF


def _engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)), poolclass=NullPool, connect_args={"timeout": WAIT_S}
    )

    @event.listens_for(engine, "connect")
    def _overwrite(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten at once

    return engine
