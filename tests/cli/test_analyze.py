"""formcheck analyze: what it makes of clips, where it puts it, and what stops it."""

import json
from pathlib import Path
from typing import Any

import pytest
from fake_pipeline import Pipeline, report

from formcheck import schema as r
from formcheck.cli import main as cli
from formcheck.clip import pipeline
from formcheck.errors import OutputError
from formcheck.settings import AnalysisOptions
from formcheck.wording.summary import headline


def _made(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.suffix not in (".mov", ".mp4") or "annotated" in p.name)


def test_writes_report_angles_and_video_beside_the_clip(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["analyze", str(folder / "a.mp4")]) == 0
    assert _made(folder) == ["a.angles.csv", "a.annotated.mp4", "a.report.html", "a.report.json"]
    assert r.Report.from_json((folder / "a.report.json").read_text()) == report("a.mp4")
    assert (folder / "a.report.html").read_text() == "a.mp4 drawn"
    assert (folder / "a.angles.csv").read_text() == "t_s\n0.0000\n0.5000\n"
    out, err = capsys.readouterr()
    assert headline(report("a.mp4")).text in " ".join(out.split())
    assert all(str(folder / name) in out for name in _made(folder))
    assert err == ""


def test_options_reach_the_engine(folder: Path, engine: Pipeline) -> None:
    words = ["--movement", "hinge", "--model", "lite", "--person", "2", "--no-video", "--out"]
    assert cli.run(["analyze", *words, str(folder / "new" / "deep"), str(folder / "a.mp4")]) == 0
    assert engine.asked == [(folder / "a.mp4", AnalysisOptions(movement="hinge", model="lite", person=2))]
    assert _made(folder / "new" / "deep") == ["a.angles.csv", "a.report.html", "a.report.json"]


def test_json_of_one_clip_is_one_object_and_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["analyze", "--json", str(folder / "a.mp4")]) == 0
    out, err = capsys.readouterr()
    assert r.Report.from_json(out) == report("a.mp4")
    assert err == ""
    assert _made(folder) == []


def test_json_of_several_clips_is_a_list_without_the_bad_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["analyze", "--json", *(str(folder / n) for n in ("a.mp4", "bad.mp4", "b.mov"))]) == 2
    out, err = capsys.readouterr()
    assert [report["clip"]["name"] for report in json.loads(out)] == ["a.mp4", "b.mov"]
    assert err == "bad.mp4 is not a video.\n"


def test_json_of_nothing_but_bad_clips_is_an_empty_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad2.mp4").touch()
    assert cli.run(["analyze", "--json", str(folder / "bad.mp4"), str(folder / "bad2.mp4")]) == 2
    assert json.loads(capsys.readouterr().out) == []
    assert cli.run(["analyze", "--json", str(folder / "bad.mp4")]) == 2
    assert capsys.readouterr().out == ""


def test_json_with_out_writes_files_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["analyze", "--json", "--out", str(folder / "out"), str(folder / "a.mp4")]) == 0
    assert r.Report.from_json(capsys.readouterr().out) == report("a.mp4")
    assert _made(folder / "out") == ["a.angles.csv", "a.annotated.mp4", "a.report.html", "a.report.json"]


def test_a_bad_clip_does_not_stop_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["analyze", *(str(folder / n) for n in ("bad.mp4", "a.mp4", "b.mov"))]) == 2
    assert len(_made(folder)) == 8
    assert capsys.readouterr().err == "bad.mp4 is not a video.\n"


def test_a_fault_of_ours_is_one_sentence_and_does_not_stop_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["analyze", *(str(folder / n) for n in ("broken.mp4", "bad.mp4", "a.mp4"))]) == 1
    err = capsys.readouterr().err.splitlines()
    assert err[0].startswith("Sorry, FormCheck failed on broken.mp4 (TypeError): please run it again with --debug")
    assert len(err) == 2
    assert "a.report.json" in _made(folder)


