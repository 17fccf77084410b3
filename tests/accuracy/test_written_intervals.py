"""No share of few without its interval: counts in the hand-written tables of docs/accuracy.md."""

import re
from pathlib import Path

from scipy.stats import binomtest

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "accuracy.md").read_text(encoding="utf-8")
COUNT = re.compile(r"\b(\d+) of (\d+)\b( \((\d+) to (\d+) %)?")


def rows(heading: str) -> list[str]:
    part = PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [line for line in part.splitlines() if line.startswith("| ")]


def test_every_count_of_real_clips_has_its_wilson_interval() -> None:
    counts = [found.groups() for row in rows("Real clips") for found in COUNT.finditer(row)]
    assert len(counts) >= 12
    for right, of, _, low, high in counts:
        ends = binomtest(int(right), int(of)).proportion_ci(0.95, method="wilson")
        assert (low, high) == (f"{ends.low:.0%}"[:-1], f"{ends.high:.0%}"[:-1]), f"{right} of {of}"


def test_no_count_of_few_stands_alone() -> None:
    table = rows("Getting up off the floor")
    alone = [row for row in table for one in COUNT.finditer(row) if int(one[2]) > 1 and not one[3] and "%" not in row]
    assert alone == []
