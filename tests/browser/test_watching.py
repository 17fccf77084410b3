"""Watching a result in a real browser: the video plays, and buttons, strip and chart lead through it."""

import json
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

SAMPLE = Path(__file__).resolve().parents[2] / "sample_videos" / "hands_on_knees_side.truth.json"
PLOT = ".st-key-watching-chart svg .role-frame > g > .background"
POSE_ERROR_PX = 9  # measured: 6.4 at most of 720, and one more frame's way
#: The time shown and the row of the hip: the apex of the trunk's angle, which begins straight up.
HIP = """element => {
  const {stage} = element.player;
  const arcs = stage.clip.packed.at(stage.t_s).filter((shape) => shape.kind === 1 && !shape.faint);
  const trunk = arcs.find((shape) => Math.abs(shape.lengths[4] / 4096 + Math.PI / 2) < 0.01);
  return [stage.t_s, trunk.lengths[1] / 16];
}"""
LISTEN = """video => {
    video.seeks = [];
    video.addEventListener("seeking", () => video.seeks.push(video.currentTime));
}"""


class Watched:
    """The result of a sample, with every jump of its video noted."""

    def __init__(self, page):
        self.page = page
        self.sent = []
        page.on("websocket", lambda socket: socket.on("framesent", lambda frame: self.sent.append(frame)))
        page.reload()
        page.get_by_role("button", name="Hands on knees").click()
        self.video = page.locator(".player .stage video")
        self.video.wait_for(timeout=180_000)
        self.video.scroll_into_view_if_needed()  # a browser plays only what can be seen
        self.plot = page.locator(PLOT)
        self.plot.wait_for(state="attached")
        self.playing()
        self.video.evaluate(LISTEN)

    def button(self, name):
        return self.page.get_by_role("toolbar", name="Jump in the video").get_by_role("button", name=name, exact=True)

    def now_s(self):
        return self.video.evaluate("video => video.currentTime")

    def playing(self):
        """Waits until the video moves."""
        self.page.wait_for_function(
            "([video, from]) => video.readyState > 2 && video.currentTime !== from",
            arg=[self.video.element_handle(), self.now_s()],
        )

    def jumped_s(self, act):
        """Where the video is sent by an act, in seconds."""
        self.video.evaluate("video => video.seeks.length = 0")
        act()
        self.page.wait_for_function("video => video.seeks.length > 0", arg=self.video.element_handle())
        return self.video.evaluate("video => video.seeks.at(-1)")

    def place(self, t_s, y_px=300):
        """Where a moment is in the chart, in pixels of the window."""
        self.plot.scroll_into_view_if_needed()
        box = self.plot.bounding_box()
        return box["x"] + box["width"] * t_s / self.end_s(), box["y"] + y_px

    def end_s(self):
        return self.video.evaluate("video => video.duration")


@pytest.fixture(scope="module")
def truth():
    return json.loads(SAMPLE.read_text(encoding="utf-8"))["reps"]


@pytest.fixture(scope="module")
def watched(app_url, plain_browser):
    context = plain_browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(app_url)
    yield Watched(page)
    context.close()


def test_the_video_plays_by_itself_without_sound(watched):
    watched.playing()
    assert watched.video.evaluate("video => video.muted")
    drawn = watched.page.get_by_role("img", name="Your video with your joints and angles drawn on it")
    expect(drawn).to_be_visible()


@pytest.mark.parametrize("number", [1, 2])
def test_a_repetition_s_button_jumps_there_and_says_so(watched, truth, number):
    rep = truth[number - 1]
    button = watched.button(f"Rep {number}")
    assert rep["start_s"] - 0.5 < watched.jumped_s(button.click) < rep["bottom_s"]
    expect(button).to_have_attribute("aria-current", "true")
    expect(watched.button(f"Rep {3 - number}")).to_have_attribute("aria-current", "false")
    watched.playing()


def test_a_mark_s_button_begins_a_moment_before_it(watched, truth):
    button = watched.page.get_by_role("button", name="Hands on knees or thighs, repetition 2")
    assert truth[1]["bottom_s"] - 0.5 < watched.jumped_s(button.click) < truth[1]["end_s"]


def test_pressing_in_the_chart_jumps_to_that_moment(watched, truth):
    x, y = watched.place(truth[0]["start_s"])
    assert watched.jumped_s(lambda: watched.page.mouse.click(x, y)) == pytest.approx(truth[0]["start_s"], abs=0.15)
    x, y = watched.place(truth[1]["end_s"])
    assert watched.jumped_s(lambda: watched.page.mouse.click(x, y)) == pytest.approx(truth[1]["end_s"], abs=0.15)


def test_pressing_a_mark_in_the_chart_begins_a_moment_before_it(watched):
    shape = watched.page.locator(".st-key-watching-chart .mark-symbol path").first
    shape.scroll_into_view_if_needed()
    mark, plot = shape.bounding_box(), watched.plot.bounding_box()
    middle = mark["x"] + mark["width"] / 2
    at_s = (middle - plot["x"]) / plot["width"] * watched.end_s()
    jumped_s = watched.jumped_s(lambda: watched.page.mouse.click(middle, mark["y"] + mark["height"] / 2))
    assert jumped_s == pytest.approx(at_s - 0.3, abs=0.05)


def test_dragging_over_the_chart_leads_the_video_along(watched):
    def drag():
        mouse = watched.page.mouse
        mouse.move(*watched.place(0.5))
        mouse.down()
        mouse.move(*watched.place(3.0), steps=5)
        mouse.move(*watched.place(5.5), steps=5)
        watched.page.wait_for_function("video => video.seeks.length > 1", arg=watched.video.element_handle())
        mouse.up()

    assert watched.jumped_s(drag) == pytest.approx(5.5, abs=0.15)
    watched.page.mouse.move(*watched.place(1.0))  # no longer held
    watched.playing()
    assert watched.now_s() > 5


