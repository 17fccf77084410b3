"""A clip by phone, over real HTTPS through the gate: with a link that holds, from one phone, and of a bounded size."""

import contextlib
import http.client
import os
import socket
import ssl
import threading
import time
from ipaddress import IPv4Address
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette

from formcheck.storage.certificate import certificate_for
from formcheck.storage.small_files import FOLDER
from formcheck.ui.phones import upload
from formcheck.ui.phones.gate import Gate
from formcheck.ui.phones.links import MOST_CLIPS, PhoneLinks
from formcheck.ui.serving import Guard

OWN = "127.0.0.1"  # here the gate stands before this address, too
MOST_MB = 2


class Server:
    def __init__(self, trust, port, links, folder):
        self.trust, self.port, self.links, self.folder = trust, port, links, folder

    def ask(self, method, path, body=None, cookie="", **headers):
        line = http.client.HTTPSConnection(OWN, self.port, timeout=20, context=self.trust)
        with contextlib.closing(line):
            given = {"cookie": cookie} | {name.replace("_", "-"): text for name, text in headers.items()}
            line.request(method, path, body, given, encode_chunked=not isinstance(body, bytes | None))
            answer = line.getresponse()
            return answer.status, answer.msg, answer.read()

    def arrive(self, link):
        """A phone opens the link; its cookie."""
        status, headers, body = self.ask("GET", f"/phone/{link.token}")
        assert status == 200, body
        return headers["set-cookie"].partition(";")[0]

    def send(self, link, cookie, body=b"film", name="squat.mp4", **headers):
        return self.ask("POST", f"/phone/{link.token}/clip?name={name}", body, cookie, **headers)

    @property
    def files(self):
        return sorted(self.folder.iterdir())


@pytest.fixture
def server(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path / "data"))
    links, folder = PhoneLinks(), tmp_path / "private"
    folder.mkdir()
    monkeypatch.setattr(upload, "LINKS", links)
    monkeypatch.setattr(upload, "most_mb", lambda: MOST_MB)
    monkeypatch.setattr(upload.tempfile, "tempdir", str(folder))
    certificate = certificate_for(IPv4Address("192.168.1.5"))
    with socket.socket() as taken:
        taken.bind((OWN, 0))
        port = taken.getsockname()[1]
    app = Gate(Guard(Starlette(routes=upload.ROUTES)), f"{OWN}:{port}")
    running = uvicorn.Server(
        uvicorn.Config(
            app,
            host=OWN,
            port=port,
            ssl_certfile=certificate.path,
            ssl_keyfile=certificate.key,
            lifespan="off",
            log_level="critical",
        )
    )
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    until_s = time.monotonic() + 30
    while not running.started:
        assert time.monotonic() < until_s
        time.sleep(0.02)
    yield Server(ssl.create_default_context(cafile=str(certificate.path)), port, links, folder)
    running.should_exit = True
    thread.join(20)
    assert not thread.is_alive()


def test_a_clip_arrives_whole_and_nowhere_else(server):
    link = server.links.make()
    cookie = server.arrive(link)
    film = bytes(range(256)) * 4000
    status, _, body = server.send(link, cookie, film, "Ana%20squats.MOV")
    assert (status, body) == (200, b'{"left":%d}' % (MOST_CLIPS - 1))
    (clip,) = server.links.waiting()
    assert (clip.name, clip.getvalue()) == ("Ana squats.MOV", film)
    assert server.files == [clip.path]
    assert clip.path.stat().st_mode & 0o077 == 0


def test_the_page_runs_and_loads_nothing_but_its_own(server):
    link = server.links.make()
    _, headers, body = server.ask("GET", f"/phone/{link.token}", accept_language="zh-CN")
    policy = headers.get_all("content-security-policy")
    assert any("default-src 'none'" in one for one in policy)
    assert any("frame-ancestors 'none'" in one for one in policy)
    assert b"http:" not in body.replace(b"http://www.w3.org", b"")
    assert b"https:" not in body
    assert b'lang="zh-Hans"' in body
    assert b'accept="video/*" capture' in body
    cookie = headers["set-cookie"]
    assert {"HttpOnly", "Secure"} <= {part.strip() for part in cookie.split(";")}


