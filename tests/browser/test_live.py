"""The Live page in a real Chromium, its camera a rendered clip played over and over."""

import json
import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from camera_page import PATIENCE_MS, nothing_to_report, press
from playwright.sync_api import Page, expect

from formcheck.movements.rows import HANDS_ON_KNEES
from formcheck.ui.components.camera_view import WORDS

SAMPLES = Path(__file__).resolve().parents[2] / "sample_videos"
HANDS, FLOOR = (SAMPLES / f"{name}.mp4" for name in ("hands_on_knees_side", "floor_squat_side"))
#: A voice that only remembers what it was asked to say, since a browser without a sound card has none.
EARS = """
  window.heard = [];
  const voices = {getVoices: () => [{lang: "en-GB"}], speak: (words) => heard.push(words.text), cancel: () => {}};
  Object.defineProperty(window, "speechSynthesis", {value: voices});
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""
BUSY = """
  navigator.mediaDevices.getUserMedia = () =>
    Promise.reject(new DOMException("Could not start video source", "NotReadableError"));
"""
#: A camera that ``pull()`` takes out, and ``plug()`` puts back in.
PLUG = """
  const { mediaDevices } = navigator;
  const [ask, list] = [mediaDevices.getUserMedia.bind(mediaDevices), mediaDevices.enumerateDevices.bind(mediaDevices)];
  let out = false, stream = null;
  mediaDevices.getUserMedia = async (wanted) => {
    if (out) throw new DOMException("Requested device not found", "NotFoundError");
    return (stream = await ask(wanted));
  };
  mediaDevices.enumerateDevices = () => (out ? Promise.resolve([]) : list());
  window.pull = () => { out = true; stream.getTracks().forEach((track) => track.stop()); };
  window.plug = () => { out = false; mediaDevices.dispatchEvent(new Event("devicechange")); };
