from dataclasses import replace

import numpy as np
import pytest
from figures import HINGE, PARALLEL, STAND, Motion, Shot, analyzed, findings
from figures.body import Arm, Posture
from figures.touches import reading_touches
from hand_shots import LEGS, supports, touching, verdicts
from hypothesis import given
from hypothesis import strategies as st

from formcheck.measures.hands import SURE_HAND
from formcheck.motion import landmarks as lm
from formcheck.motion.contact_model import OUTPUTS, ContactProbabilities
from formcheck.motion.contacts import HandsTrack, hands, likeliest, on_legs, speed
from formcheck.motion.smoothing import smooth
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


def knee_then_thigh():
    """Hands on the knees until half-way up, then for 0.7 s high on the thighs."""
    bottom: Arm = "knee"
    keys = [(0.0, STAND), (1.2, STAND), (2.4, replace(PARALLEL, arms=bottom)), (2.7, replace(PARALLEL, arms=bottom))]
    path = Motion(((2.7, PARALLEL), (5.1, STAND), (6.3, STAND)))
    for t_s, arms in ((3.6, bottom), (4.1, "thigh"), (4.8, "thigh"), (5.1, "hanging"), (6.3, "hanging")):
        knee, tibia, trunk = path.at(np.array([t_s])).numbers[0, :3].tolist()
        keys.append((t_s, Posture(knee_deg=knee, tibia_deg=tibia, trunk_deg=trunk, arms=arms)))
    return Shot(motion=Motion(tuple(keys)))


def test_hands_that_slide_up_to_the_thighs_are_reported_after_the_knees():
    answer = analyzed(knee_then_thigh())
    (rep,) = answer.report.reps
    for side in lm.SIDES:
        own = [(s.place, s.kind) for s in rep.supports if s.side == side]
        assert own == [("knee", "braced"), ("thigh", "touched")]
    (finding,) = findings(answer, LEGS)
    knees_s = max(s.seconds for s in rep.supports if s.place == "knee")
    assert finding.value == pytest.approx(knees_s, abs=0.006)


def test_where_each_hand_is_in_each_frame():
    shot = touching(2.5, 3.6)
    track = shot.film.track
    view = camera_view(track)
    floor = np.full(len(track), np.nanmedian(track.image_px[:, lm.at("ankle", view.near), 1]))
    tracks = HandsTrack(track, smooth(track, min_visibility=0.0))
    for hand in hands(tracks, view, floor, shot.body.leg * shot.px_per_m, reading_touches()):
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


def sure_of(on, odds=3.0):
    """Probabilities of a model that is right with these log odds."""
    leg = 1.0 / (1.0 + np.exp(-np.where(on, odds, -odds)))
    out = np.zeros((len(on), len(OUTPUTS)))
    out[:, OUTPUTS.index("knee")], out[:, OUTPUTS.index("none")] = leg, 1.0 - leg
    return ContactProbabilities(out, np.ones(len(on), bool))


@given(
    st.lists(st.tuples(st.floats(0.25, 2.0), st.booleans()), min_size=1, max_size=8),
    st.sampled_from([10.0, 15.0, 25.0, 60.0]),
)
def test_a_sure_model_is_believed_frame_by_frame_at_any_rate(stays, fps):
    on = np.concatenate([np.full(round(seconds * fps), there) for seconds, there in stays])
    t_s = np.arange(len(on)) / fps
    told, found = on_legs("left", t_s, sure_of(on), np.ones(len(on), bool))
    assert told.all()
    there = np.zeros(len(on), bool)
    for contact in found:
        there[contact.first : contact.last + 1] = True
    assert (there == on).all()


def test_a_flicker_of_the_model_lifts_no_hand_and_puts_none_down():
    t_s = np.arange(60) / 30
    for base in (True, False):
        on = np.full(60, base)
        on[30:32] = not base
        _, found = on_legs("left", t_s, sure_of(on), np.ones(60, bool))
        assert [(c.first, c.last) for c in found] == ([(0, 59)] if base else [])


def test_an_unsure_model_tells_nothing():
    """What it finds all the same is never sure enough for a fault."""
    told, found = on_legs("left", np.arange(30) / 30, sure_of(np.ones(30, bool), odds=0.5), np.ones(30, bool))
    assert not told.any()
    (contact,) = found
    assert (contact.place, contact.first, contact.last) == ("knee", 0, 29)
    assert contact.probability == pytest.approx(1 / (1 + np.exp(-0.5)))
    assert contact.probability < SURE_HAND


@given(st.lists(st.floats(-4, 4), min_size=1, max_size=10))
def test_the_likeliest_path_scores_at_least_any_other(odds):
    def score(on):
        return sum(o if s else -o for o, s in zip(odds, on, strict=True)) / 2 - 2.0 * int(np.sum(on[1:] != on[:-1]))

    best = likeliest(np.array(odds), 2.0)
    rng = np.random.default_rng(0)
    assert all(score(best) >= score(rng.random(len(odds)) < 0.5) - 1e-9 for _ in range(64))
