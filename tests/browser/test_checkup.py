"""A test of the check-up filmed in the page, in a real Chromium: it begins by itself, counts, and stops by itself."""

import re
from pathlib import Path

import pytest
from camera_page import PATIENCE_MS, nothing_to_report, press
from check_page import IDLE

from formcheck.advice.visit import steps
from formcheck.schema import Visit

ROOT = Path(__file__).resolve().parents[2]
FIVE_TIMES = ROOT / "tests" / "clips" / "sit_to_stand_five_times_chen.mp4"
STEP = next(step for step in steps() if step.name == "sit_to_stand")
ENOUGH_FPS = 12.0  # as the page itself asks for; a machine that also runs the browser may bring less


def go_on(page):
    """What comes next, once its page is there."""
    now = page.locator(".stMain").inner_text()
    page.get_by_role("button", name=re.compile("^(Leave this out|Next|See your result)$")).click()
    page.wait_for_function("was => document.querySelector('.stMain').innerText !== was", arg=now)
    page.locator(IDLE).wait_for(state="attached", timeout=PATIENCE_MS)


def test_a_set_is_filmed_without_a_button_and_comes_to_its_result(open_page, fake_camera):
    page = open_page("/checkup", camera=fake_camera(FIVE_TIMES))
    page.get_by_role("button", name="Start the check-up").click()
    page.get_by_role("button", name="Record with my camera").wait_for(timeout=PATIENCE_MS)
    while page.locator(".stMain h1").first.inner_text() != STEP.visit.title:
        go_on(page)
    page.get_by_role("button", name="Record with my camera").click()
    nothing_to_report(page)
    press(page, "Start the camera")
    # Nobody presses anything from here to the result.
    page.get_by_role("button", name="Film again").wait_for(timeout=4 * PATIENCE_MS)
    while page.locator(".fc-bar").count():
        go_on(page)
    with page.expect_download(timeout=PATIENCE_MS) as download:
        page.get_by_role("button", name="Report as data").click()
    (part,) = Visit.from_json(download.value.path().read_bytes()).parts
    assert (part.movement, part.take) == (STEP.name, "usual")
    assert part.report.clip.name == f"{STEP.name}-usual.mp4"
    if part.report.clip.fps < ENOUGH_FPS:
        pytest.skip(f"it ended by itself, but {part.report.clip.fps:g} frames a second show no repetitions")
    assert part.report.clip.duration_s < STEP.visit.longest_s - 1, "the time limit ended it, not the fifth rise"
    assert part.value("five_s").value == pytest.approx(14.3, abs=1.0)
