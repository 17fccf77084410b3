"""A visit goes from the mark to the result and always ends where it began."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from kiosk_visits import rep, seen

from formcheck.kiosk.visit import Pace, Visit

STILL = seen("ready", 2.0)
STEP_S = 0.1


def after(visit, seconds, snapshot):
    """The visit when the same is seen for a while."""
    for number in range(1, round(seconds / STEP_S) + 1):
        visit = visit.step(visit.now_s + STEP_S, snapshot(number * STEP_S) if callable(snapshot) else snapshot)
    return visit


def started():
    return after(after(Visit(), 3, seen("nobody")), 0.1, STILL)


def squatting(reps=0):
    return after(started(), 3.1, seen("ready", 5.0, reps))


def test_nobody_waits_for_ever():
    assert after(Visit(), 500, seen("nobody")).stage == "idle"


def test_standing_still_for_two_seconds_starts():
    visit = after(Visit(), 3, seen("nobody"))
    assert after(visit, 1, seen("ready", 1.9)).stage == "idle"
    assert after(visit, 0.1, STILL).stage == "countdown"


@pytest.mark.parametrize("hint", ["step_back", "come_closer", "turn_sideways", "show_feet", "stand_still"])
def test_standing_elsewhere_does_not_start(hint):
    assert after(after(Visit(), 3, seen("nobody")), 5, seen(hint, 4.0)).stage == "idle"


def test_counts_down_then_counts():
    visit = started()
    assert visit.left_s == pytest.approx(3.0)
    assert after(visit, 2.9, STILL).stage == "countdown"
    assert after(visit, 3.1, STILL).stage == "squatting"


def test_three_repetitions_are_a_result():
    visit = squatting()
    assert len(after(visit, 1, seen("stand_still", reps=2)).reps) == 2
    done = after(visit, 1, seen("stand_still", reps=3))
    assert (done.stage, len(done.reps)) == ("result", 3)


def test_a_fourth_repetition_is_not_counted():
    assert len(after(squatting(), 1, seen("stand_still", reps=4)).reps) == 3


def test_repetitions_from_before_do_not_count():
    visit = squatting(reps=2)
    assert after(visit, 1, seen("stand_still", reps=4)).stage == "squatting"
    done = after(visit, 1, seen("stand_still", reps=5))
    assert [rep.index for rep in done.reps] == [3, 4, 5]


def test_cut_off_repetitions_do_not_count():
    three = [rep(1), rep(2, partial=True), rep(3)]
    assert after(squatting(), 1, seen("stand_still", reps=three)).stage == "squatting"


@pytest.mark.parametrize("begun", [started, squatting])
def test_walking_away_ends_it(begun):
    assert after(begun(), 2.8, seen("nobody")).stage == begun().stage
    assert after(begun(), 3.1, seen("nobody")).stage == "idle"
    assert after(begun(), 3.1, None).stage == "idle"


def test_a_flicker_does_not_end_it():
    visit = squatting()
    for _ in range(5):
        visit = after(after(visit, 2.5, seen("nobody")), 0.2, seen("stand_still"))
    assert visit.stage == "squatting"


@pytest.mark.parametrize(("reps", "stage"), [(0, "idle"), (1, "result"), (2, "result")])
def test_a_minute_is_enough(reps, stage):
    visit = after(squatting(), 59.5, seen("stand_still", reps=reps))
    assert visit.stage == "squatting"
    assert after(visit, 1, seen("stand_still", reps=reps)).stage == stage


def test_the_result_stays_and_clears():
    visit = after(squatting(), 0.1, seen("stand_still", reps=3))
    assert after(visit, 29.8, seen("nobody")).stage == "result"
    cleared = after(visit, 30.1, seen("nobody"))
    assert cleared == replace(Visit(), now_s=cleared.now_s, since_s=cleared.since_s, seen_s=cleared.seen_s)


def test_whoever_stays_after_the_result_starts_again():
    visit = after(squatting(), 0.1, seen("stand_still", reps=3))
    visit = after(visit, 30.05, seen("ready", 40.0))
    assert visit.stage == "idle"
    assert after(visit, 1.8, seen("ready", 60.0)).stage == "idle"
    assert after(visit, 2.2, seen("ready", 60.0)).stage == "countdown"


HINTS = some.sampled_from(["nobody", "step_back", "turn_sideways", "stand_still", "ready"])
SNAPSHOTS = some.one_of(some.none(), some.builds(seen, HINTS, some.floats(0, 5), some.integers(0, 5)))
STEPS = some.lists(some.tuples(some.floats(-2, 40), SNAPSHOTS), max_size=60)


@settings(deadline=None)
@given(STEPS)
def test_whatever_is_seen_it_comes_back(steps):
    """Never more repetitions than wanted, nothing kept while idle, and with nobody there it is idle again in time."""
    visit = Visit()
    for gap_s, snapshot in steps:
        later = visit.step(visit.now_s + gap_s, snapshot)
        assert later.now_s >= visit.now_s
        assert len(later.reps) <= later.pace.repetitions
        assert later.stage != "idle" or (later.reps, later.before) == ((), 0)
        assert later.stage != "result" or later.reps
        visit = later
    pace = visit.pace
    longest_s = pace.countdown_s + pace.squatting_s + pace.result_s + 1
    assert after(visit, longest_s, None).stage == "idle"


@settings(deadline=None)
@given(some.floats(0.5, 5), some.floats(0.5, 5), some.integers(1, 5), some.floats(1, 60))
def test_every_pace_leads_to_a_result_and_back(steady_s, countdown_s, repetitions, result_s):
    pace = Pace(steady_s=steady_s, countdown_s=countdown_s, repetitions=repetitions, result_s=result_s)
    visit = after(Visit(pace=pace), steady_s + 0.2, seen("ready", steady_s))
    assert visit.stage == "countdown" or countdown_s < 0.3
    visit = after(visit, countdown_s + 0.3, seen("ready", 9.0))
    assert visit.stage == "squatting"
    visit = after(visit, 0.2, seen("stand_still", reps=repetitions))
    assert (visit.stage, len(visit.reps)) == ("result", repetitions)
    assert after(visit, result_s + 0.2, seen("nobody")).stage == "idle"
