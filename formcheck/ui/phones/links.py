"""Links that let a phone bring clips to the trainer's screen, and the clips that came, until somebody takes them.

All of it is in this server's memory and its private folder, and gone with it.
"""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from formcheck.storage.passcodes import tidied

HOLDS_S: Final = 600.0  # asked for: ten minutes
MOST_CLIPS: Final = 5  # chosen: what is filmed of one member in one go
MOST_WAITING: Final = 20  # chosen: a class that nobody takes in; a clip may have a gigabyte
KEEP_S: Final = 3600.0  # chosen: until the class is over
NAME_CHARS: Final = 80


@dataclass(slots=True, eq=False)
class Link:
    """``phone``: the word of the first phone that sent something; nobody else sends by this link afterwards."""

    token: str
    until_s: float
    sent: int = 0
    busy: bool = False
    phone: str = ""

    @property
    def left(self) -> int:
        """How many clips may still come."""
        return MOST_CLIPS - self.sent


@dataclass(frozen=True, slots=True, eq=False)
class Brought:
    """A clip that came by phone."""

    name: str
    path: Path
    until_s: float

    def getvalue(self) -> bytes:
        """Its content. Raises OSError."""
        return self.path.read_bytes()


@dataclass(slots=True)
class PhoneLinks:
    """All links and clips of a server."""

    now_s: Callable[[], float] = time.monotonic
    _links: dict[str, Link] = field(default_factory=dict)
    _brought: list[Brought] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def make(self) -> Link:
        """A new link, which cannot be guessed."""
        link = Link(secrets.token_urlsafe(32), self.now_s() + HOLDS_S)
        with self._lock:
            self._links = {token: one for token, one in self._links.items() if one.busy or self.holds(one)}
            self._links[link.token] = link
        return link

    def find(self, token: str) -> Link | None:
        """The link, while it holds."""
        link = self._links.get(token)
        return link if link and self.holds(link) else None

    def holds(self, link: Link) -> bool:
        """Whether something may still be sent by it."""
        return link.left > 0 and self.now_s() < link.until_s

    def close(self, token: str) -> None:
        """From now on it is no link."""
        with self._lock:
            self._links.pop(token, None)

    def take_turn(self, link: Link, phone: str) -> bool:
        """Whether this phone may send now; from then on the link is its own, and it is busy."""
        with self._lock:
            if link.busy or link.phone not in ("", phone) or not self.holds(link):
                return False
            link.phone, link.busy = phone, True
            return True

    def end_turn(self, link: Link, *, sent: bool) -> None:
        """What was sent has arrived, or never will."""
        with self._lock:
            link.busy = False
            link.sent += sent

    def is_full(self) -> bool:
        """Whether too many clips wait already."""
        return len(self.waiting()) >= MOST_WAITING

    def bring(self, name: str, path: Path) -> None:
        """A whole clip is there."""
        with self._lock:
            self._brought.append(Brought(_tidy(name), path, self.now_s() + KEEP_S))

    def waiting(self) -> list[Brought]:
        """The clips that nobody has taken yet; those that waited too long are deleted."""
        with self._lock:
            gone = [one for one in self._brought if one.until_s <= self.now_s()]
            self._brought = [one for one in self._brought if one not in gone]
            found = list(self._brought)
        for one in gone:
            one.path.unlink(missing_ok=True)
        return found

    def drop(self, clip: Brought) -> None:
        """It has been taken, or is not wanted."""
        with self._lock:
            self._brought = [one for one in self._brought if one is not clip]
        clip.path.unlink(missing_ok=True)


def _tidy(name: str) -> str:
    plain = tidied("".join(sign for sign in name if sign.isprintable()).replace("\\", "/").rpartition("/")[2])
    return plain[-NAME_CHARS:] or "clip"


LINKS: Final = PhoneLinks()
