"""The page a phone opens by the QR code, and where it sends its clip: straight to this machine, and nowhere else."""

import asyncio
import os
import secrets
import tempfile
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from formcheck.i18n import gettext, use_locale
from formcheck.ui.phones.links import HOLDS_S, KEEP_S, LINKS, Link
from formcheck.ui.phones.small_page import PHONE as PHONE_PAGE
from formcheck.ui.phones.small_page import small_page, spoken_by

PAGE: Final = "/phone/{token}"
CLIP: Final = "/phone/{token}/clip"
PHONE: Final = "__Secure-formcheck-phone"  # the prefix: over HTTPS only
MEGABYTE: Final = 1_000_000
GONE, BUSY, TOO_LONG, EMPTY, FULL = 404, 409, 413, 400, 507


async def _page(request: Request) -> Response:
    link = LINKS.find(request.path_params["token"])
    with use_locale(spoken_by(request.headers.get("accept-language", ""))):
        answer = small_page(PHONE_PAGE, _words(link, most_mb()), 200 if link else GONE)
    if link and not request.cookies.get(PHONE):
        answer.set_cookie(
            PHONE, secrets.token_urlsafe(32), max_age=int(HOLDS_S), path="/phone", secure=True, httponly=True
        )
    return answer


async def _clip(request: Request) -> Response:
    """A clip as the body of a request, its name in the address."""
    link, phone = LINKS.find(request.path_params["token"]), request.cookies.get(PHONE)
    if link is None or not phone:
        return Response(status_code=GONE)
    if not LINKS.take_turn(link, phone):
        return Response(status_code=BUSY)
    sent = False
    try:
        status = await _received(request, most_mb() * MEGABYTE)
        sent = status == 200
    finally:
        LINKS.end_turn(link, sent=sent)
    return JSONResponse({"left": link.left if LINKS.find(link.token) else 0}, status)


async def _received(request: Request, most: int) -> int:
    """Write the body into the server's private folder; the status of the answer."""
    announced = request.headers.get("content-length", "0")
    if not announced.isdecimal() or len(announced) > 15 or int(announced) > most:
        return TOO_LONG
    if LINKS.is_full():
        return FULL
    descriptor, name = tempfile.mkstemp(suffix=".phone")
    path, kept = Path(name), False
    try:
        status = await _written(request, descriptor, most)
        if kept := status == 200:
            LINKS.bring(request.query_params.get("name", ""), path)
            # deleted in time even when nobody looks again
            asyncio.get_running_loop().call_later(KEEP_S + 1, LINKS.waiting)
    finally:
        if not kept:
            path.unlink(missing_ok=True)
    return status


async def _written(request: Request, descriptor: int, most: int) -> int:
    count = 0
    try:
        with os.fdopen(descriptor, "wb") as file:
            async with asyncio.timeout(HOLDS_S):
                async for chunk in request.stream():
                    count += len(chunk)
                    if count > most:
                        return TOO_LONG
                    file.write(chunk)
    except (ClientDisconnect, TimeoutError):
        return GONE
    except OSError:
        return FULL
    return 200 if count else EMPTY


def most_mb() -> int:
    """As for every other upload of the app."""
    return int(st.get_option("server.maxUploadSize"))


def _words(link: Link | None, size_mb: int) -> dict[str, object]:
    return {
        "title": gettext("Your video for the trainer") if link else gettext("This link has ended"),
        "ended": link is None,
        "again": gettext(
            "A link holds for {minutes} minutes, for one phone. Please ask your trainer for a new code.",
            minutes=round(HOLDS_S / 60),
        ),
        "lead": gettext("Stand side-on, with your whole body in the picture. One set is enough."),
        "private": gettext(
            "Your video goes straight to the trainer's computer in this room, not over the Internet. It is kept there "
            "until the trainer deletes it."
        ),
        "film": gettext("Film now"),
        "choose": gettext("Choose a video"),
        "send": gettext("Send"),
        "cancel": gettext("Cancel"),
        "progress": gettext("Sent so far"),
        "most_bytes": size_mb * MEGABYTE,
        "said": {
            "done": gettext("It has arrived on the trainer's computer. You can send another one."),
            "last": gettext("It has arrived on the trainer's computer. You can close this page now."),
            "large": gettext("This video is too large: {mb} MB are the most. Please film a shorter one.", mb=size_mb),
            "ended": gettext("This link has ended. Please ask your trainer for a new code."),
            "busy": gettext("Another phone uses this link. Please ask your trainer for a new code."),
            "full": gettext("The trainer's computer has no room for it just now. Please tell your trainer."),
            "failed": gettext("It did not arrive. Please check that you are in the studio's Wi-Fi, then try again."),
        },
    }


ROUTES: Final = (Route(PAGE, _page, methods=["GET"]), Route(CLIP, _clip, methods=["POST"]))