"""
CAMERA = "[...formcheckCameras.values()][0]"
#: Whether anything is drawn over the picture.
DRAWN = """() => {
  const { canvas } = [...formcheckCameras.values()][0];
  return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((level) => level > 0);
}"""
HIDDEN = """hidden => {
  Object.defineProperty(document, "hidden", {configurable: true, get: () => hidden});
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def with_script(page: Page, script: str) -> Page:
    page.add_init_script(script)
    page.reload()
    return page


def start(page: Page) -> None:
    press(page, "Start the camera")


def open_and_start(page: Page) -> Page:
    nothing_to_report(page)
    start(page)
    return page


def said(page: Page, words: str) -> None:
    expect(page.get_by_role("alert").filter(has_text=words)).to_be_visible(timeout=PATIENCE_MS)


def counted(page: Page, number: int) -> float:
    """The time at which the counter has reached a number."""
    expect(page.locator(".fc-count b")).to_have_text(re.compile(rf"^({number}|{number + 1})$"), timeout=PATIENCE_MS)
    return time.monotonic()


def truth(clip: Path) -> tuple[int, float]:
    """Repetitions and seconds of one round of a clip."""
    found = json.loads(clip.with_suffix(".truth.json").read_text())
    return len(found["reps"]), found["frames"]["t_s"][-1] + 1 / found["fps"]


@pytest.mark.parametrize("clip", [HANDS, FLOOR], ids=["hands on knees", "floor squat"])
def test_it_counts_every_repetition_once(open_page, fake_camera, clip):
    reps, round_s = truth(clip)
    page = open_page("/live", camera=fake_camera(clip))
    open_and_start(page)
    first_s = counted(page, 1)
    passed_s = counted(page, 1 + reps) - first_s
    rounds = passed_s / round_s
    assert rounds > 0.75, "a repetition was counted twice"
    assert rounds < 2.5, "half of the repetitions were not counted"  # a busy machine may miss one where the clip jumps
    press(page, "Stop")
    expect(page.get_by_role("img", name="Repetition 1 at the lowest point")).to_be_visible(timeout=PATIENCE_MS)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save report").click()
    report = json.loads(download.value.path().read_text())
    assert {rep["movement"] for rep in report["reps"]} == {"squat"}
    assert len(report["reps"]) >= 1 + reps


def test_hands_on_knees_are_seen_shown_in_big_words_and_said_once(open_page, fake_camera):
    page = with_script(open_page("/live", camera=fake_camera(HANDS)), EARS)
    open_and_start(page)
    counted(page, 1)
    cue = page.locator('[class*="-live-cue"]')
    expect(cue).to_contain_text(HANDS_ON_KNEES.cue, timeout=PATIENCE_MS)
    expect(cue.get_by_role("status")).to_contain_text(HANDS_ON_KNEES.cue)
    heard = page.evaluate("heard")
    assert sum(HANDS_ON_KNEES.cue in words for words in heard) >= 1, heard
    assert all(before != after for before, after in pairwise(heard)), f"each text once: {heard}"
    page.get_by_text("Read tips aloud").click()
    page.wait_for_timeout(1000)  # a word on its way may still be said
    silent_from = len(page.evaluate("heard"))
    counted(page, 3)
    assert len(page.evaluate("heard")) == silent_from


def test_a_denied_camera_is_said_and_the_page_goes_on_when_it_is_allowed(open_page):
    page = open_page("/live")
    nothing_to_report(page)
    said(page, WORDS["denied"])
    start(page)
    said(page, WORDS["denied"])
    page.context.grant_permissions(["camera"])
    said(page, WORDS["none"])  # this browser has no camera either


def test_a_camera_used_elsewhere_is_said(open_page, fake_camera):
    page = with_script(open_page("/live", camera=fake_camera(HANDS)), BUSY)
    open_and_start(page)
    said(page, WORDS["busy"])


def drawn(page: Page) -> None:
    """Until something is; the pixels are not read for it, which would keep a busy browser from drawing."""
    page.wait_for_function(f"{CAMERA}.painter.packed", timeout=PATIENCE_MS, polling=200)


def test_a_camera_pulled_out_is_said_and_the_set_goes_on_when_it_is_back(open_page, fake_camera):
    page = with_script(open_page("/live", camera=fake_camera(HANDS)), PLUG)
    open_and_start(page)
    drawn(page)
    page.evaluate(f"window.before = {CAMERA}.line")
    page.evaluate("pull()")
    said(page, WORDS["none"])
    page.wait_for_function(f"!({DRAWN})()", polling=500)  # no number of a moment that is over
    page.evaluate("plug()")
    expect(page.get_by_text(WORDS["none"])).to_have_count(0, timeout=PATIENCE_MS)
    drawn(page)
    assert page.evaluate(f"{CAMERA}.line === before"), "the server still counts the same set"


def test_a_hidden_tab_sends_nothing_shows_nothing_old_and_goes_on(open_page, fake_camera):
    page = open_page("/live", camera=fake_camera(HANDS))
    open_and_start(page)
    drawn(page)
    page.evaluate(HIDDEN, True)
    assert not page.evaluate(DRAWN)
    page.wait_for_function(f"{CAMERA}.line.owed === 0")  # what was on its way has come
    answered = page.evaluate(f"{CAMERA}.delays.length")
    page.wait_for_timeout(1000)
    assert page.evaluate(f"{CAMERA}.delays.length") == answered
    assert not page.evaluate(DRAWN)
    page.evaluate(HIDDEN, False)
    drawn(page)


def test_a_line_that_breaks_is_said_and_a_new_start_works(open_page, fake_camera):
    page = open_page("/live", camera=fake_camera(HANDS))
    open_and_start(page)
    drawn(page)
    page.evaluate(f"{CAMERA}.line.socket.close(4000)")
    said(page, WORDS["lost"])
    assert not page.evaluate(DRAWN)
    start(page)
    drawn(page)


def test_leaving_and_coming_back_starts_again(open_page, fake_camera):
    page = open_page("/live", camera=fake_camera(HANDS))
    open_and_start(page)
    expect(page.locator(".fc-count b")).to_have_text("0", timeout=PATIENCE_MS)
    page.get_by_role("link", name="Settings").click()
    expect(page.locator(".fc-count")).to_have_count(0)
    page.get_by_role("link", name="Live").click()
    start(page)
    counted(page, 1)


def test_on_a_phone_picture_and_cue_are_on_one_screen(open_page, fake_camera):
    page = open_page("/live", width=390, height=844, camera=fake_camera(HANDS))
    open_and_start(page)
    cue = page.locator('[class*="-live-cue"]')
    cue.wait_for(timeout=PATIENCE_MS)
    box = cue.bounding_box()
    assert box["y"] + box["height"] <= 844
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
