"""The weekly plan: for any findings, any studio and any days it keeps every rule, or says which one it cannot keep."""

import math
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from formcheck.advice.causes import AREAS, CandidateCause
from formcheck.advice.classes import DAYS, Studio, StudioClass
from formcheck.advice.drills import drills_for
from formcheck.advice.pain import STOP, PainCheck, gentler, gentler_by, words
from formcheck.advice.plan import GENTLE, GOAL, WEEKS, Wish, session_drills, weakest_area, weekly_plan
from formcheck.reports.calendar import next_monday, plan_ics
from formcheck.settings import ClinicianLimits
from formcheck.storage.classes import COMES_ALONG, read_studio

L9 = read_studio(COMES_ALONG.with_name("l9_fitness.toml"))

some_days = st.lists(st.sampled_from(DAYS), unique=True).map(tuple)
some_causes = st.lists(
    st.builds(CandidateCause, st.sampled_from(sorted(AREAS)), st.floats(0.1, 3.0), st.just(()), st.just(())),
    unique_by=lambda possible: possible.cause,
    max_size=5,
)
some_studio = st.builds(
    Studio,
    name=st.just("Studio"),
    classes=st.lists(
        st.builds(
            StudioClass,
            name=st.sampled_from(["A", "B", "C", "D"]),
            kind=st.sampled_from(["strength", "mobility", "movement"]),
            trains=st.lists(st.sampled_from(sorted(AREAS)), max_size=3).map(tuple),
            days=some_days.filter(bool),
        ),
        unique_by=lambda one: one.name,
        max_size=4,
    ).map(tuple),
)
some_wish = st.builds(Wish, sessions=st.integers(1, 7), days=some_days, inactive=st.booleans())


def areas(week):
    return [session.area for session in week]


@settings(deadline=None, max_examples=60)
@given(some_causes, some_studio, some_wish)
def test_every_rule_holds_or_is_said(causes, studio, wish):
    plan = weekly_plan(causes, studio, wish, "ready")
    said = " ".join(plan.cannot)
    offered = {one.name: one for one in studio.classes}
    for week in plan.weeks:
        assert len({session.day for session in week}) == len(week)
        for session in week:
            assert session.day in wish.days
            assert session.home or session.day in offered[session.name].days
        strong = {(DAYS.index(s.day), s.name) for s in week if s.area == "strength"}
        assert not any(((day + 1) % 7, name) in strong for day, name in strong)
        if len(week) >= 2:
            assert {"strength", "mobility"} <= set(areas(week)) or "add a second day" in said
    full = plan.weeks[-1]
    assert len(full) >= GOAL or "The goal is four" in said
    weakest = weakest_area(causes)
    if weakest is not None and full:
        first = math.ceil(len(full) / 2) if len(full) >= 3 else 1
        assert areas(full).count(weakest) >= first or "gets too few sessions" in said
    if len(full) == 1:
        assert "not enough for both strength and mobility" in said


@settings(deadline=None, max_examples=30)
@given(some_causes, some_studio, some_wish, st.sampled_from(["unanswered", "professional", "emergency"]))
def test_no_plan_without_readiness(causes, studio, wish, found):
    assert weekly_plan(causes, studio, wish, found) is None


def test_strength_first_is_the_worked_example_of_the_brief():
    causes = [CandidateCause("strength", 1.0, (), ()), CandidateCause("balance", 0.6, (), ())]
    plan = weekly_plan(causes, L9, Wish(), "ready")
    names = [session.name for session in plan.weeks[0]]
    assert names.count("Beginners BodyWeight Strength") == 2
    assert sum(session.area == "mobility" for session in plan.weeks[0]) >= 1
    assert plan.cannot == ()


def test_at_home_nothing_goes_past_a_limit_and_what_is_left_open_is_said():
    limits = ClinicianLimits(knee_flexion_deg=30.0)
    plan = weekly_plan(
        [CandidateCause("strength", 1.0, (), ())], Studio(name="None"), Wish(clinician_limits=limits), "ready"
    )
    asked = [drill for week in plan.weeks for session in week for drill in session_drills(session)]
    assert asked
    assert all(drill.knee_deg <= 30 for drill in asked)
    assert any("is within your limit" in line for line in plan.cannot)
    with_classes = weekly_plan([], L9, Wish(clinician_limits=limits), "ready")
    assert any("tell your instructor" in line for line in with_classes.cannot)


@settings(deadline=None, max_examples=40)
@given(some_causes, some_studio, some_wish)
def test_every_drill_that_is_shown_is_in_every_week(causes, studio, wish):
    plan = weekly_plan(causes, studio, wish, "ready")
    shown = drills_for([possible.cause for possible in causes])
    for week in plan.weeks:
        asked = {drill for session in week for drill in session_drills(session)}
        assert not week or set(shown) <= asked


