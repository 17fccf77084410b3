import re

import pytest
from check_stage import changed, rep

from formcheck.schema import Tempo
from formcheck.ui.check import gauges


def widths(html):
    return [float(share) for share in re.findall(r"flex: ([\d.]+) 1 0", html)]


def test_depth_is_a_word_and_a_place_on_four_steps():
    drawn = gauges.depth_gauge(rep(1, depth="parallel"), 0.4)
    assert "Parallel</span>" in drawn
    assert "left:40.0%" in drawn
    assert [step == "<i class=on>" for step in re.findall(r"<i[^>]*>", drawn)] == [False, True, False, False]


def test_unknown_depth_is_not_drawn():
    assert gauges.depth_gauge(rep(1, depth=None), None) == ""


def test_a_hinge_shows_its_bend_between_upright_and_level():
    hinge = rep(1, movement="hinge")
    assert "left:36.7%" in gauges.depth_gauge(hinge, None)  # 33 of 90 degrees
    far = changed(hinge, peak=changed(hinge.peak, trunk_inclination_deg=120.0))
    assert "left:97.0%" in gauges.depth_gauge(far, None)
    unseen = changed(hinge, peak=changed(hinge.peak, trunk_inclination_deg=None))
    assert gauges.depth_gauge(unseen, None) == ""


def test_a_limit_is_the_goal_of_the_knees():
    drawn = gauges.knee_gauge(72.0, 90.0)
    assert "72° of 90°" in drawn
    assert "left:64.0%" in drawn  # of a scale that goes on a quarter past the limit
    assert '<u style="left:80.0%">' in drawn
    assert "Your limit today: 90°" in drawn
    assert "left:97.0%" in gauges.knee_gauge(140.0, 90.0)
    assert gauges.knee_gauge(None, 90.0) == ""


def test_tempo_is_as_long_as_it_took():
    drawn = gauges.tempo_bar(Tempo(descent_s=1.0, bottom_s=0.5, ascent_s=1.5), longest_s=4.0)
    assert widths(drawn) == [0.25, 0.125, 0.375, 0.25]
    assert re.findall(r"<span style[^>]*>(\w+) <b>([\d.]+ s)", drawn) == [
        ("Down", "1.0 s"),
        ("Pause", "0.5 s"),
        ("Up", "1.5 s"),
    ]


def test_the_longest_repetition_fills_the_bar():
    drawn = gauges.tempo_bar(Tempo(descent_s=1.0, bottom_s=1.0, ascent_s=2.0), longest_s=4.0)
    assert sum(widths(drawn)) == pytest.approx(1)
    assert len(widths(drawn)) == 3


def test_parts_that_were_not_seen_are_left_out():
    drawn = gauges.tempo_bar(Tempo(descent_s=None, bottom_s=0.5, ascent_s=1.5), longest_s=2.0)
    assert "Down" not in drawn
    assert gauges.tempo_bar(Tempo(descent_s=None, bottom_s=None, ascent_s=None), longest_s=2.0) == ""
