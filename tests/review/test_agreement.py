"""Agreement: what a decision says, how sure a share is, and which limit would have agreed best."""

import math
from dataclasses import replace

import made_reports
import pytest
from made_reports import finding, rep

from formcheck.judging.levels import movements_at
from formcheck.measures.limit import Limit
from formcheck.review.agreement import FEWEST, Judged, Share, agreements, judged, propose
from formcheck.settings import OwnLimit
from formcheck.storage.review.limits import in_force
from formcheck.storage.review.records import Decision, LimitChange

LIMIT = movements_at("standard")["squat"].check("hips_first").limit
KEY = ("squat", "hips_first")


def said(value, answer, clip=1, number=1, **corrected):
    """What somebody said of a value, judged by the limit that comes along."""
    one = finding("hips_first", LIMIT.verdict(value), rep=number, value=value)
    made = Decision(
        clip_id=clip, subject="finding", rep=number, check="hips_first", answer=answer, who="Kim", corrected=corrected
    )
    return Judged(clip, one, made)


def right_for(limit, values, clips=4):
    """A trainer who has another limit in mind, on some clips."""
    found = []
    for i, value in enumerate(values):
        verdict, own = LIMIT.verdict(value), limit.verdict(value)
        clip = 1 + i % clips
        found.append(said(value, "agree", clip, i) if verdict == own else said(value, "correct", clip, i, verdict=own))
    return found


def test_a_share_has_wilson_s_interval():
    low, high = Share(8, 10).interval
    z, p, n = 1.6448536, 0.8, 10  # the formula of Wilson (1927), written out
    middle, half = (p + z * z / (2 * n)), z * ((p * (1 - p) + z * z / (4 * n)) / n) ** 0.5
    assert (low, high) == pytest.approx(
        ((middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)), abs=1e-6
    )
    assert Share(3, 3).interval[1] == pytest.approx(1.0)
    assert Share(3, 3).interval[0] < 0.6  # three times right says little


@pytest.mark.parametrize(
    ("answer", "corrected", "verdicts"),
    [
        ("agree", {}, {"fault"}),
        ("disagree", {}, {"good"}),
        ("correct", {"verdict": "watch"}, {"watch"}),
    ],
)
def test_what_a_decision_on_a_fault_says(answer, corrected, verdicts):
    one = said(LIMIT.fault + 5, answer, **corrected)
    assert {verdict for verdict in ("good", "watch", "fault") if one.satisfied_by(verdict)} == verdicts


def test_who_finds_a_good_one_bad_wants_any_word_on_it():
    one = said(LIMIT.good - 1, "disagree")
    assert [one.satisfied_by(verdict) for verdict in ("good", "watch", "fault")] == [False, True, True]


def test_each_trainer_s_last_word_counts():
    report = made_reports.report(
        reps=(rep(1),), findings=(finding("hips_first", "fault", rep=1), finding("heels", "not_assessed", rep=1))
    )

    def by(who, answer, check="hips_first"):
        return Decision(clip_id=7, subject="finding", rep=1, check=check, answer=answer, who=who)

    made = [by("Kim", "agree"), by("Lee", "agree"), by("Kim", "disagree"), by("Max", "agree"), by("Max", "withdrawn")]
    made += [by("Kim", "correct", check="heels"), replace(by("Kim", "agree"), clip_id=8)]  # a clip that is gone
    found = judged({7: report}, made)
    assert sorted((one.decision.who, one.decision.answer) for one in found) == [("Kim", "disagree"), ("Lee", "agree")]
    (row,) = agreements(found, {KEY: LIMIT})
    assert (row.share, row.clips, row.proposal) == (Share(1, 2), 1, None)


def test_the_limit_a_trainer_has_in_mind_is_found():
    theirs = replace(LIMIT, good=LIMIT.good + 6, fault=LIMIT.fault + 6)
    values = [LIMIT.good - 8 + 1.5 * i for i in range(24)]
    proposal = propose(right_for(theirs, values), LIMIT)
    assert proposal is not None
    assert proposal.limit.good == pytest.approx(theirs.good, abs=1.5)
    assert proposal.limit.fault - proposal.limit.good == pytest.approx(LIMIT.fault - LIMIT.good)
    assert proposal.then.count > proposal.now.count
    assert proposal.now.count < proposal.unseen.count <= proposal.then.count


