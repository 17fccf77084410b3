"""A PIN of which only the hash is kept, and counts that hold numbers only."""

import json
import subprocess
import sys
from datetime import date, timedelta

import pytest

from formcheck.errors import BadChoice
from formcheck.storage import pin
from formcheck.storage.diary_code import MOST_WRONG, WrongCodes
from formcheck.storage.small_files import FOLDER
from formcheck.storage.visit_counts import KEPT_DAYS, VisitCounts, count_visit, visit_counts

TODAY = date(2026, 11, 29)


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    monkeypatch.setattr(pin, "_wrong", WrongCodes())
    return tmp_path


def test_only_the_hash_of_a_pin_is_kept(data):
    assert not pin.has_pin()
    pin.set_pin("271828")
    kept = (data / pin.FILE_NAME).read_bytes()
    assert b"271828" not in kept
    assert kept.startswith(b"$argon2id$v=19$m=19456,t=2,p=1$")
    assert (data / pin.FILE_NAME).stat().st_mode & 0o077 == 0
    assert pin.is_pin("271828")
    assert not pin.is_pin("271829")
    assert pin.forget_pin()
    assert not pin.has_pin()
    assert not pin.forget_pin()


def test_a_pin_outlives_the_program():
    pin.set_pin("271828")
    asked = "from formcheck.storage import pin; import sys; sys.exit(pin.is_pin('271829') or not pin.is_pin('271828'))"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_equal_pins_have_different_hashes(data):
    hashes = set()
    for _ in range(2):
        pin.set_pin("1234")
        hashes.add((data / pin.FILE_NAME).read_bytes())
    assert len(hashes) == 2


@pytest.mark.parametrize("digits", ["", "123", "1" * 13, "12a4", "١٢٣٤", " 1234"])
def test_what_is_no_pin_is_refused(digits):
    with pytest.raises(BadChoice, match="4 to 12 digits"):
        pin.set_pin(digits)


def test_wrong_tries_are_limited():
    pin.set_pin("1234")
    for _ in range(MOST_WRONG):
        assert pin.wait_s() == 0
        pin.is_pin("0000")
    assert pin.wait_s() > 0


def test_a_damaged_file_opens_nothing(data):
    (data / pin.FILE_NAME).write_bytes(b"\xff\x00")
    assert pin.has_pin()
    assert not pin.is_pin("")
    assert not pin.is_pin("1234")


def test_visits_are_counted_by_day_and_findings_by_month(data):
    count_visit(TODAY, ["heels", "heels", "depth"])
    count_visit(TODAY, ["heels"])
    count_visit(TODAY + timedelta(days=1), [])
    counts = visit_counts()
    assert counts.visits == {"2026-11-29": 2, "2026-11-30": 1}
    assert counts.found == {"2026-11": {"heels": 2, "depth": 1}}
    assert counts.most() == (("heels", 2), ("depth", 1))
    kept = json.loads((data / "kiosk-counts.json").read_bytes())
    assert kept == {"visits": counts.visits, "found": counts.found}, "numbers by day and by month, and nothing else"


def test_old_counts_are_left_out():
    old = VisitCounts({"2020-01-01": 3}, {"2020-01": {"heels": 3}})
    first = (TODAY - timedelta(days=KEPT_DAYS)).isoformat()
    assert list(old.with_visit(TODAY, []).visits) == ["2026-11-29"]
    assert first in VisitCounts({first: 1}).with_visit(TODAY, []).visits


def test_a_damaged_file_of_counts_begins_anew(data):
    (data / "kiosk-counts.json").write_text("{")
    count_visit(TODAY, [])
    assert visit_counts().visits == {"2026-11-29": 1}
