from dataclasses import replace

import numpy as np
import pytest
from figures import DEEP, HINGE, LOW, PARALLEL, SHALLOW, STAND, Motion, Shot, analyzed, findings, posed, read
from figures.body import Arm, Posture
from figures.camera import Hidden
from rows import ROWS, braced

from formcheck.coaching.contact import hands, speed
from formcheck.motion import landmarks as lm
from formcheck.motion.view import camera_view

LEGS, FLOOR = "hands_on_knees", "hands_on_floor"
SLOW_UP_S = 1.8
OFF_SIDE_DEG = (30, 45, 60, 90, 135, 270)


def verdicts(shot, check=LEGS):
    return [f.verdict for f in findings(analyzed(shot), check)]


def supports(shot, rep=0):
    return analyzed(shot).report.reps[rep].supports


def resting_at_the_bottom(bottom):
    """Hands rest on the knees for a second, and leave before the body rises."""
    down, held, free = replace(bottom, arms="forward"), replace(bottom, arms="knee"), replace(bottom, arms="forward")
    keys = ((0.0, STAND), (1.2, STAND), (2.4, down), (2.7, held), (3.7, held), (4.1, free), (4.3, free), (5.3, STAND))
    return Motion((*keys, (6.5, STAND)))


def with_arms(bottom, arms, **tempo):
    return posed(replace(bottom, arms=arms), top=replace(STAND, arms=arms), **tempo)


FREE = {
    "hinge, arms hang past the knees": posed(HINGE, HINGE),
    "hinge, knees well bent": posed(replace(HINGE, knee_deg=45, tibia_deg=10)),
    "slow hinge, arms hang past the knees": posed(HINGE, down_s=3.0, hold_s=1.0, up_s=3.0),
    "hinge, holding a block": with_arms(HINGE, "block"),
    "hinge, hands on the hips": with_arms(HINGE, "hips", up_s=2.0),
    "hinge, hands to the floor": posed(replace(HINGE, knee_deg=70, tibia_deg=16, trunk_deg=80, arms="floor")),
    "squat, arms hanging": posed(*[replace(PARALLEL, arms="hanging")] * 2),
    "deep squat, arms hanging": posed(*[replace(DEEP, arms="hanging")] * 2),
    "squat, prayer": with_arms(DEEP, "prayer"),
    "slow squat, holding a block": with_arms(DEEP, "block", up_s=2.0),
    "slow squat, hands on the hips": with_arms(PARALLEL, "hips", up_s=2.0),
    "squat, arms forward": posed(LOW, LOW),
    "squat, hands hover over the thighs": posed(
        replace(PARALLEL, arms="hovering"), top=replace(STAND, arms="forward"), up_s=1.8
    ),
    "squat, overhead": with_arms(PARALLEL, "overhead"),
    "deep squat, hands rest on the knees at the bottom only": resting_at_the_bottom(DEEP),
    "parallel squat, hands rest on the knees at the bottom only": resting_at_the_bottom(PARALLEL),
}


@pytest.mark.parametrize("heading_deg", [0, 180])
@pytest.mark.parametrize("motion", FREE.values(), ids=FREE)
def test_free_hands_raise_no_alarm(motion, heading_deg):
    shot = Shot(motion=motion, heading_deg=heading_deg)
    for check in (LEGS, FLOOR):
        assert findings(analyzed(shot), check)
        for finding in findings(analyzed(shot), check):
            assert finding.verdict == "good", f"{check} {finding.value}: {finding.reason}"
    assert all(s.kind == "rest" for rep in analyzed(shot).report.reps for s in rep.supports)


@pytest.mark.parametrize(("bottom", "up_s"), [(HINGE, 0.8), (HINGE, 1.6), (SHALLOW, 0.8), (SHALLOW, 1.2)])
def test_hands_that_slide_along_the_thighs_are_no_fault(bottom, up_s):
    """From below the knees to the hips, touching all the way."""
    film = Shot(motion=posed(bottom, up_s=up_s)).film.track
    share = np.interp(film.t_s, [1.2, 2.4, 2.7, 2.7 + up_s], [0.1, 1.1, 1.1, 0.1])[:, None]
    answer = read(on_thighs(film, share))
    (finding,) = findings(answer, LEGS)
    assert finding.verdict != "fault", finding.reason


