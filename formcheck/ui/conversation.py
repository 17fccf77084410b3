"""A conversation with a browser over a WebSocket: each message is answered with one, so that nothing queues up."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final, TypeAlias

from starlette.websockets import WebSocket, WebSocketDisconnect

Message: TypeAlias = str | bytes
POLICY_VIOLATION: Final = 1008  # RFC 6455


async def converse(socket: WebSocket, answer: Callable[[Message], Awaitable[Message | None]]) -> None:
    """Accept a browser, and answer every message of it until it leaves, or until the answer is None: that is all.

    Who may ask: `formcheck.ui.serving.Guard`.
    """
    with suppress(WebSocketDisconnect, RuntimeError):
        await socket.accept()
        while True:
            asked = await socket.receive()
            if asked["type"] == "websocket.disconnect":
                return
            reply = await answer(asked.get("bytes") or asked.get("text") or "")
            if reply is None:
                await socket.close()
                return
            if isinstance(reply, str):
                await socket.send_text(reply)
            else:
                await socket.send_bytes(reply)
