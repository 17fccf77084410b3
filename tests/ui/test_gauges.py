"""The scales of a repetition's card, by the words and places they carry."""

import re

import pytest
import watched
from check_stage import changed, rep, report

from formcheck.reports.rep_cards import rep_card
from formcheck.schema import Hold, Rise, Tempo
from formcheck.ui.check import gauges
from formcheck.wording.names import depth_name


def widths(html):
    return [float(share) for share in re.findall(r"flex: ([\d.]+) 1 0", html)]


def gauge(one):
    """The scale of one repetition."""
    return gauges.gauge(rep_card(report(reps=(one,), findings=()), watched.figure().angles, one, None))


def lit(drawn):
    return [step == "<i class=on>" for step in re.findall(r"<i[^>]*>", drawn)]


def word(drawn):
    return re.search(r'<span class="word">([^<]*)</span>', drawn)[1]


def at_thigh(deg, **changed_too):
    squat = rep(1, **changed_too)
    return changed(squat, peak=changed(squat.peak, thigh_to_horizontal_deg=deg))


def test_depth_is_a_word_and_a_place_on_four_steps():
    drawn = gauge(at_thigh(-1.0, depth="parallel"))
    assert word(drawn) == depth_name("parallel")
    assert "left:40.0%" in drawn
    assert lit(drawn) == [False, True, False, False]


@pytest.mark.parametrize(
    ("depth", "beside", "steps"),
    [
        ("parallel", "below_parallel", [False, True, True, False]),
        ("parallel", "above_parallel", [True, True, False, False]),
        ("below_parallel", "floor", [False, False, True, True]),
    ],
)
def test_a_depth_between_two_classes_lights_both_and_is_called_by_both(depth, beside, steps):
    drawn = gauge(rep(1, depth=depth, depth_or=beside))
    assert lit(drawn) == steps
    assert word(drawn) == depth_name(depth, beside)


def test_unknown_depth_is_not_drawn():
    assert gauge(rep(1, depth=None)) == ""


def test_a_hinge_shows_its_bend_between_upright_and_level():
    hinge = rep(1, movement="hinge")
    assert "left:36.7%" in gauge(hinge)  # 33 of 90 degrees
    far = changed(hinge, peak=changed(hinge.peak, trunk_inclination_deg=120.0))
    assert "left:97.0%" in gauge(far)
    unseen = changed(hinge, peak=changed(hinge.peak, trunk_inclination_deg=None))
    assert gauge(unseen) == ""


def test_a_rise_shows_how_far_it_leaned():
    rise = Rise(seat_off_s=1.0, down_from_s=None, sat_s=None, tries=1, lean_deg=45.0, lean_band_deg=5.0)
    stand = rep(1, movement="sit_to_stand", depth=None, rise=rise)
    assert "left:50.0%" in gauge(stand)
    assert word(gauge(stand)) == "45°"
    assert gauge(changed(stand, rise=changed(rise, lean_deg=None))) == ""


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


def test_a_held_bottom_is_a_place_on_the_ladder():
    held = Hold(
        from_s=2.0, to_s=8.2, open=False, left_hand="free", right_hand="free", heels="raised", rung="heels_raised"
    )
    sit = rep(1, movement="floor_sit", hold=held)
    assert word(gauge(sit)) == "Heels up, 6 s"
    assert lit(gauge(sit)) == [False, True, False]
    assert gauge(changed(sit, hold=changed(held, rung=None))) == ""
