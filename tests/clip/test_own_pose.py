"""Landmarks from elsewhere: judged as what they are, refused in one sentence when they cannot be used."""

import numpy as np
import pytest
from figures import Shot, floor_squat

import formcheck
from formcheck.errors import BadChoice

FILM = Shot(motion=floor_squat(2)).film


def own(**changed):
    seen = FILM.track
    given = {"t_s": seen.t_s, "image_px": seen.image_px, "size_wh": seen.size_wh}
    return formcheck.track_from_landmarks(**(given | changed))


def test_landmarks_with_depth_are_counted_and_measured():
    answer = formcheck.analyze_track(own(world_m=FILM.track.world_m, visibility=FILM.track.visibility), name="mine")
    report = answer.report
    assert (report.clip.name, report.movement, report.summary.reps_complete) == ("mine", "squat", 2)
    assert report.provenance.model == "other"
    assert report.provenance.correction_sha256 is None
    near = getattr(answer.angles, answer.angles.near)
    assert np.isfinite(near.raw.knee_flexion_deg).all()
    np.testing.assert_array_equal(near.angles.knee_flexion_deg, near.raw.knee_flexion_deg)


def test_without_depth_the_side_has_to_be_said():
    near = formcheck.analyze_track(own(world_m=FILM.track.world_m)).report.view.near_side
    said = formcheck.analyze_track(own(near=near)).report
    assert (said.view.kind, said.summary.reps_complete) == (near, 2)
    assert {f.verdict for f in said.findings if f.check == "depth"} == {"good"}
    unsaid = formcheck.analyze_track(own()).report
    assert unsaid.view.kind == "unknown"
    assert {f.verdict for f in unsaid.findings if f.check == "depth"} <= {"not_assessed"}


def test_a_pose_model_nobody_knows_is_refused_with_those_there_are():
    with pytest.raises(BadChoice, match=r"'Full': please give one of lite, full, other\.$"):
        formcheck.analyze_track(own(), pose_model="Full")


def test_what_was_fitted_on_blazepose_is_not_asked_of_others():
    report = formcheck.analyze_track(own(world_m=FILM.track.world_m)).report
    asked = {f.verdict for f in report.findings if f.check in ("lower_back_rounding", "hands_on_knees")}
    assert asked == {"not_assessed"}


@pytest.mark.parametrize(
    "changed",
    [
        {"image_px": FILM.track.image_px[:, :17]},
        {"image_px": FILM.track.image_px[1:]},
        {"t_s": FILM.track.t_s[::-1]},
        {"visibility": np.ones(33)},
        {"world_m": FILM.track.world_m[:, :, :2]},
        {"t_s": 3.0},
        {"t_s": ["now", "then"]},
        {"image_px": [[1.0, 2.0], [3.0]]},
        {"near": "up"},
        {"size_wh": (0, 100)},
        {"size_wh": 100},
    ],
)
def test_landmarks_that_cannot_be_used_are_one_sentence(changed):
    with pytest.raises(BadChoice, match=r"^[A-Zins].*\.$"):
        own(**changed)
