"""Limits from a professional: past them is said, and nothing asks for more than they allow."""

import pytest
from figures import DEEP, HINGE, PARALLEL, SHALLOW, Shot, analyzed, posed
from formcheck.movements import checks
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import braced

from formcheck.judging.analyze import limits_in_force
from formcheck.judging.clinician_limits import movements_for
from formcheck.live.cues import CUES, PLAIN_PRAISE, cue_for
from formcheck.settings import ClinicianLimits

some_limits = st.builds(
    ClinicianLimits,
    knee_flexion_deg=st.none() | st.floats(20, 150),
    trunk_inclination_deg=st.none() | st.floats(10, 90),
    hinge=st.booleans(),
    hands=st.booleans(),
)


def verdicts(report, check):
    return [finding.verdict for finding in report.findings if finding.check == check]


def squat(bottom, **limits):
    return analyzed(Shot(motion=posed(bottom, bottom)), clinician_limits=ClinicianLimits(**limits)).report


def test_deeper_than_allowed_is_past_the_limit_and_the_headline():
    report = squat(DEEP, knee_flexion_deg=90.0)
    assert verdicts(report, "limit_knee") == ["fault", "fault"]
    assert "Past your limit today" in report.summary.headline
    assert "90°" in report.summary.work_on[0]
    assert verdicts(report, "depth") == []


def test_shallow_within_the_limit_is_good_and_never_asked_to_go_deeper():
    report = squat(SHALLOW, knee_flexion_deg=100.0)
    assert verdicts(report, "limit_knee") == ["good", "good"]
    assert not any("deeper" in f.reason or "more depth" in f.reason or "sink" in f.reason for f in report.findings)


def test_no_hinge_means_no_hinge():
    report = analyzed(Shot(motion=posed(HINGE)), clinician_limits=ClinicianLimits(hinge=False)).report
    assert {finding.check for finding in report.findings} == {"limit_hinge"}
    assert verdicts(report, "limit_hinge") == ["fault"]


def test_hands_may_help():
    shot = braced(PARALLEL, "knee", 1.8)
    assert "fault" in verdicts(analyzed(shot).report, "hands_on_knees")
    report = analyzed(shot, clinician_limits=ClinicianLimits(hands=True)).report
    assert verdicts(report, "hands_on_knees") == []
    assert report.reps[0].supports, "what the hands did is listed all the same"


def test_hardly_past_a_limit_is_past_it_however_wide_the_band():
    report = squat(PARALLEL)
    bend_deg = report.reps[0].peak.knee_flexion_deg
    assert report.reps[0].peak_band.knee_flexion_deg > 0
    past = squat(PARALLEL, knee_flexion_deg=bend_deg - 3.0)
    assert "not_assessed" not in verdicts(past, "limit_knee")
    assert "good" not in verdicts(past, "limit_knee")
    within = squat(PARALLEL, knee_flexion_deg=bend_deg + 3.0)
    assert verdicts(within, "limit_knee") == ["good", "good"]


def asked_past(clinician_limits):
    """Ids of checks whose advice asks for more than is allowed."""
    hands = 0 if clinician_limits.hands else None
    most = {"knee": clinician_limits.knee_flexion_deg, "trunk": clinician_limits.trunk_inclination_deg, "hands": hands}
    return {
        check.id
        for _, check in checks()
        for part, up_to in check.asks.items()
        if most[part] is not None and up_to > most[part]
    }


@given(some_limits, st.sampled_from(["gentle", "standard", "strict"]))
def test_no_check_asks_for_more_than_is_allowed(clinician_limits, level):
    for name, movement in movements_for(level, clinician_limits).items():
        ids = {check.id for check in movement.checks}
        assert not ids & asked_past(clinician_limits)
        if not clinician_limits.hinge and name == "hinge":
            assert ids == {"limit_hinge"}


@settings(deadline=None, max_examples=25)
@given(some_limits, st.sampled_from([DEEP, PARALLEL, SHALLOW, HINGE]))
def test_a_limit_never_yields_a_cue_past_it(clinician_limits, bottom):
    report = analyzed(Shot(motion=posed(bottom)), clinician_limits=clinician_limits).report
    for rep in report.reps:
        own = [finding for finding in report.findings if finding.rep == rep.index]
        cue = cue_for(rep, own, rep.end_s)
        assert cue.text not in {CUES[check] for check in asked_past(clinician_limits)}
        if any(finding.check.startswith("limit_") and finding.verdict == "fault" for finding in own):
            assert cue.text == CUES["limit_knee"]


def test_what_advice_asks_for_is_named_in_the_table():
    """Written down apart from the table: depth wants knees and lean, knees forward wants knees, and so on."""
    assert {check.id: set(check.asks) for _, check in checks() if check.asks} == {
        "depth": {"knee", "trunk"},
        "trunk_tibia": {"knee"},
        "straight_knee_stoop": {"knee"},
        "hinge_pattern": {"trunk"},
        "hands_on_knees": {"hands"},
        "hands_on_floor": {"hands"},
    }


def test_where_the_knees_have_a_limit_depth_is_neither_praised_nor_counted():
    report = squat(DEEP, knee_flexion_deg=150.0)
    own = [finding for finding in report.findings if finding.rep == 1]
    assert cue_for(report.reps[0], own, 9.0).text == PLAIN_PRAISE
    assert report.summary.headline.startswith("2 squats")
    assert "parallel" not in report.summary.headline
    assert "floor" not in report.summary.headline


@pytest.mark.parametrize(
    ("limits", "named"),
    [
        ({"knee_flexion_deg": 90.0}, "squat.limit_knee"),
        ({"trunk_inclination_deg": 30.0}, "hinge.limit_trunk"),
        ({"hinge": False}, "hinge.limit_hinge"),
    ],
)
def test_limits_are_in_force_and_say_whose_they_are(limits, named):
    found = limits_in_force(clinician_limits=ClinicianLimits(**limits))
    assert found[named].source == "what your professional allowed"
    assert named not in limits_in_force()
