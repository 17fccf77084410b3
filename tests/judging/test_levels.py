"""Levels move every limit by a share of its own noise, and never into nonsense."""

from dataclasses import replace

import pytest
from figures import DEEP, PROVENANCE, Shot, posed, source
from figures.reading import back_model
from formcheck.movements import checks, movements
from hypothesis import given
from hypothesis import strategies as st

from formcheck.i18n import use_locale
from formcheck.judging import levels
from formcheck.judging.analyze import PARALLEL_DEG, analyze, limits_in_force
from formcheck.judging.levels import STAYS, STEPS, movements_at
from formcheck.measures.hands import FLOOR_REST_S, PASSING_S
from formcheck.movements.spec import BAND_ERRORS, VERDICT_ORDER

ROWS = {(movement.name, check.id): check for movement, check in checks()}
#: What clean movement was measured to show at worst, as the rows' sources say.
CLEAN_MEASURED = {
    "trunk_tibia": 12.0,
    "trunk_lean": 42.0,
    "hips_first": 5.5,
    "hands_on_knees": 0.15,
    "hinge_pattern": 1.6,
    "straight_knee_stoop": 15.0,
}
#: What perfect movement would measure without noise, where that is one number.
PERFECT = {"heels": 0.0, "asymmetry": 0.0, "steadiness": 0.0, "repeatability": 0.0, "knee_valgus": 1.0}


def limit_at(level, key):
    movement, name = key
    return next(check.limit for check in movements_at(level)[movement].checks if check.id == name)


def worse(key):
    return 1.0 if ROWS[key].limit.bad == "above" else -1.0


def names(key):
    return "-".join(key)


def test_the_standard_level_is_the_table():
    assert dict(movements_at("standard")) == movements()


@pytest.mark.parametrize("level", STEPS)
@pytest.mark.parametrize("key", ROWS, ids=names)
def test_a_limit_moves_by_its_share_of_noise_or_stays_for_a_reason(key, level):
    before, now = ROWS[key].limit, limit_at(level, key)
    stays = STAYS.get((key[1], level), {})
    for part in ("good", "fault"):
        moved = worse(key) * (getattr(now, part) - getattr(before, part))
        assert moved == pytest.approx(0.0 if part in stays else STEPS[level] * before.noise, abs=1e-4), part
    assert (now.bad, now.unit, now.noise) == (before.bad, before.unit, before.noise)


@pytest.mark.parametrize("level", STEPS)
@pytest.mark.parametrize("key", ROWS, ids=names)
def test_no_limit_becomes_impossible(key, level):
    limit = limit_at(level, key)
    assert worse(key) * (limit.fault - limit.good) > 0
    assert min(limit.good, limit.fault) >= 0
    assert max(limit.good, limit.fault) < {"deg": 90, "signs": 2}.get(limit.unit, 2)


@pytest.mark.parametrize("key", [k for k in ROWS if k[1] != "lower_back_compensation"], ids=names)
def test_gentle_and_strict_differ(key):
    gentle, strict = limit_at("gentle", key), limit_at("strict", key)
    assert (gentle.good, gentle.fault) != (strict.good, strict.fault)


@given(key=st.sampled_from(sorted(ROWS)), value=st.floats(-50, 120))
def test_gentle_never_says_worse_and_strict_never_better(key, value):
    gentle, standard, strict = (
        VERDICT_ORDER.index(limit_at(level, key).verdict(value)) for level in ("gentle", "standard", "strict")
    )
    assert gentle <= standard <= strict


@pytest.mark.parametrize("key", [k for k in ROWS if k[1] in CLEAN_MEASURED], ids=names)
def test_strict_calls_good_what_clean_movement_was_measured_to_show(key):
    assert limit_at("strict", key).verdict(CLEAN_MEASURED[key[1]]) == "good"


@pytest.mark.parametrize("key", [k for k in ROWS if k[1] in PERFECT], ids=names)
def test_at_strict_perfect_movement_is_good_nineteen_times_of_twenty(key):
    limit = limit_at("strict", key)
    assert limit.verdict(PERFECT[key[1]] + worse(key) * BAND_ERRORS * limit.noise) == "good"


