"""What a phone in the studio sees, for docs/screens: ``make screens``, or this alone with PYTHONPATH=tests."""

import os
import sys
import tempfile
from pathlib import Path

from chromium import launched, visitor
from pages import WAIT_MS, settled
from playwright.sync_api import Browser, Page, expect, sync_playwright
from screens import SETTLE_MS, shoot
from serving import ROOT, free_port, served

from formcheck.cli.phones import network_address
from formcheck.storage.passcodes import set_passcode
from formcheck.storage.small_files import FOLDER

CLIP = ROOT / "sample_videos" / "hands_on_knees_side.mp4"
PHONE_WH = (390, 844)


def phone(browser: Browser, url: str) -> Page:
    """A phone that goes on past the browser's warning."""
    width, height = PHONE_WH
    page = browser.new_context(
        viewport={"width": width, "height": height}, locale="en-GB", is_mobile=True, ignore_https_errors=True
    ).new_page()
    page.set_default_timeout(WAIT_MS)
    page.goto(url)
    return page


def main() -> None:
    """The passcode, the video that was chosen, and what the trainer sees once it has come."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder, port = Path(name), free_port()
        os.environ |= {FOLDER: name, "STREAMLIT_SERVER_HEADLESS": "true"}
        set_passcode("trainer", "kettle bell 7")
        command = [sys.executable, "-m", "formcheck", "app", "--phones", "--port", str(port)]
        with served(command, port, folder / "log.txt") as here, launched(playwright) as browser:
            trainer = visitor(browser).new_page()
            trainer.set_default_timeout(WAIT_MS)
            trainer.goto(f"{here}/review")
            settled(trainer)
            trainer.get_by_role("button", name="Take a clip from a phone").click()
            shoot(phone(browser, f"https://{network_address()}:{port}"), "phone-passcode")
            page = phone(browser, trainer.locator(".fc-address").inner_text())
            page.locator("input[type=file]").last.set_input_files(CLIP)
            expect(page.locator("#name")).to_contain_text(CLIP.name)
            shoot(page, "phone-video")
            page.get_by_role("button", name="Send").click()
            expect(page.get_by_role("status")).to_contain_text("It has arrived")
            card = trainer.locator(".st-key-phone-waiting")
            expect(card).to_contain_text("1 video came from a phone.")
            card.scroll_into_view_if_needed()
            trainer.wait_for_timeout(SETTLE_MS)
            trainer.get_by_role("button", name="Close this code").click()  # a code of this computer shows nothing
            trainer.wait_for_timeout(3 * SETTLE_MS)
            shoot(trainer, "review-from-phone")


if __name__ == "__main__":
    main()
