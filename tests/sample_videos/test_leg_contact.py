"""How near hands are to legs: on a body whose measures are known (thighs level, every leg a tube 66 mm thick), and on
rendered people with their own palms.
"""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sample_videos.render import leg_contact
from sample_videos.render.body import OUTWARD, SIDES
from sample_videos.render.joints import palm_direction, palm_point
from sample_videos.render.leg_contact import FOREARM_RADIUS_M, contact_with_leg, forearm_gap_m, leg_gap
from sample_videos.render.posture import Arm, LegSpot, Place, Posture
from tests.sample_videos.bodies import figure, needs_body, posed

HIP_M, KNEE_M, ANKLE_M = (0.10, 0.5, 0.0), (0.10, 0.5, 0.4), (0.10, 0.1, 0.4)
BARE_M, CLOTH_M = 0.06, 0.006
SKIN_M = 0.5 + BARE_M + CLOTH_M  # height of the upper side of the thighs
AWAY_M = (0.4, 1.2, 0.2)
CROUCHED = Posture(100, 24, 32, 20, 8)
DOWN, UP = (0.0, -1.0, 0.0), (0.0, 1.0, 0.0)


@pytest.fixture
def sitting(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The body with the left hand where it is told to be; the right one is nowhere near."""

    def place(palm_m: Any = AWAY_M, facing: Any = DOWN, elbow_m: Any = AWAY_M, wrist_m: Any = AWAY_M) -> Any:
        points = {"upperleg01": HIP_M, "lowerleg01": KNEE_M, "foot": ANKLE_M, "lowerarm01": elbow_m, "wrist": wrist_m}

        def at(bone: str, side: Any) -> Any:
            return np.array(points[bone]) * [OUTWARD[side], 1, 1]

        monkeypatch.setattr(leg_contact, "palm_point", lambda joints, side: np.array(palm_m) * [OUTWARD[side], 1, 1])
        monkeypatch.setattr(leg_contact, "palm_direction", lambda joints, side: np.array(facing))
        return SimpleNamespace(at=at, body=SimpleNamespace(scale=1.0, leg_radius_m=np.full((12, 8), BARE_M)))

    return place


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
@pytest.mark.parametrize("gap_m", [-0.004, 0.0, 0.03, 0.08])
def test_the_gap_is_the_way_to_the_skin(sitting: Any, side: Any, share: float, gap_m: float) -> None:
    found = leg_gap(sitting((0.10, SKIN_M + gap_m, 0.4 * share)), side)
    assert found.gap_m == pytest.approx(gap_m, abs=1e-9)
    assert found.share == pytest.approx(share)
    assert found.faces == pytest.approx(1.0)


def test_a_hand_beside_or_inside_of_a_leg_is_as_near_as_one_over_it(sitting: Any) -> None:
    for aside_m in (BARE_M + CLOTH_M + 0.02, -BARE_M - CLOTH_M - 0.02):
        found = leg_gap(sitting((0.10 + aside_m, 0.5, 0.2), (-np.sign(aside_m), 0.0, 0.0)), "left")
        assert (found.gap_m, found.faces) == (pytest.approx(0.02), pytest.approx(1.0))


def test_the_nearer_leg_counts_whosever_hand_it_is(sitting: Any) -> None:
    assert leg_gap(sitting((-0.10, SKIN_M, 0.2)), "left").gap_m == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize(
    ("share", "gap_m", "facing", "place"),
    [
        (0.95, 0.0, DOWN, "knee"),
        (0.95, 0.017, DOWN, "knee"),
        (0.83, 0.0, DOWN, "thigh"),
        (0.40, -0.004, DOWN, "thigh"),
        (0.95, 0.019, DOWN, "none"),
        (0.95, 0.08, DOWN, "none"),
        (0.95, 0.0, UP, "none"),
    ],
)
def test_a_palm_rests_where_it_touches_and_faces(
    sitting: Any, share: float, gap_m: float, facing: Any, place: str
) -> None:
    joints = sitting((0.10, SKIN_M + gap_m, 0.4 * share), facing)
    assert contact_with_leg(joints, "left", {"leg"}) == place


def test_a_forearm_rests_on_the_thigh_only_where_it_was_sent_there(sitting: Any) -> None:
    """A hanging arm brushes the leg too, and rests on nothing."""
    for gap_m, place in ((0.0, "thigh"), (0.05, "none")):
        height = SKIN_M + FOREARM_RADIUS_M + gap_m
        joints = sitting(elbow_m=(0.10, height, 0.2), wrist_m=(0.10, height + 0.2, 0.4))
        assert forearm_gap_m(joints, "left") == pytest.approx(gap_m, abs=1e-9)
        assert contact_with_leg(joints, "left", {"forearm"}) == place
        assert contact_with_leg(joints, "left", {"hang"}) == "none"


@needs_body
@pytest.mark.parametrize("name", ["jan", "rosa", "jonas", "mei"])
@pytest.mark.parametrize("place", ["forward", "hang", "overhead"])
def test_the_palm_lies_on_the_skin_of_the_drawn_hand_and_faces_out_of_it(name: str, place: Place) -> None:
    joints = posed(CROUCHED.with_arms(place), name)
    skin = figure(name).pose(joints)
    for side in SIDES:
        away_m = np.linalg.norm(skin.points_m - palm_point(joints, side), axis=1)
        assert away_m.min() < 0.01
        assert skin.normals[away_m.argmin()] @ palm_direction(joints, side) > 0.9


@needs_body
@pytest.mark.parametrize("name", ["jan", "rosa", "jonas", "mei"])
@pytest.mark.parametrize(
    ("share", "around_deg", "place"), [(0.9, 0.0, "knee"), (0.6, 0.0, "thigh"), (0.6, 60.0, "thigh")]
)
def test_a_drawn_hand_rests_where_it_lies_and_not_five_centimetres_over_it(
    name: str, share: float, around_deg: float, place: str
) -> None:
    for off_m, found in ((0.0, place), (0.05, "none")):
        joints = posed(CROUCHED.with_arms(Arm("leg", spot=LegSpot(share, around_deg), gap_m=off_m)), name)
        for side in SIDES:
            assert leg_gap(joints, side).gap_m == pytest.approx(off_m, abs=0.015)
            assert contact_with_leg(joints, side, {"leg"}) == found
