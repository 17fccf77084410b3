"""A clip for which there is no room: refused by the server, said in the uploader, and the page goes on."""

import sys

from check_page import ANALYSIS_MS
from pages import settled
from playwright.sync_api import expect
from serving import ROOT, free_port, served

SMALL = """
import sys
from functools import partial
from formcheck.ui import serving
serving.Uploads = partial(serving.Uploads, most_bytes=100_000)
serving.main(*sys.argv[1:])
"""
CLIP = ROOT / "sample_videos" / "shallow_squat_side.mp4"


def test_a_clip_without_room_is_refused_and_a_small_file_is_taken(open_page, tmp_path):
    port = free_port()
    command = [sys.executable, "-c", SMALL, str(ROOT / "app.py"), "127.0.0.1", str(port), "headless", "still"]
    with served(command, port, tmp_path / "log.txt") as url:
        page = settled(open_page("/", url=url))
        page.wait_for_timeout(1000)
        chosen = page.locator(".st-key-uploader input[type=file]")
        with page.expect_response(lambda one: "upload_file" in one.url and one.request.method == "PUT") as answer:
            chosen.set_input_files(CLIP)
        assert answer.value.status == 507
        expect(page.locator("[data-testid=stFileChipIconError]")).to_be_visible(timeout=ANALYSIS_MS)
        assert "Traceback" not in (tmp_path / "log.txt").read_text()
        page.reload()
        settled(page)
        page.wait_for_timeout(1000)
        with page.expect_response(lambda one: "upload_file" in one.url and one.request.method == "PUT") as answer:
            page.locator(".st-key-uploader input[type=file]").set_input_files(
                {"name": "small.mp4", "mimeType": "video/mp4", "buffer": b"no video"}
            )
        assert answer.value.status == 204
