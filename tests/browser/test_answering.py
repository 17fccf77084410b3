"""The questions before somebody moves: no row goes elsewhere under the pointer while they are answered."""

import pytest
from pages import settled
from playwright.sync_api import Page

ANSWERS = ("No", "Yes", "No", "No")  # no emergency: that takes the place of everything
IDLE_MS = 400  # what an answer brings is drawn by then

#: Where every row is in the window, by its key.
ROWS = """() => Object.fromEntries([...document.querySelectorAll('[class*="st-key-ready-"]')]
  .filter((row) => row.querySelector('[role=radiogroup]'))
  .map((row) => [row.className.match(/st-key-(ready-[\\w-]+)/)[1], Math.round(row.getBoundingClientRect().top)]))"""


def rows(page: Page) -> dict[str, int]:
    settled(page)
    page.wait_for_timeout(IDLE_MS)
    return page.evaluate(ROWS)


@pytest.mark.parametrize("path", ["/before", "/live"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_row_moves_under_the_pointer(open_page, path, width):
    page = open_page(path, width=width, height=844)
    first = rows(page)
    assert len(first) == 10
    for number, (row, answer) in enumerate(zip(first, ANSWERS, strict=False)):
        page.locator(f".st-key-{row}").get_by_role("radio", name=answer, exact=True).click()
        moved = page.evaluate("document.querySelector('.stMain').scrollTop")
        now = {name: top + moved for name, top in rows(page).items()}
        assert now == first, f"after answer {number + 1}"
