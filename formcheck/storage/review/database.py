"""The database of a trainer's store: where it is, its migrations, and one sentence for whatever goes wrong.

SQLite in the user's data folder, unless ``FORMCHECK_STORE`` names another database by URL.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session

from formcheck.errors import StoreError
from formcheck.i18n import gettext, gettext_noop
from formcheck.reports.export import why_not
from formcheck.storage.review.address import STORE, named_store, own_file
from formcheck.storage.small_files import make_private

MIGRATIONS: Final = Path(__file__).with_name("migrations")
HEAD: Final = "head"
WAIT_S: Final = 15.0  # for another screen to be done with writing
LOCK: Final = 7_405_211  # of PostgreSQL, so that two screens do not change the tables at once: any number of ours
POSTGRES: Final = "postgresql+psycopg"
DRIVERS: Final = {"postgresql": POSTGRES, "postgres": POSTGRES}
EXAMPLE: Final = "postgresql://name:password@computer/formcheck"
EXTRA: Final = "formcheck[postgresql]"
NOT_A_URL: Final = gettext_noop("{variable} is not the address of a database ({error}). It looks like {example}.")
NO_DRIVER: Final = gettext_noop(
    "We can't use the database {store} because its library is not installed ({error}). For PostgreSQL, please install "
    "{extra}."
)
CANNOT: Final = gettext_noop(
    "We can't use the trainers' store {store} ({error}). Please check that it can be reached and is not full."
)
NEWER: Final = gettext_noop(
    "The trainers' store {store} was changed by a newer FormCheck. Please install that version here, too."
)


def store_url() -> URL:
    """Where the store is. Raises StoreError."""
    named = named_store()
    if named is None:
        return URL.create("sqlite", database=str(own_file()))
    try:
        url = make_url(named)
    except ArgumentError as error:
        raise StoreError(gettext(NOT_A_URL, variable=STORE, error=error, example=EXAMPLE)) from error
    return url.set(drivername=DRIVERS.get(url.drivername, url.drivername))


class Database:
    """One database with its tables in the shape of this version. Every method raises StoreError."""

    def __init__(self, url: URL | None = None, revision: str = HEAD) -> None:
        self.url = url or store_url()
        self.name = self.url.database if self.is_file else self.url.render_as_string(hide_password=True)
        with self.failing():
            if self.is_file:
                make_private(Path(str(self.url.database)))
            self._engine = _engine(self.url)
        try:
            self.migrate(revision)
        except StoreError:
            self.close()
            raise

    @property
    def is_file(self) -> bool:
        """Whether it is a file of SQLite."""
        return self.url.get_backend_name() == "sqlite"

    def migrate(self, revision: str = HEAD) -> None:
        """Bring the tables to a revision, up or down; what is in them stays."""
        with self.failing(), self._engine.execution_options(writes=True).begin() as connection:
            _let_one_in(connection)
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
            config.attributes["connection"] = connection
            now = _revision(connection)
            (command.downgrade if revision != HEAD and (now or "") > revision else command.upgrade)(config, revision)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """What is read in it belongs together."""
        with self.failing(), Session(self._engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """All of it is kept or nothing; another writer waits until the end."""
        engine = self._engine.execution_options(writes=True)
        with self.failing(), Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    def shrink(self) -> None:
        """Give back room. What was deleted has been overwritten by now, so this may fail."""
        if self.is_file:
            with suppress(SQLAlchemyError), self._engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM")

    def close(self) -> None:
        """Let go of it."""
        self._engine.dispose()

    @contextmanager
    def failing(self) -> Iterator[None]:
        """Turn what goes wrong into a StoreError."""
        try:
            yield
        except (ImportError, NoSuchModuleError) as error:
            raise StoreError(gettext(NO_DRIVER, store=self.name, error=error, extra=EXTRA)) from error
        except CommandError as error:
            raise StoreError(gettext(NEWER, store=self.name)) from error
        except (SQLAlchemyError, OSError) as error:
            why = why_not(error) if isinstance(error, OSError) else _first_line(error)
            raise StoreError(gettext(CANNOT, store=self.name, error=why)) from error


def _first_line(error: SQLAlchemyError) -> str:
    said = str(error.orig if isinstance(error, DBAPIError) else error).strip()
    return said.splitlines()[0] if said else type(error).__name__


def _revision(connection: Connection) -> str | None:
    from alembic.runtime.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision()


def _let_one_in(connection: Connection) -> None:
    """One writer is all SQLite lets in by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": WAIT_S})

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where we say so, below
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten at once

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
