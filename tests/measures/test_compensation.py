"""What the signs of lower-back compensation say together, in one sentence."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from figures import PARALLEL, Posture, Shot, analyzed, findings, floor_squat, posed
from figures.camera import Hidden
from made_reports import finding

from formcheck.measures.compensation import SIGN_CHECKS, SIGNS, compensation
from formcheck.measures.facts import RepFacts
from formcheck.measures.outcome import CannotTell, Measured
from formcheck.motion.reps import RepSpan
from formcheck.movements import movements

PITCHED = Posture(knee_deg=55, tibia_deg=8, trunk_deg=62)
HIPS_FIRST = Shot(motion=posed(replace(PARALLEL, arms="hanging"), up_s=1.4, rising=[(0.5, PITCHED)]))


HINGE_SIGNS, SQUAT_SIGNS = (
    ("lower_back_rounding", "straight_knee_stoop"),
    ("lower_back_rounding", "trunk_tibia", "trunk_lean", "hips_first"),
)


def outcome_of(movement="hinge", **verdicts):
    """What is made of findings with these verdicts (or verdict, confidence, moment); the others are good."""
    ids = HINGE_SIGNS if movement == "hinge" else SQUAT_SIGNS
    earlier = {}
    for check in ids:
        verdict, confidence, t_s = (*np.atleast_1d(verdicts.get(check, "good")), 0.8, 1.5)[:3]
        given_one = verdicts.get(check)
        if isinstance(given_one, tuple):
            verdict, confidence, t_s = given_one
        earlier[check] = finding(check, str(verdict), 1, movement, t_s=t_s, confidence=confidence)
    clip = SimpleNamespace(track=SimpleNamespace(t_s=np.arange(4.0)))
    span = RepSpan(0, 2, 2, 2, 3, True, True, 1.0)
    known = movements()[movement]
    limit = known.check("lower_back_compensation").limit
    return compensation(RepFacts(clip, 1, span, known.rules, limit, earlier=earlier))


def test_nothing_seen_is_good_and_says_what_was_not():
    outcome = outcome_of("squat", hips_first="not_assessed")
    assert isinstance(outcome, Measured)
    assert outcome.value == 0.0
    assert outcome.signs == ()
    assert outcome.unknown_signs == ("hips_first",)
    assert outcome.seen < outcome_of("squat").seen


@pytest.mark.parametrize(
    ("movement", "unjudged"),
    [
        ("hinge", HINGE_SIGNS),
        ("hinge", ("lower_back_rounding",)),
        ("hinge", ("straight_knee_stoop",)),
        ("squat", ("trunk_tibia", "trunk_lean")),
        ("squat", ("lower_back_rounding",)),
    ],
)
def test_nothing_seen_where_the_main_signs_are_not_judged_is_no_praise(movement, unjudged):
    assert isinstance(outcome_of(movement, **dict.fromkeys(unjudged, "not_assessed")), CannotTell)


def test_the_worst_sign_decides_and_gives_the_moment():
    outcome = outcome_of(lower_back_rounding=("fault", 0.9, 2.5), straight_knee_stoop=("watch", 0.7, 2.0))
    assert outcome.at_most == "fault"
    assert outcome.value >= 1.0
    assert outcome.t_s == 2.5
    assert outcome.seen == pytest.approx(0.9)
    assert [(sign.name, sign.check, sign.verdict, sign.t_s) for sign in outcome.signs] == [
        ("rounding", "lower_back_rounding", "fault", 2.5),
        ("stooping", "straight_knee_stoop", "watch", 2.0),
    ]


def test_two_doubtful_signs_are_no_fault_but_surer_than_one():
    one = outcome_of(straight_knee_stoop=("watch", 0.6, 2.0))
    two = outcome_of(straight_knee_stoop=("watch", 0.6, 2.0), lower_back_rounding=("watch", 0.5, 2.1))
    assert (one.at_most, two.at_most) == ("watch", "watch")
    assert one.value < two.value
    assert two.seen == pytest.approx(1 - 0.4 * 0.5)


def test_lean_speaks_for_pitching_only_where_the_shins_were_not_judged():
    assert outcome_of("squat", trunk_lean=("watch", 0.9, 1.0)).value == 0.0
    outcome = outcome_of("squat", trunk_tibia="not_assessed", trunk_lean=("watch", 0.9, 1.0))
    assert [(sign.name, sign.check) for sign in outcome.signs] == [("pitching", "trunk_lean")]


def test_hips_first_is_a_sign_with_its_own_moment():
    answer = analyzed(HIPS_FIRST, "squat")
    (finding,) = findings(answer, "lower_back_compensation")
    (own,) = findings(answer, "hips_first")
    assert finding.verdict == "fault"
    assert {sign.name: sign.t_s for sign in finding.signs}["hips_first"] == own.t_s


def test_every_sign_is_a_check_of_a_movement():
    known = {*HINGE_SIGNS, *SQUAT_SIGNS, "pick_strategy"}
    assert {check for checks in SIGNS.values() for check in checks} == known == SIGN_CHECKS


def test_hidden_knees_never_praise_the_coordination():
    hidden = Hidden(("knee",), visibility=0.1, first_s=1.5)
    report = analyzed(Shot(motion=floor_squat(1), hidden=(hidden,)), "squat").report
    assert {f.verdict for f in report.findings if f.check == "hips_first"} == {"not_assessed"}
    assert report.reps[0].coordination is None or report.reps[0].coordination.down is None
