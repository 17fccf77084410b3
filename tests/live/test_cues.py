from itertools import pairwise

import made_reports
import msgspec
import pytest
from figures import DEEP, PARALLEL, SHALLOW, STOOP, Shot, analyzed, floor_squat, hinge, posed
from rows import braced, hips_first, side

from formcheck.judging.clinician_limits import LIMIT_ROWS
from formcheck.judging.policy import core_checks
from formcheck.live.cues import PARTLY, cue_for
from formcheck.measures.compensation import SIGN_CHECKS
from formcheck.movements import checks, movements

SQUAT, HINGE = movements()["squat"], movements()["hinge"]


def cue(shot):
    report = analyzed(shot).report
    return cue_for(report.reps[0], [f for f in report.findings if f.rep == 1], 7.0)


def finding(check, verdict, movement="squat"):
    return made_reports.finding(check, verdict, 1, movement)


def test_every_check_of_a_repetition_has_a_cue_in_few_words():
    """But for the check of a professional's limit each has its own; a number of them would not be heard in time."""
    cues = [row.cue for _, row in checks() if row.measure is not None]
    cues += [row.cue for row in LIMIT_ROWS.values()]
    assert all(cues)
    assert max(len(cue.split()) for cue in cues) <= 7
    assert max(len(cue) for cue in cues) <= 36


@pytest.mark.parametrize(
    ("shot", "text", "verdict"),
    [
        (Shot(motion=floor_squat(1)), SQUAT.praised["floor"], "good"),
        (Shot(motion=hinge(1)), HINGE.praised[""], "good"),
        (Shot(motion=posed(SHALLOW)), SQUAT.check("depth").cue, "fault"),
        (braced(PARALLEL, "knee", 1.8), SQUAT.check("hands_on_knees").cue, "watch"),
        (hips_first(), SQUAT.check("hips_first").cue, "fault"),
    ],
)
def test_the_one_thing_to_say(shot, text, verdict):
    said = cue(shot)
    assert (said.text, said.verdict, said.rep, said.t_s) == (text, verdict, 1, 7.0)


def test_a_fault_comes_before_what_is_only_worth_watching():
    rep = analyzed(Shot(motion=floor_squat(1))).report.reps[0]
    said = cue_for(rep, [finding("hands_on_knees", "watch"), finding("tempo", "fault")], 0.0)
    assert (said.text, said.verdict) == (SQUAT.check("tempo").cue, "fault")


def test_among_faults_the_more_important_speaks():
    rep = analyzed(Shot(motion=floor_squat(1))).report.reps[0]
    faults = [finding(check, "fault") for check in ("tempo", "heels", "hands_on_knees")]
    assert cue_for(rep, faults, 0.0).text == SQUAT.check("hands_on_knees").cue


def test_compensation_is_said_by_its_sign():
    rep = analyzed(Shot(motion=floor_squat(1))).report.reps[0]
    both = [finding("lower_back_compensation", "fault"), finding("trunk_tibia", "fault")]
    assert cue_for(rep, both, 0.0).text == SQUAT.check("trunk_tibia").cue
    assert cue_for(rep, both[:1], 0.0).text == SQUAT.check("lower_back_compensation").cue


def test_among_all_checks_the_first_by_priority_speaks():
    rep = analyzed(Shot(motion=floor_squat(1))).report.reps[0]
    rows = sorted((row for row in SQUAT.checks if row.measure), key=lambda row: row.priority)
    rows = [row for row in rows if row.id != "lower_back_compensation" and row.id not in SIGN_CHECKS]
    for first, second in pairwise(rows):
        assert cue_for(rep, [finding(second.id, "fault"), finding(first.id, "fault")], 0.0).text == first.cue


def test_what_could_not_be_judged_is_no_reason_to_speak_nor_to_praise():
    rep = analyzed(Shot(motion=posed(DEEP))).report.reps[0]
    good = [finding(row.id, "good") for row in SQUAT.checks if row.measure]
    assert cue_for(rep, good, 0.0).verdict == "good"
    beside = [finding("heels", "not_assessed") if one.check == "heels" else one for one in good]
    assert cue_for(rep, beside, 0.0).verdict == "good"
    for core in core_checks(SQUAT):
        blind = [finding(core, "not_assessed") if one.check == core else one for one in good]
        said = cue_for(rep, blind, 0.0)
        assert (said.text, said.verdict) == (PARTLY, "not_assessed"), core
    assert cue_for(msgspec.structs.replace(rep, depth=None), good, 0.0).text == SQUAT.praised[""]


def test_a_way_to_cope_is_never_shown_as_a_fault():
    rep = analyzed(Shot(motion=posed(DEEP))).report.reps[0]
    assert cue_for(rep, [finding("hands_on_floor", "fault")], 0.0).verdict == "watch"


def test_a_stoop_is_not_praised_as_a_hinge():
    said = cue(side(STOOP))
    assert said.verdict in {"fault", "watch"}
    assert said.text not in HINGE.praised.values()
