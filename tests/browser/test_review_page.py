"""A trainer reviews a batch by keys: what is decided, noted and drawn is kept, and the player goes where it is sent."""

import re
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest
from check_page import IDLE
from pages import settled
from playwright.sync_api import Page, expect
from serving import ROOT

from formcheck.clip.message_timing import TITLE_S
from formcheck.media.sound import HZ, samples

SPOKEN_MS = 2500
AUDIO_LASTS = """audio => new Promise((done, fail) => {
  const tell = () => done(audio.duration);
  if (audio.readyState >= 1) tell();
  audio.addEventListener("loadedmetadata", tell);
  audio.addEventListener("error", () => fail(new Error("this browser cannot play it")));
})"""
MEASURED_MS = 120_000
NAME = "hands_on_knees_side"


def at_rest(page: Page) -> None:
    page.locator(IDLE).wait_for(state="attached", timeout=MEASURED_MS)


def enter(page: Page, label: str, words: str) -> None:
    page.get_by_label(label, exact=True).first.fill(words)
    page.keyboard.press("Enter")
    at_rest(page)


def moment(page: Page, after_s: float = 0.0) -> float:
    """Where the player stands still, once that is later than a moment."""
    for _ in range(300):
        at_s = page.locator(".player").evaluate(
            "({player: {stage}}) => (stage.video.paused && !stage.video.seeking ? stage.aim_s : 0)"
        )
        if at_s > after_s:
            return float(at_s)
        page.wait_for_timeout(200)
    raise AssertionError("the player did not get there")


def drawn(page: Page) -> int:
    """How many points of the sketch's canvas are painted."""
    return int(
        page.locator("canvas.sketch").evaluate(
            """canvas => {
              const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
              return data.filter((value, i) => i % 4 === 3 && value).length;
            }"""
        )
    )


def draw_line(page: Page) -> None:
    page.get_by_role("button", name="Line", exact=True).click()
    page.locator(".view").scroll_into_view_if_needed()
    box = page.locator("canvas.sketch").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 30, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 260)
    page.mouse.up()


@pytest.fixture(scope="module")
def results(tmp_path_factory) -> Path:
    """Of a batch of one clip."""
    folder = tmp_path_factory.mktemp("results")
    clip = ROOT / "sample_videos" / f"{NAME}.mp4"
    command = [sys.executable, "-m", "formcheck", "batch", str(clip), "--out", str(folder), "--model", "lite"]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def review(page: Page, results: Path) -> None:
    """Open its clip under review."""
    enter(page, "Your name", "Kim")
    heading = page.get_by_text("Add clips", exact=True)
    if not page.get_by_label("Folder with the results of formcheck batch").is_visible():
        heading.click()
    enter(page, "Folder with the results of formcheck batch", str(results))
    page.get_by_role("button", name="Add its clips").click()
    page.get_by_role("button", name="Start with the first one").click()
    page.locator(".player").wait_for(timeout=MEASURED_MS)
    at_rest(page)


def test_a_clip_is_reviewed_by_keys(open_page, results: Path):
    page = settled(open_page("/review"))
    review(page, results)
    first = moment(page)  # it opens at the first finding
    page.get_by_role("heading", name=NAME).click()
    page.keyboard.press("a")
    expect(page.locator(".fc-mark.agreed")).to_have_text("Measured, Kim agrees")
    at_rest(page)
    page.keyboard.press("j")
    expect(page.get_by_text("Finding 3 of 4")).to_be_visible()
    at_rest(page)
    there = moment(page, first + 1)
    draw_line(page)
    assert drawn(page) > 100
    page.get_by_role("heading", name=NAME).click()
    page.keyboard.press("m")
    page.get_by_label(f"Note at {there:.2f} s").fill("Look ahead")
    page.get_by_role("button", name="Save note").click()
    expect(page.locator(".fc-note")).to_contain_text("Look ahead")
    at_rest(page)
    page.reload()  # nothing of the visit is left, all that was kept is
    settled(page)
    page.locator("[class*=st-key-open-]").get_by_role("button").first.click()
    page.locator(".player").wait_for()
    at_rest(page)
    expect(page.locator(".fc-mark.agreed")).to_have_text("Measured, Kim agrees")
    assert drawn(page) == 0
    page.locator("[class*=st-key-jump-]").get_by_role("button").first.click()
    assert moment(page, there - 0.02) == pytest.approx(there, abs=0.02)
    assert drawn(page) > 100


def test_a_voice_note_goes_into_a_video_for_the_member(open_page, results: Path, tmp_path: Path):
    page = settled(open_page("/review", microphone=True))
    review(page, results)
    enter(page, "Member", "Ann")
    note = page.locator("[class*=st-key-noted-]").filter(has=page.locator("audio"))
    for left in range(note.count(), 0, -1):  # by a try before this one
        note.first.get_by_role("button").last.click()
        expect(note).to_have_count(left - 1)
        at_rest(page)
    page.get_by_role("heading", name=NAME).click()
    page.keyboard.press("m")
    page.get_by_label(re.compile(r"Note at .* s")).fill("Look ahead")
    page.get_by_role("button", name="Record", exact=True).click()
    page.wait_for_timeout(SPOKEN_MS)
    page.get_by_role("button", name="Stop recording").click()
    page.get_by_role("button", name="Clear recording").wait_for()  # it has arrived
    page.get_by_role("button", name="Save note").click()
    note.wait_for()
    expect(note).to_contain_text("Look ahead")
    at_rest(page)
    heard_s = note.locator("audio").evaluate(AUDIO_LASTS)
    assert SPOKEN_MS / 1000 - 0.5 < heard_s < SPOKEN_MS / 1000 + 5
    page.get_by_text("As a short video", exact=True).click()
    page.get_by_role("button", name="Make the video").click()
    save = page.get_by_role("button", name=re.compile("Save the video"))
    save.wait_for(timeout=MEASURED_MS)
    with page.expect_download() as download:
        save.click()
    assert re.fullmatch(r"Ann_\d{4}-\d\d-\d\d\.message\.mp4", download.value.suggested_filename)
    film = tmp_path / "film.mp4"
    download.value.save_as(film)
    assert film.stat().st_size < 5_000_000
    with av.open(str(film)) as opened:
        (picture,), (sound,) = opened.streams.video, opened.streams.audio
        assert (picture.codec_context.name, sound.codec_context.name) == ("h264", "aac")
        assert 12 < opened.duration / av.time_base < 90
    loud = np.flatnonzero(np.abs(samples(film.read_bytes()).astype(int)) > 2000) / HZ
    assert TITLE_S < loud[0] < loud[-1] < TITLE_S + 30
    note.get_by_role("button").last.click()  # deletes it
    note.wait_for(state="detached")
