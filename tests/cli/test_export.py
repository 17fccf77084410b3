"""formcheck export: which files it makes, where, and what stops it."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from figures import Shot, analyzed, floor_squat

from formcheck.cli import main as cli
from formcheck.cli import serve
from formcheck.clip import pipeline
from formcheck.errors import UnreadableVideo

SIDE = analyzed(Shot(motion=floor_squat(1)))
FRONT = analyzed(Shot(motion=floor_squat(1), body_yaw_deg=90))
TABLES = [f"{name}.parquet" for name in ("angles", "findings", "reps")]
REPORT = "report.json"
TIDY = [f"tidy.{name}.csv" for name in ("angles", "findings", "reps")]


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    asked: list[object] = []

    def analyze(path: Path, options: object, *_: object) -> object:
        asked.append(options)
        if path.stem == "bad":
            raise UnreadableVideo("bad.mp4 is not a video.")
        found = FRONT if path.stem == "b" else SIDE
        clip = msgspec.structs.replace(found.report.clip, name=path.name)
        return SimpleNamespace(analyzed=replace(found, report=msgspec.structs.replace(found.report, clip=clip)))

    monkeypatch.setattr(pipeline, "analyze_clip", analyze)
    return asked


def made(folder: Path, stem: str = "a") -> list[str]:
    return sorted(
        path.name.removeprefix(f"{stem}.") for path in folder.iterdir() if path.suffix not in (".mp4", ".mov")
    )


def test_it_writes_everything_beside_the_clip(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["export", str(folder / "a.mp4")]) == 0
    assert made(folder) == sorted([*TABLES, *TIDY, REPORT, "mot", "trc"])
    out = capsys.readouterr().out
    assert all(f"Wrote {folder / 'a'}.{name}" in out for name in made(folder))


def test_formats_folder_and_options_are_chosen(folder: Path, drawn: list[object]) -> None:
    words = ["--to", "MOT,parquet", "--movement", "hinge", "--model", "lite", "--out", str(folder / "new" / "deep")]
    assert cli.run(["export", *words, str(folder / "a.mp4")]) == 0
    assert made(folder / "new" / "deep") == sorted([*TABLES, REPORT, "mot"])
    assert (drawn[0].movement, drawn[0].model) == ("hinge", "lite")


def test_height_scales_the_markers(folder: Path) -> None:
    sizes = []
    for height in ("1.5", "2.0"):
        assert cli.run(["export", "--to", "trc", "--height", height, str(folder / "a.mp4")]) == 0
        sizes.append(float((folder / "a.trc").read_text().splitlines()[6].split("\t")[3]))
    assert sizes[1] / sizes[0] == pytest.approx(2.0 / 1.5, abs=0.001)


def test_a_second_clip_of_that_name_gets_names_of_its_own(folder: Path) -> None:
    assert cli.run(["export", "--to", "mot", str(folder / "a.mp4")]) == 0
    (folder / "a.mov").write_bytes(b"another clip")
    before = (folder / "a.mot").stat().st_mtime_ns
    assert cli.run(["export", "--to", "mot", str(folder / "a.mov")]) == 0
    assert (folder / "a.mot").stat().st_mtime_ns == before
    assert (folder / "a-2.mot").is_file()


def test_from_the_front_everything_but_markers_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["export", str(folder / "b.mov")]) == 0
    assert made(folder, "b") == sorted([*TABLES, *TIDY, REPORT, "mot"])
    assert "from the side" in capsys.readouterr().err
    assert cli.run(["export", "--to", "trc", str(folder / "b.mov")]) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--to", "c3d", "a.mp4"], "'c3d' is not one of trc, mot, csv, parquet"),
        (["--to", "", "a.mp4"], "'' is not one of"),
        (["--person", "all", "a.mp4"], "one person"),
        (["--height", "172", "a.mp4"], "--height"),
        (["bad.mp4"], "bad.mp4 is not a video."),
        (["--out", "a.mp4/sub", "a.mp4"], "We can't save in the folder"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    folder: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert cli.run(["export", *words]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert len(err.splitlines()) == 1
    assert made(folder) == []


def test_a_bad_clip_does_not_stop_the_others(folder: Path) -> None:
    assert cli.run(["export", "--to", "mot", str(folder / "bad.mp4"), str(folder / "a.mp4")]) == 2
    assert made(folder) == ["mot", REPORT]


def test_without_its_extra_the_app_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda name: None if name == "streamlit" else object())
    assert cli.run(["app"]) == 2
    assert capsys.readouterr().err == "The app is not installed: please run pip install 'formcheck[app]' first.\n"
