"""Landmarks on disk: each kind reads its own files of a folder that other kinds and finished models share."""

import sys
from dataclasses import fields
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from unittest.mock import MagicMock

import numpy as np
import pytest

from models.fit.shard import OnDisk, Shard

KINDS = {"Shard": "models.fit.shard", "HandShard": "models.fit.hand_gather", "EdgeShard": "models.fit.edge_gather"}
CAN_RENDER = find_spec("moderngl") is not None


def kind_of(name: str, monkeypatch: pytest.MonkeyPatch) -> type[OnDisk]:
    """A kind by its name; its columns are tested where nothing can be rendered too."""
    if not CAN_RENDER:
        monkeypatch.setitem(sys.modules, "moderngl", MagicMock())
    return getattr(import_module(KINDS[name]), name)


def of(kind: type[OnDisk], value: float, rows: int = 2) -> OnDisk:
    """Rows that are known by their value."""
    return kind(**{field.name: np.full((rows, 3), value) for field in fields(kind)})


def values(loaded: OnDisk) -> list[float]:
    """The value of each row, which all columns agree on."""
    columns = [getattr(loaded, field.name)[:, 0] for field in fields(loaded)]
    for column in columns:
        np.testing.assert_array_equal(column, columns[0])
    return columns[0].tolist()


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_reads_its_own_files_only(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kinds = {one: kind_of(one, monkeypatch) for one in KINDS}
    for number, kind in enumerate(kinds.values()):
        for file in kind.FILES:
            of(kind, number).save(tmp_path / file.replace("*", "0041"))
    np.savez_compressed(tmp_path / "angles.npz", mean=np.zeros(3))
    np.savez_compressed(tmp_path / f"my_{kinds[name].FILES[0].replace('*', '1')}", mean=np.zeros(3))
    (tmp_path / "notes.txt").write_text("not a shard", encoding="utf-8")
    own = list(KINDS).index(name)
    assert values(kinds[name].load(tmp_path)) == [own] * 2 * len(kinds[name].FILES)


def test_all_files_are_read_in_order_or_those_that_are_named(tmp_path: Path) -> None:
    for file, value in (("shard_2", 3.0), ("shard_1", 2.0), ("back_9", 1.0)):
        of(Shard, value, rows=1).save(tmp_path / f"{file}.npz")
    assert values(Shard.load(tmp_path)) == [1.0, 2.0, 3.0]
    assert values(Shard.load(tmp_path, "shard_*.npz")) == [2.0, 3.0]


def test_a_folder_without_its_files_says_what_to_run(tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "hands_0061.npz", clip=np.zeros(3))
    with pytest.raises(FileNotFoundError, match=r"No back_\*\.npz or shard_\*\.npz in .*: run the gather command"):
        Shard.load(tmp_path)
