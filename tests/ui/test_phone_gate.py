"""The gate before every page and socket that a phone asks for."""

import asyncio
import threading

import pytest
from starlette.datastructures import Headers

from formcheck.storage.passcodes import set_passcode
from formcheck.storage.small_files import FOLDER
from formcheck.ui.phones.gate import COOKIE, Gate
from formcheck.ui.phones.passes import (
    FREE_IN_ALL,
    FREE_TRIES,
    HEADER,
    HERE,
    PASS,
    Passes,
)
from formcheck.ui.serving import Guard

HOST = "192.168.1.5:8501"
PHONE = "192.168.1.77"


@pytest.fixture
def passes(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    set_passcode("trainer", "kettle bell 7")
    set_passcode("member", "yoga mat 12")
    return Passes()


class Inside:
    """What is behind gate and guard; remembers what it was asked."""

    def __init__(self):
        self.asked = []

    async def __call__(self, scope, receive, send):
        self.asked.append(scope)
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            while (await receive())["type"] != "websocket.disconnect":
                pass
        else:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"page"})

    @property
    def told(self):
        return Headers(scope=self.asked[-1]).getlist(HEADER)


def scope_of(path="/", kind="http", method="GET", client=PHONE, **headers):
    given = {"host": HOST, "accept": "text/html"} | {name.replace("_", "-"): text for name, text in headers.items()}
    raw = [(name.encode(), text.encode()) for name, text in given.items() if text is not None]
    return {
        "type": kind, "path": path, "method": method, "headers": raw, "client": (client, 5), "query_string": b"",
    }  # fmt: skip


async def ask(gate, scope, *messages):
    sent, coming = [], list(messages)

    async def receive():
        return coming.pop(0) if coming else {"type": f"{scope['type']}.disconnect"}

    async def send(message):
        sent.append(message)

    await gate(scope, receive, send)
    return sent


def answer(gate, scope, body=b""):
    sent = asyncio.run(ask(gate, scope, {"type": "http.request", "body": body, "more_body": False}))
    return sent[0]["status"], Headers(raw=sent[0]["headers"]), b"".join(one.get("body", b"") for one in sent[1:])


def try_(gate, words, path="/", **scope):
    return answer(gate, scope_of("/passcode", method="POST", **scope), f"passcode={words}&path={path}".encode())


def gated(passes):
    inside = Inside()
    return inside, Gate(Guard(inside), HOST, passes)


PATHS = (
    "/",
    "/review",
    "/_stcore/health",
    "/_stcore/upload_file/a/b",
    "/media/abc.mp4",
    "/camera/line",
    "/phone/short",
)


@pytest.mark.parametrize("path", PATHS)
def test_nobody_gets_past_without_a_pass(passes, path):
    inside, gate = gated(passes)
    status, headers, body = answer(gate, scope_of(path))
    assert status == 401
    assert b"passcode" in body
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    for method in ("POST", "PUT", "HEAD", "OPTIONS"):
        assert answer(gate, scope_of(path, method=method))[0] == 401
    socket = scope_of(path, "websocket", origin=f"https://{HOST}")
    assert asyncio.run(ask(gate, socket)) == [{"type": "websocket.close", "code": 1008}]
    assert inside.asked == []


