"""What a visit needs to go on after a reload, Back, a locked phone or a lost connection: in memory, by the tab's name.

It is gone when the visitor ends the visit, some minutes after the tab was closed, or half an hour after it was last
heard of.
"""

import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

KEEP_S: Final = 30 * 60.0  # chosen: a phone that was locked for a talk with the trainer
LEFT_S: Final = 5 * 60.0  # chosen: time to come back by the browser's Forward; a reload takes seconds
MOST: Final = 8  # visits whose page is gone: one may hold a whole film
LOOK_S: Final = 30.0
NAME: Final = re.compile(r"[0-9a-f]{32}")
LEAVING: Final = "/visit/leaving"


@dataclass(slots=True)
class _Kept:
    session: str
    state: Mapping[str, Any] = field(default_factory=dict)
    until_s: float = 0.0
    left: bool = False


class VisitsKept:
    """The visits of one server. ``is_open(session)``: whether its page is still connected."""

    def __init__(self, is_open: Callable[[str], bool], now_s: Callable[[], float] = time.monotonic) -> None:
        self._is_open, self._now_s = is_open, now_s
        self._visits: dict[str, _Kept] = {}
        self._lock = threading.Lock()
        self._sweeper: threading.Thread | None = None

    def take(self, name: str, session: str) -> Mapping[str, Any]:
        """What a tab's visit has so far, for a new session of it; empty for a new visit, or a name that is none."""
        if not NAME.fullmatch(name):
            return {}
        self._sweep_now_and_then()
        with self._lock:
            self._forget_old()
            found = self._visits.pop(name, None) or _Kept(session)
            self._visits[name] = _Kept(session, found.state, self._now_s() + KEEP_S)
            return dict(found.state)

    def keep(self, name: str, session: str, state: Mapping[str, Any]) -> None:
        """What the visit has now; a session that another one has followed changes nothing."""
        with self._lock:
            found = self._visits.get(name)
            if found is not None and found.session == session:
                found.state, found.until_s, found.left = dict(state), self._now_s() + KEEP_S, False

    def leave(self, name: str) -> None:
        """The tab says that its page goes away: it may come back soon, or never."""
        with self._lock:
            if found := self._visits.get(name):
                found.left, found.until_s = True, self._now_s() + LEFT_S

    def end(self, name: str) -> None:
        """The visitor ends the visit."""
        with self._lock:
            self._visits.pop(name, None)

    def let_go(self) -> bool:
        """Forget the visit whose page has been gone longest, because others need room; False when all are open."""
        with self._lock:
            closed = [one for one in self._visits.items() if one[1].left or not self._is_open(one[1].session)]
            if not closed:
                return False
            del self._visits[min(closed, key=lambda one: one[1].until_s)[0]]
            return True

    def sweep(self) -> None:
        """Forget the visits that are over."""
        with self._lock:
            self._forget_old()

    def __len__(self) -> int:
        return len(self._visits)

    def _forget_old(self) -> None:
        now_s = self._now_s()
        for visit in self._visits.values():
            if not visit.left and self._is_open(visit.session):
                visit.until_s = now_s + KEEP_S
        gone = [name for name, visit in self._visits.items() if visit.until_s <= now_s]
        closed = [n for n, visit in self._visits.items() if n not in gone and not self._is_open(visit.session)]
        for name in (*gone, *closed[:-MOST]):
            del self._visits[name]

    def _sweep_now_and_then(self) -> None:
        if self._sweeper is None:
            self._sweeper = threading.Thread(target=self._sweep_forever, name="visits kept", daemon=True)
            self._sweeper.start()

    def _sweep_forever(self) -> None:
        while True:
            time.sleep(LOOK_S)
            self.sweep()


def _is_open(session: str) -> bool:
    from streamlit import runtime

    return runtime.exists() and runtime.get_instance().is_active_session(session)


VISITS: Final = VisitsKept(_is_open)


async def _leaving(request: Request) -> Response:
    body = await request.body()
    if len(body) <= 2 * 16:
        VISITS.leave(body.decode("ascii", errors="ignore"))
    return Response(status_code=204)


ROUTE: Final = Route(LEAVING, _leaving, methods=["POST"])
