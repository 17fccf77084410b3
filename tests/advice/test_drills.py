"""Drills: one for every cause, none with load or impact, and a picture each."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.advice.causes import AREAS, CandidateCause
from formcheck.advice.drills import A_SESSION, DRILLS, drills_against, drills_for
from formcheck.movements import movements
from formcheck.settings import NO_LIMITS, ClinicianLimits

PICTURES = Path(__file__).resolve().parents[2] / "sample_videos" / "drills"
causes = st.lists(st.sampled_from(sorted(AREAS)), unique=True)


def test_every_cause_has_a_drill_of_its_own_kind():
    assert {cause for drill in DRILLS for cause in drill.causes} == AREAS.keys()
    assert {drill.area for drill in DRILLS} == set(AREAS.values())
    assert len({drill.id for drill in DRILLS}) == len(DRILLS)


@given(causes)
def test_what_is_shown_works_on_what_was_seen(found):
    chosen = drills_for(found)
    assert 1 <= len(chosen) <= A_SESSION
    assert not found or all(set(drill.causes) & set(found) for drill in chosen)
    if found:
        assert found[0] in chosen[0].causes


@given(causes, st.sampled_from(sorted(set(AREAS.values()))))
def test_a_home_session_stays_in_its_area(found, area):
    chosen = drills_for(found, area)
    assert chosen
    assert {drill.area for drill in chosen} == {area}


@given(
    causes,
    st.none() | st.sampled_from(sorted(set(AREAS.values()))),
    st.builds(
        ClinicianLimits,
        knee_flexion_deg=st.none() | st.floats(10, 150),
        trunk_inclination_deg=st.none() | st.floats(10, 90),
        hinge=st.booleans(),
    ),
)
def test_no_drill_goes_past_a_limit(found, area, clinician_limits):
    for drill in drills_for(found, area, clinician_limits):
        assert clinician_limits.knee_flexion_deg is None or drill.knee_deg <= clinician_limits.knee_flexion_deg
        assert (
            clinician_limits.trunk_inclination_deg is None or drill.trunk_deg <= clinician_limits.trunk_inclination_deg
        )
        assert clinician_limits.hinge or not drill.hinge


@pytest.mark.parametrize("movement", movements().values(), ids=lambda one: one.name)
def test_an_easier_way_of_the_movement_comes_first(movement):
    (own,) = (drill for drill in DRILLS if drill.id == movement.drill)
    cause = CandidateCause(own.causes[0], 0.9, (), (), movements=frozenset({movement.name}))
    assert drills_against([cause], NO_LIMITS)[0] is own
    assert drills_against([cause], ClinicianLimits(knee_flexion_deg=20.0, hinge=False)) == ()


def test_a_limit_may_leave_none():
    assert drills_for(["strength"], "strength", ClinicianLimits(knee_flexion_deg=30)) == ()
    assert "hinge_stick" in {drill.id for drill in drills_for(["coordination"])}
    assert "hinge_stick" not in {drill.id for drill in drills_for(["coordination"], None, ClinicianLimits(hinge=False))}


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.id)
def test_form_first_no_load_no_impact(drill):
    words = " ".join((drill.title, *drill.steps, drill.dose)).casefold()
    assert not any(heavy in words for heavy in ("barbell", "dumbbell", "kg", "jump", "leg press", "deadlift", "sprint"))
    assert 2 <= len(drill.steps) <= 3


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.id)
def test_every_drill_has_its_picture_and_every_picture_its_drill(drill):
    picture = PICTURES / f"{drill.id}.jpg"
    assert picture.read_bytes()[:2] == b"\xff\xd8"
    assert len(list(PICTURES.glob("*.jpg"))) == len(DRILLS)
