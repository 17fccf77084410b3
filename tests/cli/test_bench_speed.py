"""formcheck bench speed measures in turns."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fake_pipeline import Pipeline

from formcheck.cli import main as cli
from formcheck.cli.bench import speed as bench
from formcheck.cli.bench import speed_page
from formcheck.clip import pipeline
from formcheck.errors import BadChoice
from formcheck.settings import AnalysisOptions

SAMPLE = Path(__file__).resolve().parents[2] / "sample_videos" / "floor_squat_side.mp4"


@pytest.fixture
def speed_order(monkeypatch: pytest.MonkeyPatch, engine: Pipeline) -> list[str]:
    order: list[str] = []

    def landmarker(pictures: Any, model: str) -> float:
        order.append(f"bare {model} {sum(1 for _ in pictures)}")
        return 2.0

    def analyze(path: Path, options: AnalysisOptions) -> None:
        order.append("analysis")

    def write(analysis: Any, path: Path) -> None:
        assert path.parent.is_dir()
        order.append("video")

    monkeypatch.setattr(bench.pose, "bare_landmarker_seconds", landmarker)
    monkeypatch.setattr(pipeline, "analyze_clip", analyze)
    monkeypatch.setattr(pipeline, "write_annotated", write)
    return order


def test_speed_is_measured_in_turns(speed_order: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["bench", "speed", str(SAMPLE), "--runs", "2", "--model", "lite", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    bare = f"bare lite {figures['frames']}"
    assert speed_order == [bare, "analysis", "analysis", "video", "analysis", "video", "analysis", bare]
    assert figures["frames"] > 20
    assert figures["landmarker_s"] == [2.0, 2.0]
    assert len(figures["analysis_s"]) == len(figures["analysis_with_video_s"]) == 2
    assert figures["cores"] >= 1
    assert figures["peak_memory_mb"] is None or 20 < figures["peak_memory_mb"] < 20_000


@pytest.mark.usefixtures("speed_order")
def test_speed_as_a_table_names_the_ratio(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["bench", "speed", str(SAMPLE), "--runs", "1"]) == 0
    out = capsys.readouterr().out
    assert [line.split()[-2] for line in out.splitlines() if "pose model alone" in line] == ["1.00"]
    assert "peak memory" in out


def test_speed_of_a_bad_clip_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["bench", "speed", str(tmp_path / "none.mp4")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_speed_in_the_docs_is_the_kept_one() -> None:
    page = (speed_page.CHECKOUT / speed_page.PAGE).read_text("utf-8")
    block = speed_page.BLOCK.search(page)
    assert block is not None
    assert block[0] == f"{block[1]}{speed_page.markdown(speed_page.kept())}\n{block[2]}"


@pytest.mark.usefixtures("speed_order")
def test_measured_speed_is_kept_and_says_what_was_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    page = tmp_path / speed_page.PAGE
    page.write_text("before\n<!-- speed: generated, held by a test -->\nold\n<!-- /speed -->\nafter\n")
    figures = replace(bench.measure(SAMPLE, 1, "full"), analysis_s=[1.0, 1.2, 1.4], analysis_with_video_s=[1.8] * 3)
    speed_page.check_writing(tmp_path)
    speed_page.keep(figures, tmp_path)
    assert speed_page.kept(tmp_path) == figures
    lines = page.read_text().splitlines()
    assert lines[0] == "before"
    assert lines[-1] == "after"
    assert "old" not in lines
    assert lines[-4].endswith("| 0.60 (0.50 to 0.70) | 0.60: met |")
    assert lines[-3].endswith("| 0.90 (0.90 to 0.90) | 0.80: missed |")


def test_speed_is_not_written_outside_a_checkout(tmp_path: Path) -> None:
    with pytest.raises(BadChoice, match="source checkout"):
        speed_page.check_writing(tmp_path)
