from dataclasses import replace

import msgspec
import numpy as np
import pytest
from figures import DEEP, Shot, analyzed, context, floor_squat, hinge, posed
from figures.body import Posture

from formcheck.judging.depth import depth_of
from formcheck.movements import checks
from formcheck.schema import DEPTHS


@pytest.mark.parametrize(
    ("thigh", "knee", "depth"),
    [
        (40, 70, "above_parallel"),
        (5.1, 110, "above_parallel"),
        (5.0, 110, "parallel"),
        (-4.9, 120, "parallel"),
        (-5.0, 120, "below_parallel"),
        (-5.1, 139.9, "below_parallel"),
        (-4.9, 150, "parallel"),
        (-10.0, 140.0, "floor"),
        (-40, 160, "floor"),
        (-20, np.nan, "below_parallel"),
    ],
)
def test_depth_classes(thigh, knee, depth):
    assert depth_of(thigh, knee) == depth


@pytest.mark.parametrize("body_yaw_deg", [0, 180])
@pytest.mark.parametrize(
    ("thigh", "knee", "depth"),
    [
        (30, 85, "above_parallel"),
        (7, 107, "above_parallel"),
        (3, 113, "parallel"),
        (-3, 125, "parallel"),
        (-7, 130, "below_parallel"),
        (-12, 137, "below_parallel"),
        (-12, 143, "floor"),
        (-25, 150, "floor"),
    ],
)
def test_depth_as_seen(thigh, knee, depth, body_yaw_deg):
    bottom = Posture(knee_deg=knee, tibia_deg=thigh + knee - 90, trunk_deg=30, arms="forward")
    shot = Shot(motion=posed(bottom), body_yaw_deg=body_yaw_deg)
    (rep,) = analyzed(shot).report.reps
    assert rep.depth == depth
    assert rep.peak.thigh_to_horizontal_deg == pytest.approx(thigh, abs=0.5)
    assert rep.peak.knee_flexion_deg == pytest.approx(knee, abs=0.5)


@pytest.mark.parametrize("bottom", [DEEP, replace(DEEP, knee_deg=100, tibia_deg=25)], ids=["deep", "shallow"])
def test_depth_is_told_from_an_angle_within_a_class(bottom):
    straight, turned = (analyzed(Shot(motion=posed(bottom), body_yaw_deg=h)).report.reps[0].depth for h in (0, 25))
    assert abs(DEPTHS.index(straight) - DEPTHS.index(turned)) <= 1


def test_a_thigh_known_by_its_height_only_names_no_class():
    """Its band of 12 degrees spans more than two classes (docs/depth.md)."""
    (rep,) = analyzed(Shot(motion=posed(DEEP), body_yaw_deg=45)).report.reps
    assert rep.peak_band.thigh_to_horizontal_deg == 12.0
    assert (rep.depth, rep.depth_or) == (None, None)


@pytest.mark.parametrize("body_yaw_deg", [90, 270])
def test_depth_is_not_told_from_the_front_or_back(body_yaw_deg):
    assert analyzed(Shot(motion=floor_squat(1), body_yaw_deg=body_yaw_deg)).report.reps[0].depth is None


def test_peaks_are_the_angles_at_the_bottom():
    for motion, bottom in ((floor_squat(1), DEEP), (hinge(1), hinge(1).keys[2][1])):
        peak = analyzed(Shot(motion=motion)).report.reps[0].peak
        assert peak.trunk_inclination_deg == pytest.approx(bottom.trunk_deg, abs=0.5)
        assert peak.tibia_inclination_deg == pytest.approx(bottom.tibia_deg, abs=0.5)
        assert peak.hip_flexion_deg == pytest.approx(bottom.trunk_deg - bottom.tibia_deg + bottom.knee_deg, abs=0.5)


def test_the_limits_in_force_are_those_of_the_table():
    limits = {(one.movement, one.check): one.limit for one in context().provenance.limits}
    assert len(limits) == len(context().provenance.limits) == len(checks())
    for movement, check in checks():
        assert limits[movement.name, check.id] == check.limit.used()
    assert analyzed(Shot(motion=floor_squat(1))).report.provenance == context().provenance


def test_findings_carry_the_limit_they_were_held_against():
    report = analyzed(Shot(motion=floor_squat(3))).report
    limits = {one.check: one.limit for one in report.provenance.limits if one.movement == "squat"}
    for finding in report.findings:
        assert finding.limit == limits[finding.check]
        assert 0.0 <= finding.confidence <= 1.0
        assert finding.rep is None or 1 <= finding.rep <= 3


def test_every_rep_is_judged_by_every_row_once():
    report = analyzed(Shot(motion=hinge(3))).report
    per_rep = {check.id for movement, check in checks() if movement.name == "hinge" and check.measure}
    for rep in report.reps:
        own = [f.check for f in report.findings if f.rep == rep.index]
        assert sorted(own) == sorted(per_rep)


@pytest.mark.parametrize("size_wh", [(540, 960), (720, 720), (960, 540)])
def test_the_smoothed_track_lies_where_the_picture_was(size_wh):
    shot = Shot(motion=floor_squat(1), size_wh=size_wh, roll_deg=8.0)
    answer = analyzed(shot)
    np.testing.assert_allclose(answer.seen_track.image_px, shot.film.track.image_px, atol=1.5)
    assert np.abs(answer.track.image_px - answer.seen_track.image_px).max() > 20
    assert len(answer.spans) == len(answer.report.reps)


def test_the_same_clip_says_the_same_twice():
    shot = Shot(motion=floor_squat(1), noise_m=0.01)
    again = replace(shot)
    assert analyzed(shot).report.to_json() == analyzed(again).report.to_json()


@pytest.mark.parametrize("body_yaw_deg", [45, 90, 270])
def test_a_turned_camera_gives_no_peaks_without_correction(body_yaw_deg):
    (rep,) = analyzed(Shot(motion=floor_squat(1), body_yaw_deg=body_yaw_deg)).report.reps
    by_height = {"thigh_to_horizontal_deg"} if body_yaw_deg == 45 else set()
    for part in (rep.peak, rep.peak_band):
        assert {name for name, value in msgspec.structs.asdict(part).items() if value is not None} == by_height
    assert rep.hip_knee_ratio is None


@pytest.mark.parametrize("body_yaw_deg", [0, 25])
def test_side_on_every_peak_comes_with_its_band(body_yaw_deg):
    (rep,) = analyzed(Shot(motion=floor_squat(1), body_yaw_deg=body_yaw_deg)).report.reps
    peaks, bands = (msgspec.structs.astuple(part) for part in (rep.peak, rep.peak_band))
    assert None not in peaks
    assert all(0 < band < 40 for band in bands)
