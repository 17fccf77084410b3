"""The guided minute of a rendered person on the command line, and what it changes."""

import json
from pathlib import Path

import pytest

from formcheck.cli import main as cli

CLIPS = Path(__file__).resolve().parents[0] / "clips"
MINUTE = CLIPS / "calibration" / "calibration_ines.mp4"
HINGE = CLIPS / "hinge_60_frames_per_second_ines.mp4"


def rounding(capsys: pytest.CaptureFixture[str], *words: str) -> float:
    """The lower back's flexion that analysing one clip of her tells."""
    assert cli.run(["analyze", "--json", *words, str(HINGE)]) == 0
    report = json.loads(capsys.readouterr().out)
    (finding,) = [f for f in report["findings"] if f["check"] == "lower_back_rounding"]
    return float(finding["value"])


def test_what_her_flat_back_reads_is_taken_off(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "ines.calibration.json"
    assert cli.run(["calibrate", str(MINUTE), "--out", str(kept)]) == 0
    said = capsys.readouterr().err
    assert "corrects the angle of your lower back by" in said
    offset = json.loads(kept.read_text(encoding="utf-8"))["offset_deg"]
    before, after = rounding(capsys), rounding(capsys, "--calibration", str(kept))
    assert abs(before - after - offset) < 6.0
    assert after < 20.0


def test_a_clip_without_the_guided_minute_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["calibrate", str(CLIPS / "squat_from_the_front_chen.mp4")]) == 2
    assert "from the side" in capsys.readouterr().err


def test_a_file_that_is_none_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.json"
    other.write_text("{}", encoding="utf-8")
    assert cli.run(["analyze", "--calibration", str(other), str(HINGE)]) == 2
    assert "formcheck calibrate" in capsys.readouterr().err