def test_the_strip_jumps_too(watched):
    strip = watched.page.locator(".strip")
    strip.scroll_into_view_if_needed()
    box = strip.bounding_box()
    x, y = box["x"] + box["width"] * 0.05, box["y"] + 8
    assert watched.jumped_s(lambda: watched.page.mouse.click(x, y)) == pytest.approx(0.05 * watched.end_s(), abs=0.1)


def test_the_keyboard_reaches_every_button(watched, truth):
    keyboard = watched.page.keyboard
    watched.button("Rep 1").focus()
    keyboard.press("ArrowRight")
    expect(watched.button("Rep 2")).to_be_focused()
    assert truth[1]["start_s"] - 0.5 < watched.jumped_s(lambda: keyboard.press("Enter")) < truth[1]["bottom_s"]
    keyboard.press("End")
    buttons = watched.page.get_by_role("toolbar", name="Jump in the video").get_by_role("button")
    expect(buttons.last).to_be_focused()
    keyboard.press("ArrowRight")
    expect(watched.button("Rep 1")).to_be_focused()
    stops = buttons.evaluate_all("buttons => buttons.filter(button => button.tabIndex === 0).length")
    assert stops == 1


def test_the_hip_is_drawn_where_the_rendered_person_s_hip_is(watched):
    """Within 3 pixels of what was measured (test_player.py), and with the pose model's error of the truth."""
    player = watched.page.locator(".player")
    told = json.loads(SAMPLE.read_text(encoding="utf-8"))
    player.evaluate(f"element => element.player.goTo({told['reps'][0]['bottom_s']} - 0.8)")
    errors_px = []
    for _ in range(12):
        player.evaluate("element => element.player.step(2)")
        watched.page.wait_for_function(
            "element => !element.player.stage.video.seeking && element.player.stage.target === undefined",
            arg=player.element_handle(),
        )
        t_s, y_px = player.evaluate(HIP)
        frame = int(np.argmin(np.abs(np.array(told["frames"]["t_s"]) - t_s)))
        assert abs(told["frames"]["t_s"][frame] - t_s) < 1e-3
        errors_px.append(y_px - projected_y_px(told, told["frames"]["hip_height_m"][frame]))
    assert np.abs(errors_px).max() < POSE_ERROR_PX
    player.evaluate("element => element.player.play()")


def projected_y_px(told, height_m):
    """The row of the picture in which something as high above the floor lies, where the person stands."""
    camera, height_px = told["camera"], told["height"]
    focal_px = height_px / 2 / np.tan(np.radians(camera["vertical_fov_deg"] / 2))
    pitch = np.arctan2(camera["height_m"] - camera["look_at_height_m"], camera["distance_m"])
    below, away = camera["height_m"] - height_m, camera["distance_m"]
    down, ahead = (
        below * np.cos(pitch) - away * np.sin(pitch),
        away * np.cos(pitch) + below * np.sin(pitch),
    )
    return height_px / 2 + focal_px * down / ahead


def test_a_run_of_the_page_neither_restarts_nor_moves_the_video(watched):
    watched.button("Rep 2").click()
    watched.playing()
    before_s, told = watched.now_s(), len(watched.sent)
    watched.video.evaluate("video => video.seeks.length = 0")
    watched.page.evaluate("document.activeElement?.blur()")
    watched.page.keyboard.press("r")  # Streamlit's key for running the page again
    expect(watched.page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")
    watched.playing()
    assert len(watched.sent) > told, "the page did not run again"
    assert watched.video.evaluate("video => video.seeks") == []
    assert watched.now_s() > before_s


def test_the_playhead_in_the_chart_stands_where_the_video_is(watched):
    watched.video.evaluate("video => video.pause()")
    watched.jumped_s(lambda: watched.page.mouse.click(*watched.place(5.0)))
    left, plot = watched.page.locator(".formcheck-now").bounding_box(), watched.plot.bounding_box()
    at_s = (left["x"] + 1 - plot["x"]) / plot["width"] * watched.end_s()
    assert at_s == pytest.approx(watched.now_s(), abs=0.15)
    watched.video.evaluate("video => video.play()")


def test_a_phone_shows_all_of_it_and_brings_the_video_back(watched):
    watched.page.set_viewport_size({"width": 390, "height": 844})
    try:
        expect(watched.button("Rep 1")).to_be_visible()
        for part in (watched.video, watched.plot, watched.page.locator(".strip")):
            part.scroll_into_view_if_needed()
            box = part.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 390
        x, y = watched.place(3.2, y_px=300)
        watched.jumped_s(lambda: watched.page.mouse.click(x, y))
        expect(watched.video).to_be_in_viewport(ratio=0.8)
    finally:
        watched.page.set_viewport_size({"width": 1280, "height": 900})


def test_nothing_moves_unasked_for_those_who_want_less_motion(watched):
    page = watched.page
    page.emulate_media(reduced_motion="reduce")
    try:
        page.get_by_role("button", name="Another video").click()
        watched.video.wait_for(state="detached")
        page.get_by_role("button", name="Hands on knees", exact=True).click()
        watched.video.wait_for()
        watched.video.scroll_into_view_if_needed()
        page.wait_for_function("video => video.paused && video.readyState > 1", arg=watched.video.element_handle())
        watched.button("Rep 2").click()
        watched.playing()
    finally:
        page.emulate_media(reduced_motion="no-preference")
