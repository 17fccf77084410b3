"""The folder of a user's data."""

from formcheck.storage import small_files
from formcheck.storage.small_files import FOLDER, data_folder


def test_the_folder_can_be_named(monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER, str(tmp_path / "data"))
    assert data_folder() == tmp_path / "data"
    monkeypatch.setattr(small_files, "user_data_path", lambda *_, **__: tmp_path / "own")
    monkeypatch.delenv(FOLDER)
    assert data_folder() == tmp_path / "own"
