"""Nothing leaves the machine: packets are counted while each part of FormCheck runs with loopback alone.

The parts run as their own tests do, in a network of their own, so they also have to work there.
"""

import os
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from alone import run_alone, unshare

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_videos" / "floor_squat_side.mp4"
MINUTES = 60
NOTHING = {"packets": 0, "no way": 0, "no way by IPv6": 0}
FORMCHECK = (sys.executable, "-m", "formcheck")
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:rerunfailures")
#: Somebody's own way out, which no library of ours may take either.
WAYS_OUT = {"https_proxy": "http://192.0.2.1:3128", "no_proxy": "*", "ALL_PROXY": "socks5://192.0.2.1:1080"}
#: What loads a page, checks a clip with a download, asks as a foreign page, films, records, and the kiosk.
IN_A_BROWSER = {
    "a page and an upload": "test_check.py::test_an_uploaded_clip",
    "a check and its video": "test_privacy.py::test_a_whole_check_asks_nobody_else",
    "sockets of foreign pages": "test_no_network.py::test_a_foreign_socket_is_refused",
    "live": "test_privacy.py::test_the_camera_s_pictures_go_to_this_machine_only",
    "a recording": "test_recording.py::test_a_recorded_clip_is_judged_like_any_other",
    "the kiosk": "test_kiosk_screen.py::test_a_visit_by_itself",
}
OPENED = """address => new Promise((said) => {
  const socket = new WebSocket(address, ["streamlit"]);
  socket.onopen = () => { socket.close(); said("open"); };
  socket.onerror = () => said("refused");
})"""
alone = pytest.mark.skipif(unshare() is None, reason="this machine lets nobody make a network of their own")
SENDING = """
import socket, subprocess
datagram = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
datagram.sendto(b"clip", ("192.0.2.1", 9))
try:
    socket.getaddrinfo("a-name.example", 443)
except OSError:
    pass
try:
    socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).sendto(b"clip", ("2001:db8::1", 9))
except OSError:
    pass
"""


def counted(command, folder, **more):
    """What a command tried to send, which it is expected to survive."""
    data = folder / "data"
    data.mkdir()
    env = {**os.environ, "FORMCHECK_DATA": str(data), "PYTHONDONTWRITEBYTECODE": "1", **more}
    done, counts = run_alone(command, folder / "counts.json", cwd=ROOT, env=env, timeout=20 * MINUTES)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return counts


@alone
def test_an_attempt_to_leave_is_counted(tmp_path):
    counts = counted((sys.executable, "-c", SENDING), tmp_path)
    assert counts["packets"] >= 2, "a datagram, and a question for a name"
    assert counts["no way by IPv6"] >= 1


@alone
def test_standing_still_counts_nothing(tmp_path):
    assert counted((sys.executable, "-c", "import time; time.sleep(2)"), tmp_path) == NOTHING


@alone
@pytest.mark.parametrize("ways_out", [{}, WAYS_OUT], ids=["plain", "with a way out"])
def test_analyze_sends_nothing(tmp_path, ways_out):
    out = tmp_path / "out"
    assert counted((*FORMCHECK, "analyze", str(SAMPLE), "--out", str(out)), tmp_path, **ways_out) == NOTHING
    assert list(out.glob("*.report.html"))


@alone
def test_batch_sends_nothing(tmp_path):
    clips, out = tmp_path / "clips", tmp_path / "out"
    clips.mkdir()
    for name in ("one.mp4", "two.mp4"):
        (clips / name).symlink_to(SAMPLE)
    assert counted((*FORMCHECK, "batch", str(clips), "--out", str(out)), tmp_path) == NOTHING
    assert len(list(out.rglob("*.report.html"))) == 2


@pytest.fixture
def foreign_page():
    """The address of a page of another server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}/README.md"
    server.shutdown()
    server.server_close()
    serving.join()


@pytest.mark.parametrize("page_of", ["nobody", "another server", "this server"])
def test_a_foreign_socket_is_refused(app_url, open_page, foreign_page, page_of):
    """Whose origin is "null", as of a file or a frame without rights, another one, and as a control our own."""
    where = {"nobody": "data:text/html,", "another server": foreign_page, "this server": f"{app_url}/settings"}
    page = open_page("", url="about:blank")
    page.goto(where[page_of])
    came = page.evaluate(OPENED, app_url.replace("http", "ws") + "/_stcore/stream")
    assert came == ("open" if page_of == "this server" else "refused")


@alone
@pytest.mark.parametrize("test", IN_A_BROWSER.values(), ids=IN_A_BROWSER.keys())
def test_a_page_sends_nothing(tmp_path, test):
    counts = counted((*PYTEST, f"tests/browser/{test}"), tmp_path)
    del counts["no way by IPv6"]  # Chromium tries whether there is a way, and sends nothing
    assert not any(counts.values()), counts
