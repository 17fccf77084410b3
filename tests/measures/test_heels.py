"""Heels are judged by the sole's outline; where the marks of the foot lie says nothing of them."""

from dataclasses import replace

import numpy as np
import pytest
from figures import DEEP, PARALLEL, Shot, findings, floor_squat, posed, read

from formcheck.motion import landmarks as lm
from formcheck.motion.track import Track

PLANTED, LIFTED = Shot(motion=floor_squat(1)), Shot(motion=posed(replace(PARALLEL, heel_lift_deg=20)))


def heels(track: Track):
    (found,) = findings(read(track), "heels")
    return found


def down(shot: Shot) -> np.ndarray:
    """Frames in which the person is below a standing height."""
    height = shot.film.hip_height_legs
    return np.asarray(height < 0.9 * height[0])


def marked(shot: Shot, part: str, *, up: float = 0.0, back: float = 0.0) -> Track:
    """The shot with one mark of the near foot displaced while the person is down, in lengths of the foot."""
    track, image = shot.film.track, shot.film.track.image_px.copy()
    heel, toe = (image[:, lm.at(name, shot.near)] for name in ("heel", "foot_index"))
    length = np.linalg.norm(toe[0] - heel[0])
    image[down(shot), lm.at(part, shot.near)] += length * np.array([-shot.facing * back, -up])
    return replace(track, image_px=image)


def soled(shot: Shot, sole_deg: float, frames: np.ndarray) -> Track:
    """The shot with soles read otherwise in some frames."""
    soles = shot.film.track.sole_deg.copy()
    soles[frames] = sole_deg
    return replace(shot.film.track, sole_deg=soles)


@pytest.mark.parametrize("up", [0.1, 0.2, 0.3])
def test_a_heel_mark_that_climbs_the_leaning_shin_is_no_lifted_heel(up: float) -> None:
    found = heels(marked(PLANTED, "heel", up=up))
    assert (found.verdict, found.value) == ("good", pytest.approx(0.0, abs=0.01))


def test_a_lifted_heel_whose_mark_stays_down_is_found() -> None:
    found = heels(marked(LIFTED, "heel", up=-0.3))
    assert found.verdict == "fault"
    assert found.value == pytest.approx(heels(LIFTED.film.track).value, abs=0.02)


@pytest.mark.parametrize(("turn_deg", "verdict"), [(3.0, "good"), (6.5, "watch"), (16.0, "fault")])
def test_the_further_the_sole_turns_the_worse(turn_deg: float, verdict: str) -> None:
    assert heels(soled(PLANTED, turn_deg, down(PLANTED))).verdict == verdict


def test_between_down_and_up_it_is_not_known() -> None:
    found = heels(soled(PLANTED, 8.3, down(PLANTED)))
    assert (found.verdict, found.value) == ("not_assessed", None)


def test_one_odd_frame_lifts_no_heel() -> None:
    odd = np.zeros(len(PLANTED.film.track), bool)
    odd[np.flatnonzero(down(PLANTED))[10:13]] = True
    assert heels(soled(PLANTED, 40.0, odd)).verdict == "good"


def test_a_frame_that_alone_shows_the_sole_lifts_no_heel() -> None:
    low = np.flatnonzero(down(PLANTED))
    hidden = np.zeros(len(PLANTED.film.track), bool)
    hidden[low[10:24]] = True
    soles = soled(PLANTED, np.nan, hidden).sole_deg.copy()
    soles[low[17]] = 40.0
    assert heels(replace(PLANTED.film.track, sole_deg=soles)).verdict == "good"


def test_where_a_mark_has_left_the_foot_its_sole_does_not_count() -> None:
    low = np.flatnonzero(down(PLANTED))
    gone = np.zeros(len(PLANTED.film.track), bool)
    gone[low[10:30]] = True
    track = soled(PLANTED, 40.0, gone)
    assert heels(track).verdict == "fault"
    image = track.image_px.copy()
    image[gone, lm.at("foot_index", PLANTED.near)] = image[gone, lm.at("ankle", PLANTED.near)]
    assert heels(replace(track, image_px=image)).verdict == "good"


def test_without_soles_nothing_is_said() -> None:
    everywhere = np.ones(len(LIFTED.film.track), bool)
    assert heels(soled(LIFTED, np.nan, everywhere)).verdict == "not_assessed"
    assert heels(soled(LIFTED, np.nan, down(LIFTED))).verdict == "not_assessed"


def test_a_sole_that_lifts_while_somebody_stands_still_is_no_reference() -> None:
    """Behind a post the mask ends at the post in some frames and at the sole in others."""
    still = np.flatnonzero(~down(PLANTED))
    mostly, seldom = np.arange(len(still)) % 3 > 0, np.arange(len(still)) % 8 == 0
    for odd, verdict in ((still[mostly], "not_assessed"), (still[seldom], "good")):
        assert heels(soled(PLANTED, -15.0, np.isin(np.arange(len(PLANTED.film.track)), odd))).verdict == verdict


def test_a_tilted_camera_changes_nothing() -> None:
    level, tilted = (heels(replace(shot, roll_deg=6.0).film.track) for shot in (PLANTED, LIFTED))
    assert (level.verdict, tilted.verdict) == ("good", "fault")


def test_a_foot_that_stays_down_in_the_deepest_squat_is_good() -> None:
    deepest = Shot(motion=posed(replace(DEEP, knee_deg=155, tibia_deg=40)))
    assert heels(deepest.film.track).verdict == "good"
