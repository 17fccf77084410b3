import msgspec
import pytest
from figures import DEEP, PARALLEL, SHALLOW, Shot, analyzed, floor_squat, hinge, posed
from rows import braced, hips_first

from formcheck.live.cues import CUES, HINGE_PRAISE, PRAISE, cue_for
from formcheck.movements import checks
from formcheck.wording.summary import PRIORITY


def cue(shot):
    report = analyzed(shot).report
    return cue_for(report.reps[0], [f for f in report.findings if f.rep == 1], 7.0)


def finding(check, verdict):
    report = analyzed(Shot(motion=floor_squat(1))).report
    return msgspec.structs.replace(report.findings[0], check=check, verdict=verdict, rep=1)


def test_every_check_of_a_repetition_has_a_cue_in_few_words():
    for _, check in checks():
        assert check.measure is None or len(CUES[check.id].split()) <= 7
    assert max(len(text) for text in CUES.values()) <= 36


@pytest.mark.parametrize(
    ("shot", "text", "verdict"),
    [
        (Shot(motion=floor_squat(1)), PRAISE["floor"], "good"),
        (Shot(motion=hinge(1)), HINGE_PRAISE, "good"),
        (Shot(motion=posed(SHALLOW)), CUES["depth"], "fault"),
        (braced(PARALLEL, "knee", 1.8), CUES["hands_on_knees"], "fault"),
        (hips_first(), CUES["hips_first"], "fault"),
    ],
)
def test_the_one_thing_to_say(shot, text, verdict):
    said = cue(shot)
    assert (said.text, said.verdict, said.rep, said.t_s) == (text, verdict, 1, 7.0)


def test_a_fault_comes_before_what_is_only_worth_watching():
    rep = analyzed(Shot(motion=floor_squat(1))).report.reps[0]
    said = cue_for(rep, [finding(PRIORITY[2], "watch"), finding("tempo", "fault")], 0.0)
    assert (said.text, said.verdict) == (CUES["tempo"], "fault")


def test_among_faults_the_more_important_speaks():
    rep = analyzed(Shot(motion=floor_squat(1))).report.reps[0]
    faults = [finding(check, "fault") for check in ("tempo", "heels", "hands_on_knees")]
    assert cue_for(rep, faults, 0.0).text == CUES["hands_on_knees"]


def test_compensation_is_said_by_its_sign():
    rep = analyzed(Shot(motion=floor_squat(1))).report.reps[0]
    both = [finding("lower_back_compensation", "fault"), finding("trunk_tibia", "fault")]
    assert cue_for(rep, both, 0.0).text == CUES["trunk_tibia"]
    assert cue_for(rep, both[:1], 0.0).text == CUES["lower_back_compensation"]


def test_what_could_not_be_judged_is_no_reason_to_speak():
    rep = analyzed(Shot(motion=posed(DEEP))).report.reps[0]
    assert cue_for(rep, [finding("heels", "not_assessed")], 0.0).verdict == "good"
    assert cue_for(msgspec.structs.replace(rep, depth=None), [], 0.0).text
