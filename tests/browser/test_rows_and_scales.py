"""On a laptop: every movement can be seen, and what a scale says stands in one line over it."""

import pytest
from pages import ready_to_move
from playwright.sync_api import expect

LINE_PX = 36  # one line of text in small type; two are higher


@pytest.mark.parametrize("width", [1280, 390])
def test_no_movement_lies_beyond_the_edge_of_its_row(open_page, width):
    page = open_page(width=width, height=850)
    row = page.get_by_role("radiogroup", name="Movement")
    row.wait_for()
    edge = row.bounding_box()
    last = row.get_by_role("radio").last
    expect(last).to_have_text("Pick-up")
    box = last.bounding_box()
    assert box["x"] + box["width"] <= edge["x"] + edge["width"] + 1
    assert row.evaluate("row => row.scrollWidth <= row.clientWidth + 1")


def test_the_pain_scale_says_in_one_line_that_nothing_was_said(visit):
    page = visit.page
    visit.take_sample("Hands on knees")
    page.get_by_role("navigation").get_by_role("link", name="Next steps", exact=True).click()
    ready_to_move(page)
    page.locator("summary").filter(has_text="Pain check").click()
    value = page.get_by_test_id("stSliderThumbValue").first
    expect(value).to_be_visible()
    expect(value).to_have_text("Not said")
    assert value.bounding_box()["height"] < LINE_PX
