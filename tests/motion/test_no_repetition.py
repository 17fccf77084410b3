"""What moves the shoulders in the picture without a repetition: cameras, cuts, other bodies."""

from dataclasses import replace

import numpy as np
import pytest
from figures import DEEP, HINGE, STAND, Motion, Shot, analyzed, posed, read
from figures.spliced import bobbing, moved

from formcheck.motion import landmarks as lm
from formcheck.motion.one_body import one_body
from formcheck.motion.track import Track

STANDING = Shot(motion=Motion(((0.0, STAND), (8.0, STAND))))
READY = {"still_s": 1.2, "rest_s": 1.2}


def whole(report):
    return [rep for rep in report.reps if not rep.partial]


@pytest.mark.parametrize("yaw", [0, 90, 45])
@pytest.mark.parametrize(("share", "hertz"), [(0.035, 0.5), (0.08, 0.3), (0.15, 0.5)])
def test_a_bobbing_camera_makes_no_repetition(yaw, share, hertz):
    shot = replace(STANDING, body_yaw_deg=yaw)
    report = read(bobbing(shot.film.track, share, hertz)).report
    assert report.reps == ()
    assert report.summary.nothing == "no_repetition"


@pytest.mark.parametrize("bottom", [DEEP, HINGE], ids=["squat", "hinge"])
def test_repetitions_before_a_bobbing_camera_are_counted(bottom):
    shot = Shot(motion=posed(bottom, bottom, **READY))
    steady = analyzed(shot).report
    shaken = read(bobbing(shot.film.track, 0.03, 0.4)).report
    assert [r.movement for r in shaken.reps] == [r.movement for r in steady.reps]
    for mine, theirs in zip(shaken.reps, steady.reps, strict=True):
        assert mine.bottom_s == pytest.approx(theirs.bottom_s, abs=0.15)
        assert mine.peak.knee_flexion_deg == pytest.approx(theirs.peak.knee_flexion_deg, abs=2.0)


@pytest.mark.parametrize("fill", [0.5, 0.3])
def test_a_cut_to_another_distance_is_no_repetition(fill):
    far = moved(replace(STANDING, fill=fill).film.track, 8.1)
    report = read(Track.joined([STANDING.film.track, far])).report
    assert whole(report) == []


def test_a_jump_to_another_body_is_left_out():
    """A second of somebody a third as tall: not seen, and the squats beside it are counted."""
    shot = Shot(motion=posed(DEEP, DEEP, still_s=2.0, rest_s=2.0))
    track = shot.film.track
    small = replace(shot, fill=0.25).film.track
    swapped = (track.t_s > 0.4) & (track.t_s < 1.2)
    image = np.where(swapped[:, None, None], small.image_px, track.image_px)
    both = Track(track.t_s, image, track.world_m, track.visibility, track.silhouette, track.size_wh, track.sole_deg)
    assert (~one_body(both).seen == swapped).all()
    assert one_body(track) is track
    assert len(whole(read(both).report)) == 2


def test_quicker_than_gravity_is_no_repetition():
    shot = Shot(motion=posed(DEEP, still_s=1.6, down_s=0.1, hold_s=1.0, up_s=1.0, rest_s=1.6))
    assert whole(read(shot.film.track).report) == []


def test_down_on_one_leg_is_no_squat():
    """As in a side lunge: the other leg stays straight, whatever the picture shows of it."""
    shot = Shot(motion=posed(DEEP, DEEP, **READY), body_yaw_deg=90)
    track = shot.film.track
    world = track.world_m.copy()
    hip, knee, ankle = (lm.at(part, "left") for part in ("hip", "knee", "ankle"))
    world[:, knee] = (world[:, hip] + world[:, ankle]) / 2
    one_leg = Track(track.t_s, track.image_px, world, track.visibility, track.silhouette, track.size_wh, track.sole_deg)
    report = read(one_leg).report
    assert report.reps == ()
    assert report.summary.nothing == "other_movement"
    assert len(whole(analyzed(shot).report)) == 2