def on_thighs(track, share, before=0.2):
    """The track of a person facing right with both palms on the thighs, at a share of the way to the knee."""
    image = track.image_px.copy()
    for side in lm.SIDES:
        hip, knee = image[:, lm.at("hip", side)], image[:, lm.at("knee", side)]
        thigh = knee - hip
        palm = hip + share * thigh + before * np.stack([thigh[:, 1], -thigh[:, 0]], axis=1)
        shift = palm - (image[:, lm.at("wrist", side)] + image[:, lm.at("index", side)]) / 2
        for part in ("wrist", "index", "pinky", "thumb"):
            image[:, lm.at(part, side)] += shift
    return replace(track, image_px=image)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ["squat, arms hanging", "hinge, arms hang past the knees", "squat, prayer"])
def test_free_hands_raise_no_alarm_through_jitter(name, seed):
    shot = Shot(motion=FREE[name], noise_m=0.012, seed=seed)
    assert set(verdicts(shot)) == {"good"}
    assert "fault" not in verdicts(shot, FLOOR)


@pytest.mark.parametrize("heading_deg", OFF_SIDE_DEG)
@pytest.mark.parametrize("arms", ["hanging", "forward", "prayer", "block", "hips", "overhead"])
def test_free_hands_raise_no_alarm_from_other_views(heading_deg, arms):
    shot = Shot(motion=with_arms(LOW, arms), heading_deg=heading_deg)
    assert set(verdicts(shot)) == {"good"}
    assert "fault" not in verdicts(shot, FLOOR)


@pytest.mark.parametrize("arms", ["knee", "thigh", ("knee", "forward"), ("forward", "knee")], ids=str)
@pytest.mark.parametrize("heading_deg", [0, 180])
def test_a_hand_on_the_leg_while_rising_is_found(heading_deg, arms):
    shot = replace(braced(PARALLEL, arms, SLOW_UP_S), heading_deg=heading_deg)
    (finding,) = findings(analyzed(shot), LEGS)
    assert finding.verdict == "fault", f"{finding.value}: {finding.reason}"
    if isinstance(arms, tuple):
        side = "Left" if arms[0] == "knee" else "Right"
        assert f"{side} hand" in finding.reason
        assert {s.side for s in supports(shot) if s.kind == "braced"} == {side.lower()}
    else:
        assert "Both hands" in finding.reason
    assert ("knee" if "knee" in arms else "thigh") in finding.reason.rpartition("(")[2]


@pytest.mark.parametrize("heading_deg", OFF_SIDE_DEG)
@pytest.mark.parametrize("arms", ["knee", "thigh"])
def test_hands_on_the_legs_are_found_from_other_views(heading_deg, arms):
    assert verdicts(replace(braced(PARALLEL, arms, SLOW_UP_S), heading_deg=heading_deg)) == ["fault"]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("heading_deg", [0, 45])
def test_bracing_is_found_through_jitter(heading_deg, seed):
    shot = replace(braced(PARALLEL, "knee", SLOW_UP_S), noise_m=0.008, heading_deg=heading_deg, seed=seed)
    assert verdicts(shot) == ["fault"]


def test_a_shallow_rise_with_hands_on_thighs_is_found():
    assert verdicts(braced(SHALLOW, "thigh", 1.6)) == ["fault"]


def test_a_hand_on_the_thigh_of_a_hinge_is_found_only_when_it_stays():
    assert verdicts(ROWS["hinge", LEGS].fault) == ["fault"]
    assert verdicts(braced(HINGE, "thigh", 0.5)) != ["fault"]


def touching(from_s, to_s, arms="knee", bottom=PARALLEL):
    """Down from 1.2 to 2.4, up from 2.7 to 5.1; a hand comes to the leg at one instant and leaves it at another."""
    path = Motion(((0.0, STAND), (1.2, STAND), (2.4, bottom), (2.7, bottom), (5.1, STAND), (6.3, STAND)))
    times = np.sort([0.0, 1.2, 2.4, 2.7, 5.1, 6.3, from_s - 0.15, from_s, to_s, to_s + 0.15])
    keys = []
    for t_s, (knee, tibia, trunk) in zip(times.tolist(), path.at(times).numbers[:, :3].tolist(), strict=True):
        there: Arm = arms if from_s <= t_s <= to_s else "forward"
        keys.append((t_s, Posture(knee_deg=knee, tibia_deg=tibia, trunk_deg=trunk, arms=there)))
    return Shot(motion=Motion(tuple(keys)))


