"""A set of the check-up that is recorded by itself: a countdown without a button, an end without one."""

import pytest
from recorder_stage import UNEVEN, picture, run

from formcheck.live.framing import Framing
from formcheck.ui.check.recorder import UNHURRIED_S, Recorder, SetGuide


class FakeEnd:
    """Counts as the test says."""

    wanted = 5

    def __init__(self):
        self.count, self.over, self.poses = 0, False, []

    def add(self, pose, size_wh):
        self.poses.append(pose.t_s)


@pytest.fixture
def guided(framer, model, recordings):
    ends = []

    def end():
        ends.append(FakeEnd())
        return ends[-1]

    guide = SetGuide(ready="Sit down on the chair.", ready_s=6.0, longest_s=20.0, end=end)
    made = Recorder(guide=guide, estimator=lambda: model)
    made.ends = ends
    yield made
    made.close()


def counted_down(guided, framer, at_s=41.0):
    """Stand in the outline, wait for the countdown; the next picture is recorded."""
    guided(picture(), at_s)
    framer.framing = Framing("ready", "Ready. Start when you like.", 2.0)
    guided(picture(), at_s + 0.1)
    assert guided.snapshot().state == "countdown"
    assert guided.snapshot().words == "Sit down on the chair."
    guided(picture(), at_s + 5.9)
    assert guided.snapshot().state == "countdown"
    return at_s + 6.2


def test_a_guided_set_begins_without_a_button(guided, framer):
    first = counted_down(guided, framer)
    guided(picture(), first)
    assert guided.snapshot().state == "recording"
    assert guided.snapshot().words == "0 of 5"


def test_it_begins_even_where_nobody_fills_the_outline(guided):
    guided(picture(), 41.0)
    guided(picture(), 41.0 + UNHURRIED_S - 0.1)
    assert guided.snapshot().state == "placing"
    guided(picture(), 41.0 + UNHURRIED_S)
    assert guided.snapshot().state == "countdown"


def test_it_stops_by_itself_when_the_set_is_over(guided, framer):
    first = counted_down(guided, framer)
    run(guided, [first + t for t in UNEVEN])
    guided.ends[-1].count = 5
    assert guided.snapshot().words == "5 of 5"
    guided.ends[-1].over = True
    guided(picture(), first + 2.0)
    assert guided.snapshot().state == "done"
    assert guided.recording().ended_itself
    assert guided.ends[-1].poses == [first + t for t in UNEVEN]


def test_its_time_limit_ends_it_too(guided, framer):
    first = counted_down(guided, framer)
    run(guided, [first, first + 10.0, first + 20.0])
    assert guided.recording().ended_itself


def test_a_set_that_somebody_stopped_did_not_end_itself(guided, framer):
    first = counted_down(guided, framer)
    run(guided, [first + t for t in UNEVEN])
    guided.stop()
    assert not guided.recording().ended_itself


def test_another_try_counts_from_the_beginning(guided, framer):
    first = counted_down(guided, framer)
    run(guided, [first + t for t in UNEVEN])
    guided.stop()
    guided.begin()
    guided(picture(), first + 30.0)
    guided(picture(), first + 36.2)
    assert guided.snapshot().words == "0 of 5"
    assert len(guided.ends) > 1
