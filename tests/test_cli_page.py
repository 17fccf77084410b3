"""formcheck analyze leaves a page to read and print beside the other results."""

import re
from functools import cache
from html import escape
from pathlib import Path

import pytest

from formcheck.cli import main as cli
from formcheck.clip import pipeline
from formcheck.settings import AnalysisOptions
from formcheck.wording.summary import headline

SAMPLE = Path(__file__).parents[1] / "sample_videos" / "hip_hinge_side.mp4"
measure = pipeline.analyze_clip


@cache
def analysis() -> pipeline.Analysis:
    return measure(SAMPLE, AnalysisOptions(model="lite"))


@pytest.mark.parametrize("video", [True, False], ids=["with video", "without"])
def test_the_page_lies_beside_the_report_with_its_stills(
    video: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "analyze_clip", lambda *_args: analysis())
    options = ["--out", str(tmp_path)] + ([] if video else ["--no-video"])
    assert cli.run(["analyze", str(SAMPLE), *options]) == 0
    path = tmp_path / "hip_hinge_side.report.html"
    page = path.read_text(encoding="utf-8")
    report = analysis().report
    assert escape(headline(report).text) in page
    assert len(re.findall(r'<img src="data:image/jpeg;base64,', page)) == len(report.reps) == 2
    assert (tmp_path / "hip_hinge_side.annotated.mp4").exists() == video
    assert f"Wrote {path}" in capsys.readouterr().out
    assert len(page) < 600_000
