import errno
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import made_reports
import numpy as np
import pytest

from formcheck import schema as r
from formcheck.errors import OutputError
from formcheck.motion.angles import Angles, Bands, LowerBackAngles, OneSide, SideAngles
from formcheck.ordinary import fingerprint
from formcheck.reports import export


def _report(name: str = "squat.mp4") -> r.Report:
    return made_reports.report(clip=made_reports.clip(name=name))


def _angles(rows: int = 3, *, lumbar: bool = False) -> Angles:
    def side(start: float) -> OneSide:
        series = [np.arange(rows) + start + 100.0 * column for column in range(7)]
        bands = Bands(*(np.full(rows, width) for width in (5.0, 6.0, 3.0, 2.0, np.inf)))
        return OneSide(SideAngles(*series), bands, SideAngles(*(values - 1.0 for values in series)))

    left = side(0.126)
    left.angles.knee_flexion_deg[1:2] = np.nan
    left.angles.tibia_inclination_deg[:1] = -0.001
    t_s = np.arange(rows) / 30
    extra = LowerBackAngles(*(np.full(rows, deg) for deg in (5.0, 4.0, 2.0, 3.0))) if lumbar else None
    return Angles(t_s, "left", left, side(0.5), np.ones(rows), np.ones(rows), extra)


def test_report_reads_back_and_ends_with_a_line_break(tmp_path: Path) -> None:
    path = tmp_path / "squat.report.json"
    export.write_report(_report("Kniebeuge ü.mp4"), path)
    data = path.read_bytes()
    assert r.Report.from_json(data) == _report("Kniebeuge ü.mp4")
    assert data.endswith(b"}\n")
    assert "ü" in data.decode()
    assert b"\r" not in data


def test_angles_have_a_header_unix_lines_fixed_decimals_and_empty_cells(tmp_path: Path) -> None:
    path = tmp_path / "squat.angles.csv"
    export.write_angles(_angles(), path)
    lines = path.read_bytes().decode().split("\n")
    assert lines[0].startswith(
        "t_s,knee_flexion_deg,hip_flexion_deg,trunk_inclination_deg,tibia_inclination_deg,thigh_to_horizontal_deg,"
        "left_knee_flexion_deg"
    )
    assert ",right_thigh_to_horizontal_deg,knee_flexion_band_deg," in lines[0]
    assert lines[0].endswith(",raw_thigh_to_horizontal_deg")
    assert lines[1].startswith("0.0000,0.13,100.13,200.13,0.00,400.13,0.13,")
    assert lines[2].startswith("0.0333,,101.13,201.13,301.13,401.13,,")
    assert lines[3].startswith("0.0667,2.13,")
    assert lines[4:] == [""]
    assert lines[1].endswith(",5.00,6.00,3.00,2.00,,-0.87,99.13,199.13,299.13,399.13")  # no band: nothing is told
    assert {line.count(",") for line in lines[:4]} == {25}


