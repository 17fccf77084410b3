from types import SimpleNamespace

import pytest

from formcheck.ui.check import ticking
from formcheck.ui.check.ticking import STAGES, Stopped, Ticker


def at(stage, done, total):
    return SimpleNamespace(stage=stage, done=done, total=total)


def test_stages_make_up_the_whole_work():
    assert sum(weight for _, weight in STAGES.values()) == pytest.approx(1)


def test_share_grows_from_stage_to_stage_and_ends_whole():
    ticker, shares = Ticker(), []
    for stage in STAGES:
        for done in (0, 5, 10, 12):  # more frames than the header promised
            ticker(at(stage, done, 10))
            shares.append(ticker.share())
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == pytest.approx(1)


def test_unknown_length_waits_at_the_start_of_the_stage():
    ticker = Ticker()
    ticker(at("measuring", 500, None))
    assert ticker.share() == pytest.approx(STAGES["looking"][1])


def test_words_name_stage_percentage_and_then_the_time_left(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(ticking.time, "monotonic", lambda: now[0])
    ticker = Ticker()
    ticker(at("measuring", 1, 2))
    share, stage = ticker.share(), STAGES["measuring"][0]
    assert ticker.words() == f"{stage} · {share:.0%}"
    now[0] += 10
    assert ticker.words() == f"{stage} · {share:.0%} · about {round(10 * (1 - share) / share)} s left"
    now[0] += 1000
    assert ticker.words().endswith("min left")


def test_work_ends_when_nobody_waits_for_it():
    ticker = Ticker()
    ticker(at("looking", 1, 2))
    ticker.stop()
    with pytest.raises(Stopped):
        ticker(at("looking", 2, 2))
