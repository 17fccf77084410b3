"""Phones in the studio, over HTTPS in a real Chromium: the passcode first, each role its pages, a clip by QR code."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import cv2
import numpy as np
import pytest
from camera_page import nothing_to_report, press
from chromium import launched, visitor
from pages import settled
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from serving import ROOT, free_port, served
from test_accessibility import violations

from formcheck.cli.phones import network_address
from formcheck.errors import BadChoice
from formcheck.storage.passcodes import set_passcode
from formcheck.storage.small_files import FOLDER

MEASURED_MS = 180_000
WAIT_MS = 120_000  # two cores are often shared with other work
CLIP = ROOT / "sample_videos" / "hands_on_knees_side.mp4"
TRAINER, MEMBER = "kettle bell 7", "yoga mat 12"


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Where the trainer's own machine opens it, and where phones do."""
    try:
        address = network_address()
    except BadChoice:
        pytest.skip("this machine is in no network")
    folder, port = tmp_path_factory.mktemp("studio"), free_port()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(FOLDER, str(folder))
        patched.setenv("STREAMLIT_SERVER_HEADLESS", "true")
        set_passcode("trainer", TRAINER)
        set_passcode("member", MEMBER)
        command = [sys.executable, "-m", "formcheck", "app", "--phones", "--port", str(port)]
        with served(command, port, folder / "log.txt") as here:
            yield here, f"https://{address}:{port}"


@pytest.fixture
def phone(plain_browser: Browser) -> Iterator[Callable[[str], Page]]:
    """A new phone that opens an address and goes on past the warning."""
    with ExitStack() as stack:

        def open_(url: str) -> Page:
            context: BrowserContext = plain_browser.new_context(
                viewport={"width": 390, "height": 844},
                locale="en-GB",
                has_touch=True,
                is_mobile=True,
                ignore_https_errors=True,
            )
            stack.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(WAIT_MS)
            page.goto(url)
            return page

        yield open_


@pytest.fixture
def trainer(studio: tuple[str, str], plain_browser: Browser) -> Iterator[Page]:
    """The Review page on the trainer's own machine."""
    context = visitor(plain_browser)
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    page.goto(f"{studio[0]}/review")
    yield settled(page)
    context.close()


def give(page: Page, words: str) -> None:
    page.get_by_label("Passcode").fill(words)
    page.get_by_role("button", name="Open").click()


def test_a_warning_comes_before_the_certificate_is_known(studio: tuple[str, str], plain_browser: Browser) -> None:
    """What the documentation says of it: no browser takes the certificate unasked."""
    context = visitor(plain_browser)
    with pytest.raises(Exception, match="ERR_CERT_AUTHORITY_INVALID"):
        context.new_page().goto(studio[1])
    context.close()


def test_a_member_gets_in_and_not_into_review(studio: tuple[str, str], phone: Callable[[str], Page]) -> None:
    page = phone(f"{studio[1]}/review")
    give(page, "not the one")
    expect(page.get_by_role("alert")).to_contain_text("not the passcode", timeout=WAIT_MS)
    give(page, MEMBER)
    page.locator(".stMain").wait_for()  # the cookie is there
    for path in ("/review", "/studio"):
        page.goto(studio[1] + path)
        expect(page.get_by_role("heading", name="This page is for trainers")).to_be_visible(timeout=WAIT_MS)
        expect(page.get_by_label("Your name")).to_have_count(0)
    page.goto(f"{studio[1]}/settings")
    settled(page)
    expect(page.get_by_role("link", name="Your studio")).to_have_count(0)
    for path in ("/", "/live", "/checkup", "/next_steps", "/diary", "/before"):
        page.goto(studio[1] + path)
        settled(page)
        expect(page.get_by_role("heading", name="This page is for trainers")).to_have_count(0)
    page.goto(f"{studio[1]}/settings")
    settled(page)
    page.get_by_role("button", name="End my visit now").click()
    expect(page.get_by_role("link", name="Please type the passcode again")).to_be_visible(timeout=WAIT_MS)
    page.goto(studio[1])
    expect(page.get_by_label("Passcode")).to_be_visible(timeout=WAIT_MS)


def test_a_pass_is_one_browsers_own(studio: tuple[str, str], phone: Callable[[str], Page]) -> None:
    page = phone(studio[1])
    give(page, TRAINER)
    settled(page)
    page.goto(f"{studio[1]}/review")
    settled(page)
    expect(page.get_by_label("Your name", exact=True)).to_be_visible(timeout=WAIT_MS)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out on a phone"
    assert "formcheck" not in page.evaluate("document.cookie"), "no script of a page reads it"
    other = phone(f"{studio[1]}/review")
    expect(other.get_by_label("Passcode")).to_be_visible(timeout=WAIT_MS)


