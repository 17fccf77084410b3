"""The page of a batch: for everybody, by keyboard, and on a phone."""

from pathlib import Path

import made_reports
import pytest
from test_accessibility import violations

from formcheck.batch.index import index_html
from formcheck.batch.records import ATTENTION, Record, Row, Timing, row_of_report

LONG = "monday evening class/" + "a_very_long_name_without_a_space_" * 3 + ".mp4"


def rows() -> tuple[Row, ...]:
    reps = tuple(made_reports.rep(k) for k in (1, 2, 3))
    checks = {"safety": "lower_back_rounding", "fault": "trunk_tibia", "watch": "hips_first"}
    made = [
        row_of_report(
            made_reports.report(
                reps, tuple(made_reports.finding(check, "watch" if kind == "watch" else "fault", k) for k in (1, 2, 3))
            ),
            LONG if kind == "safety" else f"{kind}.mp4",
            kind,
        )
        for kind, check in checks.items()
    ]
    failed = Row(clip="broken.mp4", name="broken", attention="failed", reason="We can't open broken.mp4.")
    return (*made, row_of_report(made_reports.report(), "empty.mp4", "empty"), failed)


@pytest.fixture
def page_url(tmp_path: Path) -> str:
    timing = Timing(seconds=1.0, worker="here")
    record = Record(
        address="/a", name="a", content_sha256="", settings_sha256="", final=True, rows=rows(), timing=timing
    )
    (tmp_path / "index.html").write_text(index_html([record], waiting=3), encoding="utf-8")
    return (tmp_path / "index.html").as_uri()


def test_the_page_is_for_everybody(open_page, page_url: str) -> None:
    page = open_page("", url=page_url)
    assert violations(page) == []
    kinds = page.locator("section h2").evaluate_all("found => found.map(one => one.id)")
    assert kinds == [kind for kind in ATTENTION if kind != "fine"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("monday evening class/")


def test_on_a_phone_nothing_runs_off_the_side_and_links_are_large_enough(open_page, page_url: str) -> None:
    page = open_page("", url=page_url, width=360, height=740)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    heights = page.locator("a").evaluate_all("found => found.map(one => one.getBoundingClientRect().height)")
    assert min(heights) >= 44
