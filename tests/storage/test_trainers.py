"""Trainers' names on this computer: the last one first, and nobody's twice."""

import stat

import pytest

from formcheck.storage.small_files import FOLDER
from formcheck.storage.trainers import FILE_NAME, MOST, forget_trainer, remember_trainer, trainer_names


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path / "data"))
    return tmp_path / "data"


def test_the_last_one_comes_first_once():
    assert trainer_names() == ()
    for name in ("Kim", " Lee ", "Kim", "  "):
        remember_trainer(name)
    assert trainer_names() == ("Kim", "Lee")
    forget_trainer("Kim")
    assert trainer_names() == ("Lee",)


def test_they_are_for_nobody_else_and_no_more_than_a_studio_has(folder):
    for i in range(MOST + 5):
        remember_trainer(f"Trainer {i}")
    assert len(trainer_names()) == MOST
    assert trainer_names()[0] == f"Trainer {MOST + 4}"
    assert stat.S_IMODE((folder / FILE_NAME).stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"{}", b"[1, 2]", b"\xff", b"x" * 2_000_000])
def test_a_damaged_file_is_no_names_and_is_replaced(folder, content):
    folder.mkdir()
    (folder / FILE_NAME).write_bytes(content)
    assert trainer_names() == ()
    remember_trainer("Kim")
    assert trainer_names() == ("Kim",)


def test_a_disk_that_cannot_be_written_disturbs_nobody(folder):
    folder.write_bytes(b"a file in the way")
    remember_trainer("Kim")
    assert trainer_names() == ()
