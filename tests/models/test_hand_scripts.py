"""What the contact model is taught of a posed hand: what it rests on, or that nobody could tell."""

from dataclasses import replace

import pytest

from models.fit.hand_scripts import CLEAR_M, label
from sample_videos.render.body import SIDES
from sample_videos.render.joints import Joints
from sample_videos.render.leg_contact import TOUCHING_M
from sample_videos.render.posture import STANDING, Arm, LegSpot, Posture
from tests.sample_videos.bodies import needs_body, posed

CROUCHED = Posture(100, 24, 32, 20, 8)
TO_THE_FLOOR = Posture(140, 36, 42, 26, 10)
KNEE, THIGH = LegSpot(), LegSpot(0.6)
BETWEEN_M = (TOUCHING_M + CLEAR_M) / 2
PEOPLE = pytest.mark.parametrize("name", ["jan", "rosa", "jonas", "mei"])


def labels(posture: Posture, arm: Arm, name: str = "jan", then: Arm | None = None) -> set[str]:
    """Of both hands of somebody with both arms so; ``then``: what the arms were sent to do, if it is something else."""
    joints: Joints = posed(posture.with_arms(arm), name)
    return {label(joints, side, then or arm) for side in SIDES}


@needs_body
@PEOPLE
@pytest.mark.parametrize(("spot", "place"), [(KNEE, "knee"), (THIGH, "thigh")], ids=["knee", "thigh"])
def test_a_palm_on_the_leg_rests_there_and_one_that_hovers_is_free(name: str, spot: LegSpot, place: str) -> None:
    arm = Arm("leg", spot=spot)
    assert labels(CROUCHED, arm, name) == {place}
    assert labels(CROUCHED, replace(arm, gap_m=BETWEEN_M), name) == {"unclear"}
    assert labels(CROUCHED, replace(arm, gap_m=0.08), name) == {"none"}


@needs_body
def test_a_hand_that_was_not_sent_to_the_leg_rests_on_nothing() -> None:
    """The skin of a hanging arm may touch the leg beside it."""
    assert labels(CROUCHED, Arm("leg"), then=Arm("hang")) == {"none"}
    assert labels(CROUCHED, Arm("hang")) == {"none"}


@needs_body
def test_a_hand_on_its_way_to_the_leg_counts_once_it_is_there() -> None:
    assert labels(CROUCHED, Arm("hang", towards="leg", share=1.0)) == {"knee"}
    assert labels(CROUCHED, Arm("forward", towards="leg", share=0.5)) == {"none"}


@needs_body
@PEOPLE
def test_the_forearm_on_the_thigh_counts_as_the_thigh(name: str) -> None:
    assert labels(CROUCHED, Arm("forearm", spot=LegSpot(0.7, -10)), name) == {"thigh"}


@needs_body
def test_on_the_thigh_of_who_stands_nobody_could_tell() -> None:
    assert labels(STANDING, Arm("leg", spot=LegSpot(0.5))) == {"unclear"}


@needs_body
@pytest.mark.parametrize(
    ("posture", "arm", "found"),
    [(TO_THE_FLOOR, Arm("floor"), "floor"), (CROUCHED, Arm("post"), "other")],
    ids=["floor", "post"],
)
def test_floor_and_post_have_names_of_their_own(posture: Posture, arm: Arm, found: str) -> None:
    assert labels(posture, arm) == {found}
    assert labels(posture, replace(arm, gap_m=BETWEEN_M)) == {"unclear"}
    assert labels(posture, replace(arm, gap_m=0.08)) == {"none"}
