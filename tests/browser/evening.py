"""A trainer's evening with forty clips, timed: ``python tests/browser/evening.py FOLDER [PICTURES]``.

The folder's clips are checked as a batch and reviewed in Chromium by keys, as fast as the page allows: every finding
agreed with, a note on the first five, done, next. Printed as JSON: seconds of each part, and of each clip from the key
to the player; what a person takes to look and think comes on top. PICTURES: a folder for pictures of it.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from chromium import launched, visitor
from pages import settled
from playwright.sync_api import Page, expect, sync_playwright
from serving import app_command, free_port, served
from test_review_page import MEASURED_MS, at_rest, enter

NEEDS_A_WORD = 5  # the article's trainer: forty clips, and five that need one
OPENED = ".player"
AT_HAND = re.compile(r"Finding \d+ of (\d+)")


def opened(page: Page, number: int, count: int) -> None:
    page.get_by_text(f"Clip {number} of {count}", exact=True).wait_for(timeout=MEASURED_MS)
    page.locator(OPENED).wait_for(timeout=MEASURED_MS)
    at_rest(page)


def decide(page: Page) -> int:
    """Agree with every finding; answers how many there were."""
    if not (at_hand := page.get_by_text(AT_HAND)).count():
        return 0
    count = int(AT_HAND.search(at_hand.inner_text())[1])
    page.get_by_role("heading", level=1).first.click()
    for number in range(1, count + 1):
        page.keyboard.press("a")
        page.get_by_text(f"Finding {min(number + 1, count)} of {count}", exact=True).wait_for()
        at_rest(page)
    return count


def note(page: Page, words: str) -> None:
    page.get_by_role("heading", level=1).first.click()
    page.keyboard.press("m")
    page.get_by_label("Note at").fill(words)
    page.get_by_role("button", name="Save note").click()
    expect(page.locator(".fc-note")).to_contain_text(words)
    at_rest(page)


def picture(page: Page, folder: Path | None, name: str) -> None:
    if folder:
        page.screenshot(path=folder / f"{name}.png", animations="disabled")


def evening(page: Page, results: Path, count: int, pictures: Path | None) -> dict[str, object]:
    took: dict[str, object] = {}
    start = time.monotonic()
    enter(page, "Your name", "Kim")
    enter(page, "Class", "Tuesday")
    enter(page, "Folder with the results of formcheck batch", str(results))
    page.get_by_role("button", name="Add its clips").click()
    first = page.get_by_role("button", name="Start with the first one")
    first.wait_for(timeout=MEASURED_MS)
    at_rest(page)
    took["add_s"] = round(time.monotonic() - start, 1)
    picture(page, pictures, "list")
    opening, working, decided = [], [], 0
    at = time.monotonic()
    first.click()
    for number in range(1, count + 1):
        opened(page, number, count)
        opening.append(time.monotonic() - at)
        at = time.monotonic()
        decided += decide(page)
        if number <= NEEDS_A_WORD:
            note(page, "Push the floor away with your whole foot.")
        if number == 1:
            picture(page, pictures, "clip")
        working.append(time.monotonic() - at)
        at = time.monotonic()
        page.get_by_role("heading", level=1).first.click()
        page.keyboard.press("x")
    page.get_by_text(f"Done: {count}").wait_for(timeout=MEASURED_MS)
    took |= {
        "clips": count,
        "findings_agreed": decided,
        "opening_s": {
            "first": round(opening[0], 1),
            "median": round(statistics.median(opening[1:]), 1),
            "longest": round(max(opening[1:]), 1),
            "all": round(sum(opening)),
        },
        "deciding_s": {"median": round(statistics.median(working), 1), "all": round(sum(working))},
    }
    picture(page, pictures, "done")
    at = time.monotonic()
    page.locator("[class*=st-key-open-]").get_by_role("button").first.click()
    page.locator(OPENED).wait_for(timeout=MEASURED_MS)
    at_rest(page)
    took["again_s"] = round(time.monotonic() - at, 1)
    return took


def main(clips: str, pictures: str = "") -> None:
    kept = Path(pictures) if pictures else None
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder, port = Path(name), free_port()
        results = folder / "results"
        start = time.monotonic()
        command = [sys.executable, "-m", "formcheck", "batch", clips, "--out", str(results)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "FORMCHECK_DATA": name})
        batch_s = time.monotonic() - start
        count = len(list((results / "reports").glob("*.report.json")))
        with served(app_command(port), port, folder / "app.txt") as url, launched(playwright) as browser:
            page = visitor(browser).new_page()
            page.set_default_timeout(MEASURED_MS)
            page.goto(f"{url}/review")
            took = evening(settled(page), results, count, kept)
        sys.stdout.write(json.dumps({"batch_s": round(batch_s, 1), **took}, indent=1) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
