"""What the tests of the pages with a camera do: answer the questions, press the camera's buttons."""

from playwright.sync_api import Page

PATIENCE_MS = 90_000  # a machine of two cores runs browser, camera and pose model


def nothing_to_report(page: Page) -> None:
    """No to every question about oneself: the camera opens."""
    page.get_by_role("button", name="No to all of these").click(timeout=PATIENCE_MS)


def press(page: Page, name: str) -> None:
    """A button of the camera."""
    page.locator(".camera").get_by_role("button", name=name, exact=True).click(timeout=PATIENCE_MS)
