"""What a check found, missed and raised in vain is counted right."""

from typing import Any

from compared import T_S, finding, measured, pooled, rep, reported, true_clip

from formcheck.cli.accuracy.comparing import compare
from formcheck.cli.accuracy.expecting import expected
from formcheck.cli.accuracy.figures import Accuracy
from formcheck.cli.accuracy.truth import TrueFault, TrueRep, Truth
from formcheck.movements import movements


def _check(figures: Accuracy, name: str) -> Any:
    return next(one for one in figures.checks if one.check == name)


def _expected(truth: Truth, name: str, rep: int | None) -> str:
    return expected(truth, next(c for c in movements()[truth.movement].checks if c.id == name), rep)


def test_recall_precision_and_false_alarms() -> None:
    truth = true_clip(faults=(TrueFault("heels", "clear", 0), TrueFault("tempo", "strong")))
    report = reported(
        (rep(1, 1.5), rep(2, 4.5)),
        finding("heels", 1, "watch"),
        finding("heels", 2, "fault"),
        finding("tempo", 1, "fault"),
        finding("tempo", 2, "good"),
        finding("hips_first", 1, "watch"),
        finding("hips_first", 2, "not_assessed"),
    )
    figures = pooled(compare("a", report, measured(), truth))
    heels, tempo, hips, none = (_check(figures, n) for n in ("heels", "tempo", "hips_first", "steadiness"))
    assert (heels.required, heels.found, heels.found_as_fault, heels.recall, heels.precision) == (1, 1, 0, 1.0, 0.5)
    assert (heels.clean, heels.clean_judged, heels.false_faults_per_10, heels.alarms_per_10) == (1, 1, 10.0, 10.0)
    assert (tempo.required, tempo.found, tempo.found_as_fault, tempo.recall) == (2, 1, 1, 0.5)
    assert (tempo.clean, tempo.precision, tempo.alarms_per_10) == (0, 1.0, None)
    assert (hips.required, hips.recall, hips.precision, hips.not_assessed_share) == (0, None, None, 0.5)
    assert (hips.clean, hips.clean_judged, hips.false_faults_per_10, hips.alarms_per_10) == (2, 1, 0.0, 10.0)
    assert (none.clean, none.clean_judged, none.not_assessed_share) == (2, 0, 1.0), "a check that was not made"
    assert figures.by_clip[0].missed == ("tempo:2",)
    assert figures.by_clip[0].alarms == ("hips_first:1", "heels:2")


def test_mild_faults_are_neither_required_nor_false_alarms() -> None:
    truth = true_clip(faults=(TrueFault("heels", "mild", 0), TrueFault("heels", "mild", 1)))
    report = reported((rep(1, 1.5), rep(2, 4.5)), finding("heels", 1, "fault"), finding("heels", 2, "good"))
    heels = _check(pooled(compare("a", report, measured(), truth)), "heels")
    assert (heels.mild, heels.mild_found) == (2, 1)
    assert (heels.required, heels.clean, heels.unlisted, heels.alarms, heels.recall) == (0, 0, 0, 0, None)


def test_the_worst_level_listed_counts() -> None:
    truth = true_clip(faults=(TrueFault("heels", "mild"), TrueFault("heels", "strong", 1)))
    assert [_expected(truth, "heels", rep) for rep in (0, 1)] == ["mild", "required"]


def test_faults_of_a_repetition_that_is_not_found_are_missed_and_not_assessed() -> None:
    truth = true_clip(faults=(TrueFault("heels", "clear", 1),))
    heels = _check(pooled(compare("a", reported((rep(1, 1.5),)), measured(), truth)), "heels")
    assert (heels.required, heels.found, heels.recall, heels.not_assessed_share) == (1, 0, 0.0, 1.0)


def test_a_check_on_the_clip_counts_once() -> None:
    report = reported((rep(1, 1.5), rep(2, 4.5)), finding("repeatability", None, "fault"))
    listed = _check(pooled(compare("a", report, measured(), true_clip(faults=("repeatability",)))), "repeatability")
    assert (listed.required, listed.found_as_fault, listed.clean) == (1, 1, 0)
    clean = _check(pooled(compare("a", report, measured(), true_clip())), "repeatability")
    assert (clean.required, clean.clean, clean.false_faults) == (0, 1, 1)


def test_a_fault_that_the_true_angles_show_is_no_false_alarm() -> None:
    shallow = true_clip().frames | {"thigh_to_horizontal_deg": [9.0] * len(T_S)}
    assert _expected(true_clip(), "depth", 0) == "clean"
    assert _expected(true_clip(frames=shallow), "depth", 0) == "unlisted"
    report = reported((rep(1, 1.5), rep(2, 4.5)), finding("depth", 1, "fault"), finding("depth", 2, "good"))
    depth = _check(pooled(compare("a", report, measured(), true_clip(frames=shallow))), "depth")
    assert (depth.unlisted, depth.clean, depth.alarms, depth.precision) == (2, 0, 0, None)


def test_repetitions_that_truly_differ_are_no_false_alarm() -> None:
    reps = (TrueRep(0, 1, 1.5), TrueRep(1.5, 2, 2.5), TrueRep(2.5, 3, 3.5))
    for spread_deg, wanted in ((0.0, "clean"), (4.9, "clean"), (5.1, "unlisted")):  # of bottoms at 1, 2 and 3 s
        knee_deg = [100.0, 100.0, 100.0 - spread_deg, 100.0 + spread_deg, 100.0, 100.0, 100.0]
        frames = true_clip().frames | {"knee_flexion_deg": knee_deg}
        assert _expected(true_clip(reps=reps, frames=frames), "repeatability", None) == wanted


def test_compensation_follows_from_its_signs() -> None:
    faults = (TrueFault("lower_back_rounding", "clear", 0), TrueFault("hips_first", "mild", 1))
    pitched = true_clip().frames | {"trunk_inclination_deg": [60.0] * len(T_S)}
    assert [_expected(true_clip(faults=faults), "lower_back_compensation", rep) for rep in (0, 1)] == [
        "required",
        "mild",
    ]
    assert _expected(true_clip(), "lower_back_compensation", 0) == "clean"
    assert _expected(true_clip(frames=pitched), "lower_back_compensation", 0) == "unlisted"