@pytest.mark.parametrize("fps", [15, 30, 60])
@pytest.mark.parametrize("heading_deg", [0, 180])
@pytest.mark.parametrize(("from_s", "to_s"), [(2.5, 3.6), (3.0, 3.5), (2.0, 3.4)])
def test_contact_begins_and_ends_when_the_hand_comes_and_leaves(from_s, to_s, heading_deg, fps):
    shot = replace(touching(from_s, to_s), heading_deg=heading_deg, fps=float(fps))
    found = supports(shot)
    assert {s.side for s in found} == {"left", "right"}
    for support in found:
        assert support.kind == "braced"
        assert support.from_s == pytest.approx(from_s, abs=0.15)
        assert support.to_s == pytest.approx(to_s, abs=0.15)
        rising_s = to_s - max(from_s, 2.75)
        assert support.seconds == pytest.approx(rising_s, abs=0.2)
        assert support.share_of_ascent == pytest.approx(rising_s / 1.75, abs=0.12)  # a rep ends at 95 % of the way


def test_a_hand_that_comes_near_the_top_is_told_but_no_help():
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


def test_hands_that_slide_up_to_the_thighs_are_told_after_the_knees():
    for answer in (analyzed(knee_then_thigh()), idle(knee_then_thigh())):
        (rep,) = answer.report.reps
        for side in lm.SIDES:
            own = [(s.place, s.kind) for s in rep.supports if s.side == side]
            assert own == [("knee", "braced"), ("thigh", "touched")]
        (finding,) = findings(answer, LEGS)
        knees_s = max(s.seconds for s in rep.supports if s.place == "knee")
        assert finding.value == pytest.approx(knees_s, abs=0.006)


def test_a_hanging_arm_before_the_thigh_is_told_only_when_the_hand_was_held_before():
    assert idle(knee_then_thigh(held=False)).report.reps[0].supports == ()


POSTED = {"a post to pull at": "post", "a rail to push on": "rail"}


@pytest.mark.parametrize("heading_deg", [0, 30, 45, 135, 180])
@pytest.mark.parametrize("bottom", [SHALLOW, PARALLEL, DEEP], ids=["shallow", "parallel", "deep"])
@pytest.mark.parametrize("arms", POSTED.values(), ids=POSTED)
def test_a_hand_on_another_support_is_told_but_never_a_fault(arms, bottom, heading_deg):
    shot = Shot(motion=with_arms(bottom, arms, up_s=1.6), heading_deg=heading_deg)
    assert {(s.side, s.place, s.kind) for s in supports(shot)} == {(side, "other", "touched") for side in lm.SIDES}
    assert all(s.share_of_ascent > 0.6 for s in supports(shot))
    (finding,) = findings(analyzed(shot), LEGS)
    assert finding.verdict == "good"
    assert "hold on to something" in finding.reason


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("heading_deg", [0, 45])
def test_one_hand_on_a_post_is_found_through_jitter(heading_deg, seed):
    shot = Shot(motion=with_arms(LOW, ("forward", "post")), heading_deg=heading_deg, noise_m=0.008, seed=seed)
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
    for hand in hands(track, camera_view(track), floor, shot.body.leg * shot.px_per_m):
        assert set(hand.places) | {None} == places


def test_a_hand_on_a_post_is_not_told_when_the_body_rises_at_once():
    assert supports(Shot(motion=with_arms(PARALLEL, "post", up_s=0.4))) == ()


@pytest.mark.parametrize("heading_deg", [0, 30, 45, 90, 180])
@pytest.mark.parametrize("up_s", [1.0, 3.0])
@pytest.mark.parametrize("top", ["hanging", "forward"])
@pytest.mark.parametrize("arms", ["forward", "prayer", "block"])
def test_arms_that_sink_or_rise_with_the_body_hold_on_to_nothing(arms, top, up_s, heading_deg):
    for bottom in (SHALLOW, DEEP):
        motion = posed(replace(bottom, arms=arms), top=replace(STAND, arms=top), up_s=up_s)
        assert "other" not in {s.place for s in supports(Shot(motion=motion, heading_deg=heading_deg))}


