"""The queue of a server: fair, bounded, and left by who leaves."""

import threading
import time
from contextlib import ExitStack

import pytest

from formcheck.ui.turns import TooMany, Turns, place_words

SOON_S = 20.0  # what takes milliseconds, on a busy machine


def until(true):
    give_up_s = time.monotonic() + SOON_S
    while not true():
        assert time.monotonic() < give_up_s
        time.sleep(0.005)


class Visitor(threading.Thread):
    """Waits, works until let go, and notes what it was told."""

    def __init__(self, turns, served):
        super().__init__(daemon=True)
        self.turns, self.served = turns, served
        self.told, self.leaves, self.done = [], threading.Event(), threading.Event()
        self.error = None
        self.start()

    def hears(self, place):
        if not self.told or self.told[-1] != place:
            self.told.append(place)
        if self.leaves.is_set():
            raise ConnectionError

    def run(self):
        try:
            with self.turns.turn(self.hears, poll_s=0.01):
                self.served.append(self)
                self.done.wait(SOON_S)
        except (ConnectionError, TooMany) as error:
            self.error = error


@pytest.fixture
def served():
    return []


def line_of(turns, served, count):
    """Visitors who came one after the other."""
    visitors = []
    for number in range(count):
        visitors.append(Visitor(turns, served))
        until(lambda number=number: len(turns) == number + 1)
    return visitors


def test_they_are_served_in_the_order_they_came_and_never_more_at_once(served):
    turns = Turns(running=2, waiting=8)
    visitors = line_of(turns, served, 8)
    until(lambda: [one.told[-1:] for one in visitors] == [[], [], [1], [2], [3], [4], [5], [6]])
    for number, one in enumerate(visitors):
        until(lambda number=number: len(served) == min(number + 2, 8))
        one.done.set()
        one.join(SOON_S)
    assert served == visitors
    assert visitors[-1].told[0] == 6
    assert visitors[-1].told == sorted(visitors[-1].told, reverse=True), "nobody is overtaken"
    assert len(turns) == 0


def test_who_leaves_makes_room_for_those_behind(served):
    turns = Turns(running=1, waiting=8)
    first, second, third = line_of(turns, served, 3)
    second.leaves.set()
    second.join(SOON_S)
    assert isinstance(second.error, ConnectionError)
    until(lambda: third.told[-1:] == [1])
    first.done.set()
    until(lambda: served == [first, third])
    third.done.set()


def test_work_that_fails_gives_its_place_away(served):
    turns = Turns(running=1, waiting=1)
    with pytest.raises(ZeroDivisionError), turns.turn(served.append):
        raise ZeroDivisionError
    with turns.turn(served.append):
        assert turns.busy()
    assert served == []
    assert not turns.busy()


def test_one_too_many_is_told_so_at_once_and_changes_nothing(served):
    turns = Turns(running=1, waiting=2)
    visitors = line_of(turns, served, 3)
    with pytest.raises(TooMany, match=r"Too many people .* try again in a few minutes"), turns.turn(served.append):
        pytest.fail("there was room")
    assert len(turns) == 3
    for one in visitors:
        one.done.set()
        one.join(SOON_S)
    assert served == visitors


def test_two_hundred_at_once_are_all_served_or_told(served):
    turns, most, at_work, lock = Turns(running=3, waiting=20), [0], [0], threading.Lock()
    told = []

    def visit():
        try:
            with turns.turn(lambda _: None, poll_s=0.01):
                with lock:
                    at_work[0] += 1
                    most[0] = max(most[0], at_work[0])
                time.sleep(0.001)
                with lock:
                    at_work[0] -= 1
                    served.append(1)
        except TooMany:
            with lock:
                told.append(1)

    threads = [threading.Thread(target=visit, daemon=True) for _ in range(200)]
    with ExitStack() as stack:
        for one in threads:
            one.start()
            stack.callback(one.join, SOON_S)
    assert len(served) + len(told) == 200
    assert len(served) >= 23
    assert most[0] <= 3
    assert len(turns) == 0


def test_the_place_is_told_in_words():
    assert place_words(3).startswith("You are number 3 in the queue.")
    assert place_words(1).startswith("You are next.")
