"""A real Chromium on the real app: the server, pages to open, and a fake camera that plays rendered clips.

``served`` and ``free_port`` live in serving.py.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from check_page import CheckPage
from chromium import CHROMIUM, launched, visitor, write_y4m
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from serving import app_command, free_port, served

WAIT_MS = 60_000  # for what takes a moment: a slow machine needs ten times that moment


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marked by where they lie; ../conftest.py keeps them on one worker.

    Without a browser they are skipped on a developer's machine only: where FORMCHECK_BROWSER says "required", as
    .ci/run does, a missing one is an error.
    """
    if CHROMIUM is None and os.environ.get("FORMCHECK_BROWSER") == "required":
        raise pytest.UsageError("FORMCHECK_BROWSER is required, and there is no Chromium on this machine")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip("no Chromium on this machine"))


@pytest.fixture(scope="session")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    with served(app_command(port), port, tmp_path_factory.mktemp("server") / "log.txt") as url:
        yield url


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def plain_browser(playwright: Playwright) -> Iterator[Browser]:
    browser = launched(playwright)
    yield browser
    browser.close()


@pytest.fixture
def open_page(app_url: str, playwright: Playwright, plain_browser: Browser) -> Iterator[Callable[..., Page]]:
    """``open_page(path, width=, height=, camera=, microphone=, dark=, locale=, phone=, url=)``: a page of its own."""
    with ExitStack() as stack:

        def open_(
            path: str = "/",
            *,
            camera: Path | None = None,
            microphone: bool = False,
            url: str | None = None,
            **window: object,
        ) -> Page:
            browser = plain_browser
            if camera is not None or microphone:
                browser = launched(playwright, camera, microphone=microphone)
                stack.callback(browser.close)
            context = visitor(browser, camera=camera is not None, microphone=microphone, **window)
            stack.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(WAIT_MS)
            page.goto((url or app_url) + path)
            return page

        yield open_


@contextmanager
def _check_page(url: str, browser: Browser) -> Iterator[CheckPage]:
    context = visitor(browser)
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    yield CheckPage(page, url)
    context.close()


@pytest.fixture(scope="session")
def visit(app_url: str, plain_browser: Browser) -> Iterator[CheckPage]:
    """One visitor of the Check page for many tests: what they have looked at once is there at once."""
    with _check_page(app_url, plain_browser) as page:
        yield page


@pytest.fixture
def newcomer(app_url: str, plain_browser: Browser) -> Iterator[CheckPage]:
    """A visitor who has answered, chosen and looked at nothing yet."""
    with _check_page(app_url, plain_browser) as page:
        yield page


@pytest.fixture
def hands_on_knees(visit: CheckPage) -> CheckPage:
    """The result of that sample, in a light window of 1280x800."""
    visit.take_sample("Hands on knees")
    return visit


@pytest.fixture(scope="session")
def fake_camera(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path | Sequence[Path]], Path]:
    """Clips, one after the other, as an endless camera of 640x480 at 30 pictures a second."""
    folder = tmp_path_factory.mktemp("cameras")
    made: dict[tuple[Path, ...], Path] = {}

    def camera(clips: Path | Sequence[Path]) -> Path:
        key = (clips,) if isinstance(clips, Path) else tuple(clips)
        if key not in made:
            made[key] = write_y4m(key, folder / f"camera{len(made)}.y4m")
        return made[key]

    return camera
