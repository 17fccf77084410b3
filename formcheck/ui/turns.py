"""Who may check a clip now: one queue for all visitors of a server, first come first served.

An analysis keeps two cores and some hundred megabytes busy. Started all at once, eight would starve one another and
fill the memory; one after the other, each takes as long as alone.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from formcheck.errors import FormcheckError
from formcheck.i18n import gettext, gettext_noop

CORES_OF_ONE: Final = 2  # measured: two pose models halve the time on two cores, and more help less
WAITING: Final = 20  # chosen: a class that films itself at once; at ten seconds each the last waits three minutes
POLL_S: Final = 0.5  # how often somebody who waits sees their place, and is noticed to have left
FULL: Final = gettext_noop(
    "Too many people are checking videos here right now. Please try again in a few minutes; your video stays chosen."
)


class TooMany(FormcheckError):
    """As many are waiting as may wait."""


class Turns:
    """The queue of one process. ``running``: how many work at once; ``waiting``: how many more may wait."""

    def __init__(self, running: int, waiting: int) -> None:
        self._running, self._waiting = running, waiting
        self._tickets: list[object] = []  # in the order they came; the first ones are at work
        self._moved = threading.Condition()

    @contextmanager
    def turn(self, waits: Callable[[int], object], poll_s: float = POLL_S) -> Iterator[None]:
        """Work within the block, once it is this caller's turn.

        Meanwhile ``waits`` is called every ``poll_s`` seconds with the place in the queue, 1 for who is next; what it
        raises leaves the queue, as the end of the block does. Raises TooMany at once when the queue is full.
        """
        ticket = object()
        with self._moved:
            if len(self._tickets) >= self._running + self._waiting:
                raise TooMany(gettext(FULL))
            self._tickets.append(ticket)
        try:
            while place := self._place(ticket):
                waits(place)
                with self._moved:
                    self._moved.wait_for(lambda: self._place(ticket) < place, poll_s)
            yield
        finally:
            with self._moved:
                self._tickets.remove(ticket)
                self._moved.notify_all()

    def busy(self) -> bool:
        """Whether whoever comes now has to wait."""
        with self._moved:
            return len(self._tickets) >= self._running

    def __len__(self) -> int:
        """How many work or wait."""
        with self._moved:
            return len(self._tickets)

    def _place(self, ticket: object) -> int:
        """0 for who may work."""
        with self._moved:
            return max(0, self._tickets.index(ticket) - self._running + 1)


#: Of this process, whoever asks.
TURNS: Final = Turns(max(1, (os.cpu_count() or 1) // CORES_OF_ONE), WAITING)


def place_words(place: int) -> str:
    """What somebody reads who waits."""
    if place == 1:
        return gettext("You are next. Your video is checked as soon as the one before it is done.")
    return gettext("You are number {place} in the queue. Please leave this page open.", place=place)