@pytest.mark.parametrize("level", STEPS)
def test_sentences_that_name_a_fact_are_true_at_every_level(level):
    """Good says "parallel", "without your hands", "without a hand on the floor"; a squatted hinge is called one."""
    assert limit_at(level, ("squat", "depth")).good == PARALLEL_DEG
    for movement, seconds in PASSING_S.items():
        assert limit_at(level, (movement, "hands_on_knees")).good == seconds
        assert limit_at(level, (movement, "hands_on_floor")).good == FLOOR_REST_S
    assert limit_at(level, ("hinge", "hinge_pattern")).verdict(1.12) == "fault"
    assert limit_at(level, ("hinge", "straight_knee_stoop")).verdict(15.0) == "good"


@pytest.mark.parametrize("key", ROWS, ids=names)
def test_the_source_says_what_was_moved_and_what_was_kept(key):
    for level in ("gentle", "strict"):
        before, now = ROWS[key].limit, limit_at(level, key)
        stays = STAYS.get((key[1], level), {})
        assert now.source.startswith(before.source)
        added = now.source.removeprefix(before.source)
        assert ("standard error (" in added) == (len(stays) < 2)
        for part, why in stays.items():
            assert added.endswith(why)
            assert f"{part} kept" in added or len(stays) == 2


def test_the_size_of_the_step_is_written_with_its_unit():
    assert limit_at("gentle", ("squat", "trunk_lean")).source.endswith("gentle: moved by one standard error (5°)")
    assert limit_at("strict", ("squat", "steadiness")).source.endswith("a standard error (0.015 leg lengths)")


def test_whatever_stays_is_in_the_table():
    assert {check for check, _ in STAYS} <= {check.id for check in ROWS.values()}
    assert all(why.strip() for stays in STAYS.values() for why in stays.values())


def test_sources_are_said_in_the_language_of_who_asks(monkeypatch):
    monkeypatch.setattr(levels, "gettext", lambda text, **values: f"[{levels.get_locale()}] {text.format(**values)}")
    levels._movements_at.cache_clear()
    try:
        for language in ("en", "zh", "en"):
            with use_locale(language):
                assert limit_at("standard", ("squat", "depth")).source.startswith(f"[{language}] ")
                assert limit_at("strict", ("squat", "depth")).source.startswith(f"[{language}] ")
    finally:
        levels._movements_at.cache_clear()


def judged(shot, level):
    track = shot.film.track
    return analyze(track, source(track), PROVENANCE, "squat", back_model=back_model(), level=level).report


def at_every_level(trunk_deg):
    shot = Shot(motion=posed(replace(DEEP, trunk_deg=trunk_deg)))
    return [judged(shot, level) for level in ("gentle", "standard", "strict")]


def verdicts(reports, check):
    return [f.verdict for report in reports for f in report.findings if f.check == check]


@pytest.mark.parametrize(
    ("trunk_deg", "said"),
    [
        (40, ["good", "good", "good"]),
        (58, ["watch", "watch", "fault"]),
        (62, ["watch", "fault", "fault"]),
    ],
)
def test_analyze_judges_at_the_level(trunk_deg, said):
    assert verdicts(at_every_level(trunk_deg), "trunk_lean") == said


def test_only_verdicts_depend_on_the_level():
    reports = at_every_level(49)
    assert len({repr(report.reps) for report in reports}) == 1
    leans = [next(f for f in report.findings if f.check == "trunk_lean") for report in reports]
    assert len({f.value for f in leans}) == 1
    used = [limits_in_force(level)["squat.trunk_lean"] for level in ("gentle", "standard", "strict")]
    assert [f.limit for f in leans] == used


@pytest.mark.parametrize(("trunk_deg", "said"), [(58, ["good", "watch"]), (70, ["watch", "fault"])])
def test_compensation_follows_its_signs(trunk_deg, said):
    reports = at_every_level(trunk_deg)[:2]
    assert verdicts(reports, "trunk_tibia") == verdicts(reports, "lower_back_compensation") == said


def test_limits_in_force_name_every_row_at_the_level():
    gentle = limits_in_force("gentle")
    assert set(gentle) == set(limits_in_force()) == {f"{movement}.{check}" for movement, check in ROWS}
    assert gentle["squat.trunk_lean"].good == limits_in_force()["squat.trunk_lean"].good + 5.0
