from dataclasses import replace

import numpy as np
import pytest
from figures import HINGE, PARALLEL, STAND, Motion, Shot, analyzed, findings, read
from figures.body import Arm, Posture
from hand_shots import LEGS, supports, touching, verdicts

from formcheck.motion import landmarks as lm
from formcheck.motion.contacts import hands, speed
from formcheck.motion.view import camera_view


@pytest.mark.parametrize("fps", [15, 30, 60])
@pytest.mark.parametrize("body_yaw_deg", [0, 180])
@pytest.mark.parametrize(("from_s", "to_s"), [(2.5, 3.6), (3.0, 3.5), (2.0, 3.4)])
def test_contact_begins_and_ends_when_the_hand_comes_and_leaves(from_s, to_s, body_yaw_deg, fps):
    shot = replace(touching(from_s, to_s), body_yaw_deg=body_yaw_deg, fps=float(fps))
    found = supports(shot)
    assert {s.side for s in found} == {"left", "right"}
    for support in found:
        assert support.kind == "braced"
        assert support.from_s == pytest.approx(from_s, abs=0.15)
        assert support.to_s == pytest.approx(to_s, abs=0.15)
        rising_s = to_s - max(from_s, 2.75)
        assert support.seconds == pytest.approx(rising_s, abs=0.2)
        assert support.share_of_ascent == pytest.approx(rising_s / 1.75, abs=0.12)  # a rep ends at 95 % of the way


def test_a_hand_that_comes_near_the_top_is_reported_but_no_help():
    shot = touching(3.9, 4.5, "thigh", HINGE)
    assert verdicts(shot) == ["good"]
    assert {(s.side, s.place, s.kind) for s in supports(shot)} == {(side, "thigh", "touched") for side in lm.SIDES}
    assert [s.from_s for s in supports(shot)] == pytest.approx([3.9, 3.9], abs=0.15)


def knee_then_thigh(held=True):
    """Hands on the knees until half-way up, then for 0.7 s high on the thighs; or, not held, there only."""
    bottom: Arm = "knee" if held else "forward"
    keys = [(0.0, STAND), (1.2, STAND), (2.4, replace(PARALLEL, arms=bottom)), (2.7, replace(PARALLEL, arms=bottom))]
    path = Motion(((2.7, PARALLEL), (5.1, STAND), (6.3, STAND)))
    for t_s, arms in ((3.6, bottom), (4.1, "thigh"), (4.8, "thigh"), (5.1, "hanging"), (6.3, "hanging")):
        knee, tibia, trunk = path.at(np.array([t_s])).numbers[0, :3].tolist()
        keys.append((t_s, Posture(knee_deg=knee, tibia_deg=tibia, trunk_deg=trunk, arms=arms)))
    return Shot(motion=Motion(tuple(keys)))


def idle(shot):
    """The same, with arms that everywhere look as if they hung by themselves from half-way on."""
    film = shot.film.track
    image = film.image_px.copy()
    late = film.t_s > 3.9
    for side in lm.SIDES:
        shoulder, wrist = image[late, lm.at("shoulder", side)], image[late, lm.at("wrist", side)]
        above = np.stack([wrist[:, 0], shoulder[:, 1]], axis=1)
        image[late, lm.at("shoulder", side)] = above
        image[late, lm.at("elbow", side)] = (above + wrist) / 2
    return read(replace(film, image_px=image))


def test_hands_that_slide_up_to_the_thighs_are_reported_after_the_knees():
    for answer in (analyzed(knee_then_thigh()), idle(knee_then_thigh())):
        (rep,) = answer.report.reps
        for side in lm.SIDES:
            own = [(s.place, s.kind) for s in rep.supports if s.side == side]
            assert own == [("knee", "braced"), ("thigh", "touched")]
        (finding,) = findings(answer, LEGS)
        knees_s = max(s.seconds for s in rep.supports if s.place == "knee")
        assert finding.value == pytest.approx(knees_s, abs=0.006)


def test_a_hanging_arm_before_the_thigh_is_reported_only_when_the_hand_was_held_before():
    assert idle(knee_then_thigh(held=False)).report.reps[0].supports == ()


def test_where_each_hand_is_in_each_frame():
    shot = touching(2.5, 3.6)
    track = shot.film.track
    view = camera_view(track)
    floor = np.full(len(track), np.nanmedian(track.image_px[:, lm.at("ankle", view.near), 1]))
    for hand in hands(track, view, floor, shot.body.leg * shot.px_per_m):
        assert len(hand.places) == len(track)
        assert {hand.places[i] for i in np.flatnonzero((track.t_s > 2.6) & (track.t_s < 3.5))} == {"knee"}
        assert {hand.places[i] for i in np.flatnonzero((track.t_s < 2.3) | (track.t_s > 3.8))} == {None}


def test_speed_is_per_second_and_unknown_where_unseen():
    t_s = np.arange(10) / 10
    place = np.stack([2.0 * t_s, np.zeros(10)], axis=1)
    place[7] = np.nan
    measured = speed(place, t_s)
    assert measured[:6] == pytest.approx(2.0)
    assert np.isnan(measured[[6, 8]]).all()