def test_clips_of_one_name_do_not_overwrite_each_other(folder: Path) -> None:
    (folder / "x").mkdir()
    (folder / "x" / "a.mp4").touch()
    out = folder / "out"
    assert cli.run(["analyze", "--no-video", "--out", str(out), str(folder / "a.mp4"), str(folder / "x/a.mp4")]) == 0
    assert _made(out) == [
        f"{name}.{end}" for name in ("a-2", "a") for end in ("angles.csv", "report.html", "report.json")
    ]


def test_a_clip_named_twice_is_analysed_once(folder: Path, engine: Pipeline) -> None:
    assert cli.run(["analyze", "--no-video", str(folder / "a.mp4"), str(folder / "x" / ".." / "a.mp4")]) == 0
    assert len(engine.asked) == 1


def test_a_second_run_on_everything_leaves_out_results(
    folder: Path, engine: Pipeline, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.annotated.mp4").write_text("a result")
    assert cli.run(["analyze", "--no-video", str(folder / "a.annotated.mp4"), str(folder / "a.mp4")]) == 0
    assert [path.name for path, _ in engine.asked] == ["a.mp4"]
    assert capsys.readouterr().err == "a.annotated.mp4 was left out because it is a result of an earlier run.\n"
    assert cli.run(["analyze", "--no-video", str(folder / "a.annotated.mp4")]) == 0
    assert engine.asked[-1][0].name == "a.annotated.mp4"


def test_what_is_made_stays_when_the_video_fails(
    folder: Path, engine: Pipeline, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.video_error = OutputError("The disk is full.")
    assert cli.run(["analyze", str(folder / "a.mp4")]) == 2
    assert _made(folder) == ["a.angles.csv", "a.report.json"]
    out, err = capsys.readouterr()
    assert err == "The disk is full.\n"
    assert headline(report("a.mp4")).count in out
    assert "a.angles.csv" in out
    assert "a.annotated.mp4" not in out


def test_a_folder_that_cannot_be_written_is_known_before_the_work(
    folder: Path, engine: Pipeline, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["analyze", "--out", str(folder / "a.mp4" / "x"), str(folder / "b.mov")]) == 2
    err = capsys.readouterr().err
    assert str(folder / "a.mp4") in err
    assert "--out" in err
    assert err.count("\n") == 1
    assert engine.asked == []


def test_without_permission_beside_the_clip_out_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = Path.open

    def refuse(path: Path, mode: str = "r", **more: Any) -> Any:
        if mode == "x" and path.parent == folder:
            raise PermissionError(13, "Permission denied")
        return opened(path, mode, **more)

    monkeypatch.setattr(Path, "open", refuse)
    assert cli.run(["analyze", str(folder / "a.mp4")]) == 2
    err = capsys.readouterr().err
    assert str(folder) in err
    assert "--out" in err
    assert err.count("\n") == 1
    assert cli.run(["analyze", str(folder / "a.mp4"), "--out", str(folder / "out")]) == 0


def test_stopping_closes_the_list_and_passes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done = pipeline.analyze_clip

    def press(path: Path, *more: Any) -> Any:
        if path.name == "b.mov":
            raise KeyboardInterrupt
        return done(path, *more)

    monkeypatch.setattr(pipeline, "analyze_clip", press)
    with pytest.raises(KeyboardInterrupt):
        cli.run(["analyze", "--json", str(folder / "a.mp4"), str(folder / "b.mov")])
    assert len(json.loads(capsys.readouterr().out)) == 1


def test_the_report_carries_the_video_when_asked_for(folder):
    assert cli.run(["analyze", "--no-video", "--with-video", str(folder / "a.mp4")]) == 0
    assert (folder / "a.report.html").read_text() == "a.mp4 taken a player"
    assert cli.run(["analyze", str(folder / "a.mp4")]) == 0
    assert (folder / "a.report.html").read_text() == "a.mp4 drawn"
