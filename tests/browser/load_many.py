"""Eight browsers on one server: ``python tests/browser/load_many.py [UPLOADS] [LIVE]``.

So many visitors send a clip each at once while others practise before their camera. Printed as JSON: seconds until each
has its answer, how many saw a place in the queue, answers a second of each Live meanwhile, the server's share of the
time that the processors worked (the rest is the browsers'), and its peak of memory. Fails where a page does not name
its own clip, or names somebody else's.
"""

import json
import os
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


def server(port: int) -> Path:
    """Its folder in /proc: of what was started for that port, the process that worked most."""
    started = [one for one in Path("/proc").glob("[0-9]*") if str(port).encode() in _words(one)]
    return max(started, key=worked_s)


def _words(process: Path) -> list[bytes]:
    try:
        return (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return []


def worked_s(process: Path) -> float:
    """Seconds of processor time so far."""
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_mb(process: Path) -> float:
    """The most memory it has used."""
    found = re.search(r"VmHWM:\s+(\d+)", (process / "status").read_text())
    assert found
    return int(found[1]) / 1000


def busy_s() -> float:
    """Seconds of processor time of the whole machine."""
    user, nice, system = Path("/proc/stat").read_text().split()[1:4]
    return (int(user) + int(nice) + int(system)) / os.sysconf("SC_CLK_TCK")


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
            serving, used_s, all_used_s = server(port), worked_s(server(port)), busy_s()
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
                        "server_share": round((worked_s(serving) - used_s) / (busy_s() - all_used_s), 2),
                        "server_peak_mb": round(peak_mb(serving)),
                    }
                )
                + "\n"
            )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
