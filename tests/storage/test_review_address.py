"""Where the trainers' store lies, and what is said of an address that is none."""

import os
import stat
import subprocess
import sys

import pytest
from sqlalchemy import URL

from formcheck.errors import StoreError
from formcheck.storage.review.address import FILE_NAME, STORE
from formcheck.storage.review.database import Database, store_url


def test_the_file_is_for_nobody_else(tmp_path, monkeypatch):
    monkeypatch.setenv("FORMCHECK_DATA", str(tmp_path / "own"))
    monkeypatch.delenv(STORE, raising=False)
    Database().close()
    assert stat.S_IMODE((tmp_path / "own" / "review.sqlite").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("nonsense", "FORMCHECK_STORE is not the address"),
        ("nosuch://studio/db", "library is not installed"),
        ("postgresql://ann:secret@127.0.0.1:1/formcheck", "can't use the trainers' store"),
    ],
)
def test_what_is_no_database_is_said_in_a_sentence(monkeypatch, address, says):
    monkeypatch.setenv(STORE, address)
    with pytest.raises(StoreError, match=says) as failed:
        Database(store_url())
    assert "secret" not in str(failed.value)


def test_without_a_store_no_command_waits_for_its_library(tmp_path):
    """``analyze`` asks for the limits of the studio; most machines have no trainers' store to look into."""
    without = loaded_by("analyze", "missing.mp4", data=tmp_path / "none")
    assert without.isdisjoint({"sqlalchemy", "alembic"})
    assert "formcheck.storage.review.limits" in without, "the limits were not asked for"
    Database(URL.create("sqlite", database=str(tmp_path / "some" / FILE_NAME))).close()
    assert "sqlalchemy" in loaded_by("analyze", "missing.mp4", data=tmp_path / "some")


def loaded_by(*arguments, data):
    """The modules that a command has imported when it ends."""
    code = f"import atexit, sys; atexit.register(lambda: print(*sys.modules)); sys.argv[1:] = {list(arguments)}\n"
    code += "from formcheck.__main__ import main; sys.exit(main())"
    kept = {name: value for name, value in os.environ.items() if name != STORE}
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, env=kept | {"FORMCHECK_DATA": str(data)}, capture_output=True, text=True)
    assert done.returncode == 2, done.stderr
    return set(done.stdout.split())
