"""formcheck checkup: tests by name, judged together; what is wrong is one sentence before anything is judged."""

from dataclasses import replace
from pathlib import Path

import pytest
from fake_pipeline import Pipeline
from visits import REACHING, knowing

from formcheck.cli import main as cli
from formcheck.schema import Visit


@pytest.fixture(autouse=True)
def reaching(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in folder.iterdir():
        path.write_bytes(b"a film")
    knowing(monkeypatch, replace(REACHING, name="squat"))  # the engine's stand-in finds squats


def test_every_clip_is_judged_as_its_test(folder: Path, engine: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["checkup", f"squat={folder / 'a.mp4'}", f"squat.coached={folder / 'b.mov'}"]) == 0
    assert [options.movement for _, options in engine.asked] == ["squat", "squat"]
    out = " ".join(capsys.readouterr().out.split())
    for said in ("Reach up twice: As you do it", "Reach: 540°, give or take 2", "Next check-up about"):
        assert said in out


def test_takes_come_in_the_order_of_the_tests(folder: Path, engine: Pipeline) -> None:
    assert cli.run(["checkup", f"squat.coached={folder / 'b.mov'}", f"squat={folder / 'a.mp4'}"]) == 0
    assert [path.name for path, _ in engine.asked] == ["a.mp4", "b.mov"]


def test_it_prints_json_and_writes_the_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = folder / "visit.html"
    assert cli.run(["checkup", f"squat={folder / 'a.mp4'}", "--json", "--html", str(page)]) == 0
    made = Visit.from_json(capsys.readouterr().out)
    assert [(part.movement, part.take) for part in made.parts] == [("squat", "usual")]
    assert "Reach: 540°" in page.read_text(encoding="utf-8")


def test_dashes_are_as_good_as_underscores(folder: Path, engine: Pipeline) -> None:
    assert cli.run(["checkup", f"sit-to-stand={folder / 'a.mp4'}"]) == 0
    assert engine.asked[0][1].movement == "sit_to_stand"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.mp4"], "“a.mp4” is not NAME=FILE. Please write squat=video.mp4."),
        (["squat="], "is not NAME=FILE"),
        (
            ["jump=a.mp4"],
            "“jump” is not a test. Please choose from: squat, squat.coached, pick_up, pick_up.coached, ",
        ),
        (["squat=a.mp4", "squat=b.mp4"], "“squat” is there twice."),
        (["squat=gone.mp4"], "We can't find gone.mp4."),
        ([], "Missing argument"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    arguments: list[str], said: str, engine: Pipeline, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["checkup", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert engine.asked == []


def test_a_folder_that_is_not_there_is_said_before_minutes_of_work(folder: Path, engine: Pipeline) -> None:
    assert cli.run(["checkup", f"squat={folder / 'a.mp4'}", "--html", str(folder / "no" / "x.html")]) == 2
    assert engine.asked == []


def test_a_clip_that_is_none_ends_it_with_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["checkup", f"squat={folder / 'bad.mp4'}"]) == 2
    assert "bad.mp4 is not a video." in capsys.readouterr().err
