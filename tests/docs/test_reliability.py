"""The figures of docs/reliability.md: SECURITY.md sums them up, and every test named there is there."""

import re

import pytest
from layer_rules import ROOT

PAGE = (ROOT / "docs" / "reliability.md").read_text("utf-8")
SECURITY = (ROOT / "SECURITY.md").read_text("utf-8")
PARTS = {part.partition("\n")[0]: part for part in PAGE.split("\n## ")[1:]}


def rows(part: str) -> list[list[str]]:
    lines = [line for line in PARTS[part].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


@pytest.mark.parametrize(
    ("part", "begins"), [("Files and words", "files"), ("Network", "network"), ("Kills and stops", "kills")]
)
def test_the_sums_of_the_security_page_are_those_of_the_table(part: str, begins: str) -> None:
    cases = sum(int(row[1].replace(",", "")) for row in rows(part))
    left = sum(int(row[3]) for row in rows(part))
    (line,) = (line for line in SECURITY.splitlines() if line.startswith(f"| {begins}"))
    assert line.endswith(f"| {cases:,} | {left} |")


def test_disturbed_films_are_said_as_they_were_measured() -> None:
    found = re.search(
        r"Of (\d+) sure verdicts on disturbed films (\d+) are wrong", (ROOT / "docs/accuracy.md").read_text("utf-8")
    )
    sure, wrong = f"{int(found[1]):,}", found[2]
    assert f"Of {sure} sure verdicts {wrong} are wrong" in PAGE
    assert f"| {sure} | {wrong}, {100 * int(found[2]) / int(found[1]):.1f} % |" in SECURITY


def test_every_test_that_is_named_is_there() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", PAGE))
    assert len(named) > 20
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []
