"""On a phone: nothing to scroll sideways, no text cut off, everything big enough for a finger."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from check_page import ANALYSIS_MS
from pages import PATHS, ready_to_move, settled
from playwright.sync_api import TimeoutError

PHONE = {"width": 390, "height": 844}
SAMPLE = Path(__file__).parents[2] / "sample_videos" / "hands_on_knees_side.mp4"
#: Below Streamlit's bar and above the lower edge.
IN_VIEW = "(shown) => { const {top, bottom} = shown.getBoundingClientRect(); return top > 50 && bottom < innerHeight }"
FINGER_PX = 24  # WCAG 2.5.8, target size (minimum)
REST_MS = 5_000
WIDTHS = "document.documentElement.scrollWidth, document.querySelector('.stMain')?.scrollWidth ?? 0"
#: Elements that reach beyond the window's right edge, those in a box that scrolls by itself aside.
WIDE = """() => [...document.querySelectorAll(".stApp *")].filter((element) => {
  const {left, right, width, height} = element.getBoundingClientRect();
  if (!width || !height || left >= innerWidth * 2 || right <= innerWidth + 1) return false;
  for (let box = element.parentElement; box; box = box.parentElement)
    if (/auto|scroll|hidden|clip/.test(getComputedStyle(box).overflowX) && box.dataset.testid !== "stMain"
        && box.getBoundingClientRect().right <= innerWidth + 1) return false;
  return true;
}).map((element) => element.outerHTML.slice(0, 150))"""
#: Text that a box around it cuts off. What is hidden from the eye on purpose is one pixel wide.
CUT = """() => {
  const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode()); ) {
    if (!text.data.trim() || /^(SCRIPT|STYLE|TITLE)$/.test(text.parentElement.tagName)) continue;
    if (!text.parentElement.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const {left, right, width} = range.getBoundingClientRect();
    if (!width || right < 0) continue;
    for (let box = text.parentElement; box; box = box.parentElement) {
      const {overflowX, clip, clipPath} = getComputedStyle(box), inner = box.getBoundingClientRect();
      if (clip !== "auto" || clipPath !== "none" || inner.width <= 2) break;
      if (/auto|scroll/.test(overflowX) && box.scrollWidth > box.clientWidth + 1) break;
      if (overflowX === "visible" || (left >= inner.left - 1 && right <= inner.right + 1)) continue;
      found.push(text.data.trim().slice(0, 60));
      break;
    }
  }
  return found;
}"""
#: Controls smaller than a finger, with their size; a hidden control is as big as its label, a scale as all of it.
SMALL = """(finger) => [...document.querySelectorAll(
  "button, summary, a[href], [role=radio], [role=switch], input, textarea, select")].flatMap((control) => {
  const target = control.closest(control.type === "range" ? "[role=group]" : "label") ?? control;
  const {width, height, right} = target.getBoundingClientRect();
  const shown = control.checkVisibility({visibilityProperty: true}) && width > 2 && height > 2 && right > 0;
  const inSentence = control.matches("p a");
  if (!shown || inSentence || control.type === "file" || (width >= finger && height >= finger)) return [];
  return [`${target.ariaLabel || target.innerText || target.outerHTML.slice(0, 100)}: ${width} x ${height}`];
})"""


def assert_fits(page):
    frames = [page.main_frame, *(frame for frame in page.frames if "/component/" in frame.url)]
    for frame in frames:
        with suppress(TimeoutError):  # a chart follows the window a moment later
            frame.wait_for_function(f"() => Math.max({WIDTHS}) <= innerWidth", timeout=REST_MS)
        assert frame.evaluate(f"Math.max({WIDTHS}) - innerWidth") <= 0, frame.evaluate(WIDE)
        assert frame.evaluate(CUT) == []
        assert frame.evaluate(SMALL, FINGER_PX) == []
    assert page.evaluate(WIDE) == []


@pytest.fixture
def on_phone(open_page):
    def on_phone_(path):
        return settled(open_page(path, **PHONE))

    return on_phone_


@pytest.mark.parametrize("path", PATHS)
def test_a_page_fits(on_phone, path):
    assert_fits(on_phone(path))


def test_the_camera_s_page_fits_before_it_starts(on_phone):
    page = ready_to_move(on_phone("/live"))
    page.get_by_role("button", name="Start the camera").wait_for()
    assert_fits(page)


def test_the_result_fits(hands_on_knees):
    hands_on_knees.look(dark=False, **PHONE)
    assert_fits(hands_on_knees.page)
    hands_on_knees.page.get_by_text("All checks, with numbers").click()
    hands_on_knees.page.locator("details[open]").get_by_text("Steadiness").first.wait_for()
    assert_fits(hands_on_knees.page)


def test_the_next_steps_fit(hands_on_knees):
    page = hands_on_knees.page
    hands_on_knees.look(dark=False, **PHONE)
    page.locator(".stMain").get_by_role("link", name="Next steps").click()
    page.get_by_role("heading", name="Next steps").wait_for()
    hands_on_knees.at_rest()
    assert_fits(page)


def test_the_menu_fits_and_leads_on(on_phone):
    page = on_phone("/")
    page.get_by_test_id("stExpandSidebarButton").click()
    link = page.get_by_role("link", name="Settings")
    link.wait_for()
    page.wait_for_timeout(1500)  # the menu slides in and its icons come, its words cut until they have
    page.wait_for_function(f"document.fonts.status === 'loaded' && ({CUT})().length === 0")
    assert_fits(page)
    link.click()
    page.get_by_role("heading", name="Settings", level=1).wait_for()


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("width: 500px", "scroll"),
        ("width: 40px; overflow: hidden; white-space: nowrap", "cut"),
        ("width: 20px; overflow: visible", "small"),
    ],
)
def test_what_does_not_fit_is_noticed(on_phone, style, words):
    page = on_phone("/settings")
    page.evaluate(
        "(style) => document.querySelector('.stMain h1').insertAdjacentHTML("
        "'afterend', `<button style='height: 30px; ${style}'>Too long for this</button>`)",
        style,
    )
    with pytest.raises(AssertionError):
        assert_fits(page)


def test_a_phones_clip_is_checked_and_seen_from_its_beginning(open_page, tmp_path):
    """What iPhones write (capitals, no type) is taken; a refusal is in words; progress and headline are in view."""
    clip, letter = tmp_path / "IMG_4821.MOV", tmp_path / "LETTER.TXT"
    shutil.copy(SAMPLE, clip)
    letter.write_text("Dear all")
    page = open_page("/", **PHONE)
    uploader = page.get_by_role("region", name="Your video")
    files = uploader.locator("input[type=file]")
    files.set_input_files(letter)
    page.get_by_role("alert").get_by_text("We can't open LETTER.TXT. Please choose an MP4 or MOV video.").wait_for()
    page.get_by_role("button", name="Another video").click()
    page.get_by_text("LETTER.TXT").first.wait_for(state="detached")  # its chip, too
    page.locator(".st-key-samples").scroll_into_view_if_needed()
    files.set_input_files(clip)
    for shown in (page.locator(".stProgress"), page.locator(".stMain h1")):
        shown.wait_for(timeout=ANALYSIS_MS)
        page.wait_for_function(IN_VIEW, arg=shown.element_handle())
