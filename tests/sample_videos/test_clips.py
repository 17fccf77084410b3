"""The lists of clips and people, and the truth files beside the clips."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sample_videos.render.bench_set import BENCH, CALIBRATIONS, FIT_CLIPS, TEST_CLIPS
from sample_videos.render.chair_set import CHAIR_CLIPS
from sample_videos.render.class_set import CLASS_CLIPS
from sample_videos.render.floor_sit_set import FLOOR_SIT_CLIPS, FLOOR_SIT_FIT_CLIPS, FLOOR_SIT_TEST_CLIPS
from sample_videos.render.get_up_set import GET_UP_CLIPS
from sample_videos.render.hand_set import HAND_CLIPS
from sample_videos.render.movement import Performance
from sample_videos.render.moves import LEVELS
from sample_videos.render.people import FIT_PEOPLE, PEOPLE, RELEASE_PEOPLE, SAMPLE_PEOPLE, TEST_PEOPLE, random_person
from sample_videos.render.pick_set import PICK_CLIPS
from sample_videos.render.record import truth_record
from sample_videos.render.release_set import RELEASE_CLIPS
from sample_videos.render.samples import SAMPLES
from sample_videos.render.spec import ClipSpec
from tests.sample_videos.bodies import figure, needs_body

ROOT = Path(__file__).parents[2]
CLIPS = ROOT / "tests" / "clips"
HOMES = {
    "sample": ROOT / "sample_videos",
    "bench": CLIPS,
    "calibration": CLIPS / "calibration",
    "release": CLIPS / "release",
    "class": CLIPS / "classes",
}
EVERY = (
    *(*SAMPLES, *BENCH, *CHAIR_CLIPS, *HAND_CLIPS, *FLOOR_SIT_CLIPS, *PICK_CLIPS, *GET_UP_CLIPS, *CALIBRATIONS),
    *(*RELEASE_CLIPS, *CLASS_CLIPS),
)
CHECKS = {
    "depth", "trunk_tibia", "trunk_lean", "hips_first", "heels", "lower_back_rounding", "straight_knee_stoop",
    "hinge_pattern", "hands_on_knees", "hands_on_floor", "tempo", "knee_valgus",
}  # fmt: skip


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
    assert len(PEOPLE) == sum(map(len, (FIT_PEOPLE, TEST_PEOPLE, SAMPLE_PEOPLE, RELEASE_PEOPLE)))


def test_people_nobody_has_seen_are_in_no_other_set() -> None:
    assert {spec.judged.person for spec in RELEASE_CLIPS} == {person.name for person in RELEASE_PEOPLE}
    assert {spec.judged.who.split for spec in RELEASE_CLIPS} == {"release"}
    others = (*FIT_CLIPS, *TEST_CLIPS, *HAND_CLIPS, *SAMPLES, *CALIBRATIONS)
    assert not {cast.who.split for spec in others for cast in spec.cast} & {"release"}
    kept = {path.name.partition(".")[0] for path in (CLIPS / "release").iterdir()}
    assert kept == {spec.name for spec in RELEASE_CLIPS}


def test_hands_are_tested_on_people_nobody_fitted_on() -> None:
    assert {cast.who.split for spec in HAND_CLIPS for cast in spec.cast} == {"test"}
    assert {spec.judged.person for spec in HAND_CLIPS} <= {person.name for person in TEST_PEOPLE}


def test_people_who_stay_low_are_kept_apart_and_climb_the_whole_ladder() -> None:
    for clips, split in ((FLOOR_SIT_FIT_CLIPS, "fit"), (FLOOR_SIT_TEST_CLIPS, "test")):
        assert {spec.judged.who.split for spec in clips} == {split}
        truths = [json.loads((CLIPS / f"{spec.name}.truth.json").read_text("utf-8")) for spec in clips]
        holds = [hold for truth in truths for hold in truth.get("holds", ())]
        assert {hold["rung"] for hold in holds} == {"supported", "heels_raised", "free"}
        assert {hand for hold in holds for hand in hold["hands"].values()} == {"free", "leg", "floor", "other"}
        assert {0, 90} <= {round(spec.camera.yaw_off_side_deg) for spec in clips}
        assert all((CLIPS / f"{spec.name}.mp4").stat().st_size < 200_000 for spec in clips)


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


def close(a: Any, b: Any) -> bool:
    """Equal, numbers within their rounding: other machines add in another order."""
    if isinstance(a, float | int) and isinstance(b, float | int) and not isinstance(a, bool):
        return abs(a - b) <= 0.11
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(close(a[k], b[k]) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(close, a, b))
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
@pytest.mark.parametrize(
    "spec",
    [
        *SAMPLES,
        *BENCH[::6],
        *CHAIR_CLIPS[::5],
        *HAND_CLIPS[::7],
        *FLOOR_SIT_CLIPS[::7],
        *PICK_CLIPS[::6],
        *GET_UP_CLIPS[::9],
        CALIBRATIONS[0],
    ],
    ids=lambda spec: spec.name,
)
def test_truth_on_disk_is_what_the_clip_shows(spec: ClipSpec) -> None:
    path = HOMES[spec.purpose] / f"{spec.name}.truth.json"
    if not path.is_file():
        pytest.skip("not filmed")
    record = json.loads(json.dumps(truth_record(spec, figure(spec.judged.person))))
    assert close(json.loads(path.read_text(encoding="utf-8")), record)