def test_a_link_is_one_phones_own(server):
    link = server.links.make()
    first, second = server.arrive(link), server.arrive(link)
    assert first != second
    assert server.send(link, "")[0] == 404, "never opened the page"
    assert server.send(link, first)[0] == 200
    assert server.send(link, second)[0] == 409
    assert server.send(link, first)[0] == 200
    assert len(server.links.waiting()) == 2


def test_a_link_is_used_up(server):
    link = server.links.make()
    cookie = server.arrive(link)
    lefts = [server.send(link, cookie)[2] for _ in range(MOST_CLIPS)]
    assert lefts[-1] == b'{"left":0}'
    assert server.send(link, cookie)[0] == 404
    assert server.ask("GET", f"/phone/{link.token}")[0] == 404
    assert len(server.links.waiting()) == MOST_CLIPS


def test_a_link_that_was_closed_or_is_over_takes_nothing(server):
    link, closed = server.links.make(), server.links.make()
    cookie = server.arrive(link)
    server.links.close(closed.token)
    link.until_s = server.links.now_s()
    for one in (link, closed):
        assert server.send(one, cookie)[0] == 404
    assert server.files == []


def test_what_is_too_large_is_refused_before_it_comes_and_while_it_does(server):
    link = server.links.make()
    cookie = server.arrive(link)
    large = b"x" * (MOST_MB * 1_000_000 + 1)
    assert server.send(link, cookie, large)[0] == 413

    def unannounced():
        for start in range(0, len(large), 100_000):
            yield large[start : start + 100_000]

    assert server.send(link, cookie, unannounced(), transfer_encoding="chunked")[0] == 413
    assert server.files == []
    assert server.send(link, cookie, large[:-1])[0] == 200


def test_nothing_sent_is_no_clip(server):
    link = server.links.make()
    cookie = server.arrive(link)
    assert server.send(link, cookie, b"")[0] == 400
    assert server.files == []
    assert link.left == MOST_CLIPS


def test_half_a_clip_leaves_nothing_and_the_link_can_be_used_again(server):
    link = server.links.make()
    cookie = server.arrive(link)
    request = (
        f"POST /phone/{link.token}/clip?name=a.mp4 HTTP/1.1\r\nhost: {OWN}:{server.port}\r\ncookie: {cookie}\r\n"
        "content-length: 1000000\r\n\r\nhalf a clip"
    )
    with (
        socket.create_connection((OWN, server.port)) as plain,
        server.trust.wrap_socket(plain, server_hostname=OWN) as line,
    ):
        line.sendall(request.encode())
        while not server.files:
            time.sleep(0.02)
        assert link.busy
    until_s = time.monotonic() + 20
    while server.files or link.busy:
        assert time.monotonic() < until_s
        time.sleep(0.02)
    assert server.links.waiting() == []
    assert server.send(link, cookie)[0] == 200


def test_a_clip_that_takes_for_ever_is_dropped(server, monkeypatch):
    monkeypatch.setattr(upload, "HOLDS_S", 0.5)
    link = server.links.make()
    cookie = server.arrive(link)

    def slow():
        yield b"one"
        time.sleep(2)
        yield b"two"

    assert server.send(link, cookie, slow(), transfer_encoding="chunked")[0] == 404
    assert server.files == []


def test_a_full_list_is_said(server, monkeypatch):
    link = server.links.make()
    cookie = server.arrive(link)
    monkeypatch.setattr(PhoneLinks, "is_full", lambda self: True)
    assert server.send(link, cookie)[0] == 507
    assert server.files == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_said(server, monkeypatch):
    link = server.links.make()
    cookie = server.arrive(link)
    path = server.folder / "clip"
    monkeypatch.setattr(upload.tempfile, "mkstemp", lambda suffix: (os.open("/dev/full", os.O_WRONLY), str(path)))
    assert server.send(link, cookie)[0] == 507
    assert server.links.waiting() == []
    assert link.left == MOST_CLIPS


@pytest.mark.parametrize("path", ["/phone/", "/phone/short", f"/phone/{'x' * 43}/other", f"/phone/{'x' * 44}", "/clip"])
def test_only_links_pass_the_gate(server, path):
    assert server.ask("GET", path)[0] == 401
    assert server.ask("POST", path, b"x")[0] == 401
