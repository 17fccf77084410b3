"""What phones in the same network meet before anything else: a passcode, on the server, for every page and socket.

Only this gate listens on the network's address; the machine's own 127.0.0.1 has its own way in, without it.
"""

import asyncio
import re
from ipaddress import ip_address
from math import ceil
from typing import Final
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from formcheck.i18n import gettext, ngettext, use_locale
from formcheck.storage.passcodes import Role, has_passcode, role_of
from formcheck.ui.conversation import POLICY_VIOLATION
from formcheck.ui.phones.passes import FREE_IN_ALL, FREE_TRIES, PASS, PASSES, Passes, Tries
from formcheck.ui.phones.small_page import small_page, spoken_by

COOKIE: Final = "__Host-formcheck"  # the prefix: over HTTPS only, for this very address only
PASSCODE: Final = "/passcode"
#: The link of a QR code: its own route looks whether it holds.
PHONE: Final = re.compile(r"/phone/[\w-]{43}(/clip)?", re.ASCII)
MOST_BYTES: Final = 2000  # of a form with one passcode
ALL: Final = "all"
FORBIDDEN, TOO_LONG, TOO_MANY, NOT_YET = 403, 413, 429, 401


class Gate:
    """Lets in who shows a pass, and asks everybody else for the passcode.

    ``host``: address and port as browsers name them; any other name is refused.
    """

    def __init__(self, app: ASGIApp, host: str, passes: Passes = PASSES) -> None:
        self._app, self._host, self._passes = app, host, passes
        self._each, self._all = Tries(FREE_TRIES), Tries(FREE_IN_ALL)
        self._one_at_a_time = asyncio.Lock()  # a try takes 20 MB and most of a core for a moment

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI asks for it."""
        if scope["type"] not in ("http", "websocket"):
            return
        word = pass_of(HTTPConnection(scope))
        answer: Response | None = None
        if not self._is_for_us(scope):
            answer = PlainTextResponse("This page is for phones in the same network.", FORBIDDEN)
        elif scope["type"] == "http" and scope["path"] == PASSCODE:
            answer = await self._asked(Request(scope, receive))
        elif scope["type"] == "http" and PHONE.fullmatch(scope["path"]):
            word = ""
        elif self._passes.role(word) is None:
            answer = self._refusal(scope)
        if answer is None:
            heard = self._while_it_holds(word, receive, send) if scope["type"] == "websocket" else receive
            await self._app({**scope, PASS: word}, heard, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        else:
            await answer(scope, receive, send)

    def _while_it_holds(self, word: str, receive: Receive, send: Send) -> Receive:
        """What a socket hears, until its pass ends."""

        async def heard() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive" or self._passes.role(word) is not None:
                return message
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}

        return heard

    def _is_for_us(self, scope: Scope) -> bool:
        """By our own address, from a page of ours, and from a private network: not the Internet."""
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        ours = headers.get("host", "").lower() == self._host
        near = _address(scope)
        return ours and near is not None and (not origin or origin.lower() == f"https://{self._host}")

    def _refusal(self, scope: Scope) -> Response:
        request = Request(scope) if scope["type"] == "http" else None
        if request and request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            return _page(request, scope["path"])
        return Response(status_code=NOT_YET)

    async def _asked(self, request: Request) -> Response:
        if request.method != "POST":
            return _page(request, "/", status=200)
        body = await _small_body(request)
        if body is None:
            return Response(status_code=TOO_LONG)
        form = parse_qs(body.decode(errors="replace"))
        asked, path = form.get("passcode", [""])[0], _own_path(form.get("path", ["/"])[0])
        who = _address(request.scope) or ""
        if wait_s := max(self._each.wait_s(who), self._all.wait_s(ALL)):
            return _page(request, path, wait_s=wait_s, status=TOO_MANY)
        role = await self._tried(who, asked)
        if role is None:
            return _page(request, path, wrong=True)
        self._passes.end(pass_of(request))
        answer = RedirectResponse(path, status_code=303)
        # without an end: the browser forgets it when it is closed
        answer.set_cookie(COOKIE, self._passes.give(role), secure=True, httponly=True, samesite="strict")
        return answer

    async def _tried(self, who: str, words: str) -> Role | None:
        own, of_all = self._each.begin(who), self._all.begin(ALL)  # first of all: many at once are as many tries
        async with self._one_at_a_time:
            role = await asyncio.to_thread(role_of, words)
        if role is not None:
            self._each.right(who, own)
            self._all.right(ALL, of_all)
        return role


def pass_of(asked: HTTPConnection) -> str:
    """The pass a browser shows, among whatever other cookies it has of this address; empty for none."""
    return asked.cookies.get(COOKIE, "")


def _address(scope: Scope) -> str | None:
    """Who asks; None for an address of the Internet."""
    try:
        found = ip_address((scope.get("client") or ("", 0))[0])
    except ValueError:
        return None
    return str(found) if found.is_private else None


def _own_path(path: str) -> str:
    """A path of this server and no other address."""
    parts = urlsplit(path)
    fit = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and not parts.netloc
    return path if fit and parts.path != PASSCODE else "/"


async def _small_body(request: Request) -> bytes | None:
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                return None
    except ClientDisconnect:
        return None
    return body


def _page(request: Request, path: str, *, wrong: bool = False, wait_s: float = 0.0, status: int = NOT_YET) -> Response:
    language = spoken_by(request.headers.get("accept-language", ""))
    with use_locale(language):
        said = ""
        if wait_s:
            said = ngettext(
                "Too many wrong passcodes. Please wait {count} second, then try again.",
                "Too many wrong passcodes. Please wait {count} seconds, then try again.",
                ceil(wait_s),
            )
        elif wrong:
            said = gettext("That is not the passcode. Please try again.")
        words = {
            "title": gettext("This studio's FormCheck"),
            "lead": gettext("Please type the passcode. Your trainer knows it."),
            "label": gettext("Passcode"),
            "open": gettext("Open"),
            "said": said,
            "path": _own_path(path),
            "action": PASSCODE,
            "closed": not (has_passcode("trainer") or has_passcode("member")),
            "where": gettext("What you do here is checked on the studio's computer, not on your phone."),
            "none": gettext("No passcode has been set on this computer, so nothing can be opened."),
        }
        return small_page("passcode.html", words, status)
