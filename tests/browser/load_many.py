"""Eight browsers on one server: ``python tests/browser/load_many.py [UPLOADS] [LIVE]``.

So many visitors send a clip each at once while others practise before their camera. Printed as JSON: seconds until each
has its answer, how many saw a place in the queue, answers a second of each Live meanwhile, and the server's peak of
memory. Fails where a page does not name its own clip, or names somebody else's.
"""

import json
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

from chromium import launched, visitor, write_y4m
from live_speed import CAMERA_FPS, DELAYS
from pages import ready_to_move
from playwright.sync_api import Page, sync_playwright
from serving import ROOT, app_command, free_port, served

CLIP = ROOT / "sample_videos" / "floor_squat_side.mp4"
GIVE_UP_S = 600.0
QUEUE = re.compile("You are (next|number)")


def sent(page: Page, url: str, clip: Path) -> None:
    """Open the page and send the clip; the answer is waited for elsewhere."""
    page.goto(url)
    files = page.locator("[data-testid=stFileUploader] input").first
    files.wait_for(state="attached", timeout=120_000)
    page.get_by_role("region", name="Your video").wait_for(timeout=120_000)
    page.wait_for_timeout(1500)
    files.set_input_files(clip)


def peak_mb(port: int) -> float:
    """The most memory the server on that port has used."""
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if f" {port} " in (status.parent / "cmdline").read_text().replace("\0", " ") + " ":
                return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) / 1000
        except (OSError, TypeError):
            continue
    return float("nan")


def answers_per_s(page: Page) -> float:
    """Of an open Live page, lately."""
    drawn_ms = [drawn for drawn, _ in page.evaluate(DELAYS)]
    return 1000 * (len(drawn_ms) - 1) / (drawn_ms[-1] - drawn_ms[0]) if len(drawn_ms) > 1 else 0.0


def main(uploads: int = 6, live: int = 2) -> None:
    """Measure once and print."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder, port = Path(name), free_port()
        film = write_y4m([CLIP], folder / "camera.y4m", CAMERA_FPS)
        with served(app_command(port), port, folder / "app.txt") as url, launched(playwright, film) as browser:
            practising = [visitor(browser, camera=True).new_page() for _ in range(live)]
            for page in practising:
                page.goto(f"{url}/live")
                ready_to_move(page)
                page.get_by_role("button", name="Start the camera").click()
                page.locator(".fc-count").wait_for(timeout=120_000)
            pages = {f"visitor-{number}.mp4": visitor(browser).new_page() for number in range(uploads)}
            began: dict[str, float] = {}
            for clip, page in pages.items():
                shutil.copy(CLIP, folder / clip)
                sent(page, url, folder / clip)
                began[clip] = time.monotonic()
            for page in practising:
                page.evaluate(f"{DELAYS}.length = 0")
            answered, queued, first_s = {}, set(), time.monotonic()
            while len(answered) < uploads and time.monotonic() - first_s < GIVE_UP_S:
                for clip, page in pages.items():
                    words = page.locator("body").inner_text()
                    if QUEUE.search(words):
                        queued.add(clip)
                    if clip not in answered and page.locator(".fc-hero h1").count():
                        answered[clip] = round(time.monotonic() - began[clip], 1)
                        others = [other for other in pages if other != clip and other in words]
                        assert clip in words, "the own clip's name is not on the page"
                        assert not others, f"{clip} sees {others}"
                time.sleep(0.3)
            rates = [round(answers_per_s(page), 1) for page in practising]
            sys.stdout.write(
                json.dumps(
                    {
                        "answered_s": list(answered.values()),
                        "unanswered": uploads - len(answered),
                        "saw_the_queue": len(queued),
                        "live_frames_per_s": rates,
                        "server_peak_mb": round(peak_mb(port)),
                    }
                )
                + "\n"
            )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
