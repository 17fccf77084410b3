"""Who has given a passcode, and how often one may be tried: in memory, so that nothing outlives the server."""

import os
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

from formcheck.storage.passcodes import Role

OPEN_AT: Final = "FORMCHECK_PHONES"  # the address phones come to, https://...; unset: nobody comes from elsewhere
Visitor = Literal["here"] | Role  # "here": at this machine itself
#: Set by the guard on every request that Streamlit sees, whatever the browser said.
HEADER: Final = "x-formcheck-pass"
HERE: Final = "here"
PASS: Final = "formcheck.pass"  # where the gate leaves it, in the scope, for the guard

HOLDS_S: Final = 12 * 3600.0  # chosen: a studio's longest day
FREE_TRIES: Final = 5  # of one address, as for the diary's code
FREE_IN_ALL: Final = 20  # chosen: a class in which everybody mistypes once
FIRST_WAIT_S: Final = 30.0  # chosen: long enough to look the passcode up, doubled from try to try
MOST_WAIT_S: Final = 15 * 60.0
FORGET_S: Final = 3600.0
MOST_ADDRESSES: Final = 1000  # a home or studio network has 254


def open_at() -> str:
    """Where phones come to, as `https://address:port`; empty where this server is for its own machine only."""
    return os.environ.get(OPEN_AT, "")


class Passes:
    """Which browser has given which passcode. Only a hash of what a browser shows is kept."""

    def __init__(self, now_s: Callable[[], float] = time.monotonic) -> None:
        self._now_s = now_s
        self._known: dict[bytes, tuple[Role, float]] = {}
        self._lock = threading.Lock()

    def give(self, role: Role) -> str:
        """A new pass, which cannot be guessed."""
        word = secrets.token_urlsafe(32)
        now_s = self._now_s()
        with self._lock:
            self._known = {key: one for key, one in self._known.items() if one[1] > now_s}
            self._known[_key(word)] = (role, now_s + HOLDS_S)
        return word

    def role(self, word: str) -> Role | None:
        """Whose pass this is; None for one that has ended, or never was."""
        found = self._known.get(_key(word))
        return found[0] if found and found[1] > self._now_s() else None

    def end(self, word: str) -> None:
        """It holds no longer."""
        with self._lock:
            self._known.pop(_key(word), None)


def _key(word: str) -> bytes:
    return sha256(word.encode(errors="replace")).digest()


@dataclass(slots=True)
class _Tried:
    wrong: int = 0
    until_s: float = 0.0
    last_s: float = 0.0


class Tries:
    """Wrong tries by who made them: some are free, then each has to wait, twice as long as the one before.

    A right one takes back only itself: whoever knows one passcode cannot use it to try out another.
    """

    def __init__(self, free: int, now_s: Callable[[], float] = time.monotonic) -> None:
        self._free, self._now_s = free, now_s
        self._tried: dict[str, _Tried] = {}
        self._lock = threading.Lock()

    def begin(self, who: str) -> float:
        """One more try, wrong until `right` says otherwise; until when it makes others wait."""
        with self._lock:
            now_s = self._now_s()
            one = self._tried.pop(who, None) or _Tried()
            self._tried[who] = one  # the newest comes last
            one.wrong, one.last_s = one.wrong + 1, now_s
            if (over := one.wrong - self._free) >= 0:
                one.until_s = now_s + min(MOST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(over, 16))
            while len(self._tried) > MOST_ADDRESSES:
                del self._tried[next(iter(self._tried))]
            return one.until_s

    def right(self, who: str, begun: float) -> None:
        """The try that began so was a right one."""
        with self._lock:
            if one := self._tried.get(who):
                one.wrong = max(0, one.wrong - 1)
                if one.until_s == begun:  # not the wait that another try brought meanwhile
                    one.until_s = 0.0

    def wait_s(self, who: str) -> float:
        """Seconds until the next try; 0 for at once."""
        with self._lock:
            one, now_s = self._tried.get(who), self._now_s()
            if one is None:
                return 0.0
            if now_s - one.last_s > FORGET_S:
                del self._tried[who]
                return 0.0
            return max(0.0, one.until_s - now_s)


PASSES: Final = Passes()
