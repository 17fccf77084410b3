"""Accuracy is counted only on the clips it may be counted on, and a truth that cannot be meant is refused."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from compared import ROOT, write_clips

from formcheck.cli import main as cli
from formcheck.cli.accuracy.truth import Truth, read_truth
from formcheck.errors import BadChoice
from formcheck.motion.angles import CSV_ANGLES


def changed_truth(folder: Path, **changes: Any) -> Truth:
    """The truth of a clip with two squats, but for what is changed."""
    write_clips(folder, a="test")
    path = folder / "a.truth.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes), encoding="utf-8")
    return read_truth(path)


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
    write_clips(tmp_path, d="test", c="fit", b="test", a="fit", e="sample")
    assert cli.run(["bench", "accuracy", "--set", clip_set, "--clips", str(tmp_path), "--json"]) == 0
    assert [name for name, _ in analyzed] == [f"{name}.mp4" for name in names]
    figures = json.loads(capsys.readouterr().out)
    assert [clip["clip"] for clip in figures["by_clip"]] == names
    assert (figures["source"]["clip_set"], figures["clips"]) == (clip_set, len(names))


def test_options_reach_the_analysis(
    tmp_path: Path, analyzed: list[tuple[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    write_clips(tmp_path, **dict.fromkeys("abcdefghijklmnopqrstuvwx", "test"))
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
        assert (
            capsys.readouterr().err
            == f"{folder} has no videos with truth files: please give their folder with --clips.\n"
        )


def test_a_set_without_clips_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_clips(tmp_path, a="fit")
    assert cli.run(["bench", "accuracy", "--clips", str(tmp_path)]) == 2
    assert capsys.readouterr().err.endswith("has no videos of the test set: please choose another with --set.\n")


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
    with pytest.raises(BadChoice, match=words):
        changed_truth(tmp_path, **changes)


def test_the_truth_of_every_sample_is_read() -> None:
    truths = [read_truth(path) for path in sorted((ROOT / "sample_videos").glob("*.truth.json"))]
    assert len(truths) >= 8
    assert all(np.isfinite(truth.series(name)).all() for truth in truths for name in CSV_ANGLES)
    assert {fault.level for truth in truths for fault in truth.listed} >= {"clear"}


@pytest.mark.parametrize(("seconds", "level"), [(4.0, "clear"), (6.0, "mild"), (11.0, None)])
def test_how_long_somebody_stays_low_is_held_against_the_limit(
    tmp_path: Path, seconds: float, level: str | None
) -> None:
    held = {"start_s": 1.0, "end_s": 1.0 + seconds, "rung": "free"}
    truth = changed_truth(tmp_path, movement="floor_sit", depth="parallel", faults=[], holds=[held])
    assert truth.level_of("hold_time", 0) == level


@pytest.mark.parametrize(("index", "level"), [(98.0, "clear"), (78.0, "mild"), (51.0, None)])
def test_a_stoop_to_pick_something_up_is_held_against_the_limit(
    tmp_path: Path, index: float, level: str | None
) -> None:
    reps = [{"start_s": 0.5, "bottom_s": 1.5, "end_s": 2.5, "stoop_squat_index": index}]
    truth = changed_truth(tmp_path, movement="pick_up", depth=None, faults=[], reps=reps)
    assert truth.level_of("pick_strategy", 0) == level
