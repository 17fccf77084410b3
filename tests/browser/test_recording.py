"""Recording in the page, in a real Chromium: the clip that comes out is the camera's, and the Check page takes it."""

from pathlib import Path

import pytest
from camera_page import PATIENCE_MS, nothing_to_report, press
from playwright.sync_api import expect

from formcheck.media.video import FileSource
from formcheck.schema import Report

ROOT = Path(__file__).resolve().parents[2]
FLOOR = ROOT / "sample_videos" / "floor_squat_side.mp4"
ENOUGH_MS = 18_000  # more than one round of the clip: at least two whole squats


def test_a_recorded_clip_is_judged_like_any_other(open_page, fake_camera, tmp_path):
    page = open_page("/", camera=fake_camera(FLOOR))
    page.get_by_role("button", name="Record with my camera").click()
    nothing_to_report(page)
    press(page, "Start the camera")
    page.get_by_role("button", name="Record", exact=True).click(timeout=PATIENCE_MS)
    stop = page.get_by_role("button", name="Stop recording")
    stop.wait_for(timeout=PATIENCE_MS)
    page.wait_for_timeout(ENOUGH_MS)  # the length of the recording
    stop.click()
    page.get_by_role("button", name="Use this recording").wait_for(timeout=PATIENCE_MS)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the video").click()
    download.value.save_as(tmp_path / "kept.mp4")
    source = FileSource(tmp_path / "kept.mp4")
    times = [frame.t_s for frame in source]
    assert source.size_wh == (640, 480)
    assert times[-1] > 0.8 * ENOUGH_MS / 1000
    page.get_by_role("button", name="Use this recording").click()
    expect(page.get_by_text("recording.mp4").first).to_be_visible(timeout=PATIENCE_MS)
    with page.expect_download(timeout=3 * PATIENCE_MS) as download:
        page.get_by_role("button", name="Report as data").click(timeout=3 * PATIENCE_MS)
    report = Report.from_json(download.value.path().read_bytes())
    whole = [rep for rep in report.reps if not rep.partial]
    assert len(whole) >= 2
    assert {(rep.movement, rep.depth) for rep in whole} == {("squat", "floor")}
    assert report.clip.duration_s == pytest.approx(times[-1], abs=0.1)
