"""The trainers' store killed while it is written to, and while a store of the oldest version is brought up to date.

Run as a program it is what gets killed: it says what is kept, line by line, once it is.
"""

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Final

import made_reports
from sqlalchemy import URL, insert

from formcheck.storage.review.database import Database
from formcheck.storage.review.records import Decision, NewClip, Voice
from formcheck.storage.review.store import ReviewStore
from formcheck.storage.review.tables import NoteRow
from hostile.killing import Tally, killed_after, started

SEED: Final = 17
OLDEST: Final = "0001"
MANY_NOTES: Final = 5_000
LATEST_S: Final = 0.5  # some twenty clips with what is said of them
SPOKEN: Final = b"slower here, please" * 1000
READY: Final = "ready"
DONE: Final = "done"
TABLES: Final = {  # with the columns of the oldest version
    "clips": "id, name, content_sha256, report, state, member",
    "decisions": "id, clip_id, rep, check_id, answer, who",
    "notes": "id, clip_id, t_s, words, who, made_at",
    "limit_changes": "id, good, fault, reason",
}


def url_of(path: Path) -> URL:
    """A store's address."""
    return URL.create("sqlite", database=str(path))


def add(path: Path, first: int) -> None:
    """Clip after clip, each with two decisions made at once and a spoken note, until somebody ends this."""
    store, number = ReviewStore(Database(url_of(path))), first
    _say(READY)
    while True:
        number += 1
        store.put(_clip(number))
        _say(f"clip {number}")
        said = {"clip_id": number, "subject": "finding", "check": "heels", "answer": "agree"}
        store.decide([Decision(**said, rep=rep, who="Kim") for rep in (1, 2)])
        _say(f"decided {number}")
        store.note(number, 1.5, "Look ahead", "Kim", voice=Voice(SPOKEN, 1.5))
        _say(f"noted {number}")


def _clip(number: int) -> NewClip:
    sha = f"{number:064x}"
    return NewClip(name="a", content_sha256=sha, report=made_reports.report(), video="a", attention="fault")


def upgrade(path: Path) -> None:
    """As the first page that is opened does."""
    _say(READY)
    Database(url_of(path)).close()
    _say(DONE)


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def killed_adding(folder: Path, kills: int) -> Tally:
    """Kill whoever adds to one store."""
    path, chance, tally = folder / "adding" / "review.sqlite", random.Random(SEED), Tally("store: adding")
    Database(url_of(path)).close()
    kept: list[str] = []
    for _ in range(kills):
        run = started("hostile.store_kills", "add", path, _rows(path, "SELECT count(*) FROM clips")[0][0])
        _until(READY, run)
        kept += [line for line in killed_after(run, chance.uniform(0.0, LATEST_S)).splitlines() if " " in line]
        tally.kills += 1
        tally.midway += _journal(path).exists()
        there = _said_by(path)
        tally.finished += len(kept)
        tally.lost += len(set(kept) - there)
        tally.torn += _torn(path)
        store = ReviewStore(Database(url_of(path)))
        store.put(_clip(1))
        store.close()
        # a journal whose head is empty says nothing: SQLite may leave it until it needs one
        tally.left += len(set(path.parent.iterdir()) - {path, _journal(path)})
    return tally


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _until(said: str, run: subprocess.Popen[str]) -> None:
    line = run.stdout.readline() if run.stdout else ""
    if line.strip() != said:
        raise RuntimeError(line)


def _said_by(path: Path) -> set[str]:
    """What the store holds, in the words of `add`."""
    there = {f"clip {number}" for (number,) in _rows(path, "SELECT id FROM clips")}
    two = "SELECT clip_id FROM decisions GROUP BY clip_id HAVING count(*) = 2"
    there |= {f"decided {number}" for (number,) in _rows(path, two)}
    whole = _rows(path, "SELECT clip_id FROM notes WHERE voice = ? AND words = 'Look ahead'", SPOKEN)
    return there | {f"noted {number}" for (number,) in whole}


def _torn(path: Path) -> int:
    """Pages of the file and rows that do not go together: half of what is kept all or not at all."""
    unlike = """SELECT clips.id FROM clips LEFT JOIN decisions ON decisions.clip_id = clips.id GROUP BY clips.id
        HAVING count(decisions.id) NOT IN (0, 2) OR (count(decisions.id) = 2) <> (clips.state = 'in_review')"""
    half = "SELECT id FROM notes WHERE voice IS NULL OR length(voice) <> ?"
    return len(_rows(path, unlike)) + len(_rows(path, half, len(SPOKEN))) + _unsound(path)


def _unsound(path: Path) -> int:
    sound = _rows(path, "PRAGMA integrity_check") == [("ok",)]
    return (not sound) + len(_rows(path, "PRAGMA foreign_key_check"))


def _rows(path: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement, values).fetchall()


def filled(path: Path, notes: int = MANY_NOTES) -> Path:
    """A store of the oldest version with so many notes."""
    database = Database(url_of(path))
    store = ReviewStore(database)
    store.put(_clip(1))
    store.decide([Decision(clip_id=1, subject="depth", answer="agree", who="Kim")])
    row = {"clip_id": 1, "who": "Kim", "made_at": "2026-11-30", "drawn": "[]", "voice_s": 0.0}
    with database.writing() as session:
        session.execute(insert(NoteRow), [{**row, "t_s": n / 10, "words": f"note {n}"} for n in range(notes)])
    database.migrate(OLDEST)
    store.close()
    return path


def killed_upgrading(folder: Path, kills: int, notes: int = MANY_NOTES) -> Tally:
    """Kill whoever brings a store up to date; the next one does."""
    old, chance, tally = filled(folder / "old" / "review.sqlite", notes), random.Random(SEED), Tally("store: upgrading")
    before, path = _everything(old), folder / "upgrading" / "review.sqlite"
    takes_s = _takes_s(old, path)
    for _ in range(kills):
        run = _upgrading(old, path)
        killed_after(run, chance.uniform(0.0, takes_s))
        tally.kills += 1
        tally.midway += _journal(path).exists()
        tally.torn += _unsound(path)
        for _ in ("as it was left", "once it is up to date"):
            now = _everything(path)
            tally.finished += len(before)
            tally.lost += len(before - now)
            tally.torn += len(now - before)
            Database(url_of(path)).close()
        tally.torn += _unsound(path)
        tally.left += len(list(path.parent.iterdir())) - 1
    return tally


def _upgrading(old: Path, path: Path) -> subprocess.Popen[str]:
    """Begin to bring a copy of an old store up to date."""
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir()
    shutil.copy(old, path)
    run = started("hostile.store_kills", "upgrade", path)
    _until(READY, run)
    return run


def _takes_s(old: Path, path: Path) -> float:
    """How long that takes."""
    run, began_s = _upgrading(old, path), time.monotonic()
    _until(DONE, run)
    took_s = time.monotonic() - began_s
    run.communicate()
    return took_s


def _everything(path: Path) -> set[tuple[object, ...]]:
    return {(name, *row) for name, parts in TABLES.items() for row in _rows(path, f"SELECT {parts} FROM {name}")}


if __name__ == "__main__":
    if sys.argv[1] == "add":
        add(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        upgrade(Path(sys.argv[2]))
