"""Accuracy is counted right, only on the clips it may be counted on, and does not get worse."""

import json
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import numpy as np
import pytest

from formcheck import cli, pipeline
from formcheck.accuracy import command, tables
from formcheck.accuracy.comparing import Compared, angle_errors, compare, match_reps
from formcheck.accuracy.expecting import expected
from formcheck.accuracy.figures import Accuracy, Source, read_accuracy
from formcheck.accuracy.pooling import pool
from formcheck.accuracy.truth import TrueFault, TrueRep, Truth, read_truth
from formcheck.coaching import report as r
from formcheck.coaching.movements import MOVEMENTS
from formcheck.errors import BadChoice
from formcheck.motion.angles import CSV_ANGLES, Angles, Bands, LowerBackAngles, OneSide, SideAngles

ROOT = Path(__file__).resolve().parent.parent
T_S = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
TRUE_DEG = dict(zip(CSV_ANGLES, (100.0, 95.0, 30.0, 25.0, -10.0), strict=True))
REPS = (TrueRep(0.5, 1.5, 2.5), TrueRep(3.5, 4.5, 5.5))
SOURCE = Source(
    clip_set="test",
    part=None,
    formcheck_version="1",
    model="full",
    model_sha256="a",
    correction_sha256="b",
    back_sha256="c",
)
#: Mean absolute error in degrees that the quick part of the test set must keep to, by view and angle.
WORST_MEAN_ERROR_DEG = {
    "side-on": dict(zip(CSV_ANGLES, (3.0, 4.0, 2.5, 1.8, 3.2), strict=True)),
    "15-50° off": dict(zip(CSV_ANGLES, (5.0, 5.5, 3.0, 2.2, 4.0), strict=True)),
    "front or back": dict(zip(CSV_ANGLES, (7.0, 9.0, 7.0, 5.0, 4.5), strict=True)),
}
WORST = {"counted_exactly": 0.8, "movement_right": 0.9, "bottoms_close": 0.9, "within_band": 0.8, "recall": 0.5}
MOST_FALSE_FAULTS_PER_10 = 1.0
WORST_BACK_ERROR_DEG = 7.0  # up to 25 degrees off side-on


def _truth(**changes: Any) -> Truth:
    frames = {"t_s": T_S} | {name: [value] * len(T_S) for name, value in TRUE_DEG.items()}
    given = {"movement": "squat", "reps": REPS, "frames": frames, "near_side": "left", "person": "a made-up person"}
    return Truth(**(given | changes))


def _side(add_deg: float, band_deg: float, count: int) -> OneSide:
    values = {name: np.full(count, value + add_deg) for name, value in TRUE_DEG.items()}
    angles = SideAngles(**values, elbow_flexion_deg=np.zeros(count), shoulder_flexion_deg=np.zeros(count))
    return OneSide(angles, Bands(**{name: np.full(count, band_deg) for name in CSV_ANGLES}), angles)


def _angles(
    left_add_deg: float = 2.0, right_add_deg: float = 50.0, band_deg: float = 3.0, near: Any = "left"
) -> Angles:
    t_s = np.arange(0.0, 6.01, 0.5)
    left, right = (_side(add, band_deg, len(t_s)) for add in (left_add_deg, right_add_deg))
    return Angles(t_s, near, left, right, np.ones(len(t_s)), np.ones(len(t_s)))


def _rep(index: int, bottom_s: float, *, depth: r.Depth | None = "floor", partial: bool = False) -> r.Rep:
    return r.Rep(
        index=index,
        movement="squat",
        start_s=bottom_s - 1,
        bottom_s=bottom_s,
        end_s=bottom_s + 1,
        partial=partial,
        depth=depth,
        peak=r.Peak(**dict.fromkeys(CSV_ANGLES)),
        tempo=r.Tempo(descent_s=None, bottom_s=None, ascent_s=None),
    )


def _finding(check: str, rep: int | None, verdict: r.Verdict) -> r.Finding:
    return r.Finding(
        check=check,
        title=check,
        rep=rep,
        verdict=verdict,
        value=None,
        unit="",
        limit=None,
        t_s=None,
        confidence=0.0,
        reason="",
    )


