"""A live session that judges drawn people."""

import pytest
from figures.reading import read
from replayed import Replayed

from formcheck.clip import pipeline
from formcheck.live import session
from formcheck.live.session import LiveSession


@pytest.fixture
def drawn_people(monkeypatch):
    """Judged as figures are: the fitted networks know people, not figures."""
    monkeypatch.setattr(
        pipeline, "judge_track", lambda track, facts, options, calibration: read(track, options.movement)
    )
    monkeypatch.setattr(session, "LATE_S", 0.0)


@pytest.fixture
def made():
    return Replayed()


@pytest.fixture
def live(made):
    with_figures = LiveSession(estimator=lambda: made)
    yield with_figures
    with_figures.close()
