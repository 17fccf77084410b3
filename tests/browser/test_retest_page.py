"""A retest in a real Chromium on a phone: one done as asked, one without the chair, and a reload in between."""

from pathlib import Path

from check_page import ANALYSIS_MS
from pages import settled
from playwright.sync_api import Page, expect
from test_phone import PHONE, assert_fits

CLIPS = Path(__file__).parents[1] / "clips"
HANDS, CHAIR, NO_CHAIR = (
    CLIPS / f"{name}_ines.mp4"
    for name in ("hands_squat_knees_gripped_from_outside", "sit_to_stand_arms_crossed", "squat_hands_in_prayer")
)
DONE, NOT_DONE = "Done as asked", "Not done as asked"
FREED = "You stood up from the higher seat without your hands. Weak legs are now the likelier reason."
OTHER = "This video shows a different movement. We saw: Squat. Asked for: Chair stand."
NO_SEAT = "We saw no seat that you stood up from. Please film it again with the whole chair in view."


def bring(page: Page, clip: Path) -> None:
    page.locator(".st-key-retest-upload input[type=file]").set_input_files(clip)
    page.get_by_role("button", name="Film it again").wait_for(timeout=ANALYSIS_MS)
    settled(page)


def ticks(page: Page) -> list[str]:
    """What stands beside each thing that was asked for."""
    return [icon.get_attribute("alt") for icon in page.locator(".fc-asked li img").all()]


def pictures(page: Page) -> None:
    """Both clips side by side, and drawn."""
    for which in ("first", "second"):
        picture = page.locator(f".st-key-card-still-{which} img")
        page.wait_for_function("one => one.complete && one.naturalWidth > 100", arg=picture.element_handle())


def test_a_retest_without_the_chair_and_then_as_asked(open_page):
    page = open_page("/", phone=True, **PHONE)
    page.get_by_role("region", name="Your video").locator("input[type=file]").set_input_files(HANDS)
    page.get_by_role("button", name="Report to print").wait_for(timeout=ANALYSIS_MS)
    settled(page)
    page.locator(".stMain").get_by_role("link", name="Next steps").click()
    page.get_by_role("button", name="No to all of these").click()
    page.get_by_role("button", name="Try this: From a higher seat").first.click()
    heading = page.get_by_role("heading", name="From a higher seat", level=1)
    heading.wait_for()
    page.reload()
    heading.wait_for()  # still at the steps
    bring(page, NO_CHAIR)
    told = page.locator(".st-key-card-watch-told")
    expect(told).to_contain_text("This does not tell us anything yet")
    expect(told).to_contain_text(OTHER)
    expect(told).to_contain_text(NO_SEAT)
    assert NOT_DONE in ticks(page)
    expect(page.get_by_text("More likely")).to_have_count(0)
    pictures(page)
    assert_fits(page)
    page.reload()
    expect(told).to_contain_text(NO_SEAT)
    pictures(page)
    page.get_by_role("button", name="Film it again").click()
    bring(page, CHAIR)
    told = page.locator(".st-key-card-told")
    expect(told).to_contain_text(FREED)
    expect(told).to_contain_text("You did the movement that was asked for: Chair stand.")
    assert set(ticks(page)) == {DONE}
    pictures(page)
    assert_fits(page)
    page.reload()
    expect(told).to_contain_text(FREED)
    page.get_by_role("button", name="Back to the reasons").click()
    page.get_by_role("heading", name="Possible reasons").wait_for()
    expect(page.get_by_text(FREED).first).to_be_visible()
