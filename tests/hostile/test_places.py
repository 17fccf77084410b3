"""Pipes, devices and links where a file of ours should be, and names that lead elsewhere: nothing hangs, grows or is
lost.
"""

import os
from pathlib import Path

import msgspec
import pytest

from formcheck.batch.fetch import file_system
from formcheck.batch.folder import RECORDS, ResultFolder, read_records
from formcheck.batch.sources import find_clips
from formcheck.cli.accuracy.truth import read_truth
from formcheck.cli.benchmark.predictions import read_predictions
from formcheck.errors import BadChoice
from formcheck.ordinary import EDGE_BYTES, fingerprint
from formcheck.storage import visit_counts
from formcheck.storage.kept_reports import read_report
from formcheck.storage.small_files import DAMAGED, FOLDER, make_private
from formcheck.ui.serving import same_page
from hostile.own_files import READERS

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes, devices and links of POSIX systems")


@pytest.fixture(params=["pipe", "device", "folder"])
def place(request, tmp_path: Path) -> Path:
    path = tmp_path / "file"
    if request.param == "pipe":
        os.mkfifo(path)
    elif request.param == "device":
        path.symlink_to("/dev/zero")
    else:
        path.mkdir()
    return path


@pytest.mark.parametrize("read", [read_predictions, read_truth, read_report])
def test_what_is_no_file_is_refused(read, place: Path) -> None:
    with pytest.raises(BadChoice):
        read(place)


def test_an_address_within_an_address_leads_to_files_only(place: Path) -> None:
    if not place.is_dir():
        with pytest.raises(BadChoice, match="ordinary file"):
            file_system(f"zip://a.mp4::{place}")


def test_a_bad_address_in_a_list_stops_no_other_clip(tmp_path: Path) -> None:
    (tmp_path / "clips.txt").write_text("nowhere://x/a.mp4\nb.mp4\n")
    found = find_clips([str(tmp_path / "clips.txt")], tmp_path / "out")
    assert [clip.address for clip in found] == ["nowhere://x/a.mp4", str(tmp_path / "b.mp4")]


@pytest.mark.parametrize("source", ["x" * 300, "x" * 300 + ".mp4", "x" * 300 + ".txt", "x" * 300 + "*"])
def test_a_name_too_long_for_the_disk_is_one_sentence(source: str, tmp_path: Path) -> None:
    if source.endswith("*"):
        with pytest.raises(BadChoice):
            find_clips([source], tmp_path)
    else:
        assert len(find_clips([source], tmp_path)) == 1  # said of this clip when its turn comes


@pytest.mark.parametrize("name", ["../../victim/v", "/etc/v", "a\\\\v", "..", "v\0", ""])
def test_a_record_names_no_place_outside_its_folder(name: str, tmp_path: Path) -> None:
    reader = next(one for one in READERS if one.name == "record of a batch")
    (tmp_path / RECORDS).mkdir()
    record = msgspec.json.decode(reader.content(tmp_path))
    path = tmp_path / RECORDS / "clip.json"
    path.write_bytes(msgspec.json.encode(record))
    assert len(read_records(tmp_path)) == 1
    record["rows"][0]["name"] = name
    path.write_bytes(msgspec.json.encode(record))
    ResultFolder(tmp_path)
    with pytest.raises(BadChoice, match="no results"):
        read_records(tmp_path)


def test_damaged_counts_are_set_aside_and_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    reader = next(one for one in READERS if one.name == "counts of visits")
    cut = reader.content(tmp_path)[:-9]
    path = tmp_path / visit_counts.FILE_NAME
    path.write_bytes(cut)
    reader.use(path)
    assert path.with_name(path.name + DAMAGED).read_bytes() == cut
    assert sum(visit_counts.visit_counts().visits.values()) == 1


def test_what_a_link_points_to_keeps_its_permissions(tmp_path: Path) -> None:
    there = tmp_path / "somebody else's"
    there.touch(0o644)
    (tmp_path / "ours").mkdir()
    link = tmp_path / "ours" / "diary.sqlite"
    link.symlink_to(there)
    make_private(link)
    assert there.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("origin", ["http://[::1", "http://[", "null", "://"])
def test_an_origin_that_is_no_address_is_foreign(origin: str) -> None:
    assert not same_page(origin, "127.0.0.1:8501")


def test_a_fingerprint_knows_size_beginning_and_end(tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp4"
    content = bytes(3 * EDGE_BYTES)
    found = set()
    for changed in (content, b"x" + content[1:], content[:-1] + b"x", content[:-1]):
        clip.write_bytes(changed)
        found.add(fingerprint(clip))
    assert len(found) == 4
    assert fingerprint(tmp_path / "none.mp4") == fingerprint(tmp_path) == ""