@pytest.mark.parametrize(("words", "role"), [("kettle+bell+7", "trainer"), ("yoga+mat+12", "member")])
def test_a_passcode_opens_everything_behind_and_says_whose_it_is(passes, words, role):
    inside, gate = gated(passes)
    status, headers, _ = try_(gate, words, "/live")
    assert (status, headers["location"]) == (303, "/live")
    cookie = headers["set-cookie"]
    assert {"HttpOnly", "Secure", "SameSite=strict", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "max-age" not in cookie.lower()
    assert "expires" not in cookie.lower(), "it ends with the browser"
    given = cookie.partition(";")[0]
    assert answer(gate, scope_of("/review", cookie=given))[2] == b"page"
    assert [passes.role(word) for word in inside.told] == [role]


def test_what_a_browser_says_of_its_own_pass_is_dropped(passes):
    inside, gate = gated(passes)
    word = passes.give("member")
    answer(gate, scope_of(cookie=f"{COOKIE}={word}", **{HEADER: HERE}))
    assert inside.told == [word]
    link = f"/phone/{'x' * 43}"
    assert answer(gate, scope_of(link, **{HEADER: HERE}))[2] == b"page"
    assert inside.told == [""], "by a link, nobody is anybody"
    asyncio.run(ask(Guard(inside), scope_of(host="127.0.0.1:8501", **{HEADER: word})))
    assert inside.told == [HERE]
    assert PASS not in inside.asked[-1]


@pytest.mark.parametrize(
    "scope",
    [
        {"client": "8.8.8.8"},
        {"client": "not an address"},
        {"host": "127.0.0.1:8501"},
        {"host": "elsewhere.example:8501"},
        {"host": "192.168.1.5"},
        {"host": None},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": f"http://{HOST}"},
    ],
)
def test_foreign_pages_names_and_the_internet_are_refused_even_with_a_pass(passes, scope):
    inside, gate = gated(passes)
    cookie = f"{COOKIE}={passes.give('trainer')}"
    for path in ("/", "/passcode", f"/phone/{'x' * 43}"):
        assert answer(gate, scope_of(path, cookie=cookie, **scope))[0] == 403
    assert inside.asked == []


def test_wrong_passcodes_wait_for_each_address_and_in_all(passes):
    _, gate = gated(passes)
    for _ in range(FREE_TRIES):
        assert try_(gate, "wrong+one")[0] == 401
    status, _, body = try_(gate, "kettle+bell+7")
    assert status == 429, "not even the right one"
    assert b"seconds" in body
    for number in range(FREE_IN_ALL - FREE_TRIES):
        assert try_(gate, "wrong+one", client=f"10.0.0.{number}")[0] == 401
    assert try_(gate, "kettle+bell+7", client="10.0.1.1")[0] == 429


def test_many_tries_at_once_are_as_many_tries(passes, monkeypatch):
    _, gate = gated(passes)
    looked, running, most, lock = [], [], [], threading.Lock()

    def role_of(words):
        with lock:
            running.append(words)
            most.append(len(running))
        looked.append(words)
        with lock:
            running.pop()

    monkeypatch.setattr("formcheck.ui.phones.gate.role_of", role_of)

    async def all_at_once():
        message = {"type": "http.request", "body": b"passcode=wrong+one", "more_body": False}
        await asyncio.gather(*(ask(gate, scope_of("/passcode", method="POST"), message) for _ in range(50)))

    asyncio.run(all_at_once())
    assert len(looked) == FREE_TRIES
    assert max(most) == 1


@pytest.mark.parametrize(
    "path", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "/passcode", "x"]
)
def test_it_sends_nobody_elsewhere(passes, path):
    _, gate = gated(passes)
    status, headers, _ = try_(gate, "yoga+mat+12", path)
    assert (status, headers["location"]) == (303, "/")


def test_a_form_that_is_no_passcode_is_refused(passes):
    _, gate = gated(passes)
    assert try_(gate, "x" * 5000)[0] == 413
    assert answer(gate, scope_of("/passcode", method="POST"), b"")[0] == 401
    assert answer(gate, scope_of("/passcode", method="POST"), b"&".join([b"a=b"] * 50))[0] == 401
    assert answer(gate, scope_of("/", cookie="\x00=;;;=,"))[0] == 401


def test_cookies_of_other_programs_at_this_address_are_in_nobodys_way(passes):
    _, gate = gated(passes)
    others = 'theme={"dark": true}; x; \x00=;;'
    assert answer(gate, scope_of("/", cookie=f"{others}; {COOKIE}={passes.give('member')}"))[2] == b"page"


def test_what_was_asked_for_is_shown_as_text(passes):
    _, gate = gated(passes)
    body = answer(gate, scope_of('/"><script>alert(1)</script>'))[2]
    assert b"<script>" not in body


def test_the_page_speaks_the_phones_language(passes):
    _, gate = gated(passes)
    assert b'<html lang="zh-Hans">' in answer(gate, scope_of(accept_language="zh-CN,zh;q=0.9"))[2]
    assert b'<html lang="en">' in answer(gate, scope_of(accept_language="ms,en;q=0.9"))[2]


def test_a_socket_ends_with_its_pass(passes):
    inside, gate = gated(passes)
    word = passes.give("member")
    scope = scope_of("/_stcore/stream", "websocket", cookie=f"{COOKIE}={word}", origin=f"https://{HOST}")
    heard = {"type": "websocket.receive", "text": "x"}
    assert asyncio.run(ask(gate, scope, heard)) == [{"type": "websocket.accept"}]

    class Ended(dict):
        def __getitem__(self, key):  # the pass ends while the message is on its way
            passes.end(word)
            return super().__getitem__(key)

    sent = asyncio.run(ask(gate, scope, Ended(heard), heard))
    assert sent == [{"type": "websocket.accept"}, {"type": "websocket.close", "code": 1008}]
    assert len(inside.asked) == 2