def test_lumbar_column_only_where_estimated(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    export.write_angles(_angles(lumbar=True), path)
    assert path.read_text().splitlines()[0].split(",")[6] == "lumbar_flexion_deg"


def test_no_frames_leave_a_header(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    export.write_angles(_angles(0), path)
    assert path.read_text().startswith("t_s,knee")
    assert len(path.read_text().splitlines()) == 1


def test_an_older_result_is_replaced_and_files_are_as_readable_as_any(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    export.write_angles(_angles(), path)
    assert path.read_text().startswith("t_s")
    ordinary = tmp_path / "ordinary"
    ordinary.touch()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(ordinary.stat().st_mode)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.csv", "ordinary"]


def test_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "none" / "a.json"
    with pytest.raises(OutputError, match=r"^We can't save .*a\.json: there is no such folder\. [^.]*\.$"):
        export.write_report(_report(), path)


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="is a file and not a folder"):
        export.write_report(_report(), tmp_path / "file" / "a.json")
    with pytest.raises(OutputError, match=r"is a file and not a folder\. Please use --out"):
        export.check_writable(tmp_path / "file", "use --out")


def test_a_folder_in_the_place_of_the_file_stays_and_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.mkdir()
    with pytest.raises(OutputError, match="there is already a folder with that name"):
        export.write_report(_report(), path)
    assert list(tmp_path.iterdir()) == [path]


def test_too_long_a_name(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="the name is too long"):
        export.write_report(_report(), tmp_path / ("a" * 300))


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_failed_rename_keeps_the_older_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match=r"^We can't save [^;]*\. Please choose another folder\.$"):
        export.write_angles(_angles(), path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_interrupted_while_writing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def press(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(export, "_cell", press)
    with pytest.raises(KeyboardInterrupt):
        export.write_angles(_angles(), tmp_path / "a.csv")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def files_of_at_most_20_kb() -> Iterator[None]:
    """A disk that fills up while writing, as far as the writer can tell."""
    resource = pytest.importorskip("resource", reason="Windows cannot limit the size of a file")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("files_of_at_most_20_kb")
def test_full_disk_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"^We can't save [^;]*: the file is too large for that disk\. [^.]*\.$"):
        export.write_angles(_angles(5000), tmp_path / "a.csv")
    assert list(tmp_path.iterdir()) == []


def test_check_writable_leaves_nothing(tmp_path: Path) -> None:
    export.check_writable(tmp_path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(OutputError, match=r"there is no such folder\. Please choose another folder"):
        export.check_writable(tmp_path / "none")


def _stems(clips: list[str], folder: str | None = None) -> list[str]:
    named = export.name_results([Path(clip) for clip in clips], Path(folder) if folder else None)
    return [str(paths.report).removesuffix(".report.json") for paths in named]


def test_results_are_named_after_the_clip_beside_it_or_in_the_folder() -> None:
    assert _stems(["x/a.mp4", "y/a.mp4"]) == ["x/a", "y/a"]
    paths = export.name_results([Path("x/a.b.mp4")], Path("out"))[0]
    assert paths == export.ResultPaths(
        Path("out/a.b.report.json"),
        Path("out/a.b.angles.csv"),
        Path("out/a.b.annotated.mp4"),
        Path("out/a.b.report.html"),
    )


def test_no_two_clips_share_a_name() -> None:
    assert _stems(["x/a.mp4", "y/a.mp4", "z/A.mov"], "out") == ["out/a", "out/a-2", "out/A-3"]
    assert _stems(["x/a.mp4", "x/a.mov"]) == ["x/a", "x/a-2"]
    assert _stems(["x/a.mp4", "y/a.mp4", "x/a-2.mp4"], "out") == ["out/a", "out/a-3", "out/a-2"]


def test_a_second_run_leaves_the_results_of_other_clips(tmp_path: Path) -> None:
    def named(clip: str) -> str:
        (paths,) = export.name_results([tmp_path / clip], tmp_path / "out")
        return paths.report.name.removesuffix(".report.json")

    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "squat.report.json").write_text('{"clip": {"name": "squat.mov"}}', encoding="utf-8")
    assert named("squat.mov") == "squat"
    assert named("squat.mp4") == "squat-2"
    (tmp_path / "out" / "hinge.report.json").write_text("[" * 5000, encoding="utf-8")
    assert named("hinge.mp4") == "hinge-2"


@pytest.mark.parametrize(
    "there",
    ["squat.person2.report.json", "squat.from0h10m00.report.json", "squat.from0h10m00.person1.report.json"],
)
def test_results_of_everybody_and_of_parts_belong_to_their_clip_too(there: str, tmp_path: Path) -> None:
    (tmp_path / there).write_text('{"clip": {"name": "squat.mov"}}', encoding="utf-8")
    assert [_name(tmp_path / clip) for clip in ("squat.mov", "squat.mp4")] == ["squat", "squat-2"]


@pytest.mark.parametrize(
    "there", ["squat.annotated.mp4", "squat.angles.csv", "squat.report.html", "squat.trc", "SQUAT.tidy.reps.csv"]
)
def test_a_file_of_which_nobody_knows_whose_it_is_stays(there: str, tmp_path: Path) -> None:
    (tmp_path / there).write_text("mine", encoding="utf-8")
    assert _name(tmp_path / "squat.mp4") == "squat-2"
    assert _name(tmp_path / "squats.mp4") == "squats"


def test_two_clips_of_one_name_are_told_apart_by_what_is_in_them(tmp_path: Path) -> None:
    clip = tmp_path / "squat.mp4"
    clip.write_bytes(b"first")
    of = {"clip": {"name": "squat.mp4", "fingerprint": fingerprint(clip)}}
    (tmp_path / "squat.report.json").write_text(json.dumps(of), encoding="utf-8")
    assert _name(clip) == "squat"
    clip.write_bytes(b"second")
    assert _name(clip) == "squat-2"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX")
def test_a_pipe_in_place_of_a_report_stops_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "squat.report.json")
    assert _name(tmp_path / "squat.mp4") == "squat-2"


def test_a_result_never_takes_the_place_of_a_clip(tmp_path: Path) -> None:
    (tmp_path / "link.mp4").symlink_to(tmp_path / "squat.mp4")
    export.check_not_read(tmp_path / "squat.html", [tmp_path / "squat.mp4"])
    with pytest.raises(OutputError, match="one of your videos"):
        export.check_not_read(tmp_path / "link.mp4", [tmp_path / "squat.mp4"])


def _name(clip: Path) -> str:
    return export.name_results([clip], clip.parent)[0].stem


def test_no_result_is_written_over_a_clip_of_the_same_run(tmp_path: Path) -> None:
    clips = [tmp_path / "e" / "y.mp4", tmp_path / "f" / "y.annotated.mp4"]
    first, second = export.name_results(clips, tmp_path / "f")
    assert first.video.name == "y-2.annotated.mp4"
    assert second.video.name == "y.annotated.annotated.mp4"
