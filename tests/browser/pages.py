"""The pages of the app as somebody finds them who has just come."""

from collections.abc import Iterator
from contextlib import contextmanager

from check_page import IDLE, answer_no_to_all
from chromium import visitor
from playwright.sync_api import Browser, Page

WAIT_MS = 300_000
PATHS = ("/", "/live", "/checkup", "/next_steps", "/diary", "/review", "/before", "/settings", "/studio")


def settled(page: Page) -> Page:
    """The page once its script has run."""
    page.locator(".stMain h1").first.wait_for()
    page.locator(IDLE).wait_for(state="attached")
    return page


def ready_to_move(page: Page) -> Page:
    """The page behind the questions."""
    answer_no_to_all(settled(page))
    page.get_by_role("button", name="No to all of these").wait_for(state="detached")
    return settled(page)


@contextmanager
def browser_page(browser: Browser, url: str, **how: object) -> Iterator[Page]:
    """A page in a fresh context, patient as pictures need; `chromium.visitor` says ``how``."""
    context = visitor(browser, **how)
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    page.goto(url)
    yield page
    context.close()
