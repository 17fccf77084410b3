"""What all visits of a server together may keep: counted, bounded, the oldest first, and nothing lost."""

import errno
import gc
import os
import shutil
import stat
import tempfile
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import pytest

from formcheck.errors import OutputError
from formcheck.ui import room
from formcheck.ui.room import DISK_FULL, NO_ROOM, NoRoom, Room, Shelf, Shelves, kept_file, size_of

KB = 1000


@dataclass(frozen=True)
class Thing:
    data: bytes


def thing(kilobytes):
    return Thing(bytes(kilobytes * KB))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def disk():
    return Room(100 * KB)


def test_the_oldest_of_all_visits_goes_first(folder):
    memory = Room(100 * KB)
    shelves, anna, ben = Shelves(memory), Shelf(), Shelf()
    for shelf, key in ((anna, "a1"), (ben, "b1"), (anna, "a2"), (ben, "b2")):
        shelves.put(shelf, key, thing(30), most=6)
    assert (list(anna), list(ben)) == (["a2"], ["b1", "b2"])
    assert memory.kept <= 100 * KB


def test_a_visit_keeps_its_own_newest(folder):
    shelves, anna = Shelves(Room(1000 * KB)), Shelf()
    for key in range(9):
        shelves.put(anna, key, thing(1), most=6)
    assert list(anna) == [3, 4, 5, 6, 7, 8]


def test_what_a_page_still_shows_is_counted_until_it_is_gone(folder):
    memory = Room(100 * KB)
    shelves, anna = Shelves(memory), Shelf()
    shown = [thing(60), thing(60)]
    for key, one in enumerate(shown):
        shelves.put(anna, key, one, most=6)
    assert not memory.has()
    assert not memory.make(0, shelves.let_go)
    del one
    shown.clear()
    assert memory.kept == 0


def test_a_visit_that_ended_gives_everything_back(folder):
    memory = Room(100 * KB)
    shelves, anna = Shelves(memory), Shelf()
    shelves.put(anna, 1, thing(60), most=6)
    assert memory.kept > 60 * KB
    del anna
    gc.collect()
    assert memory.kept == 0


def test_a_clip_lies_on_disk_for_this_user_only_and_goes_with_its_holder(folder, disk):
    kept = kept_file(b"frames", ".mp4", room=disk)
    assert kept.path.read_bytes() == b"frames"
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    place = kept.put_at(folder / "clip.mp4")
    assert place.samefile(kept.path), "a second name and no second copy"
    del kept
    assert [one.name for one in folder.iterdir()] == ["clip.mp4"]
    assert disk.kept == 0


def test_a_disk_without_links_gets_a_copy(folder, disk, monkeypatch):
    def refused(*_):
        raise OSError(errno.EPERM, "no links here")

    kept = kept_file(b"frames", ".mp4", room=disk)
    monkeypatch.setattr(os, "link", refused)
    assert kept.put_at(folder / "clip.mp4").read_bytes() == b"frames"


def test_a_file_that_was_made_is_moved(folder, disk):
    made = folder / "copy.mp4"
    made.write_bytes(b"film")
    kept = kept_file(made, ".mp4", room=disk)
    assert (kept.path.read_bytes(), made.exists(), disk.kept) == (b"film", False, 4)


def test_a_full_cap_is_said_and_loses_nothing(folder, disk):
    first = kept_file(bytes(80 * KB), ".mp4", room=disk)
    with pytest.raises(NoRoom, match=r"Nothing made so far is lost; please try again") as told:
        kept_file(bytes(30 * KB), ".mp4", room=disk)
    assert told.value.words == NO_ROOM
    assert first.path.stat().st_size == 80 * KB
    assert [one for one in folder.iterdir() if one != first.path] == []
    assert kept_file(bytes(20 * KB), ".mp4", room=disk)


def test_visits_whose_page_is_gone_make_room_one_at_a_time(folder, disk):
    gone = [kept_file(bytes(40 * KB), ".mp4", room=disk) for _ in range(2)]

    def let_go():
        return bool(gone) and bool(gone.pop(0))

    kept_file(bytes(30 * KB), ".mp4", let_go, room=disk)
    assert len(gone) == 1


@pytest.mark.parametrize("where", ["before", "midway"])
def test_a_full_disk_is_said_and_leaves_nothing_behind(folder, disk, monkeypatch, where):
    if where == "before":
        usage = SimpleNamespace(free=room.DISK_LEFT_BYTES)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    else:

        def full(*_):
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(NoRoom) as told:
        kept_file(b"frames", ".mp4", room=disk)
    assert told.value.words == DISK_FULL
    assert list(folder.iterdir()) == []
    assert disk.kept == 0


def test_another_trouble_of_the_disk_is_no_full_one(folder, disk, monkeypatch):
    def broken(*_, **__):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(tempfile, "mkstemp", broken)
    with pytest.raises(OutputError, match="Input/output error") as told:
        kept_file(b"frames", ".mp4", room=disk)
    assert not isinstance(told.value, NoRoom)
    assert disk.kept == 0


def test_sizes_are_about_right():
    picture = np.zeros((100, 100, 3), np.uint8)
    assert 30_000 <= size_of({"a": picture, "b": picture, "c": [picture]}) < 32_000
    assert 60_000 <= size_of((Thing(bytes(60_000)), "words")) < 61_000
    ring = []
    ring.append(ring)
    assert size_of(ring) < 200
