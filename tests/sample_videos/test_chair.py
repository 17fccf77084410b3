"""Rendered people on a chair: hips on the seat, feet planted, hands where they push, and the truth of getting up."""

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from sample_videos.render.chair import chair
from sample_videos.render.chair_set import CHAIR_CLIPS, CHAIR_FIT_CLIPS, CHAIR_TEST_CLIPS
from sample_videos.render.people import PEOPLE
from sample_videos.render.pose import solve
from sample_videos.render.posture import PLACES, PLACES_OF_OWN_SCRIPTS, Arm, Seat
from sample_videos.render.record import truth_record
from sample_videos.render.samples import SAMPLES
from sample_videos.render.sit_movement import SitPerformance
from sample_videos.render.sit_script import Push, Sit, SitScript, Try
from sample_videos.render.sitting import SEATED, Chair, skin_of
from sample_videos.render.truth import true_angles
from tests.sample_videos.bodies import figure, needs_body, posed

NAMES = ("jonas", "hana", "olga", "pax")
SUNK_M, AFLOAT_M = 0.022, 0.016  # flesh gives way; a tilting pelvis lifts a little
CLIPS = {spec.name: spec for spec in (*CHAIR_CLIPS, *SAMPLES)}
KNEES = SitScript((Sit(rise_s=1.5, lean_deg=46, pushes=(Push("knees", -0.3, 0.4),)),), sitting="thighs")


def seated(name: str, script: SitScript | None = None) -> SitPerformance:
    return SitPerformance(script or SitScript((Sit(),)), 4, PEOPLE[name])


@cache
def truth(name: str) -> dict[str, Any]:
    return truth_record(CLIPS[name], figure(CLIPS[name].judged.person))


def over_seat_m(performance: SitPerformance, t_s: float) -> float:
    """How far the lowest skin over the seat is above it."""
    moment = performance.at(t_s)
    seat = moment.stance.seat
    skin = skin_of(solve(performance.sitting.figure, moment.posture, moment.stance), SEATED)
    over = (skin[:, 2] > seat.rear_m) & (skin[:, 2] < seat.front_m)
    return float(skin[over, 1].min() - seat.height_m) if over.any() else np.inf


@needs_body
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("higher_m", [-0.03, 0.0, 0.03])
def test_hips_lie_on_the_seat_upright_and_leaning(name: str, higher_m: float) -> None:
    fitting_m = Chair().height_for(figure(name).body)
    performance = seated(name, SitScript((Sit(),), chair=Chair(fitting_m + higher_m)))
    times = performance.times[0]
    for t_s in (0.0, times.start_s, times.off_s - 0.01, times.sat_s + 0.01, times.end_s):
        assert -SUNK_M < over_seat_m(performance, t_s) < AFLOAT_M
    assert 0.40 <= fitting_m <= 0.50
    assert performance.sitting.stance.seat.height_m == fitting_m + higher_m


@needs_body
@pytest.mark.parametrize("name", NAMES)
def test_who_sits_has_level_thighs_and_an_upright_trunk(name: str) -> None:
    performance = seated(name, SitScript((Sit(),), sway=0.0))
    moment = performance.at(0.0)
    told = true_angles(solve(performance.sitting.figure, moment.posture, moment.stance))
    assert abs(told.left.thigh_to_horizontal_deg) < 8
    assert told.trunk_inclination_deg == pytest.approx(4.0, abs=0.5)
    assert 5 < told.left.tibia_inclination_deg < 12


@needs_body
@pytest.mark.parametrize("name", ["sit_to_stand_failed_tries_luis", "sit_to_stand_five_times_kemi"])
def test_feet_stay_planted_and_hips_never_sink_into_the_seat(name: str) -> None:
    performance = CLIPS[name].performances()[0]
    feet = []
    for t_s in np.arange(0.0, performance.length_s, 0.1):
        assert over_seat_m(performance, t_s) > -SUNK_M
        moment = performance.at(t_s)
        joints = solve(performance.sitting.figure, moment.posture, moment.stance)
        feet.append([joints.at(bone, side) for bone in ("foot", "toe3-1") for side in ("left", "right")])
    assert np.ptp(np.array(feet), axis=0).max() < 1e-3


@needs_body
@pytest.mark.parametrize("spec", CHAIR_CLIPS, ids=lambda spec: spec.name)
def test_movement_is_continuous(spec: Any) -> None:
    postures = [moment.posture for moment in spec.performances()[0].moments(50)]
    for name, most in (("knee_flexion_deg", 8), ("tibia_inclination_deg", 3), ("pelvis_tilt_deg", 5)):
        assert np.abs(np.diff([getattr(posture, name) for posture in postures])).max() < most


