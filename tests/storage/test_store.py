"""The diary: kept for whoever has the code, unreadable for anybody else, gone when told so."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from figures import Shot, analyzed, floor_squat
from visits import FIRST, checkup

from formcheck.errors import StoreError
from formcheck.storage.diary_code import new_code, tidy_code
from formcheck.storage.store import Store

REPORT = analyzed(Shot(motion=floor_squat())).report


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "deep" / "diary.sqlite")
    yield opened
    opened.close()


def test_sessions_come_back_oldest_first(store):
    code = new_code()
    store.add(code, REPORT, b"still", datetime(2026, 3, 2, tzinfo=UTC))
    store.add(code, REPORT, None, datetime(2026, 2, 2, tzinfo=UTC))
    kept = store.sessions(code)
    assert [one.made_at.month for one in kept] == [2, 3]
    assert kept[1].still == b"still"
    assert kept[0].report == REPORT


def test_another_code_sees_nothing(store):
    mine, yours = new_code(), new_code()
    store.add(mine, REPORT, None)
    assert store.sessions(yours) == ()
    store.forget(yours)
    assert len(store.sessions(mine)) == 1


def test_a_code_is_read_as_people_type_it(store):
    code = new_code()
    store.add(code, REPORT, None)
    assert len(store.sessions(f" {code.upper().replace('-', ' ')} ")) == 1
    assert tidy_code(code) == code


def test_codes_differ_and_the_file_does_not_hold_them(store):
    codes = {new_code() for _ in range(50)}
    assert len(codes) == 50
    code = codes.pop()
    store.add(code, REPORT, None)
    assert code.encode() not in store.path.read_bytes()


def test_forgetting_one_or_all_leaves_no_trace(store):
    code = new_code()
    for still in (b"first still", b"second still"):
        store.add(code, REPORT, still)
    store.forget(code, store.sessions(code)[0].id)
    assert [one.still for one in store.sessions(code)] == [b"second still"]
    assert b"first still" not in store.path.read_bytes()
    store.forget(code)
    assert store.sessions(code) == ()
    assert b"second still" not in store.path.read_bytes()


def test_a_file_that_is_no_diary_is_said_in_one_sentence(tmp_path):
    path = tmp_path / "diary.sqlite"
    path.write_text("this is no database, but long enough to look at " * 20)
    with pytest.raises(StoreError, match=r"is damaged .* copy the file to a safe place"):
        Store(path)


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are POSIX")
def test_nobody_else_on_the_machine_can_read_the_file(store):
    store.add(new_code(), REPORT, b"still")
    assert store.path.stat().st_mode & 0o077 == 0
    assert store.path.parent.stat().st_mode & 0o077 == 0


def test_check_ups_come_back_oldest_first_and_one_made_better_takes_its_own_place(store):
    code = new_code()
    older, newer = checkup(40, made_at=FIRST), checkup(50)
    store.add_visit(code, newer)
    store.add_visit(code, older)
    store.add_visit(code, checkup(41, made_at=FIRST))
    assert [one.visit.parts[0].values[0].value for one in store.visits(code)] == [41, 50]
    assert store.visits(new_code()) == ()


def test_a_diary_of_check_ups_alone_is_one(store):
    code = new_code()
    assert not store.holds(code)
    store.add_visit(code, checkup())
    assert store.holds(code)
    assert store.sessions(code) == ()


def test_check_ups_are_forgotten_one_by_one_or_with_everything(store):
    code = new_code()
    store.add(code, REPORT, None)
    for made in (checkup(40, made_at=FIRST), checkup(50)):
        store.add_visit(code, made)
    store.forget_visit(new_code(), store.visits(code)[0].id)
    store.forget_visit(code, store.visits(code)[0].id)
    assert [one.visit for one in store.visits(code)] == [checkup(50)]
    store.forget(code, store.sessions(code)[0].id)
    assert len(store.visits(code)) == 1
    store.forget(code)
    assert store.visits(code) == ()
    assert b"reaching" not in store.path.read_bytes()


def test_a_file_of_an_older_version_is_opened_and_gains_check_ups(tmp_path):
    path = tmp_path / "diary.sqlite"
    first = Store(path)
    code = new_code()
    first.add(code, REPORT, None)
    first.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("drop table visits")
        raw.execute("pragma user_version = 0")
    opened = Store(path)
    opened.add_visit(code, checkup())
    assert len(opened.sessions(code)) == len(opened.visits(code)) == 1
    opened.close()