def test_a_phones_own_camera_is_judged_on_live(
    studio: tuple[str, str], playwright: Playwright, fake_camera: Callable[[Path], Path]
) -> None:
    browser = launched(playwright, fake_camera(CLIP))
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="en-GB", ignore_https_errors=True, permissions=["camera"]
    )
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    page.goto(f"{studio[1]}/live")
    give(page, MEMBER)
    nothing_to_report(page)
    press(page, "Start the camera")
    expect(page.locator(".fc-count b")).to_have_text(re.compile(r"^[1-9]$"), timeout=MEASURED_MS)
    browser.close()


@pytest.mark.parametrize("dark", [False, True])
def test_the_small_pages_can_be_used_by_everybody(
    studio: tuple[str, str], trainer: Page, phone: Callable[[str], Page], dark: bool
) -> None:
    trainer.get_by_role("button", name="Take a clip from a phone").click()
    address = trainer.locator(".fc-address").inner_text()
    page = phone(studio[1])
    page.emulate_media(color_scheme="dark" if dark else "light")
    assert violations(page) == []
    page.goto(address)
    assert violations(page) == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('input[type=file]')"), "by keyboard, too"
    page.locator("input[type=file]").last.set_input_files(CLIP)
    assert violations(page) == []


def scanned(page: Page) -> str:
    """What a phone's camera reads off the code on the screen."""
    code = page.locator("img.fc-code")
    expect(code).to_be_visible(timeout=WAIT_MS)
    picture = cv2.imdecode(np.frombuffer(code.screenshot(), np.uint8), cv2.IMREAD_COLOR)
    return str(cv2.QRCodeDetector().detectAndDecode(picture)[0])


def test_a_clip_comes_by_qr_code_into_the_review_list(
    studio: tuple[str, str], trainer: Page, phone: Callable[[str], Page]
) -> None:
    trainer.get_by_role("button", name="Take a clip from a phone").click()
    expect(trainer.locator(".fc-address")).to_be_visible(timeout=WAIT_MS)
    address = scanned(trainer)
    assert address.startswith(f"{studio[1]}/phone/")
    page = phone(address)
    expect(page.get_by_role("heading", name="Your video for the trainer")).to_be_visible(timeout=WAIT_MS)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for way in page.locator(".choose").all():
        box = way.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["y"] + box["height"] < 844
    page.locator("input[type=file]").last.set_input_files(CLIP)
    expect(page.locator("#name")).to_contain_text(CLIP.name, timeout=WAIT_MS)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_contain_text("It has arrived", timeout=WAIT_MS)
    expect(trainer.get_by_text("1 video came from a phone.")).to_be_visible(timeout=WAIT_MS)
    card = trainer.locator(".st-key-phone-waiting")
    card.get_by_label("Member").fill("Ana")
    card.get_by_label("Member").press("Tab")
    card.get_by_role("button", name="Check and add them").click()
    expect(trainer.get_by_text("1 clip added.")).to_be_visible(timeout=MEASURED_MS)
    expect(trainer.locator(".fc-row").first).to_contain_text(CLIP.name, timeout=WAIT_MS)
    expect(trainer.locator(".fc-row").first).to_contain_text("Ana", timeout=WAIT_MS)
    expect(card).to_have_count(0, timeout=WAIT_MS)
    trainer.get_by_role("button", name="Close this code").click()
    expect(trainer.get_by_role("button", name="Take a clip from a phone")).to_be_visible(timeout=WAIT_MS)
    page.reload()
    expect(page.get_by_role("heading", name="This link has ended")).to_be_visible(timeout=WAIT_MS)
    page.goto(f"{studio[1]}/review")
    expect(page.get_by_label("Passcode")).to_be_visible(timeout=WAIT_MS)


def test_a_phone_without_the_server_says_so_and_keeps_the_clip(
    studio: tuple[str, str], trainer: Page, phone: Callable[[str], Page]
) -> None:
    trainer.get_by_role("button", name="Take a clip from a phone").click()
    page = phone(trainer.locator(".fc-address").inner_text())
    page.locator("input[type=file]").last.set_input_files(CLIP)
    page.context.set_offline(True)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_contain_text("did not arrive", timeout=WAIT_MS)
    page.context.set_offline(False)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_contain_text("It has arrived", timeout=WAIT_MS)
    expect(trainer.get_by_text("1 video came from a phone.")).to_be_visible(timeout=WAIT_MS)
    trainer.get_by_role("button", name="Delete them").click()
    expect(trainer.locator(".st-key-phone-waiting")).to_have_count(0, timeout=WAIT_MS)
