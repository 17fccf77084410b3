"""The diary's file damaged, in use, on a full disk, or of a version that sealed nothing: nothing kept is lost."""

import hashlib
import os
import random
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import made_reports
import msgspec
import pytest
from visits import FIRST, checkup

from formcheck.errors import StoreError
from formcheck.storage.diary_code import MOST_WRONG, WITHIN_S, Unsealable, WrongCodes, new_code, seal_of
from formcheck.storage.small_files import FOLDER
from formcheck.storage.store import FILE_NAME, Store

CODE = "abcd-efgh-jkmn"
REPORT = made_reports.report()
posix = pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are POSIX")


@pytest.fixture
def path(tmp_path):
    return tmp_path / FILE_NAME


def filled(path, sessions=3, still=b"a still of a body"):
    """A diary with sessions and a check-up."""
    with closing(Store(path)) as store:
        for _ in range(sessions):
            store.add(CODE, REPORT, still)
        store.add_visit(CODE, checkup(40, made_at=FIRST))
    return path


def changed(path, *statements):
    with closing(sqlite3.connect(path)) as raw, raw:
        for statement in statements:
            raw.execute(statement)


def test_nothing_of_an_entry_can_be_read_in_the_file(path):
    content = filled(path).read_bytes()
    assert b"a still of a body" not in content
    assert REPORT.clip.name.encode() not in content
    assert hashlib.sha256(CODE.encode()).hexdigest().encode() not in content


def test_one_code_opens_what_it_sealed_and_nothing_else():
    mine, yours = seal_of(CODE), seal_of(new_code())
    assert mine.open(mine.close(b"words")) == b"words"
    with pytest.raises(Unsealable):
        yours.open(mine.close(b"words"))


@pytest.mark.parametrize("column", ["report = zeroblob(40)", "still = x'00'", "made_at = 'x'", "report = 'text'"])
def test_one_entry_that_cannot_be_read_leaves_the_others(path, column):
    changed(filled(path), f"update sessions set {column} where id = 2")
    with closing(Store(path)) as store:
        assert len(store.sessions(CODE)) == 2
        assert len(store.visits(CODE)) == 1
        assert store.unreadable(CODE) == 1
        store.forget(CODE)
        assert store.unreadable(CODE) == 0


def test_flipped_bytes_never_read_as_an_empty_diary(path):
    whole = filled(path).read_bytes()
    for seed in range(40):
        chance, damaged = random.Random(seed), bytearray(whole)
        for _ in range(400):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        try:
            with closing(Store(path)) as store:
                told = store.holds(CODE)
        except StoreError as error:
            told = "is damaged" in str(error)
        assert told, f"seed {seed} read as empty"
        assert path.read_bytes() == damaged, "what is damaged stays as it is"


def test_a_table_that_is_gone_is_damage_and_not_a_new_diary(path):
    for table in ("sessions", "visits"):
        changed(filled(path), f"drop table {table}")
        with pytest.raises(StoreError, match="is damaged"):
            Store(path)
        path.unlink()


def test_nothing_is_added_to_a_damaged_file(path):
    changed(filled(path), "pragma writable_schema = 1", "delete from sqlite_master where type = 'index'")
    changed(path, "pragma user_version = 1")
    with closing(Store(path)) as store:
        assert "is damaged" in store.damage()
        with pytest.raises(StoreError, match="is damaged"):
            store.add(CODE, REPORT, None)


def test_a_diary_that_was_not_sealed_is_read_and_sealed(path):
    former = hashlib.sha256(CODE.encode()).hexdigest()
    with closing(Store(path)) as store:
        store.add(new_code(), REPORT, None)
    with closing(sqlite3.connect(path)) as raw, raw:
        plain = (former, "2026-01-02T10:00:00+00:00", msgspec.json.encode(REPORT), b"a plain still" * 400)
        raw.execute("insert into sessions (diary, made_at, report, still) values (?, ?, ?, ?)", plain)
        visit = (former, "2026-01-02T10:00:00+00:00", msgspec.json.encode(checkup(40, made_at=FIRST)))
        raw.execute("insert into visits (diary, made_at, visit) values (?, ?, ?)", visit)
    assert b"a plain still" in path.read_bytes()
    with closing(Store(path)) as store:
        assert store.holds(CODE)
        assert [one.still for one in store.sessions(CODE)] == [b"a plain still" * 400]
        assert [one.report for one in store.sessions(CODE)] == [REPORT]
        assert len(store.visits(CODE)) == 1
    content = path.read_bytes()
    assert b"a plain still" not in content
    assert former.encode() not in content


