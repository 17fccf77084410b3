from formcheck.live.ending import Ending

DOWN_AND_UP = [0.0, 0.2, 0.5, 0.7, 0.5, 0.2, 0.03, 0.0, 0.0]


def noted(*drops, first_s=0.0, ending=None):
    ending = ending or Ending()
    for i, drop in enumerate(drops):
        ending.note(first_s + i, drop)
    return ending


def test_going_down_and_up_is_timed():
    ending = noted(*DOWN_AND_UP)
    assert (ending.up_s, ending.straight_s) == (5.0, 6.0)


def test_standing_or_being_down_is_no_ending():
    assert noted(0.0, 0.02, 0.14, 0.0).up_s is None
    assert noted(0.0, 0.3, 0.7, 0.5, 0.3).up_s is None


def test_who_does_not_stand_straight_has_come_up_all_the_same():
    ending = noted(0.0, 0.7, 0.2, 0.15, 0.5, 0.7)
    assert (ending.up_s, ending.straight_s) == (2.0, None)


def test_what_was_judged_is_settled_and_what_came_after_is_not():
    ending = noted(*DOWN_AND_UP, *DOWN_AND_UP)
    ending.judged(until_s=7.0)
    assert (ending.up_s, ending.straight_s) == (9 + 5.0, 9 + 6.0)
    ending.judged(until_s=16.0)
    assert (ending.up_s, ending.straight_s) == (None, None)


def test_a_descent_that_was_going_on_while_judging_is_not_lost():
    ending = noted(*DOWN_AND_UP, 0.2, 0.6)
    ending.judged(until_s=7.0)
    assert ending.up_s is None
    noted(0.2, 0.0, first_s=11.0, ending=ending)
    assert (ending.up_s, ending.straight_s) == (11.0, 12.0)
