"""From a sample to a week in one's calendar, in a real Chromium."""

import re

from icalendar import Calendar
from playwright.sync_api import expect


def test_from_hands_on_knees_to_a_week_in_the_calendar(newcomer, tmp_path):
    visit, page = newcomer, newcomer.page
    visit.take_sample("Hands on knees")
    page.get_by_test_id("stPageLink").get_by_text("Next steps").click()
    expect(page.get_by_role("heading", name="Your legs may not be strong enough yet at this depth")).to_be_visible()
    expect(page.get_by_role("heading", name="Your week")).to_have_count(0)
    visit.button("No to all of these").click()
    expect(page.get_by_role("heading", name="Your week")).to_be_visible()
    drills = page.get_by_alt_text("Bridge (hip lift): how it starts and how it ends")
    drills.scroll_into_view_if_needed()
    page.wait_for_function("picture => picture.complete", arg=drills.element_handle())
    assert drills.evaluate("picture => picture.naturalWidth") > 500
    visit.at_rest()
    file = visit.download("Calendar (.ics)", tmp_path / "plan.ics")
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert len(events) == 4 * 4 + 1
    assert "Strength for beginners" in {str(event["summary"]) for event in events}
    with page.expect_download() as download:
        visit.button("Report with the plan").click()
    name = download.value.suggested_filename
    assert re.fullmatch(r"hands_on_knees_side\.plan-\d{4}-\d\d-\d\d\.html", name), name
    printed = download.value.path().read_text(encoding="utf-8")
    assert "Every week, for 4 weeks" in printed
