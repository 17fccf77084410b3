"""What nobody may choose is refused before any work, in a sentence that says what may be chosen."""

import math
from dataclasses import fields, is_dataclass, replace
from typing import get_args

import pytest
from figures import DEEP, Shot, posed

import formcheck
from formcheck.errors import BadChoice
from formcheck.i18n import Language
from formcheck.judging.choices import check_options
from formcheck.movements import NAMES, checks
from formcheck.settings import AnalysisOptions, AngleChoice, ClinicianLimits, Faces, Level, OwnLimit, VideoSettings

OWN = OwnLimit(movement="squat", check="trunk_lean", good=40.0, fault=50.0, source="Kim: tried it")
WRONG = {
    "level": ("harsh", get_args(Level)),
    "angles": ("foo", get_args(AngleChoice)),
    "faces": ("foo", get_args(Faces)),
    "language": ("xx", get_args(Language)),
    "model": ("medium", ("lite", "full")),
    "movement": ("foo", ("auto", *NAMES)),
}
OTHER_WRONG = [
    {"person": "2"},
    {"person": 0},
    {"level": None},
    {"level": ["strict"]},
    {"video": None},
    {"video": VideoSettings(long_side_px=0)},
    {"video": VideoSettings(from_s=math.nan)},
    {"video": VideoSettings(downsample_to_fps=0.0)},
    {"video": VideoSettings(from_s=2.0, to_s=2.0)},
    {"clinician_limits": ClinicianLimits(knee_flexion_deg=-1.0)},
    {"clinician_limits": ClinicianLimits(hinge=1)},
    {"own_limits": [OWN]},
    {"own_limits": (replace(OWN, movement="jump"),)},
    {"own_limits": (replace(OWN, check="foo"),)},
    {"own_limits": (replace(OWN, fault=30.0),)},
    {"own_limits": (replace(OWN, good=math.nan),)},
    {"own_limits": (replace(OWN, source=""),)},
]


def of(**changed):
    return replace(AnalysisOptions(), **changed)


@pytest.fixture(scope="module")
def track():
    return Shot(motion=posed(DEEP)).film.track


@pytest.mark.parametrize("name", WRONG)
def test_the_sentence_lists_what_may_be_chosen(name):
    value, known = WRONG[name]
    with pytest.raises(BadChoice) as caught:
        check_options(of(**{name: value}))
    assert str(caught.value) == f"{name} cannot be '{value}': please give one of {', '.join(known)}."


@pytest.mark.parametrize("changed", OTHER_WRONG, ids=str)
def test_other_values_that_cannot_be_are_one_sentence(changed):
    with pytest.raises(BadChoice, match=r"^\S+ cannot be .+: please give .+\.$"):
        check_options(of(**changed))


def test_no_field_is_forgotten():
    for field in fields(AnalysisOptions):
        with pytest.raises(BadChoice, match=rf"^{field.name} "):
            check_options(of(**{field.name: object()}))
        inner = getattr(AnalysisOptions(), field.name)
        for part in fields(inner) if is_dataclass(inner) else ():
            with pytest.raises(BadChoice, match=rf"^{field.name}\.{part.name} "):
                check_options(of(**{field.name: replace(inner, **{part.name: object()})}))


def test_everything_that_may_be_chosen_passes():
    for name, (_, known) in WRONG.items():
        for value in known:
            check_options(of(**{name: value}))
    own = [(movement.name, check.id, check.limit) for movement, check in checks()]
    limits = tuple(OwnLimit(movement=m, check=c, good=at.good, fault=at.fault, source="Kim") for m, c, at in own)
    check_options(of(person=2, own_limits=limits, video=VideoSettings(to_s=9)))


def test_it_is_said_in_the_language_that_was_chosen():
    with pytest.raises(BadChoice, match=r"不能是"):
        check_options(of(language="zh", level="harsh"))


def test_every_way_in_checks_them_before_it_reads_anything(tmp_path, track):
    clip, wrong = tmp_path / "none.mp4", of(level="harsh")
    ways = (
        lambda: formcheck.analyze_clip(clip, wrong),
        lambda: formcheck.analyze_clip(clip, threads=0),
        lambda: next(formcheck.analyze_everybody(clip, wrong)),
        lambda: formcheck.analyze_track(track, wrong),
        lambda: formcheck.LiveSession(wrong),
    )
    for way in ways:
        with pytest.raises(BadChoice, match="please give"):
            way()
