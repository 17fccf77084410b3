"""Nothing leaves the machine: whatever a page asks for, it asks of 127.0.0.1."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pages import PATHS, ready_to_move, settled

FLOOR = Path(__file__).resolve().parents[2] / "sample_videos" / "floor_squat_side.mp4"
START_MS = 120_000
#: Counts the connections that would go around the server.
WIRETAP = """
  window.detours = 0;
  const Real = window.RTCPeerConnection;
  window.RTCPeerConnection = function (...how) { window.detours += 1; return new Real(...how); };
"""


def asked_by(page):
    """Every address the page asks for when it is loaded anew, and from then on."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.reload()
    return asked


def strangers(urls):
    return [
        url for url in urls if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).hostname != "127.0.0.1"
    ]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_asks_nobody_else(open_page, path):
    page = open_page(path)
    asked = asked_by(page)
    settled(page)
    page.wait_for_load_state("networkidle")
    assert len(asked) > 5, "the page was not watched while it loaded"
    assert strangers(asked) == []


def test_a_stranger_would_be_noticed(open_page):
    page = open_page("/settings")
    asked = asked_by(page)
    settled(page)
    page.evaluate("new Image().src = 'http://192.0.2.1/a.png'")
    assert strangers(asked) == ["http://192.0.2.1/a.png"]


def test_the_page_may_tell_nobody_else(open_page):
    page = open_page("/settings")
    settled(page)
    ask = "fetch('http://192.0.2.1/', {method: 'PUT', body: 'clip'}).then(() => 'sent', why => why.name)"
    assert page.evaluate(ask) == "TypeError"
    assert page.evaluate("fetch('/_stcore/health').then(answer => answer.ok)")


def test_a_whole_check_asks_nobody_else(hands_on_knees, tmp_path):
    hands_on_knees.download("Video to share", tmp_path / "video.mp4")
    asked = hands_on_knees.asked
    assert any(url.endswith(".mp4") for url in asked), "the video was not looked at"
    assert any(url.startswith("ws://") for url in asked)
    assert strangers(asked) == []


def test_the_camera_s_pictures_go_to_this_machine_only(open_page, fake_camera):
    page = open_page("/live", camera=fake_camera(FLOOR))
    page.add_init_script(WIRETAP)
    asked = asked_by(page)
    ready_to_move(page)
    page.get_by_role("button", name="Start the camera").click(timeout=START_MS)
    page.wait_for_function("[...formcheckCameras.values()].some(one => one.delays.length > 2)", timeout=START_MS)
    assert any("/camera/" in url for url in asked), "the pictures were not watched"
    assert strangers(asked) == []
    assert page.evaluate("detours") == 0