def test_what_cannot_be_sealed_now_is_read_all_the_same(path):
    filled(path, sessions=0)
    former = hashlib.sha256(CODE.encode()).hexdigest()
    with closing(sqlite3.connect(path)) as raw, raw:
        plain = (former, "2026-01-02T10:00:00+00:00", msgspec.json.encode(REPORT))
        raw.execute("insert into sessions (diary, made_at, report) values (?, ?, ?)", plain)
        raw.execute("create trigger stuck before update on sessions begin select raise(abort, 'no'); end")
    with closing(Store(path)) as store:
        assert len(store.sessions(CODE)) == 1


FULL_DISK = """
import sys
from contextlib import closing
from pathlib import Path
from storage.test_diary_trouble import CODE, REPORT, filled
from formcheck.errors import StoreError
from formcheck.storage.store import Store
path = filled(Path(sys.argv[1]) / "diary.sqlite", sessions=3, still=bytes(9000))
with open(path.parent / "filler", "wb", buffering=0) as filler:
    try:
        while True:
            filler.write(bytes(512))
    except OSError:
        pass
with closing(Store(path)) as store:
    try:
        store.add(CODE, REPORT, bytes(9000))
    except StoreError as error:
        print(error)
    store.forget(CODE, store.sessions(CODE)[0].id)
    print(len(store.sessions(CODE)))
    store.forget(CODE)
    print(store.holds(CODE))
"""


def test_deleting_works_on_a_full_disk(tmp_path):
    mount = f"mount -t tmpfs -o size=200k tmpfs {tmp_path} && exec "
    unshare = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    if not shutil.which("unshare") or subprocess.run([*unshare, f"{mount} true"], check=False).returncode:
        pytest.skip("no small disk can be made here")
    command = shlex.join([sys.executable, "-c", FULL_DISK, str(tmp_path)])
    there = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([*unshare, mount + command], capture_output=True, text=True, env=there, check=False)
    said, left, holds = done.stdout.splitlines() or [done.stderr, "", ""]
    assert "because the disk is full" in said
    assert (left, holds) == ("2", "False")


def test_a_file_in_use_is_one_sentence_and_what_is_deleted_is_overwritten_without_shrinking(path, monkeypatch):
    monkeypatch.setattr("formcheck.storage.diary_file.WAIT_S", 0.1)
    filled(path)
    sealed = b""
    with closing(Store(path)) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        sealed = other.execute("select still from sessions where id = 1").fetchone()[0]
        other.execute("begin immediate")
        with pytest.raises(StoreError, match="Another program is using the diary"):
            store.forget(CODE)
        other.execute("rollback")
        monkeypatch.setattr(store._file, "_shrink", lambda: None)
        store.forget(CODE, 1)
    assert sealed[:60] not in path.read_bytes()


def test_a_folder_with_a_question_mark_or_a_hash_is_that_folder(tmp_path, monkeypatch):
    for name in ("what?mode=ro", "a#b", "50% off", "file:x"):
        monkeypatch.setenv(FOLDER, str(tmp_path / name))
        with closing(Store()) as store:
            store.add(CODE, REPORT, None)
        assert (tmp_path / name / FILE_NAME).stat().st_size > 0
    assert len(list(tmp_path.iterdir())) == 4


@posix
def test_an_open_file_of_an_older_version_is_closed_to_others(tmp_path):
    path = filled(tmp_path / "data" / FILE_NAME)
    path.chmod(0o644)
    path.parent.chmod(0o755)
    Store(path).close()
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    (path.parent / "holiday.txt").touch()
    path.parent.chmod(0o755)
    Store(path).close()
    assert path.parent.stat().st_mode & 0o777 == 0o755, "a folder with other things in it is somebody else's to close"


def test_wrong_codes_are_counted_and_forgiven():
    now_s = 0.0
    codes = WrongCodes(lambda: now_s)
    for _ in range(MOST_WRONG):
        assert codes.wait_s() == 0
        codes.add()
    assert codes.wait_s() == WITHIN_S
    now_s = WITHIN_S + 1
    assert codes.wait_s() == 0


def test_a_file_of_the_version_before_gets_the_tables_it_lacks(path):
    filled(path)
    with closing(sqlite3.connect(path)) as raw, raw:
        for table in ("begun", "wholes", "plans"):
            raw.execute(f"drop table {table}")
        raw.execute("pragma user_version=1")
    with closing(Store(path)) as store:
        assert not store.damage()
        assert store.sessions(CODE)
        store.begin(CODE)
        store.add(CODE, REPORT, None, whole=b"whole")
        assert [store.whole(CODE, one.id) for one in store.sessions(CODE)][-1] == b"whole"
    with closing(sqlite3.connect(path)) as raw:
        assert b"whole" not in raw.execute("select content from wholes").fetchone()[0], "sealed"


def test_a_table_that_was_there_and_is_gone_is_damage(path):
    filled(path)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("drop table wholes")
    with pytest.raises(StoreError, match="damaged"), closing(Store(path)) as store:
        store.sessions(CODE)
