"""formcheck analyze --from and --to: a part of a long clip, in pieces that fit into memory."""

import json
from pathlib import Path

import pytest
from fake_pipeline import Pipeline
from media.make_video import write_clip

from formcheck.cli import main as cli

EVERY_S = 30.0


@pytest.fixture
def lesson(folder: Path) -> Path:
    """Twenty-five minutes, a picture every half minute."""
    return write_clip(folder / "lesson.mp4", [n * EVERY_S for n in range(51)], size_wh=(64, 64))


def asked(engine: Pipeline) -> list[tuple[float, float | None]]:
    return [(options.video.from_s, options.video.to_s) for _, options in engine.asked]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("lesson*.report.json"))


def test_one_part_has_results_of_its_own(lesson: Path, folder: Path, engine: Pipeline) -> None:
    assert cli.run(["analyze", "--from", "4:00", "--to", "6:30", str(lesson)]) == 0
    assert asked(engine) == [(240.0, 390.0)]
    assert names(folder) == ["lesson.from0h04m00.report.json"]


def test_a_long_part_is_checked_in_equal_pieces(lesson: Path, folder: Path, engine: Pipeline) -> None:
    assert cli.run(["analyze", "--from", "0", str(lesson)]) == 0
    begins, ends = zip(*asked(engine), strict=True)
    assert begins == (0.0, *ends[:-1])
    assert ends[-1] is None
    assert len(begins) == 3
    assert max(end - begin for begin, end in zip(begins, ends[:-1], strict=False)) <= 600.0
    assert len(names(folder)) == 3


def test_a_clip_is_not_read_beyond_its_end(lesson: Path, engine: Pipeline) -> None:
    assert cli.run(["analyze", "--no-video", "--from", "20:00", "--to", "3:00:00", str(lesson)]) == 0
    assert [begin for begin, _ in asked(engine)] == [1200.0]


def test_without_a_part_nothing_changes(lesson: Path, folder: Path, engine: Pipeline) -> None:
    assert cli.run(["analyze", str(lesson)]) == 0
    assert asked(engine) == [(0.0, None)]
    assert names(folder) == ["lesson.report.json"]


def test_reports_of_pieces_are_a_list(lesson: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["analyze", "--json", "--from", "0", str(lesson)]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--from", "26:00"], "lesson.mp4 ends before 0:26:00."),
        (["--from", "soon"], "'soon' is not a time like 1:05:00, 40:00 or 90 (seconds)"),
        (["--from", "1:2:3:4"], "is not a time like"),
        (["--from", "9" * 5000], "is not a time like"),
        (["--from", "-1:00"], "is not a time like"),
        (["--from", "1:90"], "is not a time like"),
        (["--to", "0"], "--from must be earlier than --to"),
        (["--from", "5:00", "--to", "4:00"], "--from must be earlier than --to"),
    ],
)
def test_a_part_that_is_none_is_said(
    lesson: Path, engine: Pipeline, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert cli.run(["analyze", *words, str(lesson)]) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert not engine.asked