@settings(deadline=None, max_examples=40)
@given(some_causes, some_studio, some_wish, st.integers(0, STOP), st.integers(0, STOP))
def test_pain_only_ever_makes_a_plan_gentler(causes, studio, wish, one, other):
    plan = weekly_plan(causes, studio, wish, "ready")
    low, high = sorted((one, other))
    for before, after in zip(gentler(plan, low).weeks, gentler(plan, high).weeks, strict=True):
        then = {session.day: session for session in before}
        for session in after:
            was = then[session.day]
            assert session.minutes <= was.minutes
            assert set(session.drills) <= set(was.drills)
            assert (session.name, session.area) == (was.name, was.area)
    assert gentler(plan, 0) == plan
    assert not any(gentler(plan, STOP).weeks)


pain_checks = st.lists(st.builds(PainCheck, st.none() | st.integers(0, 10), st.none() | st.integers(0, 10)), max_size=5)


@given(pain_checks, pain_checks)
def test_another_check_never_makes_it_harder(first, more):
    assert gentler_by([*first, *more]) >= gentler_by(first)


@pytest.mark.parametrize(
    ("before", "after", "level"),
    [(None, None, 0), (0, 0, 0), (3, 3, 0), (1, 3, 1), (4, None, 1), (2, 6, 1), (None, 7, STOP), (8, 2, STOP)],
)
def test_what_a_check_comes_to(before, after, level):
    assert gentler_by([PainCheck(before, after)]) == level
    assert bool(words(level)) == (level > 0)


def test_a_class_has_its_time_place_and_booking_in_the_calendar():
    yoga = StudioClass(name="Yoga", kind="mobility", trains=("ankle",), days=("mon", "wed"), times=("18:00", "19:30"))
    studio = Studio(name="Süd", address="Weg 1", booking="https://sued.example", classes=(yoga,))
    plan = weekly_plan([CandidateCause("ankle", 1.0, (), ())], studio, Wish(days=("mon", "wed")), "ready")
    made = plan_ics(plan, date(2026, 11, 30), datetime(2026, 11, 25, tzinfo=UTC))
    events = Calendar.from_ical(made).walk("VEVENT")
    classes = [event for event in events if event["summary"] == "Yoga"]
    assert classes
    for event in classes:
        begins = event["dtstart"].dt
        assert begins.tzinfo is None, "by the studio's own clock"
        assert (begins.hour, begins.minute) == ((18, 0) if begins.weekday() == 0 else (19, 30))
        assert event["dtend"].dt - begins == timedelta(minutes=60)
        assert event["location"] == "Süd, Weg 1"
        assert event["url"] == "https://sued.example"
    text = " ".join(str(event.get("description", "")) for event in events)
    assert all(drill.title in text for drill in drills_for(["ankle"]))


def test_the_inactive_begin_gently():
    plan = weekly_plan([], L9, Wish(inactive=True), "ready")
    assert [len(week) for week in plan.weeks] == [*GENTLE, GOAL]
    assert len(plan.weeks) == WEEKS


def test_the_calendar_has_every_session_and_the_reminder():
    plan = weekly_plan([CandidateCause("ankle", 1.0, (), ())], L9, Wish(days=("sat", "sun")), "ready")
    monday = next_monday(date(2026, 11, 25))
    events = Calendar.from_ical(plan_ics(plan, monday, datetime(2026, 11, 25, tzinfo=UTC))).walk("VEVENT")
    assert monday == date(2026, 11, 30)
    assert len(events) == sum(map(len, plan.weeks)) + 1
    assert {event["dtstart"].dt.weekday() for event in events[:-1]} == {5, 6}
    assert events[-1]["dtstart"].dt == date(2026, 12, 28)
    assert len({str(event["uid"]) for event in events}) == len(events)


@pytest.mark.parametrize("today", [date(2026, 11, 30), date(2026, 12, 6)])
def test_a_plan_starts_on_a_monday_that_is_not_past(today):
    assert next_monday(today).weekday() == 0
    assert today <= next_monday(today)


def test_a_week_without_days_says_so_and_nothing_else():
    plan = weekly_plan([CandidateCause("strength", 1.0, (), ())], L9, Wish(days=()), "ready")
    assert [words.startswith("Please choose at least one day") for words in plan.cannot] == [True]


def test_practice_at_home_is_named_only_where_it_is_planned():
    plan = weekly_plan([CandidateCause("strength", 1.0, (), ())], L9, Wish(sessions=1, days=("tue",)), "ready")
    assert [session.area for session in plan.weeks[-1]] == ["strength"]
    assert not any("Mobility" in words for words in plan.cannot)
