"""What the accuracy bench prints, and what it keeps for docs/accuracy.md."""

import re
from pathlib import Path
from typing import Any

import pytest
from compared import ROOT, example, write_clips

from formcheck.cli import main as cli
from formcheck.cli.accuracy import command, tables
from formcheck.cli.accuracy.figures import read_accuracy
from formcheck.movements.rows import TEMPO

PAGE = "docs/accuracy.md"
OF_ONE = " (5 to 100 %)"  # all of what one person did: 1 - 0.95 ** (1 / 1)


def test_markdown_stays_as_it_is() -> None:
    lines = tables.markdown(example()).splitlines()
    assert lines[0] == "Rendered people, test set: 1 clip, 1 person; full model, corrected angles."
    assert lines[2:8] == [
        "**Angles of the near side, degrees**",
        "",
        "| camera | angle | frames | mean abs. error | bias | 95 % within | coverage | truth in interval |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        f"| side-on (1 clip, 1 person) | knee flexion | 13 | 2.0 | -2.0 | 2.0 | 100 %{OF_ONE} | 100 %{OF_ONE} |",
        f"|  | hip flexion | 13 | 2.0 | -2.0 | 2.0 | 100 %{OF_ONE} | 100 %{OF_ONE} |",
    ]
    at = lines.index("**Repetitions and depth**")
    assert lines[at + 4 : at + 10] == [
        f"| repetitions counted exactly | 1 of 1 clip{OF_ONE} |",
        f"| bottom within 0.25 s | 2 of 2 repetitions{OF_ONE}, 0.03 s off on average |",
        "| repetitions reported where there is none | 0 |",
        f"| movement classified correctly | 1 of 1 clip{OF_ONE} |",
        "| depth class exact | 0 of 1 (0 to 95 %) |",
        f"| depth class at most one off | 1 of 1{OF_ONE}, reported in 1 of 1 squats |",
    ]
    always = "10.0 (0.5 to 10.0)"
    assert f"| Heels | 1 of 1{OF_ONE} | - | 50 % (5 to 95 %) | 1 | {always} | {always} | 0 % (0 to 95 %) |" in lines
    assert f"| Steadiness | - | - | - | 1 | 0.0 (0.0 to 9.5) | {always} | 50 % (5 to 95 %) |" in lines
    assert f"| {TEMPO.title} | - | 0 of 1 (0 to 95 %) | - | 0 | - | - | 100 %{OF_ONE} |" in lines
    widths = [{line.count("|") for line in table.splitlines() if line.startswith("|")} for table in _tables(lines)]
    assert widths == [{9}, {3}, {7}, {9}]


PAGE = "docs/accuracy.md"
OF_ONE = " (5 to 100 %)"  # all of what one person did: 1 - 0.95 ** (1 / 1)


def _tables(lines: list[str]) -> list[str]:
    return [part for part in "\n".join(lines).split("\n\n") if part.startswith("|")]


@pytest.mark.usefixtures("analyzed")
def test_tables_in_the_terminal_name_what_was_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    write_clips(tmp_path, a="test")
    path = tmp_path / "a.truth.json"
    path.write_text(path.read_text("utf-8").replace('"heels"', '"tempo"'), encoding="utf-8")
    assert cli.run(["bench", "accuracy", "--clips", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "a: missed tempo:1, tempo:2; false heels:1, heels:2" in out.splitlines()
    (tempo,) = (line for line in out.splitlines() if TEMPO.title in line)
    assert "100 % (5 to 100" in tempo


@pytest.mark.parametrize("columns", [40, 80, 100])
def test_in_a_narrow_terminal_no_word_is_cut(
    columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    tables.print_tables(example())
    shown = " ".join(capsys.readouterr().out.split())
    assert "…" not in shown
    cells = {word for grid in tables.grids(example()) for row in grid.rows for cell in row for word in cell.split()}
    assert [word for word in cells if word != "-" and word not in shown] == []


def test_kept_figures_come_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "accuracy.json"
    path.write_text(example().to_json(), encoding="utf-8")
    assert read_accuracy(path) == example()


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("docs", "tests/clips"):
        (tmp_path / folder).mkdir(parents=True)
    text = "before\n<!-- accuracy: generated, held by a test -->\nstale figures\n<!-- /accuracy -->\nafter\n"
    (tmp_path / PAGE).write_text(text, encoding="utf-8")
    write_clips(tmp_path / "tests" / "clips", a="test", b="fit")
    monkeypatch.setattr(command, "CHECKOUT", tmp_path)
    return tmp_path


@pytest.mark.usefixtures("analyzed")
def test_writing_keeps_the_figures_and_shows_them(checkout: Path) -> None:
    for _ in range(2):
        assert cli.run(["bench", "accuracy", "--write", "--json"]) == 0
        page = (checkout / PAGE).read_text(encoding="utf-8")
        assert _block(page) == tables.markdown(read_accuracy(checkout / "docs" / "accuracy.json"))
        assert (page.startswith("before\n<!--"), page.endswith("-->\nafter\n")) == (True, True)
        assert "stale figures" not in page


@pytest.mark.parametrize(
    "options",
    [["--quick"], ["--set", "all"], ["--raw"], ["--model", "lite"], ["--clips", "elsewhere"], ["--part", "1"]],
)
def test_only_the_whole_test_set_is_kept(
    options: list[str], checkout: Path, analyzed: list[tuple[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["bench", "accuracy", "--write", *options]) == 2
    assert capsys.readouterr().err.startswith("--write keeps the whole test or release set")
    assert analyzed == []
    assert not (checkout / "docs" / "accuracy.json").exists()


def test_writing_needs_a_checkout_with_a_place_for_it(
    checkout: Path, analyzed: list[tuple[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / PAGE).write_text("no place\n", encoding="utf-8")
    assert cli.run(["bench", "accuracy", "--write"]) == 2
    (checkout / PAGE).unlink()
    assert cli.run(["bench", "accuracy", "--write"]) == 2
    assert capsys.readouterr().err.count("\n") == 2
    assert analyzed == []


@pytest.mark.parametrize("options", [["--markdown", "--json"], ["--quick", "--part", "2"], ["--part", "0"]])
def test_options_that_exclude_each_other_are_one_sentence(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["bench", "accuracy", *options]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def _block(page: str) -> str:
    shown = re.search(r"<!-- accuracy:.*?-->\n(.*?)<!-- /accuracy -->", page, re.DOTALL)
    assert shown is not None, "docs/accuracy.md has no block for the figures"
    return shown[1].strip()


@pytest.mark.parametrize("clip_set", command.PAGES)
def test_the_page_shows_the_kept_figures(clip_set: str) -> None:
    page = (ROOT / command.PAGES[clip_set]).with_suffix(".md")
    figures = read_accuracy(page.with_suffix(".json"))
    assert (figures.source.clip_set, figures.source.part) == (clip_set, None)
    assert _block(page.read_text("utf-8")) == tables.markdown(figures), "bench accuracy --write"
