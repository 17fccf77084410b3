"""The set-level policy, line by line, for made-up findings: what is said of a set never contradicts what was judged."""

from collections import Counter

import made_reports
from hypothesis import given
from hypothesis import strategies as st

from formcheck.judging.clinician_limits import movements_for
from formcheck.judging.policy import (
    COMPENSATION,
    LIMIT,
    core_checks,
    rep_status,
    said_of_rep,
    shown_findings,
    summarize,
)
from formcheck.judging.reading import judged
from formcheck.measures.compensation import SIGN_CHECKS
from formcheck.movements import movements
from formcheck.schema import WORST_FIRST
from formcheck.settings import ClinicianLimits
from formcheck.wording.findings import row_of
from formcheck.wording.parts import first_sentence
from formcheck.wording.summary import headline, said, work_on

LOUD = {"fault", "watch"}
LIMITS = ClinicianLimits(knee_flexion_deg=100, trunk_inclination_deg=60)
verdict = st.sampled_from(WORST_FIRST)


@st.composite
def sets(draw, *, limited=None):
    """A movement, its rows, and one finding of each row on each of one to seven repetitions."""
    rows = movements_for("standard", LIMITS) if (draw(st.booleans()) if limited is None else limited) else movements()
    movement = rows[draw(st.sampled_from(sorted(rows)))]
    count = draw(st.integers(1, 7))
    reps = tuple(made_reports.rep(i, movement=movement.name, depth=None) for i in range(1, count + 1))
    findings = []
    for row in movement.checks:
        if row.measure is None:
            findings.append(made_reports.finding(row.id, draw(verdict), None, movement.name))
            continue
        for rep in reps:
            confidence = draw(st.sampled_from((0.5, 0.7, 0.9)))
            found = made_reports.finding(row.id, draw(verdict), rep.index, movement.name, confidence=confidence)
            findings.append(found)
    return rows, movement, reps, tuple(findings)


def judge(made):
    rows, movement, reps, findings = made
    return summarize(rows, movement.name, reps, findings, None)


def worse(one, other):
    return WORST_FIRST.index(one) < WORST_FIRST.index(other)


def of(findings, check):
    return [finding for finding in findings if finding.check == check]


@given(sets(limited=True))
def test_a_passed_limit_always_comes_first_with_how_often(made):
    _, _, _, findings = made
    summary = judge(made)
    passed = {check for check in {f.check for f in findings} if check.startswith(LIMIT)}
    passed = {check for check in passed if any(f.verdict in LOUD for f in of(findings, check))}
    assert {one.check for one in summary.findings[: len(passed)]} == passed
    assert (summary.outcome == "limit") == bool(passed)
    for one in summary.findings[: len(passed)]:
        assert one.times == sum(f.verdict in LOUD for f in of(findings, one.check))
        assert one.judged == len(judged(of(findings, one.check)))


@given(sets())
def test_a_fault_of_a_safety_check_is_never_outvoted(made):
    _, movement, _, findings = made
    summary = judge(made)
    shown = {one.check: one for one in summary.findings}
    worked_on = {one.check for one in work_on(summary)}
    for row in movement.checks:
        faults = sum(f.verdict == "fault" for f in of(findings, row.id))
        if row.safety and faults and not row.id.startswith(LIMIT):
            speaker = row.id if row.id in shown else COMPENSATION
            assert row.id in shown or row.id in SIGN_CHECKS
            assert shown[speaker].verdict == "fault"
            assert speaker in worked_on, "in the headline or directly below it"
            if speaker == row.id:
                assert (shown[row.id].verdict, shown[row.id].times) == ("fault", faults)


@given(sets())
def test_any_other_check_counts_by_its_commonest_verdict_and_ties_go_to_the_worse(made):
    _, movement, _, findings = made
    shown = {one.check: one for one in judge(made).findings}
    for row in movement.checks:
        known = [f.verdict for f in judged(of(findings, row.id))]
        if row.safety or row.id.startswith(LIMIT) or not known or row.id in SIGN_CHECKS:
            continue
        votes = Counter(known)
        usual = min(votes, key=lambda v: (-votes[v], WORST_FIRST.index(v)))
        assert (row.id in shown) == (usual in LOUD)
        if usual in LOUD:
            assert (shown[row.id].verdict, shown[row.id].times, shown[row.id].judged) == (
                usual,
                votes[usual],
                len(known),
            )


