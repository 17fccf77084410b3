"""Where heads are taken to be: a circle around the whole head, held while it is lost."""

import numpy as np
from bodies import body

from formcheck.media.heads import HOLD_S, Trail, head_circles, hold_briefly, link_heads, others_heads, trail_of
from formcheck.motion.track import Track

WH = (640, 480)
STEP_S = 0.2


def circle(x, y, radius=20.0):
    return np.array([x, y, radius], dtype=np.float64)


def trail(*places, step_s=STEP_S):
    return Trail([i * step_s for i in range(len(places))], [circle(*place) for place in places])


def hides(lines, x, y):
    """Whether a point is hidden."""
    for x0, y0, x1, y1, radius in lines:
        way = np.array([x1 - x0, y1 - y0])
        share = np.clip(np.array([x - x0, y - y0]) @ way / max(way @ way, 1e-9), 0, 1)
        if np.hypot(*(np.array([x - x0, y - y0]) - share * way)) <= radius:
            return True
    return False


def test_the_way_from_one_place_to_the_next_is_hidden_at_every_time_in_between():
    found = trail((100, 100), (130, 160), (130, 220))
    for t_s in np.linspace(0, STEP_S, 5):
        assert hides(found.at(t_s, WH), 115, 130)
    assert hides(found.at(STEP_S, WH), 130, 215)  # just before and after as well: landmarks may jump
    assert not hides(found.at(0.0, WH), 130, 220)


def test_a_landmark_that_jumps_for_one_picture_bares_nothing():
    still = trail(*[(100, 100)] * 5, (300, 300), *[(100, 100)] * 5, step_s=1 / 30)
    assert all(hides(still.at(k / 30, WH), 100, 100) for k in range(11))


def test_who_is_lost_in_the_midst_is_hidden_where_they_were_seen_last_and_wider():
    found = trail((300, 200), (300, 200), (302, 201))
    late = found.at(60.0, WH)
    assert hides(late, 302, 201)
    assert late[0, 4] > 1.3 * 20
    early = Trail([5.0, 5.2], [circle(300, 200)] * 2)
    assert hides(early.at(0.0, WH), 300, 200)


def test_a_gap_is_hidden_from_both_its_ends_and_wider():
    found = Trail([0.0, 0.2, 2.0, 2.2], [circle(300, 200), circle(300, 200), circle(360, 260), circle(360, 260)])
    for t_s in (0.5, 1.1, 1.8):
        lines = found.at(t_s, WH)
        assert hides(lines, 300, 200)
        assert hides(lines, 360, 260)
        assert lines[0, 4] > 25


def test_who_has_left_at_an_edge_is_held_for_a_second_and_no_longer():
    found = trail((200, 200), (100, 200), (30, 200))
    assert hides(found.at(0.4 + 0.9 * HOLD_S, WH), 30, 200)
    assert not len(found.at(0.4 + HOLD_S + 0.1, WH))


def test_each_head_has_a_trail_and_one_that_comes_back_goes_on_with_its_own():
    looks = [(k * STEP_S, [circle(100 + 3 * k, 100), circle(400, 150 + 8 * k)]) for k in range(6)]
    looks += [(1.2, []), (1.4, [circle(400, 200)]), (1.6, [circle(125, 100), circle(400, 200)])]
    found = link_heads(looks)
    assert sorted(len(one.t_s) for one in found) == [7, 8]
    assert {round(one.circles[-1][0]) for one in found} == {125, 400}


def test_who_is_too_far_away_to_be_the_same_is_somebody_else():
    found = link_heads([(0.0, [circle(100, 100)]), (0.2, [circle(500, 300)])])
    assert [len(one.t_s) for one in found] == [1, 1]


def _track(poses):
    return Track.from_poses(poses, WH)


def test_the_followed_person_s_own_head_is_left_out_and_a_neighbour_s_is_not():
    pose = body(320)
    own = trail_of(_track([pose]))
    head = head_circles(pose.image_px)
    beside = head + np.array([1.5 * head[2], 0, 0])
    left = others_heads(pose.t_s, [head + np.array([0.3 * head[2], 0, 0]), beside], own, WH)
    assert [one.tolist() for one in left] == [beside.tolist()]


def test_a_single_find_on_the_followed_body_is_held_for_a_moment_only():
    pose = body(320)
    middle = pose.image_px[[11, 12, 23, 24]].mean(axis=0)
    on, beside = (Trail([pose.t_s], [circle(x, middle[1])]) for x in (middle[0], middle[0] + 2000))
    hold_briefly([on, beside], _track([pose]))
    assert (on.hold_s < HOLD_S / 2, beside.hold_s) == (True, HOLD_S)
