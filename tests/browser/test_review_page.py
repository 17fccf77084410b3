"""A trainer reviews a batch by keys: what is decided, noted and drawn is kept, and the player goes where it is sent."""

import subprocess
import sys
from pathlib import Path

import pytest
from check_page import IDLE
from pages import settled
from playwright.sync_api import Page, expect
from serving import ROOT

MEASURED_MS = 120_000
NAME = "hands_on_knees_side"


def at_rest(page: Page) -> None:
    page.locator(IDLE).wait_for(state="attached", timeout=MEASURED_MS)


def enter(page: Page, label: str, words: str) -> None:
    page.get_by_label(label, exact=True).first.fill(words)
    page.keyboard.press("Enter")
    at_rest(page)


def moment(page: Page, after_s: float = 0.0) -> float:
    """Where the player stands still, once that is later than a moment."""
    for _ in range(300):
        at_s = page.locator(".player").evaluate(
            "({player: {stage}}) => (stage.video.paused && !stage.video.seeking ? stage.aim_s : 0)"
        )
        if at_s > after_s:
            return float(at_s)
        page.wait_for_timeout(200)
    raise AssertionError("the player did not get there")


def drawn(page: Page) -> int:
    """How many points of the sketch's canvas are painted."""
    return int(
        page.locator("canvas.sketch").evaluate(
            """canvas => {
              const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
              return data.filter((value, i) => i % 4 === 3 && value).length;
            }"""
        )
    )


def draw_line(page: Page) -> None:
    page.get_by_role("button", name="Line", exact=True).click()
    page.locator(".view").scroll_into_view_if_needed()
    box = page.locator("canvas.sketch").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 30, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 260)
    page.mouse.up()


def test_a_clip_is_reviewed_by_keys(open_page, tmp_path: Path):
    clip = ROOT / "sample_videos" / f"{NAME}.mp4"
    command = [sys.executable, "-m", "formcheck", "batch", str(clip), "--out", str(tmp_path), "--model", "lite"]
    subprocess.run(command, check=True, capture_output=True)
    page = settled(open_page("/review"))
    enter(page, "Your name", "Kim")
    enter(page, "Folder with the results of formcheck batch", str(tmp_path))
    page.get_by_role("button", name="Add its clips").click()
    page.get_by_role("button", name="Start with the first one").click()
    page.locator(".player").wait_for(timeout=MEASURED_MS)
    at_rest(page)
    first = moment(page)  # it opens at the first finding
    page.get_by_role("heading", name=NAME).click()
    page.keyboard.press("a")
    expect(page.locator(".fc-mark.agreed")).to_have_text("Measured, Kim agrees")
    at_rest(page)
    page.keyboard.press("j")
    expect(page.get_by_text("Finding 3 of 4")).to_be_visible()
    at_rest(page)
    there = moment(page, first + 1)
    draw_line(page)
    assert drawn(page) > 100
    page.get_by_role("heading", name=NAME).click()
    page.keyboard.press("m")
    page.get_by_label(f"Note at {there:.2f} s").fill("Look ahead")
    page.get_by_role("button", name="Save note").click()
    expect(page.locator(".fc-note")).to_contain_text("Look ahead")
    at_rest(page)
    page.reload()  # nothing of the visit is left, all that was kept is
    settled(page)
    page.locator("[class*=st-key-open-]").get_by_role("button").first.click()
    page.locator(".player").wait_for()
    at_rest(page)
    expect(page.locator(".fc-mark.agreed")).to_have_text("Measured, Kim agrees")
    assert drawn(page) == 0
    page.locator("[class*=st-key-jump-]").get_by_role("button").first.click()
    assert moment(page, there - 0.02) == pytest.approx(there, abs=0.02)
    assert drawn(page) > 100
