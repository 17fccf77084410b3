"""The set-level policy on sets that were once judged wrong."""

import made_reports
import pytest

from formcheck.judging.clinician_limits import movements_for
from formcheck.judging.policy import (
    COMPENSATION,
    core_checks,
    summarize,
)
from formcheck.movements import movements
from formcheck.schema import Sign
from formcheck.settings import ClinicianLimits
from formcheck.wording.parts import Statement
from formcheck.wording.summary import counts, headline


def on_the_back(*verdicts):
    return tuple(made_reports.finding("lower_back_rounding", v, i) for i, v in enumerate(verdicts, start=1))


def test_one_lifted_heel_of_three_is_no_work_and_not_passed_over():
    """Its card says so, and the headline of the set does not say that everything was good."""
    reps = tuple(made_reports.rep(i) for i in range(1, 4))
    core = core_checks(movements()["squat"])
    findings = [made_reports.finding(check, "good", rep.index) for check in core for rep in reps]
    findings += [made_reports.finding("heels", v, i) for i, v in enumerate(("good", "fault", "good"), start=1)]
    report = made_reports.report(reps, tuple(findings))
    assert report.summary.outcome == "mostly"
    assert report.summary.findings == ()
    found = headline(report)
    assert found.statement == Statement("Most of it looked good", "Heels: watch this in 1 of 3 repetitions.")


def test_two_faults_of_seven_on_the_lower_back_are_the_headline():
    reps = tuple(made_reports.rep(i) for i in range(1, 8))
    findings = on_the_back("good", "good", "good", "watch", "watch", "fault", "fault")
    report = made_reports.report(reps, findings)
    assert report.summary.outcome == "work"
    first = report.summary.findings[0]
    assert (first.check, first.verdict, first.times, first.judged) == ("lower_back_rounding", "fault", 2, 7)
    assert first.rep in (6, 7)
    assert headline(report).statement.more.startswith("In 2 of 7 repetitions.")


def test_one_repetition_past_a_limit_of_three_is_the_headline():
    limited = movements_for("standard", ClinicianLimits(knee_flexion_deg=100))
    reps = tuple(made_reports.rep(i) for i in (1, 2, 3))
    spread = made_reports.finding("repeatability", "fault", None)
    knees = tuple(
        made_reports.finding("limit_knee", v, i, value=deg)
        for i, (v, deg) in enumerate((("good", 80.0), ("good", 80.0), ("fault", 142.0)), start=1)
    )
    findings = (*knees, spread)
    summary = summarize(limited, "squat", reps, findings, None)
    assert [one.check for one in summary.findings] == ["limit_knee", "repeatability"]
    assert summary.outcome == "limit"
    words = headline(made_reports.report(reps, findings, summary=summary))
    assert "142" in words.statement.main
    assert words.statement.more.startswith("In 1 of 3 repetitions.")


def test_a_rounded_stoop_is_no_good_hinge():
    """Hips that fold five times as far as the knees bend are a stoop where the back rounds over straight knees."""
    reps = (made_reports.rep(1, movement="hinge"),)
    findings = (
        made_reports.finding("hinge_pattern", "good", 1, "hinge"),
        made_reports.finding("lower_back_rounding", "fault", 1, "hinge"),
        made_reports.finding("straight_knee_stoop", "fault", 1, "hinge"),
        made_reports.finding(
            COMPENSATION,
            "fault",
            1,
            "hinge",
            signs=(Sign(name="rounding", check="lower_back_rounding", verdict="fault", t_s=1.0),),
        ),
    )
    summary = made_reports.report(reps, findings, movement="hinge").summary
    assert [one.check for one in summary.findings] == [COMPENSATION]
    assert summary.went_well == ()


def test_hips_and_legs_are_not_praised_where_the_back_could_not_be_judged():
    reps = (made_reports.rep(1),)
    blind = made_reports.finding(COMPENSATION, "good", 1, unknown_signs=("rounding",))
    seen = made_reports.finding(COMPENSATION, "good", 1)
    assert made_reports.report(reps, (blind,)).summary.went_well == ()
    assert [one.check for one in made_reports.report(reps, (seen,)).summary.went_well] == [COMPENSATION]


def test_a_set_half_of_which_is_too_high_is_not_praised_for_depth():
    reps = tuple(made_reports.rep(i, depth=d) for i, d in enumerate(("above_parallel", "above_parallel", "floor"), 1))
    findings = tuple(made_reports.finding("depth", v, i) for i, v in enumerate(("watch", "watch", "good"), 1))
    summary = made_reports.report(reps, findings).summary
    assert summary.depth == "above_parallel"
    assert "depth" not in {one.check for one in summary.went_well}


@pytest.mark.parametrize(
    ("depths", "usual"),
    [
        ((("parallel", "below_parallel"),) * 3, ("parallel", "below_parallel")),
        ((("parallel", "below_parallel"), ("parallel", None), ("parallel", None)), ("parallel", None)),
        ((("floor", None), ("parallel", None)), ("parallel", None)),
        (((None, None),), (None, None)),
    ],
)
def test_the_usual_depth_names_two_classes_where_most_repetitions_straddle_them(depths, usual):
    reps = tuple(made_reports.rep(i, depth=d, depth_or=other) for i, (d, other) in enumerate(depths, start=1))
    summary = made_reports.report(reps).summary
    assert (summary.depth, summary.depth_or) == usual


def test_five_rises_are_timed_and_four_are_not():
    rise = made_reports.r.Rise(seat_off_s=1.0, down_from_s=None, sat_s=None, tries=1, lean_deg=None, lean_band_deg=None)
    reps = tuple(made_reports.rep(i, depth=None, rise=rise) for i in range(1, 7))
    assert made_reports.report(reps).summary.five_s == reps[4].end_s - reps[0].start_s
    assert made_reports.report(reps[:4]).summary.five_s is None


RISE = made_reports.r.Rise(seat_off_s=1.0, down_from_s=None, sat_s=None, tries=1, lean_deg=None, lean_band_deg=None)


@pytest.mark.parametrize(
    ("verdicts", "used"),
    [
        (("good",) * 5, "without"),
        (("good", "good", "fault", "good", "good"), "with"),
        (("fault",) * 5, "with"),
        (("good", "watch", "good", "good", "good"), None),
        (("good", "good", "good", "not_assessed", "good"), None),
        ((), None),
    ],
)
def test_five_rises_are_with_or_without_hands_only_where_that_is_known(verdicts, used):
    reps = tuple(made_reports.rep(i, movement="sit_to_stand", depth=None, rise=RISE) for i in range(1, 6))
    found = tuple(made_reports.finding("hands_on_knees", v, i, "sit_to_stand") for i, v in enumerate(verdicts, 1))
    summary = made_reports.report(reps, found, movement="sit_to_stand").summary
    assert summary.five_hands == used
    words = {"with": "seconds with your hands", "without": "seconds without your hands", None: "seconds"}
    assert counts(summary).endswith(words[used])


def test_fewer_than_five_rises_say_how_many_there_are():
    reps = tuple(made_reports.rep(i, movement="sit_to_stand", depth=None, rise=RISE) for i in range(1, 5))
    assert counts(made_reports.report(reps, movement="sit_to_stand").summary) == "4 chair stands (five are timed)"
    assert counts(made_reports.report(reps[:1], movement="sit_to_stand").summary) == "1 chair stand"