def _report(reps: tuple[r.Rep, ...], *findings: r.Finding, movement: r.MovementName = "squat") -> r.Report:
    return r.Report(
        schema_version=r.SCHEMA_VERSION,
        clip=r.Clip(
            name="a.mp4", duration_s=6, fps=2, width=1, height=1, rotation_deg=0, codec="h264", frames_analysed=13
        ),
        movement=movement,
        view=r.View(kind="left", yaw_deg=0.0, roll_deg=None, near_side="left"),
        quality=r.Quality(level="good", detected_share=1.0, people=(), person=1, notes=()),
        baseline=r.Baseline(found=False),
        reps=reps,
        findings=findings,
        summary=r.Summary(headline="", went_well=(), work_on=(), not_assessed={}, reps_complete=2, reps_partial=0),
        provenance=r.Provenance(
            formcheck_version="1",
            model="full",
            model_sha256="a",
            libraries={},
            settings={},
            limits={},
            correction_sha256="b",
            back_sha256="c",
        ),
    )


def _pooled(*clips: Compared) -> Accuracy:
    return pool(SOURCE, clips)


def _check(figures: Accuracy, name: str) -> Any:
    return next(one for one in figures.checks if one.check == name)


def _expected(truth: Truth, name: str, rep: int | None) -> str:
    return expected(truth, next(c for c in MOVEMENTS[truth.movement].checks if c.id == name), rep)


# angles


def test_errors_are_measured_minus_true_with_bias_and_tail() -> None:
    low = compare("a", _report(()), _angles(-2.0), _truth(person="one"))
    high = compare("b", _report(()), _angles(8.0), _truth(person="two"))
    knee = _pooled(low, low, low, high).angles[0]
    assert (knee.view, knee.angle, knee.frames, knee.clips, knee.people) == ("side-on", CSV_ANGLES[0], 52, 4, 2)
    assert knee.mean_abs_error_deg == pytest.approx((3 * 2 + 8) / 4)
    assert knee.bias_deg == pytest.approx((3 * -2 + 8) / 4)
    assert knee.p95_abs_error_deg == pytest.approx(8.0)
    assert knee.told_share == 1.0
    assert knee.within_band_share == pytest.approx(0.75)


def test_truth_lies_on_a_line_between_its_frames() -> None:
    rising = {"t_s": T_S} | {name: [value + 10 * t for t in T_S] for name, value in TRUE_DEG.items()}
    errors = angle_errors(_angles(0.0), _truth(frames=rising))
    assert errors["knee_flexion_deg"].error_deg == pytest.approx(-10 * np.arange(0.0, 6.01, 0.5))


def test_only_frames_with_a_truth_count() -> None:
    short = {"t_s": T_S[:3]} | {name: [value, None, value] for name, value in TRUE_DEG.items()}
    errors = angle_errors(_angles(), _truth(frames=short))["knee_flexion_deg"]
    assert errors.error_deg == pytest.approx([2.0, 2.0])  # at 0 and 2 s: the middle is not known, the rest is past it


def test_the_truth_is_that_of_the_side_called_near() -> None:
    frames = _truth().frames | {"right_knee_flexion_deg": [140.0] * len(T_S)}
    errors = angle_errors(_angles(near="right"), _truth(frames=frames))
    assert np.unique(errors["knee_flexion_deg"].error_deg) == pytest.approx([150.0 - 140.0])
    assert np.unique(errors["trunk_inclination_deg"].error_deg) == pytest.approx([50.0]), "one series for both sides"


def test_an_infinite_band_is_not_told_and_covers_nothing() -> None:
    told, silent = _angles(band_deg=1.0), _angles(band_deg=np.inf)
    figures = _pooled(*(compare("a", _report(()), angles, _truth()) for angles in (told, silent))).angles[0]
    assert (figures.frames, figures.told_share, figures.within_band_share) == (26, 0.5, 0.0)


def test_a_joint_that_is_not_seen_is_not_told() -> None:
    angles = _angles(band_deg=3.0)
    angles.left.angles.knee_flexion_deg[:] = np.nan
    knee, hip, *_ = _pooled(compare("a", _report(()), angles, _truth())).angles
    assert (knee.frames, knee.mean_abs_error_deg, knee.told_share, knee.within_band_share) == (0, None, 0.0, None)
    assert (hip.frames, hip.told_share, hip.within_band_share) == (13, 1.0, 1.0)


