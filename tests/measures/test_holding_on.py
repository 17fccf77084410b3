from dataclasses import replace

import numpy as np
import pytest
from figures import DEEP, LOW, PARALLEL, SHALLOW, STAND, Shot, analyzed, findings, posed, read
from figures.touches import reading_touches
from hand_shots import LEGS, codes, supports, touching, with_arms

from formcheck.motion import landmarks as lm
from formcheck.motion.contacts import HandsTrack, hands
from formcheck.motion.smoothing import smooth
from formcheck.motion.view import camera_view

POSTED = {"a post to pull at": "post", "a rail to push on": "rail"}


@pytest.mark.parametrize("body_yaw_deg", [0, 30, 45, 135, 180])
@pytest.mark.parametrize("bottom", [SHALLOW, PARALLEL, DEEP], ids=["shallow", "parallel", "deep"])
@pytest.mark.parametrize("arms", POSTED.values(), ids=POSTED)
def test_a_hand_on_another_support_is_told_but_never_a_fault(arms, bottom, body_yaw_deg):
    shot = Shot(motion=with_arms(bottom, arms, up_s=1.6), body_yaw_deg=body_yaw_deg)
    assert {(s.side, s.place, s.kind) for s in supports(shot)} == {(side, "other", "touched") for side in lm.SIDES}
    assert all(s.share_of_ascent > 0.6 for s in supports(shot))
    (finding,) = findings(analyzed(shot), LEGS)
    assert finding.verdict == "good"
    assert "hand_holds_on" in codes(finding)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("body_yaw_deg", [0, 45])
def test_one_hand_on_a_post_is_found_through_jitter(body_yaw_deg, seed):
    shot = Shot(motion=with_arms(LOW, ("forward", "post")), body_yaw_deg=body_yaw_deg, noise_m=0.008, seed=seed)
    assert {(s.side, s.place) for s in supports(shot)} == {("right", "other")}


def test_a_hand_that_leaves_a_post_half_way_up_is_not_told():
    assert {s.place for s in supports(touching(2.0, 5.0, "post"))} == {"other"}
    assert supports(touching(2.0, 3.7, "post")) == ()


@pytest.mark.parametrize(("to_s", "places"), [(3.7, set()), (4.2, {"other"})])
def test_an_arm_that_could_push_must_stay_for_two_thirds_of_the_way(to_s, places):
    film = touching(2.0, to_s, "rail").film.track
    image = film.image_px.copy()
    for side in lm.SIDES:
        image[:, lm.at("elbow", side)] = (image[:, lm.at("shoulder", side)] + image[:, lm.at("wrist", side)]) / 2
    answer = read(replace(film, image_px=image))
    assert {s.place for s in answer.report.reps[0].supports} == places


@pytest.mark.parametrize(("bottom", "places"), [(STAND, {None}), (PARALLEL, {None, "other"})])
def test_a_hand_is_on_something_only_when_the_shoulder_moves_past_it(bottom, places):
    shot = Shot(motion=with_arms(bottom, "post"))
    track = shot.film.track
    floor = np.full(len(track), np.nanmedian(track.image_px[:, lm.at("ankle", "right"), 1]))
    tracks = HandsTrack(track, smooth(track, min_visibility=0.0))
    for hand in hands(tracks, camera_view(track), floor, shot.body.leg * shot.px_per_m, reading_touches()):
        assert set(hand.places) | {None} == places


def test_a_hand_on_a_post_is_not_told_when_the_body_rises_at_once():
    assert supports(Shot(motion=with_arms(PARALLEL, "post", up_s=0.4))) == ()


@pytest.mark.parametrize("body_yaw_deg", [0, 30, 45, 90, 180])
@pytest.mark.parametrize("up_s", [1.0, 3.0])
@pytest.mark.parametrize("top", ["hanging", "forward"])
@pytest.mark.parametrize("arms", ["forward", "prayer", "block"])
def test_arms_that_sink_or_rise_with_the_body_hold_on_to_nothing(arms, top, up_s, body_yaw_deg):
    for bottom in (SHALLOW, DEEP):
        motion = posed(replace(bottom, arms=arms), top=replace(STAND, arms=top), up_s=up_s)
        assert "other" not in {s.place for s in supports(Shot(motion=motion, body_yaw_deg=body_yaw_deg))}


@pytest.mark.parametrize("arms", ["forward", "prayer", "hips"])
def test_a_picture_in_which_hands_stand_still_is_not_enough(arms):
    """From the side an arm can sink towards the camera: the picture shows a hand at rest, the world one that moves."""
    film = Shot(motion=with_arms(PARALLEL, "post", up_s=1.6)).film.track
    other = Shot(motion=with_arms(PARALLEL, arms, up_s=1.6)).film.track
    answer = read(replace(film, world_m=other.world_m))
    assert "other" not in {s.place for s in answer.report.reps[0].supports}
