"""formcheck analyze --person all: results for each person, the cost beforehand, and nothing lost when one fails."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fake_pipeline import Pipeline

from formcheck import schema as r
from formcheck.cli import main as cli
from formcheck.clip import pipeline
from formcheck.clip.measuring import Found
from formcheck.errors import OutputError
from formcheck.settings import AnalysisOptions


@pytest.fixture
def in_view(engine: Pipeline, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Numbers of the people in every clip."""
    people = [1, 2, 3]

    def analyze_everybody(
        path: Path, options: AnalysisOptions, on_progress: Callable[[Any], None], on_found: Callable[[Found], None]
    ) -> Iterator[Any]:
        plain = engine.analyze_clip(path, options, on_progress)
        on_found(Found(people=len(people), passes=max(len(people) - 1, 0)))
        for number in people or [None]:
            quality = msgspec.structs.replace(plain.report.quality, person=number)
            plain.report = msgspec.structs.replace(plain.report, quality=quality)
            yield plain

    monkeypatch.setattr(pipeline, "analyze_everybody", analyze_everybody)
    return people


def made(folder: Path, ending: str = ".json") -> list[str]:
    return sorted(path.name for path in folder.glob(f"*{ending}"))


def test_each_person_has_own_results(folder: Path, in_view: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["analyze", "--person", "all", str(folder / "a.mp4")]) == 0
    assert made(folder) == [f"a.person{k}.report.json" for k in (1, 2, 3)]
    assert made(folder, ".annotated.mp4") == [f"a.person{k}.annotated.mp4" for k in (1, 2, 3)]
    second = r.Report.from_json((folder / "a.person2.report.json").read_text())
    assert second.quality.person == 2
    out, err = capsys.readouterr()
    assert err == "a.mp4: we found 3 people. Following each takes about 0 seconds more.\n"
    assert out.count("Wrote") == 12


@pytest.mark.parametrize(
    ("people", "said", "names"),
    [([1], "we found one person.", ["a.person1.report.json"]), ([], "we found nobody.", ["a.report.json"])],
)
def test_one_person_and_nobody(
    folder: Path,
    in_view: list[int],
    people: list[int],
    said: str,
    names: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    in_view[:] = people
    assert cli.run(["analyze", "--person", "all", "--no-video", str(folder / "a.mp4")]) == 0
    assert made(folder) == names
    assert capsys.readouterr().err == f"a.mp4: {said}\n"


def test_what_was_made_before_a_failure_stays(
    folder: Path, in_view: list[int], engine: Pipeline, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.video_error = OutputError("The disk is full.")
    assert cli.run(["analyze", "--person", "all", str(folder / "a.mp4")]) == 2
    assert made(folder) == ["a.person1.report.json"]
    assert "a.person1.report.json" in "".join(capsys.readouterr().out.split())


def test_a_calibration_is_one_persons(folder: Path, in_view: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    words = ["analyze", "--person", "all", "--calibration", "me.json", str(folder / "a.mp4")]
    assert cli.run(words) == 2
    assert "a calibration is one person's" in capsys.readouterr().err