@pytest.mark.parametrize(
    ("given", "band"),
    [
        ({"yaw_off_side_deg": 15.0}, "side-on"),
        ({"yaw_off_side_deg": 15.1, "view": "side"}, "15-50° off"),
        ({"yaw_off_side_deg": 50.0}, "15-50° off"),
        ({"yaw_off_side_deg": 50.1}, "front or back"),
        ({"view": "side"}, "side-on"),
        ({"view": "oblique"}, "15-50° off"),
        ({"view": "front"}, "front or back"),
        ({"view": "back"}, "front or back"),
    ],
)
def test_views_are_told_apart_by_yaw(given: dict[str, Any], band: str) -> None:
    assert _truth(**given).view_band == band


# repetitions


def test_repetitions_movement_and_depth_are_counted() -> None:
    right = compare("a", _report((_rep(1, 1.6), _rep(2, 4.2))), _angles(), _truth(depth="floor"))
    wrong = compare(
        "b",
        _report((_rep(1, 1.5, depth="parallel"), _rep(2, 3.0, depth="floor"), _rep(3, 4.5, partial=True))),
        _angles(),
        _truth(depth="floor"),
    )
    close = compare("c", _report((_rep(1, 1.5, depth="below_parallel"),)), _angles(), _truth(depth="floor"))
    hinge = compare("d", _report((), movement="none"), _angles(), _truth(movement="hinge"))
    reps = _pooled(right, wrong, close, hinge).reps
    assert (reps.clips, reps.counted_exactly, reps.movement_right) == (4, 2, 3)
    assert (reps.reps, reps.reps_found, reps.reps_extra, reps.bottoms_close) == (8, 4, 1, 3)
    assert reps.mean_abs_bottom_error_s == pytest.approx((0.1 + 0.3 + 0.0 + 0.0) / 4, abs=0.001)
    assert (reps.squats, reps.depth_told, reps.depth_exact, reps.depth_within_one) == (3, 3, 1, 2)


def test_depth_is_told_only_when_every_repetition_has_one() -> None:
    reps = (_rep(1, 1.5), _rep(2, 4.5, depth=None))
    assert compare("a", _report(reps), _angles(), _truth(depth="floor")).depth_told is None
    assert _pooled(compare("a", _report(()), _angles(), _truth(depth="floor"))).reps.depth_told == 0


def test_a_repetition_is_the_nearest_within_the_true_one() -> None:
    found = match_reps(_truth(), [_rep(1, 0.9), _rep(2, 1.7), _rep(3, 3.0)])
    assert [rep and rep.index for rep in found] == [2, None]


# checks


def test_recall_precision_and_false_alarms() -> None:
    truth = _truth(faults=(TrueFault("heels", "clear", 0), TrueFault("tempo", "strong")))
    report = _report(
        (_rep(1, 1.5), _rep(2, 4.5)),
        _finding("heels", 1, "watch"),
        _finding("heels", 2, "fault"),
        _finding("tempo", 1, "fault"),
        _finding("tempo", 2, "good"),
        _finding("hips_first", 1, "watch"),
        _finding("hips_first", 2, "not_assessed"),
    )
    figures = _pooled(compare("a", report, _angles(), truth))
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
    truth = _truth(faults=(TrueFault("heels", "mild", 0), TrueFault("heels", "mild", 1)))
    report = _report((_rep(1, 1.5), _rep(2, 4.5)), _finding("heels", 1, "fault"), _finding("heels", 2, "good"))
    heels = _check(_pooled(compare("a", report, _angles(), truth)), "heels")
    assert (heels.mild, heels.mild_found) == (2, 1)
    assert (heels.required, heels.clean, heels.unlisted, heels.alarms, heels.recall) == (0, 0, 0, 0, None)


def test_the_worst_level_listed_counts() -> None:
    truth = _truth(faults=(TrueFault("heels", "mild"), TrueFault("heels", "strong", 1)))
    assert [_expected(truth, "heels", rep) for rep in (0, 1)] == ["mild", "required"]


def test_faults_of_a_repetition_that_is_not_found_are_missed_and_not_assessed() -> None:
    truth = _truth(faults=(TrueFault("heels", "clear", 1),))
    heels = _check(_pooled(compare("a", _report((_rep(1, 1.5),)), _angles(), truth)), "heels")
    assert (heels.required, heels.found, heels.recall, heels.not_assessed_share) == (1, 0, 0.0, 1.0)


def test_a_check_on_the_clip_counts_once() -> None:
    report = _report((_rep(1, 1.5), _rep(2, 4.5)), _finding("repeatability", None, "fault"))
    listed = _check(_pooled(compare("a", report, _angles(), _truth(faults=("repeatability",)))), "repeatability")
    assert (listed.required, listed.found_as_fault, listed.clean) == (1, 1, 0)
    clean = _check(_pooled(compare("a", report, _angles(), _truth())), "repeatability")
    assert (clean.required, clean.clean, clean.false_faults) == (0, 1, 1)


