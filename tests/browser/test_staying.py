"""A reload, Back and another tab: the visit stays with its tab, and every page has its own title."""

import re
import time

from pages import PATHS, settled
from playwright.sync_api import Page, WebSocketRoute, expect

FIRST_MESSAGES, APART_S = 25, 0.15
AFTER_MS = 2_000
DIZZY = "No to all of these"
TITLES = {
    "/": "Check",
    "/live": "Live",
    "/checkup": "Check-up",
    "/next_steps": "Next steps",
    "/diary": "Progress",
    "/review": "Review",
    "/before": "Before you start",
    "/settings": "Settings",
    "/studio": "Studio",
}


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()


def test_every_page_has_its_own_title(open_page, app_url):
    page = open_page("/")
    assert set(TITLES) == set(PATHS)
    for path, title in TITLES.items():
        page.goto(app_url + path)
        settled(page)
        expect(page).to_have_title(f"{title} · FormCheck")


def test_a_slow_line_opens_the_page_that_was_asked_for(open_page, app_url):
    """The tab answers with its name while the server's first messages are still coming, one by one."""
    page, held = open_page("/"), []

    def slowly(line: WebSocketRoute) -> None:
        def pass_on(message: str | bytes) -> None:
            held.append(message)
            if len(held) < FIRST_MESSAGES:
                time.sleep(APART_S)
            line.send(message)

        line.connect_to_server().on_message(pass_on)

    page.route_web_socket(re.compile("stream"), slowly)
    page.goto(app_url + "/settings")
    page.get_by_role("heading", name="Settings", exact=True).wait_for()
    page.wait_for_timeout(AFTER_MS)
    heading(page, "Settings")
    assert len(held) > FIRST_MESSAGES


def test_a_visit_stays_with_its_tab(newcomer):
    visit, page = newcomer, newcomer.page
    visit.take_sample("Hands on knees")
    expect(page).to_have_title("Check · FormCheck")
    shown = page.locator(".fc-hero h1").inner_text()
    page.reload()
    expect(page.locator(".fc-hero h1")).to_have_text(shown)
    visit.result()
    page.get_by_role("navigation").get_by_role("link", name="Next steps", exact=True).click()
    heading(page, "Possible reasons")
    expect(page).to_have_title("Next steps · FormCheck")
    page.get_by_role("button", name=DIZZY).click()
    heading(page, "Your week")
    page.reload()
    heading(page, "Your week")  # the answers are still there
    page.go_back()
    expect(page.locator(".fc-hero h1")).to_have_text(shown)
    page.go_back()  # out of the app, to an empty page
    page.go_forward()
    expect(page.locator(".fc-hero h1")).to_have_text(shown)
    other = page.context.new_page()
    other.goto(visit.url)
    expect(other.get_by_role("heading", name="FormCheck", exact=True)).to_be_visible()
    expect(other.locator(".fc-hero h1")).to_have_count(0)
    other.close()
    page.goto(f"{visit.url}/settings")
    page.get_by_role("button", name="End my visit now").click()
    page.get_by_role("navigation").get_by_role("link", name="Check", exact=True).click()
    expect(page.locator(".fc-hero h1")).to_have_count(0)
    expect(page.get_by_role("heading", name="FormCheck", exact=True)).to_be_visible()
