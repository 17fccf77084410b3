"""Passes of phones, and limits on tries."""

import pytest

from formcheck.ui.phones.passes import (
    FIRST_WAIT_S,
    FORGET_S,
    FREE_TRIES,
    HOLDS_S,
    MOST_ADDRESSES,
    MOST_WAIT_S,
    Passes,
    Tries,
)

PHONE = "192.168.1.77"


class Clock:
    now_s = 1000.0

    def __call__(self):
        return self.now_s


@pytest.fixture
def clock():
    return Clock()


def test_a_pass_holds_for_a_day_at_the_studio_and_ends_at_once_when_told(clock):
    passes = Passes(clock)
    trainer, member = passes.give("trainer"), passes.give("member")
    assert (passes.role(trainer), passes.role(member)) == ("trainer", "member")
    assert passes.role("") is passes.role(trainer + "x") is None
    passes.end(member)
    assert passes.role(member) is None
    clock.now_s += HOLDS_S
    assert passes.role(trainer) is None
    assert trainer not in repr(vars(passes)), "only its hash is kept"


def test_some_tries_are_free_then_each_waits_twice_as_long(clock):
    tries = Tries(FREE_TRIES, clock)
    for _ in range(FREE_TRIES):
        assert tries.wait_s(PHONE) == 0
        tries.begin(PHONE)
    waits = []
    for _ in range(8):
        waits.append(tries.wait_s(PHONE))
        clock.now_s += waits[-1]
        tries.begin(PHONE)
    assert waits[:3] == [FIRST_WAIT_S, 2 * FIRST_WAIT_S, 4 * FIRST_WAIT_S]
    assert waits[-1] == MOST_WAIT_S
    assert tries.wait_s("192.168.1.78") == 0
    clock.now_s += FORGET_S + 1
    assert tries.wait_s(PHONE) == 0


def test_who_knows_one_passcode_cannot_try_out_another(clock):
    """A right try takes back itself and none of the wrong ones."""
    tries = Tries(FREE_TRIES, clock)
    for _ in range(FREE_TRIES - 1):
        tries.begin(PHONE)
        tries.right(PHONE, tries.begin(PHONE))
    assert tries.wait_s(PHONE) == 0
    begun = tries.begin(PHONE)
    assert tries.wait_s(PHONE) == FIRST_WAIT_S
    tries.right(PHONE, begun)
    assert tries.wait_s(PHONE) == 0
    begun = tries.begin(PHONE)
    clock.now_s += 1
    tries.begin(PHONE)
    tries.right(PHONE, begun)
    assert tries.wait_s(PHONE) > 0, "the wrong one's wait stays"


def test_the_addresses_kept_are_few(clock):
    tries = Tries(FREE_TRIES, clock)
    for number in range(MOST_ADDRESSES + 50):
        tries.begin(str(number))
    assert len(tries._tried) == MOST_ADDRESSES