@given(sets())
def test_nothing_to_work_on_needs_every_core_check_judged(made):
    _, movement, reps, findings = made
    summary = judge(made)
    for check in core_checks(movement):
        mostly = 2 * len(judged(of(findings, check))) > len(reps)
        assert (check in summary.unjudged_core) == (not mostly)
    if summary.findings:
        assert summary.outcome in ("limit", "work")
    elif any(finding.verdict in LOUD for finding in findings):
        assert summary.outcome == "mostly", "a repetition that is to be watched is never passed over"
    else:
        assert summary.outcome == ("partly" if summary.unjudged_core else "fine")


@given(sets())
def test_compensation_speaks_for_its_signs(made):
    _, _, _, findings = made
    shown = {one.check: one.verdict for one in judge(made).findings}
    assert COMPENSATION not in shown or all(
        worse(shown[sign], shown[COMPENSATION]) for sign in shown if sign in SIGN_CHECKS
    )
    for rep in {f.rep for f in findings}:
        own = said_of_rep([f for f in findings if f.rep == rep])
        loud = {f.check: f.verdict for f in own if f.verdict in LOUD}
        assert COMPENSATION not in loud or all(
            worse(loud[sign], loud[COMPENSATION]) for sign in loud if sign in SIGN_CHECKS
        )
    assert set(map(id, shown_findings(findings))) <= set(map(id, findings))


@given(sets())
def test_praise_goes_only_to_what_is_not_criticised(made):
    _, _, _, findings = made
    loud = {f.check for f in findings if f.verdict in LOUD}
    for one in judge(made).went_well:
        row = row_of(one.movement, one.check)
        assert one.check not in loud
        assert not loud & set(row.praise_unless)
        assert one.check != COMPENSATION or not loud & SIGN_CHECKS
        assert all(f.verdict in ("good", "not_assessed") for f in of(findings, one.check))
        assert 2 * len(judged(of(findings, one.check))) > len(of(findings, one.check))


@given(sets())
def test_limits_before_safety_before_faults_before_watches(made):
    found = judge(made).findings

    def rank(one):
        row = row_of(one.movement, one.check)
        if one.check.startswith(LIMIT):
            return 0
        return 1 if one.verdict == "fault" and row.safety else 2 if one.verdict == "fault" else 3

    assert [rank(one) for one in found] == sorted(map(rank, found))


@given(sets())
def test_what_could_be_judged_nowhere_is_said_with_a_reason(made):
    _, _, _, findings = made
    blind = {f.check for f in findings} - {f.check for f in judged(findings)}
    assert judge(made).not_assessed.keys() == blind


@given(st.lists(verdict, min_size=1, max_size=12), st.booleans())
def test_a_repetition_is_good_only_when_most_of_it_was_judged(verdicts, core):
    ids = [row.id for row in movements()["squat"].checks][: len(verdicts)]
    own = [made_reports.finding(check, v, 1) for check, v in zip(ids, verdicts, strict=True)]
    blind = [f.check for f in own if f.verdict == "not_assessed"]
    status = rep_status(own, blind[:1] if core else ())
    known = [v for v in verdicts if v != "not_assessed"]
    if LOUD & set(known):
        assert status == min(known, key=WORST_FIRST.index)
    elif not known:
        assert status == "not_assessed"
    elif 2 * len(known) < len(verdicts) or (core and blind):
        assert status == "partly"
    else:
        assert status == "good"


@given(sets())
def test_the_headline_says_what_was_judged(made):
    _, movement, reps, findings = made
    summary = judge(made)
    report = made_reports.report(reps, findings, movement=movement.name, summary=summary)
    found = headline(report)
    assert found.count
    assert found.statement.main
    assert "nan" not in headline(report).text
    if summary.findings:
        assert found.statement.main == first_sentence(said(summary.findings[0], findings))


@given(sets())
def test_what_good_repetitions_outvoted_is_kept_with_how_often(made):
    _, _, _, findings = made
    summary = judge(made)
    shown = {one.check for one in summary.findings}
    for one in summary.sometimes:
        loud = [f.verdict for f in of(findings, one.check) if f.verdict in LOUD]
        assert one.check not in shown
        assert (one.times, one.judged) == (len(loud), len(judged(of(findings, one.check))))
        assert one.verdict == ("fault" if "fault" in loud else "watch")
        assert one.times < one.judged
