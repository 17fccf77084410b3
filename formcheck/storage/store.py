"""The diary of sessions, kept only with consent, in one SQLite file on this machine. The only import of sqlalchemy.

A diary has no name: it is opened by a code that only its owner has. The file holds the code's hash, so that nobody who
uses the same machine can list diaries or read another one's through the app.
"""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec
from platformdirs import user_data_path
from sqlalchemy import LargeBinary, String, create_engine, delete, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from formcheck.errors import StoreError
from formcheck.i18n import gettext, gettext_noop
from formcheck.schema import Report

FOLDER: Final = "FORMCHECK_DATA"  # names another folder than the user's own for data
FILE_NAME: Final = "diary.sqlite"
CODE_SIGNS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are mixed up in handwriting
CODE_GROUPS: Final = (4, 4, 4)  # 59 bits: nobody guesses one


class _Base(DeclarativeBase):
    pass


class _Row(_Base):
    __tablename__ = "sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    diary: Mapped[str] = mapped_column(String(64), index=True)
    made_at: Mapped[str] = mapped_column(String(32))
    report: Mapped[bytes] = mapped_column(LargeBinary)
    still: Mapped[bytes | None] = mapped_column(LargeBinary)


@dataclass(frozen=True, slots=True)
class Kept:
    """One session as it was kept: ``made_at`` in UTC, its report, and the still of its best repetition (JPEG)."""

    id: int
    made_at: datetime
    report: Report
    still: bytes | None


def data_folder() -> Path:
    """Where a diary is kept: the folder that ``FORMCHECK_DATA`` names, else the user's own for data."""
    named = os.environ.get(FOLDER)
    return Path(named) if named else user_data_path("FormCheck", appauthor=False)


def new_code() -> str:
    """A new diary's code, as its owner writes it down."""
    return "-".join("".join(secrets.choice(CODE_SIGNS) for _ in range(count)) for count in CODE_GROUPS)


def tidy_code(typed: str) -> str:
    """A code as typed by hand, with the dashes where they belong; other text comes back without its spaces."""
    signs = "".join(sign for sign in typed.lower() if sign.isalnum())
    groups, at = [], 0
    for count in CODE_GROUPS:
        groups.append(signs[at : at + count])
        at += count
    return "-".join(group for group in (*groups, signs[at:]) if group)


class Store:
    """All diaries of this machine. Every method raises StoreError with one sentence when the file fails."""

    def __init__(self, path: Path | None = None) -> None:
        """Open, or make, the file; in the data folder when no path is given."""
        self.path = path or data_folder() / FILE_NAME
        with self._failing():
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.touch(mode=0o600)  # pictures of a body: for nobody else on this machine
            self._engine = create_engine(f"sqlite:///{self.path}")
            _Base.metadata.create_all(self._engine)

    def add(self, code: str, report: Report, still: bytes | None, made_at: datetime | None = None) -> None:
        """Keep one session in a diary."""
        made = (made_at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
        with self._session() as session:
            session.add(_Row(diary=_hash(code), made_at=made, report=msgspec.json.encode(report), still=still))

    def sessions(self, code: str) -> tuple[Kept, ...]:
        """Everything kept in a diary, oldest first; empty when there is no such diary."""
        wanted = select(_Row).where(_Row.diary == _hash(code)).order_by(_Row.made_at, _Row.id)
        with self._session() as session:
            return tuple(
                Kept(row.id, datetime.fromisoformat(row.made_at), Report.from_json(row.report), row.still)
                for row in session.scalars(wanted)
            )

    def forget(self, code: str, session_id: int | None = None) -> None:
        """Delete one session of a diary, or all of it, for good: the file is cleaned, too."""
        gone = delete(_Row).where(_Row.diary == _hash(code))
        with self._session() as session:
            session.execute(gone if session_id is None else gone.where(_Row.id == session_id))
        with self._failing(), self._engine.connect() as connection:
            connection.connection.cursor().execute("VACUUM")

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with self._failing(), Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError, msgspec.MsgspecError, ValueError) as error:
            why = gettext_noop(
                "We can't open the diary {path} ({error}). Please check the disk, or move the file away to "
                "start a new one."
            )
            reason = str(getattr(error, "orig", None) or error)
            raise StoreError(gettext(why, path=self.path, error=reason)) from error


def _hash(code: str) -> str:
    return hashlib.sha256(tidy_code(code).encode()).hexdigest()