def test_a_fault_that_the_true_angles_show_is_no_false_alarm() -> None:
    shallow = _truth().frames | {"thigh_to_horizontal_deg": [9.0] * len(T_S)}
    assert _expected(_truth(), "depth", 0) == "clean"
    assert _expected(_truth(frames=shallow), "depth", 0) == "unlisted"
    report = _report((_rep(1, 1.5), _rep(2, 4.5)), _finding("depth", 1, "fault"), _finding("depth", 2, "good"))
    depth = _check(_pooled(compare("a", report, _angles(), _truth(frames=shallow))), "depth")
    assert (depth.unlisted, depth.clean, depth.alarms, depth.precision) == (2, 0, 0, None)


def test_repetitions_that_truly_differ_are_no_false_alarm() -> None:
    reps = (TrueRep(0, 1, 1.5), TrueRep(1.5, 2, 2.5), TrueRep(2.5, 3, 3.5))
    for spread_deg, wanted in ((0.0, "clean"), (4.9, "clean"), (5.1, "unlisted")):  # of bottoms at 1, 2 and 3 s
        knee_deg = [100.0, 100.0, 100.0 - spread_deg, 100.0 + spread_deg, 100.0, 100.0, 100.0]
        frames = _truth().frames | {"knee_flexion_deg": knee_deg}
        assert _expected(_truth(reps=reps, frames=frames), "repeatability", None) == wanted


def test_compensation_follows_from_its_signs() -> None:
    faults = (TrueFault("lower_back_rounding", "clear", 0), TrueFault("hips_first", "mild", 1))
    pitched = _truth().frames | {"trunk_inclination_deg": [60.0] * len(T_S)}
    assert [_expected(_truth(faults=faults), "lower_back_compensation", rep) for rep in (0, 1)] == ["required", "mild"]
    assert _expected(_truth(), "lower_back_compensation", 0) == "clean"
    assert _expected(_truth(frames=pitched), "lower_back_compensation", 0) == "unlisted"


# truth files and sets


def _write_clips(folder: Path, **splits: str) -> None:
    truth = {
        "movement": "squat",
        "reps": [{"start_s": 0.5, "bottom_s": 1.5, "end_s": 2.5}, {"start_s": 3.5, "bottom_s": 4.5, "end_s": 5.5}],
        "depth": "floor",
        "faults": [{"check": "heels", "level": "clear", "size": 0.2, "unit": "foot lengths", "rep": None}],
        "near_miss": None,
        "frames": _truth().frames | {"contact_left": ["none"] * len(T_S), "hand_on_knee_left": [False] * len(T_S)},
    }
    for name, split in splits.items():
        (folder / f"{name}.mp4").touch()
        text = json.dumps(truth | {"clip": f"{name}.mp4", "split": split, "person_name": f"{split} person"})
        (folder / f"{name}.truth.json").write_text(text, encoding="utf-8")


@pytest.fixture
def analyzed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """An engine that reports two squats with lifted heels, and the clips it was given."""
    calls: list[tuple[str, Any]] = []

    def analyze_clip(path: Path, options: Any, on_progress: Any) -> Any:
        calls.append((path.name, options))
        findings = (_finding("heels", 1, "fault"), _finding("heels", 2, "watch"))
        return SimpleNamespace(report=_report((_rep(1, 1.5), _rep(2, 4.5)), *findings), angles=_angles())

    monkeypatch.setattr(pipeline, "analyze_clip", analyze_clip)
    return calls


