"""Where the trainers' store lies, and what is said of an address that is none."""

import stat

import pytest

from formcheck.errors import StoreError
from formcheck.storage.review.database import STORE, Database, store_url


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
