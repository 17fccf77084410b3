"""A trainers' store for each test, in SQLite, and in PostgreSQL where FORMCHECK_TEST_POSTGRES names a server."""

import os
import secrets

import pytest
from sqlalchemy import create_engine, make_url

from formcheck.storage.review.database import POSTGRES, Database
from formcheck.storage.review.store import ReviewStore

SERVER = "FORMCHECK_TEST_POSTGRES"  # the URL of a database in which test databases may be made


@pytest.fixture(params=["sqlite", "postgresql"])
def store_at(request, tmp_path):
    """The address of an empty database."""
    if request.param == "sqlite":
        yield make_url(f"sqlite:///{tmp_path / 'data' / 'review.sqlite'}")
        return
    named = os.environ.get(SERVER)
    if not named:
        pytest.skip(f"no PostgreSQL ({SERVER})")
    url = make_url(named).set(drivername=POSTGRES)
    name = f"formcheck_test_{secrets.token_hex(4)}"
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield url.set(database=name)
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()


@pytest.fixture
def database(store_at):
    made = Database(store_at)
    yield made
    made.close()


@pytest.fixture
def review(database):
    return ReviewStore(database)
