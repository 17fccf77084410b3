"""The folder of a user's data."""

import pytest

from formcheck.errors import BadChoice
from formcheck.storage import small_files
from formcheck.storage.small_files import FOLDER, data_folder


def test_the_folder_can_be_named(monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER, str(tmp_path / "data"))
    assert data_folder() == tmp_path / "data"
    monkeypatch.setattr(small_files, "user_data_path", lambda *_, **__: tmp_path / "own")
    monkeypatch.delenv(FOLDER)
    assert data_folder() == tmp_path / "own"


def test_a_data_folder_that_no_disk_can_have_is_one_sentence(monkeypatch):
    monkeypatch.setenv(FOLDER, "x" * 300)
    with pytest.raises(BadChoice, match="FORMCHECK_DATA"):
        data_folder()
