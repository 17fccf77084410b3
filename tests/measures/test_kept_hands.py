"""A seated hand that turns with its thigh, whatever the contact model says of it."""

import pytest
from figures import Shot, analyzed
from figures.chairs import LEANT, SEATED, ChairStands, chair_stands

from formcheck.measures.kept_hands import kept_on_leg_s

LONG_S = 0.3


def kept(stands: ChairStands, body_yaw_deg: float = 0.0) -> list[float]:
    answer = analyzed(Shot(motion=stands.motion, body_yaw_deg=body_yaw_deg))
    (take,) = answer.takes
    clip = take.facts(answer.context)
    span = answer.spans[0]
    return [kept_on_leg_s(clip, hand, span.bottom, span.end) for hand in clip.hands if hand.seen.all()]


@pytest.mark.parametrize("body_yaw_deg", [0.0, 20.0, 180.0])
def test_hands_that_rise_with_the_leg_are_told(body_yaw_deg: float):
    """A drawn palm lies still on a thigh; on a kneecap it slides round it as the leg straightens."""
    assert max(kept(chair_stands(1, arms="thigh", up_s=1.4), body_yaw_deg)) >= LONG_S


@pytest.mark.parametrize("arms", ["prayer", "forward", "hanging", "hips"])
def test_free_hands_are_not(arms: str):
    assert max(kept(chair_stands(1, arms=arms, up_s=1.4))) < LONG_S  # type: ignore[arg-type]


def test_hands_tell_nothing_of_somebody_who_keeps_sitting():
    stands = chair_stands(1, arms="thigh", up_s=1.4)
    answer = analyzed(Shot(motion=stands.motion))
    (take,) = answer.takes
    clip, span = take.facts(answer.context), answer.spans[0]
    assert SEATED.knee_deg == LEANT.knee_deg, "the thigh keeps still until the hips leave the seat"
    assert {kept_on_leg_s(clip, hand, span.start, span.bottom) for hand in clip.hands} == {0.0}
