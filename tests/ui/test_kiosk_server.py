"""Picture and state on their way to the screen: newest first, nothing waits, and only to pages of this server."""

import asyncio
import json
from dataclasses import replace

import pytest

from formcheck.kiosk import engine
from formcheck.kiosk import server as kiosk_server
from formcheck.kiosk.choices import KioskSettings
from formcheck.kiosk.engine import Picture
from formcheck.kiosk.server import live
from formcheck.kiosk.service import KioskState

IDLE = KioskState(settings=KioskSettings())


class FakeKiosk:
    def __init__(self):
        self.state, self.picture = IDLE, Picture()

    def start(self):
        pass


class FakeSocket:
    """A browser that asks ``asks`` times, then leaves; ``before(number)`` happens before each question."""

    def __init__(self, asks, before=lambda number: None, origin="http://127.0.0.1:8501"):
        self.headers = {"origin": origin, "host": "127.0.0.1:8501"}
        self.asks, self.before, self.sent, self.closed = asks, before, [], None

    async def accept(self):
        pass

    async def close(self, code):
        self.closed = code

    async def receive(self):
        if len(self.sent) == self.asks:
            return {"type": "websocket.disconnect"}
        self.before(len(self.sent))
        return {"type": "websocket.receive", "text": "next"}

    async def send_text(self, text):
        self.sent.append(json.loads(text))

    async def send_bytes(self, data):
        self.sent.append(data)


@pytest.fixture
def kiosk(monkeypatch):
    fake = FakeKiosk()
    monkeypatch.setattr(engine, "_first", [fake])
    monkeypatch.setattr(kiosk_server, "film", lambda: None)
    monkeypatch.setattr(kiosk_server, "IDLE_S", 0.05)
    return fake


def talk(socket):
    asyncio.run(live(socket))
    return socket.sent


def test_the_state_comes_first_then_pictures(kiosk):
    kiosk.picture = Picture(7, b"seven")
    first, second = talk(FakeSocket(2))
    assert first["screen"] == "attract"
    assert second == b"seven"


def test_a_picture_is_sent_once_and_late_ones_are_left_out(kiosk):
    def before(number):
        kiosk.picture = Picture(
            *{1: (1, b"one"), 2: (5, b"five")}.get(number, (kiosk.picture.number, kiosk.picture.jpeg))
        )

    assert talk(FakeSocket(4, before))[1:] == [b"one", b"five", {}]


def test_an_unchanged_state_is_sent_once(kiosk):
    def before(number):
        if number == 2:
            kiosk.state = replace(IDLE, stage="countdown", left_s=2.5)
        if number == 3:
            kiosk.state = replace(IDLE, stage="countdown", left_s=2.4)

    sent = talk(FakeSocket(4, before))
    assert [message.get("screen") for message in sent] == ["attract", None, "countdown", None]
    assert sent[2]["left_s"] == 2.5


def test_the_screen_hears_something_even_when_nothing_happens(kiosk):
    assert talk(FakeSocket(3))[1:] == [{}, {}]
