"""Whatever fails in a live session is said, and the picture goes on."""

import logging

import numpy as np
import pytest
from replayed import GREY, Stubborn, play, until

from formcheck.clip import pipeline
from formcheck.errors import ModelMissing
from formcheck.live import session
from formcheck.live.session import BROKEN, LiveSession

pytestmark = pytest.mark.usefixtures("drawn_people")


@pytest.mark.parametrize("picture", [None, np.zeros((4, 4)), np.zeros((9, 9, 4), np.uint8), "picture"])
def test_never_raises_whatever_comes(live, picture):
    assert live(picture, 0.0) is picture
    assert live.snapshot().problem == BROKEN
    live(GREY, 0.1)
    assert live.snapshot().problem is None


@pytest.mark.parametrize("t_s", [float("nan"), float("inf")])
def test_impossible_times_are_reported(live, t_s):
    assert live(GREY, t_s) is GREY
    assert live.snapshot().problem == BROKEN


def test_a_model_that_fails_is_reported_logged_once_and_made_again(live, made, monkeypatch, caplog):
    monkeypatch.setattr(session, "RETRY_S", 0.0)
    live(GREY, 0.0)
    made.failing = RuntimeError("graph broken")
    with caplog.at_level(logging.ERROR):
        assert live(GREY, 0.1) is GREY
        assert live(GREY, 0.2) is GREY
    assert len(caplog.records) == 1
    assert live.snapshot().problem == BROKEN
    made.failing = None
    assert live(GREY, 0.3) is not GREY
    assert live.snapshot().problem is None
    assert made.closed == 2


@pytest.mark.parametrize(
    "again", [lambda live: live.restart(), lambda live: live(GREY, 0.1)], ids=["asked", "new stream"]
)
def test_a_model_that_cannot_be_reset_is_made_again(again):
    made = []
    live = LiveSession(estimator=lambda: made.append(Stubborn()) or made[-1])
    live(GREY, 5.0)
    again(live)
    assert made[0].closed == 1
    assert live(GREY, 0.2) is not GREY
    assert live.snapshot().problem is None
    assert len(made) == 2
    live.close()


def test_a_model_that_is_missing_says_what_to_do_and_is_not_tried_each_time():
    tried = []

    def missing():
        tried.append(1)
        raise ModelMissing("The model is not there: run make models.")

    live = LiveSession(estimator=missing)
    for t_s in range(5):
        assert live(GREY, float(t_s)) is GREY
    assert live.snapshot().problem == "The model is not there: run make models."
    assert len(tried) == 1


def test_judging_that_fails_is_reported_and_the_picture_goes_on(live, monkeypatch):
    def broken(*_args):
        raise RuntimeError("judging")

    monkeypatch.setattr(pipeline, "judge_track", broken)
    shown = play(live)
    until(lambda: live.snapshot().problem == BROKEN)
    assert shown[-1] is not GREY
    assert live.report() is None
