"""A hand in view of which nobody can say whether it is on the leg: said so, and counted as neither there nor free."""

from dataclasses import replace

import numpy as np
import pytest
from figures import HINGE, PARALLEL, Shot, findings, posed, read
from figures.camera import Hidden
from figures.touches import SIGN_M, STEEP
from hand_shots import FLOOR, LEGS, codes, touching, with_arms
from rows import ROWS, braced

from formcheck.measures.facts import RepFacts
from formcheck.measures.hands import SURE_HAND, hands_known, hands_on_legs_s, hands_seen, supports
from formcheck.motion import landmarks as lm
from formcheck.movements import movements
from formcheck.reports.page import report_html
from formcheck.wording.findings import words

FREE = Shot(motion=posed(PARALLEL))
RISING_S = (FREE.motion.reps[0].bottom_to_s, FREE.motion.reps[0].end_s)
SENTENCE = "We can't tell if your hands were on your legs. Hold them in front of you."
#: The little finger of a drawn hand so low that leg and free are equally likely to the model that reads it.
UNSURE_M = SIGN_M / 2 + np.log(3) / STEEP


def in_doubt(shot, sides=lm.SIDES, from_s=RISING_S[0], to_s=RISING_S[1], finger_m=UNSURE_M):
    """The shot's track with these hands in doubt for some time; by default on all of the way up."""
    track = shot.film.track
    world, frames = track.world_m.copy(), (track.t_s >= from_s) & (track.t_s <= to_s)
    for side in sides:
        little, index = lm.at("pinky", side), lm.at("index", side)
        world[frames, little, 1] = world[frames, index, 1] + finger_m
    return replace(track, world_m=world)


def rep_facts(answer, contacts=None):
    """The first repetition as its checks are given it; ``contacts``: how likely its contacts are."""
    take, rules = answer.main, movements()[answer.report.movement]
    facts = take.facts(answer.context)
    if contacts is not None:
        facts = replace(
            facts,
            hands=tuple(
                replace(hand, contacts=tuple(replace(one, probability=contacts) for one in hand.contacts))
                for hand in facts.hands
            ),
        )
    return RepFacts(facts, 1, take.spans[0], rules.rules, rules.check(LEGS).limit)


def test_hands_in_doubt_are_not_judged_and_the_reason_is_shown():
    answer = read(in_doubt(FREE))
    (finding,) = findings(answer, LEGS)
    assert (finding.verdict, finding.abstain.code) == ("not_assessed", "hands_in_doubt")
    assert words(finding) == SENTENCE
    assert answer.report.summary.not_assessed[LEGS].code == "hands_in_doubt"
    assert SENTENCE in report_html(answer.report, answer.angles, {}).replace("&#39;", "'")
    (rep,) = answer.report.reps
    assert (rep.supports, rep.hands_seen) == (None, ())
    assert hands_seen(rep_facts(answer)) == lm.SIDES, "in view they are"


@pytest.mark.parametrize("side", lm.SIDES)
def test_one_hand_in_doubt_leaves_the_other_to_be_judged(side):
    answer = read(in_doubt(FREE, (side,)))
    (finding,) = findings(answer, LEGS)
    assert (finding.verdict, codes(finding)) == ("good", {"other_hand_hidden"})
    (rep,) = answer.report.reps
    assert (rep.supports, rep.hands_seen) == ((), (lm.other(side),))


@pytest.mark.parametrize(
    ("from_s", "to_s"), [(0.0, RISING_S[0]), (RISING_S[1] - 0.25, 9.0), (RISING_S[0] + 0.3, RISING_S[0] + 0.4)]
)
def test_a_doubt_before_the_ascent_near_its_end_or_shorter_than_a_push_is_none(from_s, to_s):
    (finding,) = findings(read(in_doubt(FREE, from_s=from_s, to_s=to_s)), LEGS)
    assert (finding.verdict, codes(finding)) == ("good", set())


def test_a_doubt_as_long_as_a_push_counts_though_the_hand_is_free_for_most_of_the_ascent():
    slow = Shot(motion=posed(PARALLEL, up_s=2.4))
    from_s = slow.motion.reps[0].bottom_to_s + 0.2
    (finding,) = findings(read(in_doubt(slow, from_s=from_s, to_s=from_s + 0.8)), LEGS)
    assert (finding.verdict, finding.abstain.code) == ("not_assessed", "hands_in_doubt")


def test_a_hand_that_was_found_on_the_leg_is_known_whatever_is_in_doubt_after():
    answer = read(in_doubt(touching(2.5, 3.4), from_s=3.5, to_s=4.1))
    (finding,) = findings(answer, LEGS)
    assert finding.verdict == "fault"
    assert answer.report.reps[0].hands_seen == lm.SIDES


TRACKS = {
    "free": lambda: FREE.film.track,
    "both in doubt": lambda: in_doubt(FREE),
    "one in doubt": lambda: in_doubt(FREE, ("left",)),
    "both on the knees": lambda: touching(2.5, 3.6).film.track,
    "one on the knee, one in doubt": lambda: in_doubt(touching(2.5, 3.6, ("knee", "forward")), ("right",), 2.3, 5.0),
    "a knee hidden": lambda: replace(braced(PARALLEL, "knee", 1.8), hidden=(Hidden(("left_knee",), 0.4),)).film.track,
    "hands hidden": lambda: replace(braced(PARALLEL, "knee", 1.8), hidden=(Hidden(("wrist",), 0.4),)).film.track,
    "turned": lambda: replace(FREE, body_yaw_deg=45).film.track,
    "hinge": lambda: Shot(motion=with_arms(HINGE, "hips")).film.track,
    "on the floor": lambda: ROWS["squat", FLOOR].fault.film.track,
}


@pytest.mark.parametrize("track", TRACKS.values(), ids=TRACKS)
def test_what_a_report_says_of_supports_and_of_hands_belongs_together(track):
    """Both by the hands of which something is known: supports of no other, and none at all where nothing is known."""
    answer = read(track())
    for rep in answer.report.reps:
        assert (rep.supports is None) == (rep.hands_seen == ())
        assert {support.side for support in rep.supports or ()} <= set(rep.hands_seen)
    facts = rep_facts(answer)
    assert answer.report.reps[0].hands_seen == hands_known(facts)
    assert answer.report.reps[0].supports == supports(facts)
    assert set(hands_known(facts)) <= set(hands_seen(facts))


@pytest.mark.parametrize(("likely", "verdict"), [(SURE_HAND - 0.01, "watch"), (SURE_HAND, "fault"), (0.95, "fault")])
def test_a_contact_the_model_is_less_sure_of_is_worth_watching_but_no_fault(likely, verdict):
    outcome = hands_on_legs_s(rep_facts(read(touching(2.5, 4.0).film.track), contacts=likely))
    assert (outcome.at_most, outcome.seen) == (verdict, pytest.approx(min(0.9, likely)))