@pytest.mark.parametrize(
    ("clip_set", "names"), [("test", ["b", "d"]), ("fit", ["a", "c"]), ("all", ["a", "b", "c", "d", "e"])]
)
def test_a_set_opens_only_its_own_clips(
    clip_set: str,
    names: list[str],
    tmp_path: Path,
    analyzed: list[tuple[str, Any]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    _write_clips(tmp_path, d="test", c="fit", b="test", a="fit", e="sample")
    assert cli.run(["bench", "accuracy", "--set", clip_set, "--clips", str(tmp_path), "--json"]) == 0
    assert [name for name, _ in analyzed] == [f"{name}.mp4" for name in names]
    figures = json.loads(capsys.readouterr().out)
    assert [clip["clip"] for clip in figures["by_clip"]] == names
    assert (figures["source"]["clip_set"], figures["clips"]) == (clip_set, len(names))


def test_options_reach_the_analysis(
    tmp_path: Path, analyzed: list[tuple[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    _write_clips(tmp_path, **dict.fromkeys("abcdefghijklmnopqrstuvwx", "test"))
    begin = ["bench", "accuracy", "--clips", str(tmp_path)]
    assert cli.run([*begin, "--quick", "--raw", "--model", "lite"]) == 0
    assert [name[0] for name, _ in analyzed] == list("acegikmoqsuw")
    assert {(options.model, options.angles) for _, options in analyzed} == {("lite", "raw")}
    analyzed.clear()
    assert cli.run([*begin, "--part", "3", "--markdown"]) == 0
    assert [name[0] for name, _ in analyzed] == list("aiq")
    assert {(options.model, options.angles) for _, options in analyzed} == {("full", "corrected")}
    assert "test set, a part of it: 3 clips, 1 person" in capsys.readouterr().out


@pytest.mark.parametrize("options", [[], ["--set", "samples"]])
def test_a_folder_without_clips_is_one_sentence(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        assert cli.run(["bench", "accuracy", "--clips", str(folder), *options]) == 2
        assert capsys.readouterr().err == f"{folder} holds no clips with truth files: name their folder with --clips.\n"


def test_a_set_without_clips_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write_clips(tmp_path, a="fit")
    assert cli.run(["bench", "accuracy", "--clips", str(tmp_path)]) == 2
    assert capsys.readouterr().err.endswith("holds no clips of the test set: choose another with --set.\n")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"faults": [{"check": "hinge_pattern", "level": "clear", "rep": None}]}, "no check of a squat"),
        ({"faults": ["heals"]}, "'heals'"),
        ({"faults": [{"check": "heels", "level": "clear", "rep": 2}]}, "repetition 2 of 2"),
        ({"faults": [{"check": "heels", "level": "huge"}]}, "not a truth file"),
        ({"reps": None}, "not a truth file"),
        ({"frames": {"t_s": [0, 1], "knee_flexion_deg": [0]}}, "different lengths"),
        ({"frames": {"knee_flexion_deg": [0]}}, "without times"),
    ],
)
def test_a_truth_that_cannot_be_meant_is_one_sentence(changes: dict[str, Any], words: str, tmp_path: Path) -> None:
    _write_clips(tmp_path, a="test")
    path = tmp_path / "a.truth.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), encoding="utf-8")
    with pytest.raises(BadChoice, match=words):
        read_truth(path)


def test_the_truth_of_every_sample_is_read() -> None:
    truths = [read_truth(path) for path in sorted((ROOT / "sample_videos").glob("*.truth.json"))]
    assert len(truths) >= 8
    assert all(np.isfinite(truth.series(name)).all() for truth in truths for name in CSV_ANGLES)
    assert {fault.level for truth in truths for fault in truth.listed} >= {"clear"}


# what is printed and kept


def _example() -> Accuracy:
    truth = _truth(faults=(TrueFault("heels", "clear", 0), TrueFault("tempo", "mild", 0)), depth="below_parallel")
    findings = (_finding("heels", 1, "watch"), _finding("heels", 2, "fault"), _finding("steadiness", 2, "watch"))
    report = _report((_rep(1, 1.5), _rep(2, 4.45)), *findings)
    return _pooled(compare("a", report, _angles(-2.04), truth))


def test_markdown_stays_as_it_is() -> None:
    lines = tables.markdown(_example()).splitlines()
    assert lines[0] == "Rendered people, test set: 1 clip, 1 person; full model, corrected angles."
    assert lines[2:8] == [
        "**Angles of the near side, degrees**",
        "",
        "| camera | angle | frames | mean abs. error | bias | 95 % within | told | truth in band |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| side-on (1 clip, 1 person) | knee flexion | 13 | 2.0 | -2.0 | 2.0 | 100 % | 100 % |",
        "|  | hip flexion | 13 | 2.0 | -2.0 | 2.0 | 100 % | 100 % |",
    ]
    at = lines.index("**Repetitions and depth**")
    assert lines[at + 4 : at + 9] == [
        "| repetitions counted exactly | 1 of 1 clip |",
        "| bottom within 0.25 s | 2 of 2 repetitions, 0.03 s off on average |",
        "| repetitions reported where there is none | 0 |",
        "| squat or hinge told right | 1 of 1 clip |",
        "| depth class exact / at most one off | 0 / 1 of 1 (told in 1 of 1 squats) |",
    ]
    assert "| Heels | 1 of 1 | - | 50 % | 1 | 10.0 | 10.0 | 0 % |" in lines
    assert "| Steadiness | - | - | - | 1 | 0.0 | 10.0 | 50 % |" in lines
    assert "| Speed of descent | - | 0 of 1 | - | 0 | - | - | 100 % |" in lines
    widths = [{line.count("|") for line in table.splitlines() if line.startswith("|")} for table in _tables(lines)]
    assert widths == [{9}, {3}, {9}]


def _tables(lines: list[str]) -> list[str]:
    return [part for part in "\n".join(lines).split("\n\n") if part.startswith("|")]


@pytest.mark.usefixtures("analyzed")
def test_tables_in_the_terminal_name_what_was_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    _write_clips(tmp_path, a="test")
    path = tmp_path / "a.truth.json"
    path.write_text(path.read_text("utf-8").replace('"heels"', '"tempo"'), encoding="utf-8")
    assert cli.run(["bench", "accuracy", "--clips", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "a: missed tempo:1, tempo:2; false heels:1, heels:2" in out.splitlines()
    assert [line.split()[-2:] for line in out.splitlines() if "Speed of descent" in line] == [["100", "%"]]


def test_kept_figures_come_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "accuracy.json"
    path.write_text(_example().to_json(), encoding="utf-8")
    assert read_accuracy(path) == _example()


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("docs", "tests/clips"):
        (tmp_path / folder).mkdir(parents=True)
    text = "before\n<!-- accuracy: generated, held by a test -->\nstale figures\n<!-- /accuracy -->\nafter\n"
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    _write_clips(tmp_path / "tests" / "clips", a="test", b="fit")
    monkeypatch.setattr(command, "CHECKOUT", tmp_path)
    return tmp_path


@pytest.mark.usefixtures("analyzed")
def test_writing_keeps_the_figures_and_shows_them(checkout: Path) -> None:
    for _ in range(2):
        assert cli.run(["bench", "accuracy", "--write", "--json"]) == 0
        readme = (checkout / "README.md").read_text(encoding="utf-8")
        assert _block(readme) == tables.markdown(read_accuracy(checkout / "docs" / "accuracy.json"))
        assert (readme.startswith("before\n<!--"), readme.endswith("-->\nafter\n")) == (True, True)
        assert "stale figures" not in readme


@pytest.mark.parametrize(
    "options",
    [["--quick"], ["--set", "all"], ["--raw"], ["--model", "lite"], ["--clips", "elsewhere"], ["--part", "1"]],
)
def test_only_the_whole_test_set_is_kept(
    options: list[str], checkout: Path, analyzed: list[tuple[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["bench", "accuracy", "--write", *options]) == 2
    assert capsys.readouterr().err.startswith("--write keeps the whole test set")
    assert analyzed == []
    assert not (checkout / "docs" / "accuracy.json").exists()


def test_writing_needs_a_checkout_with_a_place_for_it(
    checkout: Path, analyzed: list[tuple[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "README.md").write_text("no place\n", encoding="utf-8")
    assert cli.run(["bench", "accuracy", "--write"]) == 2
    (checkout / "README.md").unlink()
    assert cli.run(["bench", "accuracy", "--write"]) == 2
    assert capsys.readouterr().err.count("\n") == 2
    assert analyzed == []


@pytest.mark.parametrize("options", [["--markdown", "--json"], ["--quick", "--part", "2"], ["--part", "0"]])
def test_options_that_exclude_each_other_are_one_sentence(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["bench", "accuracy", *options]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def _block(readme: str) -> str:
    shown = re.search(r"<!-- accuracy:.*?-->\n(.*?)<!-- /accuracy -->", readme, re.DOTALL)
    assert shown is not None, "README.md has no block for the figures"
    return shown[1].strip()


def test_the_readme_shows_the_kept_figures() -> None:
    kept = ROOT / command.KEPT
    if not kept.exists():
        pytest.skip("docs/accuracy.json is not there yet: formcheck bench accuracy --write")
    figures = read_accuracy(kept)
    assert (figures.source.clip_set, figures.source.part) == ("test", None)
    assert _block((ROOT / "README.md").read_text("utf-8")) == tables.markdown(figures), "bench accuracy --write"


# the clips themselves


@pytest.fixture(scope="module")
def quick() -> Accuracy:
    if not any((ROOT / command.CLIPS).glob("*.truth.json")):
        pytest.skip(f"no rendered clips in {command.CLIPS}")
    return command.measure(command.Job(part=command.QUICK_PART))


def test_angles_are_as_exact_as_before(quick: Accuracy) -> None:
    assert {one.view for one in quick.angles} == set(WORST_MEAN_ERROR_DEG), "the quick part must show every view"
    wrong = {
        f"{one.view}: {one.angle}": one.mean_abs_error_deg
        for one in quick.angles
        if one.mean_abs_error_deg is None or one.mean_abs_error_deg > WORST_MEAN_ERROR_DEG[one.view][one.angle]
    }
    assert wrong == {}


def test_bands_hold_as_before(quick: Accuracy) -> None:
    shares = {f"{one.view}: {one.angle}": one.within_band_share for one in quick.angles}
    assert {name: share for name, share in shares.items() if share is None or share < WORST["within_band"]} == {}


def test_backs_are_told_as_before(quick: Accuracy) -> None:
    near = next(one for one in quick.backs if one.view == "up to 25° off")
    assert near.mean_abs_error_deg is not None
    assert near.mean_abs_error_deg <= WORST_BACK_ERROR_DEG
    assert near.within_band_share is not None
    assert near.within_band_share >= WORST["within_band"]


def test_repetitions_and_checks_are_as_right_as_before(quick: Accuracy) -> None:
    reps = quick.reps
    assert reps.counted_exactly >= WORST["counted_exactly"] * reps.clips
    assert reps.movement_right >= WORST["movement_right"] * reps.clips
    assert reps.bottoms_close >= WORST["bottoms_close"] * reps.reps
    required, found = (sum(getattr(one, name) for one in quick.checks) for name in ("required", "found"))
    assert found >= WORST["recall"] * required > 0
    judged, false = (sum(getattr(one, name) for one in quick.checks) for name in ("clean_judged", "false_faults"))
    assert 10 * false <= MOST_FALSE_FAULTS_PER_10 * judged


# the lower back


def _bent(lumbar_deg: float, told_deg: float | None, count: int = 13) -> Compared:
    """A clip whose trunk leans throughout."""
    frames = {"t_s": T_S, "trunk_inclination_deg": [40.0] * len(T_S), "lumbar_flexion_deg": [lumbar_deg] * len(T_S)}
    truth = _truth(frames=_truth().frames | frames, yaw_off_side_deg=20.0)
    value = np.full(count, np.nan if told_deg is None else told_deg)
    back = LowerBackAngles(value, np.full(count, 5.0), value, np.full(count, 5.0))
    return compare("a", _report((_rep(1, 1.5),)), replace(_angles(), back=back), truth)


def test_backs_are_pooled_by_how_far_from_side_on() -> None:
    (figures,) = _pooled(_bent(8.0, 12.0), _bent(40.0, 30.0), _bent(10.0, None)).backs
    assert figures.view == "up to 25° off"
    assert (figures.clips, figures.frames) == (3, 26)
    assert figures.mean_abs_error_deg == 7.0
    assert figures.bias_deg == -3.0
    assert figures.told_share == 0.667
    assert figures.within_band_share == 0.5
    assert (figures.order_share, figures.balanced_share) == (1.0, 1.0)


def test_backs_in_the_wrong_order_are_told_apart_from_right_ones() -> None:
    (figures,) = _pooled(_bent(8.0, 30.0), _bent(40.0, 20.0)).backs
    assert (figures.order_share, figures.balanced_share) == (0.0, 0.0)


def test_a_back_that_was_not_looked_at_has_no_figures() -> None:
    assert _pooled(compare("a", _report(()), _angles(), _truth())).backs == ()


# hands on legs and floor


def _support(side: Any, place: r.SupportPlace, from_s: float, to_s: float) -> r.Support:
    return r.Support(
        side=side, place=place, kind="braced", from_s=from_s, to_s=to_s, seconds=to_s - from_s, share_of_ascent=0.5
    )


def _held(*supports: r.Support, seen: tuple[Any, ...] = ("left", "right"), **true: list[str]) -> Compared:
    """A clip of one repetition with its bottom at 3 and its end at 6 s, a frame each half second."""
    t_s = np.arange(0.0, 6.01, 0.5).tolist()
    frames = {"t_s": t_s} | {name: [value] * len(t_s) for name, value in TRUE_DEG.items()}
    frames |= {"contact_left": ["none"] * len(t_s)} | true
    rep = msgspec.structs.replace(_rep(1, 3.0), supports=supports, hands_seen=seen)
    return compare("a", _report((rep,)), _angles(), _truth(frames=frames, reps=(TrueRep(1.0, 3.0, 6.0),)))


def _places(**spans: tuple[int, int]) -> list[str]:
    """At half seconds: nothing but the given places, from one frame to another."""
    out = ["none"] * 13
    for place, (first, last) in spans.items():
        out[first : last + 1] = [place] * (last + 1 - first)
    return out


def test_contacts_are_matched_by_hand_and_surface_with_their_errors() -> None:
    left = _places(knee=(6, 8), thigh=(9, 10))  # 3 to 4 s and 4.5 to 5 s
    told = (_support("left", "knee", 3.1, 4.0), _support("left", "knee", 4.2, 4.8), _support("right", "knee", 3.0, 4.0))
    figures = _pooled(_held(*told, contact_left=left)).contacts
    assert figures is not None
    assert (figures.contacts, figures.matched, figures.missed, figures.extra, figures.hidden) == (2, 2, 0, 1, 0)
    assert figures.place_right == 1
    assert (figures.mean_abs_start_error_s, figures.p95_abs_start_error_s) == (0.2, 0.29)
    assert (figures.mean_abs_end_error_s, figures.p95_abs_end_error_s) == (0.1, 0.19)


def test_contacts_on_the_floor_or_on_something_else_are_none_on_the_leg() -> None:
    floor, other = (_support("left", place, 3.0, 4.0) for place in ("floor", "other"))
    figures = _pooled(_held(floor, other, contact_left=_places(knee=(6, 8)))).contacts
    assert figures is not None
    assert (figures.matched, figures.missed, figures.extra, figures.mean_abs_start_error_s) == (0, 1, 2, None)


def test_one_told_contact_stands_for_one_true_one_only() -> None:
    figures = _pooled(_held(_support("left", "knee", 3.0, 5.0), contact_left=_places(knee=(6, 8), thigh=(9, 10))))
    assert figures.contacts is not None
    assert (figures.contacts.matched, figures.contacts.missed, figures.contacts.extra) == (1, 1, 0)


def test_contacts_of_hidden_hands_are_not_missed() -> None:
    figures = _pooled(_held(seen=("left",), contact_left=_places(knee=(6, 8)), contact_right=_places(knee=(6, 8))))
    assert figures.contacts is not None
    assert (figures.contacts.contacts, figures.contacts.missed, figures.contacts.hidden) == (2, 1, 1)


@pytest.mark.parametrize("frames", [(6, 6), (3, 5), (9, 9)], ids=["brush at the bottom", "on the way down", "brush"])
def test_brushes_and_hands_that_leave_before_the_bottom_may_be_told_or_not(frames: tuple[int, int]) -> None:
    true = _places(knee=frames)
    told = _support("left", "knee", frames[0] / 2, frames[1] / 2)
    assert _pooled(_held(contact_left=true)).contacts is None
    assert _pooled(_held(told, contact_left=true)).contacts is None


def test_contacts_of_a_repetition_that_was_not_found_are_missed() -> None:
    frames = _truth().frames | {"contact_left": ["none", "none", "knee", "knee", "none", "none", "none"]}
    figures = _pooled(compare("a", _report(()), _angles(), _truth(frames=frames, reps=(TrueRep(1.0, 2.0, 4.0),))))
    assert figures.contacts is not None
    assert (figures.contacts.contacts, figures.contacts.missed) == (1, 1)


def test_a_truth_without_hands_has_no_contact_figures() -> None:
    assert compare("a", _report(()), _angles(), _truth()).contacts is None
    assert _example().contacts is None


def test_contacts_have_a_table_of_their_own() -> None:
    figures = _pooled(_held(_support("left", "knee", 3.1, 3.9), contact_left=_places(knee=(6, 8))))
    lines = tables.markdown(figures).splitlines()
    at = lines.index("**Hands on legs or floor while rising**")
    assert lines[at + 2 : at + 9] == [
        "| what | right |",
        "| --- | --- |",
        "| contacts found | 1 of 1 (0 by hidden hands) |",
        "| knee, thigh and floor told apart | 1 of 1 |",
        "| contacts reported where there is none | 0 |",
        "| beginning of a contact | 0.10 s off on average, 95 % within 0.10 s |",
        "| end of a contact | 0.10 s off on average, 95 % within 0.10 s |",
    ]
