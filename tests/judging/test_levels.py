"""Levels move every limit by a share of its own noise, and never into nonsense."""

from dataclasses import replace

import pytest
from figures import DEEP, Shot, context, posed
from figures import judged as judged_by
from hypothesis import given
from hypothesis import strategies as st

from formcheck.judging.depth import PARALLEL_DEG
from formcheck.judging.judge import VERDICT_ORDER
from formcheck.judging.levels import PARTS, STEPS, movements_at
from formcheck.measures.hands import FLOOR_REST_S
from formcheck.measures.limit import BAND_ERRORS
from formcheck.movements import checks, movements
from formcheck.wording.findings import limit_source

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


def stays_at(level, key):
    """What a level does not move of a row, and why."""
    return {part: why for (at, part), why in ROWS[key].stays.items() if at == level}


def worse(key):
    return 1.0 if ROWS[key].limit.bad == "above" else -1.0


def names(key):
    return "-".join(key)


def test_the_standard_level_is_the_table():
    assert dict(movements_at("standard")) == dict(movements())


@pytest.mark.parametrize("level", STEPS)
@pytest.mark.parametrize("key", ROWS, ids=names)
def test_a_limit_moves_by_its_share_of_noise_or_stays_for_a_reason(key, level):
    before, now = ROWS[key].limit, limit_at(level, key)
    stays = stays_at(level, key)
    for part in ("good", "fault"):
        moved = worse(key) * (getattr(now, part) - getattr(before, part))
        assert moved == pytest.approx(0.0 if part in stays else STEPS[level] * before.noise, abs=1e-4), part
    assert (now.bad, now.unit, now.noise) == (before.bad, before.unit, before.noise)


@pytest.mark.parametrize("level", STEPS)
@pytest.mark.parametrize("key", ROWS, ids=names)
def test_no_limit_becomes_impossible(key, level):
    limit = limit_at(level, key)
    assert worse(key) * (limit.fault - limit.good) > 0
    # thighs sink below level, and a spectrum's arc length is negative
    assert min(limit.good, limit.fault) >= {"depth": -90, "smoothness": -5}.get(key[1], 0)
    assert max(limit.good, limit.fault) < {"deg": 90, "tries": 4, "step": 4, "s": 20, "supports": 7, "%": 100}.get(
        limit.unit, 2
    )


#: Rows that no level moves: compensation moves with its signs; the others are counted, not measured.
UNMOVED = {"lower_back_compensation", "tries", "squat_help", "hold_time", "floor_supports"}


@pytest.mark.parametrize("key", [k for k in ROWS if k[1] not in UNMOVED], ids=names)
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
    for name, movement in movements().items():
        assert limit_at(level, (name, "hands_on_knees")).good == movement.rules.hand_passing_s
        if (name, "hands_on_floor") in ROWS:
            assert limit_at(level, (name, "hands_on_floor")).good == FLOOR_REST_S
    assert limit_at(level, ("hinge", "hinge_pattern")).verdict(1.12) == "fault"
    assert limit_at(level, ("hinge", "straight_knee_stoop")).verdict(15.0) == "good"


@pytest.mark.parametrize("key", ROWS, ids=names)
def test_the_source_says_what_was_moved_and_what_was_kept(key):
    for level in ("gentle", "strict"):
        before, now = ROWS[key].limit, limit_at(level, key)
        stays = stays_at(level, key)
        assert now.source == before.source
        assert (now.level, now.kept) == (level, stays)
        assert now.step == pytest.approx(abs(STEPS[level]) * before.noise, abs=1e-4)
        words = limit_source(now.used())
        assert words.startswith(before.source)
        added = words.removeprefix(before.source)
        assert ("standard error (" in added) == (len(stays) < 2)
        for part, why in stays.items():
            assert why in added
            assert f"{part} kept" in added or len(stays) == 2


def test_the_size_of_the_step_is_written_with_its_unit():
    assert "(5°)" in limit_source(limit_at("gentle", ("squat", "trunk_lean")).used())
    assert "(0.015 leg lengths)" in limit_source(limit_at("strict", ("squat", "steadiness")).used())


def test_whatever_stays_is_a_part_at_a_level_that_moves_and_has_a_reason():
    for row in ROWS.values():
        for (level, part), why in row.stays.items():
            assert STEPS[level]
            assert part in PARTS
            assert why.strip()


def test_what_goes_beyond_need_moves_like_every_other_limit():
    gentle, standard, strict = (
        next(row for row in movements_at(level)["squat"].checks if row.id == "trunk_lean").excess
        for level in ("gentle", "standard", "strict")
    )
    assert gentle.good == pytest.approx(standard.good + standard.noise)
    assert strict.fault == pytest.approx(standard.fault - standard.noise / 2)


def judged(shot, level):
    return judged_by(shot.film.track, context("squat", level=level)).report


def at_every_level(trunk_deg):
    shot = Shot(motion=posed(replace(DEEP, trunk_deg=trunk_deg)))
    return [judged(shot, level) for level in ("gentle", "standard", "strict")]


def verdicts(reports, check):
    return [f.verdict for report in reports for f in report.findings if f.check == check]


@pytest.mark.parametrize(
    ("trunk_deg", "said"),
    [
        (40, ["good", "good", "good"]),
        (58, ["good", "watch", "fault"]),
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
    used = [in_force(level)["squat", "trunk_lean"] for level in ("gentle", "standard", "strict")]
    assert [f.limit for f in leans] == used


@pytest.mark.parametrize(("trunk_deg", "said"), [(58, ["good", "watch"]), (70, ["watch", "fault"])])
def test_compensation_follows_its_signs(trunk_deg, said):
    reports = at_every_level(trunk_deg)[:2]
    assert verdicts(reports, "trunk_tibia") == verdicts(reports, "lower_back_compensation") == said


def in_force(level="standard"):
    return {(one.movement, one.check): one.limit for one in context(level=level).provenance.limits}


def test_limits_in_force_name_every_row_at_the_level():
    gentle = in_force("gentle")
    assert set(gentle) == set(in_force()) == set(ROWS)
    assert gentle["squat", "trunk_lean"].good == in_force()["squat", "trunk_lean"].good + 5.0