def test_a_limit_on_whose_good_side_values_are_large_moves_too():
    limit = Limit(good=20.0, fault=10.0, unit="deg", noise=2.0, source="test", bad="below")
    theirs = replace(limit, good=14.0, fault=4.0)
    found = []
    for i in range(24):
        value = float(i)
        one = replace(said(value, "agree", 1 + i % 4, i))
        judged_by = finding("hips_first", limit.verdict(value), rep=i, value=value, limit=limit.used())
        own = theirs.verdict(value)
        answer = "agree" if own == judged_by.verdict else "correct"
        corrected = {} if answer == "agree" else {"verdict": own}
        found.append(Judged(one.clip_id, judged_by, replace(one.decision, answer=answer, corrected=corrected)))
    proposal = propose(found, limit)
    assert proposal is not None
    assert proposal.limit.good == pytest.approx(14.0, abs=1.0)


@pytest.mark.parametrize(
    "group",
    [
        right_for(LIMIT, [LIMIT.good - 5 + i for i in range(20)]),  # nothing to gain
        right_for(replace(LIMIT, good=LIMIT.good + 6, fault=LIMIT.fault + 6), [LIMIT.good + i for i in range(8)]),
        right_for(replace(LIMIT, good=LIMIT.good + 6, fault=LIMIT.fault + 6), [LIMIT.good + i for i in range(20)], 1),
    ],
    ids=["agreed already", "too few", "one clip"],
)
def test_no_limit_is_proposed_without_reason(group):
    assert len(group) < FEWEST or propose(group, LIMIT) is None


def test_a_changed_limit_judges_from_then_on():
    change = LimitChange(
        movement="squat", check="hips_first", unit=LIMIT.unit, bad=LIMIT.bad, good_before=LIMIT.good,
        fault_before=LIMIT.fault, good=LIMIT.good + 5, fault=LIMIT.fault + 5, reason="Long thighs", who="Kim",
        made_at="2026-11-03T10:00:00+00:00",
    )  # fmt: skip
    (own,) = in_force([change])
    now = movements_at("standard", (own,))["squat"].check("hips_first").limit
    assert (now.good, now.fault) == (LIMIT.good + 5, LIMIT.fault + 5)
    assert "Kim" in now.source
    assert "Long thighs" in now.source
    gentle = movements_at("gentle", (own,))["squat"].check("hips_first").limit
    assert gentle.good > now.good  # a level moves it like any other
    assert movements_at("standard")["squat"].check("hips_first").limit == LIMIT
    back = replace(change, good=LIMIT.good, fault=LIMIT.fault)
    assert in_force([change, back]) == ()
    assert in_force([replace(change, check="no_such_check"), replace(change, unit="s")]) == ()


@pytest.mark.parametrize("moved_deg", [1e6, -1e6, 1e308, math.inf, math.nan])
def test_a_limit_far_away_judges_nothing(moved_deg):
    change = LimitChange(
        movement="squat", check="hips_first", unit=LIMIT.unit, bad=LIMIT.bad, good_before=LIMIT.good,
        fault_before=LIMIT.fault, good=LIMIT.good + moved_deg, fault=LIMIT.fault + moved_deg, reason="?", who="Kim",
    )  # fmt: skip
    assert in_force([change]) == ()


def test_a_studio_s_limit_is_in_the_provenance():
    from formcheck.clip.context import judging_context
    from formcheck.settings import AnalysisOptions

    own = OwnLimit(movement="squat", check="hips_first", good=99.0, fault=100.0, source="changed by Kim")
    used = judging_context(AnalysisOptions(own_limits=(own,))).provenance.limits
    (found,) = [one.limit for one in used if (one.movement, one.check) == KEY]
    assert (found.good, found.source) == (99.0, "changed by Kim")
