"""How much may be on its way into all uploaders at once: announced or not, waiting or being sent."""

import asyncio

import pytest

from formcheck.ui import uploading
from formcheck.ui.uploading import NO_ROOM, TOO_SLOW, UPLOAD, Uploads

KB = 1000
PLENTY = 10**12


class Page:
    """What is behind: reads an upload as Streamlit does, and keeps it until somebody takes it."""

    def __init__(self):
        self.kept = []

    async def __call__(self, _scope, receive, send):
        content = b""
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ConnectionError("left")
            content += message["body"]
            if not message["more_body"]:
                break
        self.kept.append(content)
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    @property
    def held(self):
        return sum(map(len, self.kept))


def guarded(page, most=100 * KB, left=PLENTY, patience_s=10.0):
    return Uploads(page, most, lambda: page.held, lambda: left, patience_s)


async def sent(uploads, size, *, announced=True, path=f"{UPLOAD}visit/file", method="PUT", silent=False):
    """The status and words somebody gets who sends a file in pieces."""
    pieces, answers = [min(KB, size - at) for at in range(0, size, KB)], []

    async def receive():
        if silent and len(pieces) == 1:
            await asyncio.sleep(3600)
        piece = pieces.pop(0)
        return {"type": "http.request", "body": bytes(piece), "more_body": bool(pieces)}

    async def send(message):
        answers.append(message)

    headers = [(b"content-length", str(size).encode())] if announced else []
    await uploads({"type": "http", "method": method, "path": path, "headers": headers}, receive, send)
    assert len(answers) == 2, "one answer"
    return answers[0]["status"], answers[1]["body"].decode()


@pytest.mark.parametrize("announced", [True, False])
def test_what_fits_is_taken_and_what_does_not_is_refused_in_words(announced):
    page = Page()

    async def both():
        uploads = guarded(page)
        return await sent(uploads, 60 * KB, announced=announced), await sent(uploads, 60 * KB, announced=announced)

    first, second = asyncio.run(both())
    assert first[0] == 204
    assert second[0] == NO_ROOM
    assert "no room for another video right now" in second[1]
    assert page.held == 60 * KB, "nothing of the second is kept, and the first is"


def test_a_page_that_took_its_file_makes_room():
    page = Page()

    async def three():
        uploads = guarded(page)
        for _ in range(3):
            assert (await sent(uploads, 90 * KB))[0] == 204
            page.kept.clear()

    asyncio.run(three())


@pytest.mark.parametrize("announced", [True, False])
def test_uploads_at_once_are_counted_together(announced):
    page = Page()

    async def at_once():
        uploads = guarded(page)
        return await asyncio.gather(*(sent(uploads, 30 * KB, announced=announced) for _ in range(8)))

    statuses = [status for status, _ in asyncio.run(at_once())]
    assert set(statuses) <= {204, NO_ROOM}
    assert statuses.count(204) <= 3
    assert page.held <= 100 * KB
    if announced:  # else all are refused in the end, since none says that it alone would fit
        assert 204 in statuses


def test_room_is_kept_for_what_was_announced_and_given_back_when_it_fails():
    page = Page()

    async def slow():
        uploads = guarded(page, patience_s=0.2)
        first = asyncio.create_task(sent(uploads, 90 * KB, silent=True))
        await asyncio.sleep(0.05)
        meanwhile = await sent(uploads, 30 * KB)
        return meanwhile, await first, await sent(uploads, 90 * KB)

    meanwhile, first, last = asyncio.run(slow())
    assert meanwhile[0] == NO_ROOM
    assert first[0] == TOO_SLOW
    assert last[0] == 204


def test_a_full_disk_takes_none():
    assert asyncio.run(sent(guarded(Page(), left=10 * KB), 20 * KB))[0] == NO_ROOM


@pytest.mark.parametrize("how", [{"path": "/media/file"}, {"method": "POST"}])
def test_other_requests_are_not_counted(how):
    assert asyncio.run(sent(guarded(Page(), most=KB), 20 * KB, **how))[0] == 204


def test_trouble_of_the_page_is_its_own():
    async def broken(_scope, _receive, _send):
        raise RuntimeError("of the page")

    with pytest.raises(RuntimeError, match="of the page"):
        asyncio.run(sent(Uploads(broken, held=lambda: 0, left=lambda: PLENTY), KB))


def test_what_streamlit_holds_is_asked_of_streamlit(monkeypatch):
    from streamlit import runtime
    from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
    from streamlit.runtime.uploaded_file_manager import UploadedFileRec

    manager = MemoryUploadedFileManager("/files")
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: type("Runtime", (), {"uploaded_file_mgr": manager}))
    assert uploading.held_by_streamlit() == 0
    for name in ("one", "two"):
        manager.add_file("visit", UploadedFileRec(name, name, "video/mp4", bytes(5 * KB)))
    assert uploading.held_by_streamlit() == 10 * KB
    manager.remove_file("visit", "one")
    assert uploading.held_by_streamlit() == 5 * KB
