"""Names of results, rows, tables and the page of a batch."""

import csv
import io
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import made_reports
import msgspec
import pytest
from batch_fakes import batch, made_clips, outcome
from pyarrow import parquet

from formcheck import schema as r
from formcheck.batch import index
from formcheck.batch.folder import ResultFolder
from formcheck.batch.index import index_html, write_index
from formcheck.batch.records import ATTENTION, Row, row_of_report, worst_first
from formcheck.batch.summary import write_tables
from formcheck.batch.tasks import Clip
from formcheck.i18n import use_locale
from formcheck.settings import AnalysisOptions

REPS = tuple(made_reports.rep(k) for k in (1, 2, 3))


def named(folder: ResultFolder, *labels: str) -> list[str]:
    clips = [Clip(address=f"/clips/{label}", label=label) for label in labels]
    return [task.name for task in folder.tasks(clips, AnalysisOptions(), "", everybody=False)]


def keep(folder: ResultFolder, label: str) -> None:
    clip = Clip(address=f"/clips/{label}", label=label)
    (task,) = folder.tasks([clip], AnalysisOptions(), "", everybody=False)
    folder.keep(task, outcome(task, "sha"))


def test_no_two_clips_share_a_name_and_none_is_given_another(tmp_path: Path) -> None:
    folder = ResultFolder(tmp_path)
    names = named(folder, "monday/a.mp4", "tuesday/A.mp4", "a.mov", "b.mp4", "../x.mp4", "?.mp4", "é.mp4", "..mp4")
    assert len({name.casefold() for name in names}) == 8
    assert names[3:5] == ["b", "x"]
    assert names[:4] == list(reversed(named(folder, "b.mp4", "a.mov", "tuesday/A.mp4", "monday/a.mp4")))
    assert all(re.fullmatch(r"[\w-]+", name) for name in names)
    twin, person = named(folder, "a.person2.mp4", "a.mp4")
    assert not twin.startswith(f"{person}."), "as the second person of the other clip"
    keep(folder, "monday/b.mp4")
    later = ResultFolder(tmp_path)
    assert named(later, "monday/b.mp4", "tuesday/b.mp4")[0] == "b"
    assert named(later, "tuesday/b.mp4")[0] != "b"


def test_names_do_not_depend_on_which_clips_were_done_before(tmp_path: Path) -> None:
    clips = [Clip(address=f"/clips/{label}", label=label) for label in ("monday/a.mp4", "tuesday/a.mp4")]
    for done in range(2):
        stopped = ResultFolder(tmp_path / str(done))
        tasks = stopped.tasks(clips, AnalysisOptions(), "", everybody=False)
        stopped.keep(tasks[done], outcome(tasks[done], "sha"))
        again = ResultFolder(tmp_path / str(done)).tasks(clips, AnalysisOptions(), "", everybody=False)
        assert [task.name for task in again] == [task.name for task in tasks]


def row(*findings: r.Finding, **changed: object) -> Row:
    return row_of_report(made_reports.report(REPS, findings, **changed), "a.mp4", "a")


def loud(check: str, verdict: r.Verdict, reps: int = 3) -> tuple[r.Finding, ...]:
    return tuple(made_reports.finding(check, verdict if k <= reps else "good", k) for k in (1, 2, 3))


def test_what_needs_a_word_first() -> None:
    safety = row(*loud("lower_back_rounding", "fault", reps=1))
    fault = row(*loud("trunk_tibia", "fault"))
    watch = row(*loud("trunk_tibia", "watch"))
    outvoted = row(*loud("trunk_tibia", "fault", reps=1))
    two = row(*loud("trunk_tibia", "fault"), *loud("depth", "fault"))
    failed = Row(clip="c", name="c", attention="failed", reason="No video.")
    assert [one.attention for one in (safety, fault, watch, outvoted)] == ["safety", "fault", "watch", "watch"]
    assert safety.safety == ("lower_back_rounding",)
    assert outvoted.watches == ("trunk_tibia",)
    nothing = row_of_report(made_reports.report(), "a.mp4", "a")
    assert nothing.attention == "cannot_tell"
    assert worst_first([failed, nothing, watch, fault, two, safety]) == [safety, two, fault, watch, nothing, failed]


@pytest.fixture
def made(tmp_path: Path) -> tuple[ResultFolder, list[Clip]]:
    clips = made_clips(tmp_path / "clips", a="1", b="fails")
    (tmp_path / "clips" / "=1+1 <b>.mp4").write_text("2")
    folder, watched = batch(clips, tmp_path / "out")
    return folder, [Clip(address=one.address, label="") for one in watched.done]


def test_the_tables_say_the_same(made: tuple[ResultFolder, list[Clip]]) -> None:
    folder, clips = made
    write_tables(folder.records(clips), folder.path)
    text = (folder.path / "summary.csv").read_text()
    rows = list(csv.DictReader(io.StringIO(text)))
    table = parquet.read_table(folder.path / "summary.parquet").to_pylist()
    assert [one["name"] for one in rows] == [one["name"] for one in table]
    assert {one["clip"] for one in rows} == {"'=1+1 <b>.mp4", "a.mp4", "b.mp4"}, "no spreadsheet may take it for a sum"
    assert {one["reason"] for one in rows} == {"", "No video."}
    assert [one["content_sha256"] for one in rows] == [one["content_sha256"] for one in table]
    assert "seconds" in (folder.path / "timings.csv").read_text().splitlines()[0]


def test_every_link_of_the_page_leads_to_a_report(made: tuple[ResultFolder, list[Clip]]) -> None:
    folder, clips = made
    write_index(folder.records(clips), folder.path, waiting=2)
    page = (folder.path / "index.html").read_text()
    links = [unquote(unescape(link)) for link in re.findall(r'href="([^"]+)"', page)]
    assert len(links) == 2
    assert all((folder.path / link).is_file() for link in links)
    assert "=1+1 &lt;b&gt;.mp4" in page
    assert "<b>.mp4" not in page
    assert "No video." in page
    assert "2 videos are not checked yet." in page
    assert not re.search(r"<script|src=|https?://", page)


def test_the_page_begins_with_what_needs_a_word(made: tuple[ResultFolder, list[Clip]], monkeypatch) -> None:
    folder, clips = made
    record = folder.records(clips)[0]
    kinds = list(reversed(ATTENTION))
    rows = tuple(msgspec.structs.replace(record.rows[0], attention=kind, clip=f"{kind}.mp4") for kind in kinds)
    records = [msgspec.structs.replace(record, rows=rows)]
    page = index_html(records)
    assert re.findall(r'<h2 id="(\w+)"', page) == list(ATTENTION)
    monkeypatch.setattr(index, "MOST_ROWS", 2)
    page = index_html(records)
    assert re.findall(r'<h2 id="(\w+)"', page) == ["safety", "fault"]
    assert "4 more rows are in summary.csv." in page
    with use_locale("zh"):
        assert 'lang="zh-Hans"' in index_html(records)
