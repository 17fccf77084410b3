"""Who may ask the server, and what every answer carries."""

import asyncio
import socket
from collections.abc import Mapping

import pytest
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from formcheck.ui.conversation import POLICY_VIOLATION
from formcheck.ui.serving import HOSTS, Guard, is_ours, same_page

OWN = "http://127.0.0.1:8501"


@pytest.mark.parametrize(
    ("origin", "host", "ours"),
    [
        ("http://127.0.0.1:8501", "127.0.0.1:8501", True),
        ("http://localhost:8501", "localhost:8501", True),
        ("http://192.168.1.5:80", "192.168.1.5:80", True),
        ("http://[::1]:8501", "[::1]:8501", True),
        ("http://127.0.0.1:9000", "127.0.0.1:8501", False),
        ("http://elsewhere.example:8501", "elsewhere.example:8501", False),
        ("https://elsewhere.example", "127.0.0.1:8501", False),
        (None, "127.0.0.1:8501", False),
        ("null", "127.0.0.1:8501", False),
        ("http://127.0.0.1:8501", None, False),
        ("http://[::1", "[::1", False),
    ],
)
def test_only_pages_of_this_server(origin: str | None, host: str | None, ours: bool) -> None:
    assert same_page(origin, host) is ours


def test_names_are_this_machines_own_or_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_ours(f"{socket.gethostname()}:80")
    assert not is_ours("studio.example")
    monkeypatch.setenv(HOSTS, "studio.example, Form.example")
    assert is_ours("studio.example")
    assert is_ours("form.example:443")
    assert not is_ours("")


async def inside(scope: Scope, _receive: Receive, send: Send) -> None:
    """What is behind the guard: a page, or a socket with one picture."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.send", "text": "picture"})
    else:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"page"})


def asked(kind: str, path: str = "/", headers: Mapping[str, str] | None = None) -> list[Message]:
    """What a browser is sent."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": f"{kind}.connect"}

    given = {"host": "127.0.0.1:8501"} | dict(headers or {})
    raw = [(name.encode(), value.encode()) for name, value in given.items()]
    asyncio.run(Guard(inside)({"type": kind, "path": path, "method": "GET", "headers": raw}, receive, send))
    return sent


@pytest.mark.parametrize(("path", "framed"), [("/", "'none'"), ("/component/one", "'self'"), ("/nowhere", "'none'")])
def test_every_answer_keeps_other_pages_out(path: str, framed: str) -> None:
    headers = Headers(raw=asked("http", path)[0]["headers"])
    assert f"frame-ancestors {framed}" in headers["content-security-policy"]
    assert "connect-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


FOREIGN = [
    {"origin": "https://elsewhere.example"},
    {"origin": "null"},
    {"origin": "http://[::1"},
    {"host": "elsewhere.example:8501"},
    {"host": ""},
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_foreign_page_gets_nothing(headers: dict[str, str]) -> None:
    start, body = asked("http", headers=headers)
    assert start["status"] == 403
    assert body["body"] != b"page"
    assert "frame-ancestors 'none'" in Headers(raw=start["headers"])["content-security-policy"]
    assert asked("websocket", headers={"origin": OWN} | headers) == [
        {"type": "websocket.close", "code": POLICY_VIOLATION}
    ]


def test_a_socket_tells_where_it_comes_from() -> None:
    assert asked("websocket") == [{"type": "websocket.close", "code": POLICY_VIOLATION}]
    assert asked("websocket", headers={"origin": OWN})[1]["text"] == "picture"
