"""A plan in a diary on a phone, in Chinese: kept once, ticked off, and there after a reload."""

import re

import pytest
from check_page import ANALYSIS_MS, IDLE
from playwright.sync_api import Page, expect
from test_phone import PHONE, assert_fits

from formcheck.i18n import gettext, use_locale

SAMPLE = "hands_on_knees_side.mp4"
LATIN = {"FormCheck", "ics"}  # a name, and a kind of file
#: The words of a page, without icons, which a font draws from words, and a diary's code.
WORDS = """() => {
  const found = [], texts = document.createTreeWalker(document.querySelector(".stMain"), NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode()); ) {
    const icon = getComputedStyle(text.parentElement).fontFamily.includes("Material");
    if (!icon && !text.parentElement.closest("style, script, code")) found.push(text.data);
  }
  return found.join(" ");
}"""


def zh(text: str, **values: object) -> str:
    """What the page says in Chinese."""
    with use_locale("zh"):
        return gettext(text, **values)


def latin(page: Page) -> set[str]:
    """Words that are not Chinese."""
    return set(re.findall(r"[A-Za-z]{2,}", page.evaluate(WORDS).replace(SAMPLE, ""))) - LATIN


def go(page: Page, name: str) -> None:
    """Through the phone's menu."""
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarNavItems").get_by_role("link", name=zh(name), exact=True).click()
    expect(page.locator(".stMain h1").first).to_have_text(zh(name))
    at_rest(page)


def at_rest(page: Page) -> None:
    page.locator(IDLE).wait_for(state="attached", timeout=ANALYSIS_MS)


@pytest.fixture
def page(open_page) -> Page:
    """The next steps after a sample, nothing forbidden."""
    page = open_page("/", locale="zh-CN", phone=True, **PHONE)
    page.get_by_role("button", name=zh("Hands on knees"), exact=True).click()
    page.get_by_role("button", name=zh("Report to print")).wait_for(timeout=ANALYSIS_MS)
    at_rest(page)
    page.get_by_test_id("stPageLink").get_by_text(zh("Next steps")).click()
    page.get_by_role("button", name=zh("No to all of these")).click()
    page.get_by_role("heading", name=zh("Your week")).wait_for()
    at_rest(page)
    return page


def test_a_plan_is_kept_ticked_off_and_there_after_a_reload(page):
    assert latin(page) == set()
    go(page, "Progress")
    page.get_by_text(zh("Yes, save my results on this computer")).click()
    page.get_by_role("button", name=zh("Start"), exact=True).click()
    page.get_by_role("button", name=zh("I have written it down")).click()
    go(page, "Next steps")
    page.get_by_role("button", name=zh("Keep this plan")).click()
    kept = page.get_by_text(zh("This plan is in your diary."))
    kept.wait_for()
    page.reload()
    kept.wait_for()  # and is not offered again: that would forget what was ticked off
    go(page, "Progress")
    page.get_by_role("heading", name=zh("Your plan")).wait_for()
    first = page.locator('[class*="st-key-plan-done-"]').first
    expect(first).to_contain_text(re.compile(r"\d+月\d+日"))
    first.click()
    ticked = page.locator('[class*="st-key-card-good-"]')
    expect(ticked).to_have_count(1)
    assert_fits(page)
    assert latin(page) == set()
    page.reload()
    expect(ticked).to_have_count(1)
