"""One visitor after the other: what the screen is given, and that nothing of anybody stays."""

import gc

import numpy as np
import pytest
from kiosk_visits import HEELS_CUE, FakeSession, finding, one_visit, seen

from formcheck.kiosk.choices import KioskSettings
from formcheck.kiosk.result_text import ResultText
from formcheck.kiosk.service import KioskService

STEP_S = 0.1
PICTURE = np.zeros((48, 64, 3), np.uint8)
SETTINGS = KioskSettings(result_s=5)


def states(service, until_s, from_s=0.0):
    """The state after each picture."""
    for number in range(round(from_s / STEP_S) + 1, round(until_s / STEP_S) + 1):
        service.serve(PICTURE, number * STEP_S)
        yield service.state


def stages(found):
    order = []
    for state in found:
        if not order or order[-1] != state.stage:
            order.append(state.stage)
    return order


@pytest.fixture
def session():
    return FakeSession(one_visit)


@pytest.fixture
def service(session):
    return KioskService(SETTINGS, lambda _: session)


def test_a_visit_from_start_to_end(service):
    assert stages(states(service, 25)) == ["idle", "countdown", "squatting", "result", "idle"]


def test_the_counter_goes_up_one_by_one(service):
    counted = [state.done for state in states(service, 25) if state.stage in ("squatting", "result")]
    assert sorted(set(counted)) == [0, 1, 2, 3]


def test_the_cue_is_of_this_visit(service):
    found = list(states(service, 15))
    assert {state.cue.text for state in found if state.cue} == {HEELS_CUE}
    assert all(state.cue is None for state in found if state.stage != "squatting")


def test_the_result_has_words_and_a_picture(session):
    session.sees = lambda t_s: seen_with_findings(one_visit(t_s))
    service = KioskService(SETTINGS, lambda _: session)
    result = [state for state in states(service, 17) if state.stage == "result"][-1]
    assert result.result.cue == HEELS_CUE
    assert result.result.best == 2
    assert result.still.startswith(b"\xff\xd8")
    assert result.left_s < 5


def seen_with_findings(snapshot):
    found = [finding("heels", "fault", 1), finding("heels", "fault", 3)]
    return seen(snapshot.framing.hint, snapshot.framing.steady_s, len(snapshot.reps), findings=found)


def test_frames_are_neither_analysed_nor_shown_under_a_result(service, session):
    list(states(service, 15.9))
    before = service.serve(PICTURE, 15.95)
    assert before is not None
    assert service.serve(PICTURE, 16.05) is None
    assert service.state.stage == "result"
    looked_s = session.now_s
    assert service.serve(PICTURE, 16.15) is None
    assert session.now_s == looked_s


def results():
    """Every result in memory that something holds on to."""
    gc.collect()
    return {id(thing) for thing in gc.get_objects() if isinstance(thing, ResultText)}


def test_nothing_of_a_visit_stays(service, session):
    before = results()
    list(states(service, 16.5))
    assert service.state.result is not None
    last = list(states(service, 25, from_s=16.5))[-1]
    assert (last.stage, last.result, last.still, last.done, last.cue) == ("idle", None, None, 0, None)
    del service
    assert results() == before
    assert session.said.count("restart") == 2  # the measured visit at the result, and whatever was seen since


def test_who_walks_away_is_forgotten_too(session):
    session.sees = lambda t_s: one_visit(t_s) if t_s < 9 else seen("nobody")
    service = KioskService(SETTINGS, lambda _: session)
    assert stages(states(service, 13)) == ["idle", "countdown", "squatting", "idle"]
    assert session.said == ["restart"]


def test_the_clock_runs_without_pictures(service):
    list(states(service, 16.5))
    service.wait(18.0)
    assert service.state.stage == "result"
    service.wait(21.5)
    assert service.state.stage == "idle"


def test_a_session_that_keeps_failing_is_given_up():
    failing = FakeSession(lambda t_s: seen("nobody", problem="Something went wrong."))
    with pytest.raises(RuntimeError, match="Something went wrong"):
        list(states(KioskService(SETTINGS, lambda _: failing), 6))


def test_a_session_that_fails_for_a_moment_is_kept():
    hiccup = FakeSession(lambda t_s: seen("nobody", problem="Oh." if 1 < t_s < 5 else None))
    assert list(states(KioskService(SETTINGS, lambda _: hiccup), 12))[-1].stage == "idle"
