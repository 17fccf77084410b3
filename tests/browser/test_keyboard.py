"""The whole Check page with Tab, Enter and arrows: everything is reached, focus shows, nothing holds it."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

STOPS_MOST = 80  # three times what the page has
#: Where the focus is, through shadow roots, and whether it shows: an outline that can be seen, there or drawn after it.
FOCUS = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body) return null;
  window.met ??= [];
  if (!met.includes(at)) met.push(at);
  const seen = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    && !/, 0\\)$/.test(style.outlineColor);
  const {top, bottom, left, right} = at.getBoundingClientRect();
  return {
    number: met.indexOf(at),
    tag: at.localName,
    name: (at.ariaLabel || (at.querySelector("p") ?? at).innerText || "").trim(),
    outlined: seen(getComputedStyle(at)) || seen(getComputedStyle(at, "::after")),
    inView: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
  };
}"""


@dataclass(frozen=True)
class Stop:
    number: int
    tag: str
    name: str
    outlined: bool
    inView: bool  # noqa: N815 - as the browser hands it over


class Keyboard:
    """Keys pressed on a page, and every place the focus has stopped at."""

    def __init__(self, page):
        self.page, self.stops = page, []

    def press(self, key):
        self.page.keyboard.press(key)

    def focus(self):
        found = self.page.evaluate(FOCUS)
        return Stop(**found) if found else None

    def step(self, key="Tab"):
        self.press(key)
        stop = self.focus()
        self.stops.append(stop)
        return stop

    def to(self, name, key="Tab"):
        """On until something of this name has the focus; fails when it never gets it."""
        for _ in range(STOPS_MOST):
            stop = self.step(key)
            if stop and stop.name == name:
                return
        pytest.fail(f"the keyboard does not reach {name}: {[stop.name for stop in self.stops if stop]}")

    def round(self):
        """Every stop of one round through the page, from wherever the focus is."""
        while self.step():
            assert len(self.stops) < STOPS_MOST, "the focus never leaves the page"
        round_ = []
        while stop := self.step():
            round_.append(stop)
            assert len(round_) < STOPS_MOST, "the focus never leaves the page"
        return round_


@pytest.fixture
def keyboard(visit):
    visit.start()
    visit.page.evaluate("() => { document.activeElement?.blur(); window.met = []; }")
    return Keyboard(visit.page)


def names(stops):
    return [stop.name for stop in stops]


def assert_shown(stops):
    """Focus shows at every stop, and no stop comes twice; a video's own controls are the browser's."""
    inside_video = [a.number == b.number and b.tag == "video" for a, b in zip([stops[0], *stops], stops, strict=False)]
    own = [stop for i, stop in enumerate(stops) if i == 0 or not inside_video[i]]
    assert [stop.name for stop in own if not stop.outlined] == []
    assert [stop.name for stop in own if not stop.inView] == []
    assert len({stop.number for stop in own}) == len(own), names(own)


def test_the_start_page_is_walked_through_with_tab(keyboard):
    stops = keyboard.round()
    assert_shown(stops)
    for name in (
        "Skip to main content",
        "Live",
        "Record with my camera",
        "Detect automatically",
        "Hands on knees",
        "More samples",
    ):
        assert name in names(stops)
    assert names(stops)[0] == "Skip to main content"


def test_a_sample_is_checked_jumped_through_and_taken_home(keyboard, visit, tmp_path):
    page = visit.page
    keyboard.to("Hands on knees")
    keyboard.press("Enter")
    visit.result()
    video = page.locator(".player .stage video")
    page.wait_for_function("video => video.readyState > 1", arg=video.element_handle())
    video.evaluate("video => { video.seeks = 0; video.addEventListener('seeking', () => (video.seeks += 1)); }")
    keyboard.to("Rep 1")
    keyboard.press("Enter")
    page.wait_for_function("video => video.seeks === 1", arg=video.element_handle())
    keyboard.step("ArrowRight")
    assert keyboard.stops[-1].name == "Rep 2"
    keyboard.press("Enter")
    page.wait_for_function("video => video.seeks === 2", arg=video.element_handle())
    keyboard.to("Report to print")
    with page.expect_download() as download:
        keyboard.press("Enter")
    assert download.value.suggested_filename == "hands_on_knees_side.report.html"
    keyboard.to("All checks, with numbers", "Shift+Tab")
    keyboard.press("Enter")
    expect(page.locator("details[open]")).to_contain_text("Steadiness")
    keyboard.press("Enter")
    keyboard.to("Another video", "Shift+Tab")
    keyboard.press("Enter")
    expect(visit.button("Hands on knees")).to_be_visible()
    assert [stop.name for stop in keyboard.stops if stop and stop.tag != "video" and not stop.outlined] == []


def test_the_result_is_walked_through_with_tab(keyboard, visit):
    visit.take_sample("Hands on knees")
    stops = keyboard.round()
    assert_shown(stops)
    for name in ("Options", "Another video", "One frame back", "Rep 1", "Video to share", "Angles as a table"):
        assert name in names(stops)


def test_the_choices_open_and_close_and_give_the_focus_back(keyboard, visit):
    visit.take_sample("Hands on knees")
    keyboard.to("Options")
    keyboard.press("Enter")
    movement = visit.page.get_by_test_id("stPopoverBody").get_by_role("radio", name="Squat", exact=True)
    expect(movement).to_be_visible()
    keyboard.press("Escape")
    expect(movement).to_be_hidden()
    assert keyboard.focus().name == "Options"
