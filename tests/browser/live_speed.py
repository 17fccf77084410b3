"""How fast Live is with its own browser beside it: ``python tests/browser/live_speed.py CLIP [SECONDS]``.

The clip is Chromium's camera, 30 frames a second. Printed: answers a second, and how long after a picture was taken
(the browser's own time of capture) what was seen in it is drawn.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

import numpy as np
from chromium import launched, visitor, write_y4m
from pages import ready_to_move
from playwright.sync_api import Page, sync_playwright
from serving import app_command, free_port, served

CAMERA_FPS = 30
WARM_UP_S = 12.0  # loading the model, and somebody found
DELAYS = "[...formcheckCameras.values()][0].delays"


def measured(page: Page, seconds: float) -> dict[str, float]:
    """Of the open Live page, from the press on its button."""
    page.get_by_role("button", name="Start the camera").click()
    page.locator(".fc-count").wait_for(timeout=60_000)
    page.wait_for_timeout(1000 * WARM_UP_S)
    page.evaluate(f"{DELAYS}.length = 0")
    page.wait_for_timeout(1000 * seconds)
    drawn_ms, delay_ms = np.array(page.evaluate(DELAYS)).T
    median, p95 = np.quantile(delay_ms, (0.5, 0.95))
    return {
        "frames_per_s": round(1000 * (len(drawn_ms) - 1) / float(drawn_ms[-1] - drawn_ms[0]), 1),
        "median_ms": round(float(median)),
        "p95_ms": round(float(p95)),
        "load": round(os.getloadavg()[0], 1),
    }


def main(clip: str, seconds: str = "25") -> None:
    """Measure once and print."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder, port = Path(name), free_port()
        film = write_y4m([Path(clip)], folder / "camera.y4m", CAMERA_FPS)
        with served(app_command(port), port, folder / "app.txt") as url, launched(playwright, film) as browser:
            page = visitor(browser, camera=True).new_page()
            page.goto(f"{url}/live")
            ready_to_move(page)
            sys.stdout.write(json.dumps(measured(page, float(seconds))) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
