"""The built documentation opened from the disk, with no server: search, links, and tables on a laptop's screen."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import visitor
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).resolve().parents[2]
QUIET = {"NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "ignore"}
#: Tables that are wider than the room they have: their first words.
CUT = """() => [...document.querySelectorAll('.md-typeset__scrollwrap')]
    .filter(room => room.scrollWidth > room.clientWidth).map(room => room.innerText.slice(0, 60))"""
WIDE = ("accuracy", "release_accuracy", "benchmark", "checks", "report")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
    subprocess.run(build, cwd=ROOT, env=os.environ | QUIET, check=True)
    return folder


@pytest.fixture
def page(site: Path, plain_browser: Browser) -> Iterator[Page]:
    with visitor(plain_browser, width=1366, height=900) as context:
        page = context.new_page()
        page.goto((site / "index.html").as_uri())
        yield page


def test_the_search_finds_a_page_and_leads_to_it(page: Page) -> None:
    page.get_by_role("textbox", name="Search").fill("lumbar")
    found = page.locator(".md-search-result__link").first
    expect(found).to_be_visible(timeout=30_000)
    found.click()
    expect(page.locator("h1").first).to_be_visible()
    assert page.url.startswith("file:")
    assert ".html" in page.url


def test_links_lead_to_pages_and_not_to_folders(page: Page) -> None:
    page.get_by_role("link", name="Reference", exact=True).first.click()
    expect(page).to_have_title("Commands - FormCheck")
    hrefs = page.eval_on_selector_all("nav a[href]", "all => all.map(one => one.href)")
    assert len(hrefs) > 20
    assert [href for href in hrefs if href.partition("#")[0].endswith("/")] == []


def test_no_table_is_cut_off_on_a_laptop(site: Path, page: Page) -> None:
    for name in WIDE:
        page.goto((site / f"{name}.html").as_uri())
        page.locator(".md-typeset__scrollwrap").first.wait_for()
        assert page.evaluate(CUT) == [], name
