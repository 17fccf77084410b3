"""The tables of a report and of the checks, in any window."""

import msgspec
import pytest
from fake_pipeline import LIMIT, finding, report

from formcheck import schema as r
from formcheck.cli import main as cli
from formcheck.cli import tables
from formcheck.movements import checks
from formcheck.wording.findings import words
from formcheck.wording.notes import abstain_words, quality_words
from formcheck.wording.summary import headline


def _printed(capsys: pytest.CaptureFixture[str], columns: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    tables.print_report(report("a.mp4"))
    return capsys.readouterr().out


@pytest.mark.parametrize("columns", [32, 50, 80, 200])
def test_tables_fit_the_window_and_lose_nothing(
    columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = _printed(capsys, columns, monkeypatch)
    assert max(map(len, out.splitlines())) <= columns
    flat, made = " ".join(out.split()), report("a.mp4")
    for said in (
        headline(made).text,
        *map(quality_words, made.quality.notes),
        *map(abstain_words, made.summary.not_assessed.values()),
        "1:02.3",
        "118°",
        "partial",
        "FAULT",
        "31°",
        "≤ 12",
        "WATCH",
        "14°",
        "good",
        "-7°",
        "can't tell",
    ):
        assert said in flat


def test_worst_verdict_comes_first_and_names_the_worst_repetition(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        line for line in _printed(capsys, 120, monkeypatch).splitlines() if line.startswith(("FAULT", "WATCH", "good"))
    ]
    assert [line.split()[0] for line in lines] == ["FAULT", "WATCH", "WATCH", "good"]
    assert "2, 3" in lines[0]
    assert "31°" in lines[0]
    flat = " ".join(_printed(capsys, 120, monkeypatch).split())
    assert all(word in flat for word in words(report("a.mp4").findings[2]).split())


def in_unit(unit: str) -> r.LimitUsed:
    return msgspec.structs.replace(LIMIT, unit=unit)


def test_values_are_written_as_people_read_them() -> None:
    assert tables.value_text(finding("depth", "good", 1, None)) == ""
    assert tables.value_text(finding("depth", "watch", 1, 12.3)) == "12.3°"
    assert tables.value_text(finding("hips_first", "good", 1, 0.95, limit=in_unit("ratio"))) == "0.95"
    assert tables.value_text(finding("heels", "good", 1, 0.1, limit=in_unit("foot lengths"))) == "0.1 foot lengths"
    assert (tables.good_words(LIMIT), tables.fault_words(LIMIT)) == ("≤ 12", "≥ 25")
    below = r.LimitUsed(good=0.9, fault=0.8, bad="below", unit="ratio", source="made up")
    assert (tables.good_words(below), tables.fault_words(below)) == ("≥ 0.9", "≤ 0.8")
    assert [tables.clock(t_s) for t_s in (0.0, 59.94, 59.97, 125.0)] == ["0.0 s", "59.9 s", "1:00.0", "2:05.0"]


@pytest.mark.parametrize("columns", [40, 80, 150])
def test_checks_show_every_row_with_its_source(
    columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert cli.run(["checks"]) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= columns
    words = out.split()
    for _, check in checks():
        assert words.count(check.id if columns == 150 else f"({check.id}):")
        assert set(check.limit.source.split()) <= set(words)


def test_checks_as_markdown_are_one_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["checks", "--markdown"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(checks()) + 2
    assert {line.count("|") for line in lines} == {9}
    first, row = checks()[0]
    good, fault = tables.good_words(row.limit), tables.fault_words(row.limit)
    assert lines[2].startswith(f"| {first.title} | {row.title} | {row.id} | {good} | {fault} | {row.limit.unit} |")