@needs_body
@pytest.mark.parametrize("name", NAMES)
def test_legs_of_who_stands_are_clear_of_the_chair(name: str) -> None:
    performance = seated(name)
    moment = performance.at(performance.times[0].up_s)
    seat = moment.stance.seat
    legs = skin_of(solve(performance.sitting.figure, moment.posture, moment.stance), ("lowerleg", "foot"))
    assert legs[np.abs(legs[:, 1] - seat.height_m) < 0.05, 2].min() > seat.front_m + 0.01
    assert seat.front_m - seat.rear_m > 0.25


def test_a_chair_stands_on_the_floor_and_has_nothing_at_its_sides() -> None:
    for back in (True, False):
        parts = chair(Seat(0.45, -0.1, -0.5, 0.44, back))
        points = np.concatenate([part.points_m for part in parts])
        assert parts[0].points_m[:, 1].max() == pytest.approx(0.45)
        assert points[:, 1].min() == pytest.approx(0.0, abs=1e-9)
        assert np.abs(points[:, 0]).max() <= 0.22 + 1e-9
        assert (points[:, 2].min(), points[:, 2].max()) == pytest.approx((-0.5, -0.1))
        above = points[points[:, 1] > 0.451]
        assert bool(len(above)) == back
        assert not len(above) or above[:, 2].max() < -0.45, "only behind who sits"


@needs_body
@pytest.mark.parametrize("name", NAMES)
def test_hands_push_where_they_are_told_to(name: str) -> None:
    for place, contact in (("knees", "knee"), ("thighs", "thigh"), ("seat", "chair")):
        push = Push(place, -0.6, 0.3, ("right",))  # type: ignore[arg-type]
        performance = seated(name, replace(KNEES, reps=(replace(KNEES.reps[0], pushes=(push,)),), sitting="crossed",
                                           chair=Chair(back=False, width_m=0.6)))  # fmt: skip
        moment = performance.at(performance.times[0].off_s)
        told = true_angles(solve(performance.sitting.figure, moment.posture, moment.stance))
        assert (told.left.contact, told.right.contact) == ("none", contact)


@needs_body
def test_a_hand_over_the_seat_or_without_one_is_not_on_it() -> None:
    performance = seated("hana", SitScript((Sit(lean_deg=46),), chair=Chair(back=False, width_m=0.6)))
    posture, stance = performance.sitting.leaning(46), performance.sitting.stance
    near = posture.with_arms(Arm("seat", gap_m=0.06), Arm("seat"))
    told = true_angles(solve(performance.sitting.figure, near, stance))
    assert (told.left.contact, told.right.contact) == ("none", "chair")
    gone = true_angles(solve(performance.sitting.figure, near, replace(stance, seat=None)))
    assert gone.right.contact == "none"


@needs_body
@pytest.mark.parametrize("name", ["jan", "rosa", "jonas", "hana"])
def test_crossed_arms_lie_before_the_chest_and_rest_on_nothing(name: str) -> None:
    joints = posed(seated("jan").script.standing.with_arms("crossed"), name)
    told = true_angles(joints)
    assert (told.left.contact, told.right.contact) == ("none", "none")
    left, right = joints.at("wrist", "left"), joints.at("wrist", "right")
    assert left[0] < right[0], "the left wrist is on the right side"
    assert min(left[2], right[2]) > joints.middle("upperarm01")[2] + 0.1


def test_training_draws_from_the_same_places_as_before() -> None:
    assert not set(PLACES) & set(PLACES_OF_OWN_SCRIPTS)
    assert len(PLACES) == 12


@needs_body
@pytest.mark.parametrize("name", [spec.name for spec in CHAIR_CLIPS if spec.judged.script.kind == "sit_to_stand"])
def test_what_happens_is_told_in_order_and_as_the_frames_show_it(name: str) -> None:
    record = truth(name)
    t_s = np.array(record["frames"]["t_s"])
    trunk = np.array(record["frames"]["trunk_inclination_deg"])
    seated_now = np.array(record["frames"]["on_seat"])
    hips_m = np.array(record["frames"]["hip_height_m"])
    for rep in record["reps"]:
        order = [rep[key] for key in ("start_s", "seat_off_s", "stand_s", "down_s", "sit_s", "end_s")]
        told = [one for one in order if one is not None]
        assert told == sorted(told)
        assert rep["start_s"] <= rep["bottom_s"] <= rep["end_s"]
        for moment_s in (rep["seat_off_s"], rep["sit_s"]):
            assert moment_s is None or 0.006 < np.interp(moment_s, t_s, hips_m) - hips_m.min() < 0.014
        if rep["seat_off_s"] is not None:
            assert 0.95 <= rep["stand_s"] - rep["start_s"] <= 2.2
            assert 34 < np.interp(rep["seat_off_s"], t_s, trunk) < 52
            assert seated_now[(t_s > rep["start_s"]) & (t_s < rep["seat_off_s"] - 0.01)].all()
            assert not seated_now[(t_s > rep["seat_off_s"] + 0.01) & (t_s < (rep["sit_s"] or t_s[-1]) - 0.01)].any()
            assert rep["trunk_peak_deg"] >= np.interp(rep["seat_off_s"], t_s, trunk) - 0.2
        if rep["sit_s"] is not None:
            assert seated_now[(t_s > rep["sit_s"] + 0.01) & (t_s < rep["end_s"])].all()