@pytest.mark.parametrize("arms", ["forward", "prayer", "hips"])
def test_a_picture_in_which_hands_stand_still_is_not_enough(arms):
    """From the side an arm can sink towards the camera: the picture shows a hand at rest, the world one that moves."""
    film = Shot(motion=with_arms(PARALLEL, "post", up_s=1.6)).film.track
    other = Shot(motion=with_arms(PARALLEL, arms, up_s=1.6)).film.track
    answer = read(replace(film, world_m=other.world_m))
    assert "other" not in {s.place for s in answer.report.reps[0].supports}


def test_a_brush_is_good_and_says_nothing_of_hands_on_the_leg():
    shot = touching(3.0, 3.05)
    (finding,) = findings(analyzed(shot), LEGS)
    assert (finding.verdict, finding.reason) == ("good", "You stood up without your hands on your legs.")
    assert {s.kind for s in supports(shot)} <= {"touched"}


def test_resting_at_the_bottom_is_told_as_resting():
    shot = Shot(motion=resting_at_the_bottom(PARALLEL))
    (finding,) = findings(analyzed(shot), LEGS)
    assert finding.verdict == "good"
    assert "at the bottom only" in finding.reason
    assert {(s.side, s.place, s.kind) for s in supports(shot)} == {("left", "knee", "rest"), ("right", "knee", "rest")}


def test_an_arm_that_cannot_carry_only_touches():
    film = braced(PARALLEL, "knee", SLOW_UP_S).film.track
    image = film.image_px.copy()
    for side in lm.SIDES:
        image[:, lm.at("elbow", side)] = image[:, lm.at("wrist", side)] + [0.0, 40.0]
    answer = read(replace(film, image_px=image))
    (finding,) = findings(answer, LEGS)
    assert finding.verdict == "watch"
    assert {s.kind for s in answer.report.reps[0].supports} == {"touched"}


@pytest.mark.parametrize("parts", [("wrist",), ("wrist", "index", "elbow")])
def test_hidden_hands_are_not_free_hands(parts):
    shot = replace(braced(PARALLEL, "knee", SLOW_UP_S), hidden=(Hidden(parts, 0.4),))
    for check in (LEGS, FLOOR):
        (finding,) = findings(analyzed(shot), check)
        assert finding.verdict == "not_assessed"
        assert "hidden" in finding.reason
    assert supports(shot) is None
    assert analyzed(shot).report.reps[0].hands_seen == ()


@pytest.mark.parametrize("hidden", ["left_wrist", "left_knee"])
def test_one_hidden_hand_is_said(hidden):
    shot = Shot(motion=posed(PARALLEL), hidden=(Hidden((hidden,), 0.35),))
    (finding,) = findings(analyzed(shot), LEGS)
    assert finding.verdict == "good"
    assert "other hand is hidden" in finding.reason


def test_a_hand_on_a_hidden_knee_is_not_found_there():
    shot = replace(braced(PARALLEL, "knee", SLOW_UP_S), hidden=(Hidden(("left_knee",), 0.4),))
    assert {s.side for s in supports(shot)} == {"right"}


def test_hands_on_the_floor_are_supports():
    shot = ROWS["squat", FLOOR].fault
    assert {(s.place, s.kind) for s in supports(shot)} == {("floor", "braced")}
    assert verdicts(shot, FLOOR) == ["fault"]


def test_a_lift_has_no_supports():
    lifted = ROWS["squat", "tempo"].blind
    assert [rep.supports for rep in analyzed(lifted).report.reps] == [None]


def test_where_each_hand_is_in_each_frame():
    shot = touching(2.5, 3.6)
    track = shot.film.track
    view = camera_view(track)
    floor = np.full(len(track), np.nanmedian(track.image_px[:, lm.at("ankle", view.near), 1]))
    for hand in hands(track, view, floor, shot.body.leg * shot.px_per_m):
        assert len(hand.places) == len(track)
        assert {hand.places[i] for i in np.flatnonzero((track.t_s > 2.6) & (track.t_s < 3.5))} == {"knee"}
        assert {hand.places[i] for i in np.flatnonzero((track.t_s < 2.3) | (track.t_s > 3.8))} == {None}


def test_speed_is_told_per_second_and_unknown_where_unseen():
    t_s = np.arange(10) / 10
    place = np.stack([2.0 * t_s, np.zeros(10)], axis=1)
    place[7] = np.nan
    measured = speed(place, t_s)
    assert measured[:6] == pytest.approx(2.0)
    assert np.isnan(measured[[6, 8]]).all()
