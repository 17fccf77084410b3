"""Limits from a professional: past them is said, and nothing asks for more than they allow."""

import pytest
from figures import DEEP, HINGE, PARALLEL, SHALLOW, Shot, analyzed, context, posed, read
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import braced

from formcheck.i18n import gettext
from formcheck.judging.clinician_limits import LIMIT_ROWS, PAST, PROFESSIONAL, movements_for
from formcheck.live.cues import cue_for
from formcheck.motion.angles import RAW_BANDS
from formcheck.movements import checks, movements
from formcheck.settings import ClinicianLimits
from formcheck.wording.summary import headline

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
    assert report.summary.outcome == "limit"
    first = report.summary.findings[0]
    assert (first.check, first.times, first.judged) == ("limit_knee", 2, 2)
    assert {note.values["deg"] for f in report.findings if f.check == "limit_knee" for note in f.notes} == {90.0}
    assert "Past your limit today" in headline(report).statement.main
    assert verdicts(report, "depth") == []


def test_shallow_within_the_limit_is_good_and_never_asked_to_go_deeper():
    report = squat(SHALLOW, knee_flexion_deg=100.0)
    assert verdicts(report, "limit_knee") == ["good", "good"]
    assert not {f.check for f in report.findings} & {check.id for _, check in checks() if "knee" in check.asks}


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
    track = Shot(motion=posed(PARALLEL, PARALLEL)).film.track

    def photographed(most_deg=None):
        return read(track, clinician_limits=ClinicianLimits(knee_flexion_deg=most_deg), bands=dict(RAW_BANDS)).report

    (bend_deg, *_), (band_deg, *_) = zip(
        *((rep.peak.knee_flexion_deg, rep.peak_band.knee_flexion_deg) for rep in photographed().reps), strict=True
    )
    assert band_deg > 10
    past = verdicts(photographed(bend_deg - 3.0), "limit_knee")
    assert set(past) <= {"watch", "fault"}
    assert verdicts(photographed(bend_deg + 3.0), "limit_knee") == ["good", "good"]


@pytest.mark.parametrize("deep", [0, 1, 2])
def test_one_repetition_past_a_limit_is_never_outvoted(deep):
    """However many stayed within it: it comes first, as past the limit, with how often."""
    bottoms = [SHALLOW] * 3
    bottoms[deep] = DEEP
    report = analyzed(Shot(motion=posed(*bottoms)), clinician_limits=ClinicianLimits(knee_flexion_deg=115.0)).report
    assert sorted(verdicts(report, "limit_knee")) == ["fault", "good", "good"]
    first = report.summary.findings[0]
    assert (report.summary.outcome, first.check, first.verdict) == ("limit", "limit_knee", "fault")
    assert (first.times, first.judged, first.rep) == (1, 3, deep + 1)


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
    forbidden = {check.cue for _, check in checks() if check.id in asked_past(clinician_limits)}
    for rep in report.reps:
        own = [finding for finding in report.findings if finding.rep == rep.index]
        cue = cue_for(rep, own, rep.end_s)
        assert cue.text not in forbidden
        if any(finding.check in LIMIT_ROWS and finding.verdict == "fault" for finding in own):
            assert cue.text == gettext(PAST)


def test_what_advice_asks_for_is_named_in_the_table():
    """Written down apart from the table: depth wants knees and lean, knees forward wants knees, and so on."""
    assert {check.id: set(check.asks) for _, check in checks() if check.asks} == {
        "depth": {"knee", "trunk"},
        "trunk_tibia": {"knee"},
        "straight_knee_stoop": {"knee"},
        "hinge_pattern": {"trunk"},
        "hands_on_knees": {"hands"},
        "hands_on_floor": {"hands"},
        "floor_supports": {"knee", "hands"},
        "pick_strategy": {"knee"},
    }


def test_where_the_knees_have_a_limit_depth_is_neither_praised_nor_counted():
    report = squat(DEEP, knee_flexion_deg=150.0)
    own = [finding for finding in report.findings if finding.rep == 1]
    assert "depth" not in {one.check for one in (*report.summary.findings, *report.summary.went_well)}
    deep = {movements()["squat"].praised[depth] for depth in ("floor", "below_parallel", "parallel")}
    assert cue_for(report.reps[0], own, 9.0).text not in deep
    assert headline(report).count == "2 squats"


@pytest.mark.parametrize(
    ("limits", "named"),
    [
        ({"knee_flexion_deg": 90.0}, ("squat", "limit_knee")),
        ({"trunk_inclination_deg": 30.0}, ("hinge", "limit_trunk")),
        ({"hinge": False}, ("hinge", "limit_hinge")),
    ],
)
def test_limits_are_in_force_and_say_whose_they_are(limits, named):
    def in_force(**limits):
        found = context(clinician_limits=ClinicianLimits(**limits)).provenance.limits
        return {(one.movement, one.check): one.limit for one in found}

    assert in_force(**limits)[named].source == PROFESSIONAL
    assert named not in in_force()


def test_what_a_professional_allowed_is_written_into_the_report():
    limits = ClinicianLimits(knee_flexion_deg=90.0, trunk_inclination_deg=40.0, hinge=False, hands=True)
    used = context(clinician_limits=limits).provenance.clinician_limits
    assert (used.knee_flexion_deg, used.trunk_inclination_deg, used.hinge, used.hands) == (90.0, 40.0, False, True)