@needs_body
@pytest.mark.parametrize(
    ("name", "hands"),
    [
        ("sit_to_stand_arms_crossed_ines", "none"),
        ("sit_to_stand_arms_hanging_anna", "none"),
        ("sit_to_stand_hands_on_the_knees_nils", "knee"),
        ("sit_to_stand_right_hand_on_the_thigh_emil", "thigh"),
        ("sit_to_stand_left_hand_on_the_chair_olga", "chair"),
        ("sit_to_stand_only_the_rise_30_degrees_off_dalia", "none"),  # hands lie on the thighs until the lean
    ],
)
def test_the_truth_tells_what_helps(name: str, hands: str) -> None:
    for rep in truth(name)["reps"]:
        assert rep["hands"] == hands
        assert (hands in rep["hands_rising_s"]) == (hands != "none")


@needs_body
def test_parts_of_a_repetition_tell_only_what_happened() -> None:
    (rise,) = truth("sit_to_stand_only_the_rise_jonas")["reps"]
    assert (rise["part"], rise["down_s"], rise["sit_s"]) == ("rise", None, None)
    (down,) = truth("sit_to_stand_only_sits_down_pax")["reps"]
    assert (down["part"], down["seat_off_s"], down["stand_s"], down["bottom_s"]) == (
        "sit_down", None, None, down["sit_s"],
    )  # fmt: skip
    assert len(truth("sit_to_stand_five_times_kemi")["reps"]) == 5


@needs_body
def test_failed_tries_lift_a_little_and_end_on_the_seat() -> None:
    record = truth("sit_to_stand_failed_tries_luis")
    (rep,) = record["reps"]
    assert rep["tries"] == 3
    assert [0.015 < one["lift_m"] < 0.10 for one in rep["failed"]] == [True, True]
    assert rep["failed"][0]["start_s"] < rep["failed"][1]["start_s"] < rep["start_s"]
    frames = record["frames"]
    before = [on for t, on in zip(frames["t_s"], frames["on_seat"], strict=True) if t < rep["start_s"]]
    assert before[0]
    assert before[-1]
    assert not all(before)


@needs_body
def test_a_try_that_does_not_lift_is_none_of_the_legs() -> None:
    performance = seated("jan", SitScript((Sit(tries=(Try(share=0.0),)),), sway=0.0))
    at = [performance.at(t).posture.knee_flexion_deg for t in np.arange(0, performance.times[0].start_s, 0.1)]
    assert np.ptp(at) < 1e-9


@needs_body
@pytest.mark.parametrize("name", ["sitting_only_leans_forward_anna", "sitting_only_leans_forward_jonas"])
def test_who_only_leans_stays_on_the_seat(name: str) -> None:
    record = truth(name)
    assert (record["movement"], record["reps"]) == ("none", [])
    assert all(record["frames"]["on_seat"])
    assert max(record["frames"]["trunk_inclination_deg"]) > 40


@needs_body
@pytest.mark.parametrize("name", ["squat_to_a_chair_touch_and_go_bruno", "squat_to_a_chair_touch_and_go_mei"])
def test_a_squat_to_a_chair_touches_it_and_no_more(name: str) -> None:
    spec = CLIPS[name]
    performance = spec.performances()[0]
    seat = spec.judged.script.stance.seat
    for times in performance.times:
        moment = performance.at(times.bottom_s)
        skin = skin_of(solve(figure(spec.judged.person), moment.posture, moment.stance), SEATED)
        over = (skin[:, 2] > seat.rear_m) & (skin[:, 2] < seat.front_m)
        assert abs(skin[over, 1].min() - seat.height_m) < 0.012
    assert truth(name)["movement"] == "squat"
    assert len(truth(name)["reps"]) == 2


def test_clips_with_a_chair_keep_people_apart_and_are_filmed_in_many_ways() -> None:
    assert {spec.judged.who.split for spec in CHAIR_FIT_CLIPS} == {"fit"}
    assert {spec.judged.who.split for spec in CHAIR_TEST_CLIPS} == {"test"}
    assert len(CHAIR_FIT_CLIPS) >= 4
    assert len(CHAIR_TEST_CLIPS) >= 8
    for clips in (CHAIR_FIT_CLIPS, CHAIR_TEST_CLIPS):
        assert {spec.judged.script.kind for spec in clips} == {"sit_to_stand", "squat", "none"}
        assert {0, 90} <= {round(spec.camera.yaw_off_side_deg) for spec in clips}
        assert {np.sign(spec.camera.azimuth_deg) for spec in clips} == {-1, 0, 1}
