import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.request import urlopen

import pytest

from formcheck import __version__, bench, cli, console, pipeline, serving, tables
from formcheck.coaching import report as r
from formcheck.coaching.movements import CHECKS
from formcheck.errors import OutputError, UnreadableVideo
from formcheck.records import page
from formcheck.settings import AnalysisOptions

LIMIT = r.LimitUsed(good=12.0, fault=25.0, bad="above", source="made up")
SAMPLE = Path(__file__).resolve().parent.parent / "sample_videos" / "floor_squat_side.mp4"
MODULE = [sys.executable, "-m", "formcheck"]


def _rep(index: int, *, partial: bool = False) -> r.Rep:
    return r.Rep(
        index=index,
        movement="squat",
        start_s=60.0 + index,
        bottom_s=61.3 + index,
        end_s=62.0 + index,
        partial=partial,
        depth=None if partial else "below_parallel",
        peak=r.Peak(
            knee_flexion_deg=118.4,
            hip_flexion_deg=101.2,
            trunk_inclination_deg=None,
            tibia_inclination_deg=31.0,
            thigh_to_horizontal_deg=-7.0,
        ),
        tempo=r.Tempo(descent_s=1.24, bottom_s=0.31, ascent_s=0.96),
    )


def _finding(check: str, verdict: r.Verdict, rep: int | None, value: float | None, **more: Any) -> r.Finding:
    given = {"unit": "deg", "limit": LIMIT, "t_s": 1.0, "confidence": 0.8, "reason": f"{check} said so."} | more
    return r.Finding(
        check=check, title=check.replace("_", " ").capitalize(), rep=rep, verdict=verdict, value=value, **given
    )


def _report(name: str) -> r.Report:
    return r.Report(
        schema_version=r.SCHEMA_VERSION,
        clip=r.Clip(
            name=name,
            duration_s=9.0,
            fps=30.0,
            width=720,
            height=1280,
            rotation_deg=0,
            codec="h264",
            frames_analysed=270,
        ),
        movement="squat",
        view=r.View(kind="left", yaw_deg=3.0, roll_deg=None, near_side="left"),
        quality=r.Quality(
            level="limited",
            detected_share=0.9,
            people=(),
            person=1,
            notes=("Two people are in view; the left is judged.",),
        ),
        baseline=r.Baseline(found=False),
        reps=(_rep(1), _rep(2), _rep(3, partial=True)),
        findings=(
            _finding("depth", "good", 1, -7.0),
            _finding("trunk_tibia", "watch", 1, 14.0),
            _finding("trunk_tibia", "fault", 2, 31.0, reason="The chest fell forward."),
            _finding("trunk_tibia", "fault", 3, 27.0, reason="Less so."),
            _finding("knee_valgus", "not_assessed", None, None, limit=None),
            _finding("repeatability", "watch", None, None, limit=None, unit=""),
        ),
        summary=r.Summary(
            headline="Two deep squats, but the chest falls forward.",
            went_well=(),
            work_on=(),
            not_assessed={"knee_valgus": "Film from the front to see the knees."},
            reps_complete=2,
            reps_partial=1,
        ),
        provenance=r.Provenance(
            formcheck_version="0", model="full", model_sha256="0", libraries={}, settings={}, limits={}
        ),
    )


class Pipeline:
    """Stands in for the engine: notes what it is asked, fails for clips called bad or broken."""

    def __init__(self) -> None:
        self.asked: list[tuple[Path, AnalysisOptions]] = []
        self.video_error: Exception | None = None

    def analyze_clip(
        self, path: Path, options: AnalysisOptions, on_progress: Callable[[Any], None], calibration: Any = None
    ) -> Any:
        self.asked.append((path, options))
        if path.stem.startswith("bad"):
            raise UnreadableVideo(f"{path.name} is not a video.")
        if path.stem.startswith("broken"):
            raise TypeError("nobody foresaw this")
        on_progress(pipeline.Progress("measuring", 1, 2))
        return SimpleNamespace(
            path=path,
            report=_report(os.fsencode(path.name).decode(errors="replace")),
            angles=SimpleNamespace(columns=lambda: {"t_s": _Column([0.0, 0.5])}),
        )

    def write_annotated(self, analysis: Any, path: Path, on_progress: Callable[[Any], None]) -> dict[int, bytes]:
        if self.video_error:
            raise self.video_error
        on_progress(pipeline.Progress("drawing", 2, 2))
        path.write_text("video")
        return {1: b"drawn"}


class _Column(list[float]):
    def tolist(self) -> list[float]:
        return self


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    engine = Pipeline()
    monkeypatch.setattr(pipeline, "analyze_clip", engine.analyze_clip)
    monkeypatch.setattr(pipeline, "write_annotated", engine.write_annotated)
    monkeypatch.setattr(pipeline, "rep_stills", lambda _analysis: {1: b"taken"})
    monkeypatch.setattr(page, "report_html", lambda report, _angles, stills: f"{report.clip.name} {stills[1].decode()}")
    monkeypatch.setenv("COLUMNS", "120")
    return engine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.mp4", "b.mov", "bad.mp4", "broken.mp4"):
        (tmp_path / name).touch()
    return tmp_path


def _made(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.suffix not in (".mov", ".mp4") or "annotated" in p.name)


def test_writes_report_angles_and_video_beside_the_clip(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["analyze", str(folder / "a.mp4")]) == 0
    assert _made(folder) == ["a.angles.csv", "a.annotated.mp4", "a.report.html", "a.report.json"]
    assert r.Report.from_json((folder / "a.report.json").read_text()) == _report("a.mp4")
    assert (folder / "a.report.html").read_text() == "a.mp4 drawn"
    assert (folder / "a.angles.csv").read_text() == "t_s\n0.0000\n0.5000\n"
    out, err = capsys.readouterr()
    assert "Two deep squats, but the chest falls forward." in out
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
    assert r.Report.from_json(out) == _report("a.mp4")
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
    assert r.Report.from_json(capsys.readouterr().out) == _report("a.mp4")
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
    assert err[0].startswith("FormCheck failed on broken.mp4 (TypeError), this is our fault: run again with --debug")
    assert len(err) == 2
    assert "a.report.json" in _made(folder)


@pytest.mark.parametrize("where", [0, 1, 2])
def test_debug_anywhere_shows_the_traceback(folder: Path, where: int) -> None:
    args = ["analyze", str(folder / "broken.mp4")]
    args.insert(where, "--debug")
    with pytest.raises(TypeError, match="nobody foresaw this"):
        cli.run(args)


def test_debug_leaves_sentences_alone_and_files_called_so(folder: Path, engine: Pipeline) -> None:
    assert cli.run(["analyze", "--debug", str(folder / "bad.mp4")]) == 2
    assert cli.run(["analyze", "--no-video", "--out", str(folder), "--", "--debug"]) == 0
    assert engine.asked[-1][0] == Path("--debug")


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
    assert capsys.readouterr().err == "a.annotated.mp4 was left out: it is a result of an earlier run.\n"
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
    assert "Two deep squats" in out
    assert "a.angles.csv" in out
    assert "a.annotated.mp4" not in out


def test_a_folder_that_cannot_be_written_is_known_before_the_work(
    folder: Path, engine: Pipeline, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["analyze", "--out", str(folder / "a.mp4" / "x"), str(folder / "b.mov")]) == 2
    err = capsys.readouterr().err
    assert err.startswith("Cannot write to the folder ")
    assert err.endswith("; give another folder with --out.\n")
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
    assert capsys.readouterr().err == (
        f"Cannot write to the folder {folder}: writing there is not permitted; give another folder with --out.\n"
    )
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


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["analyze"], "Missing argument"),
        (["analyse"], "Did you mean 'analyze'; see formcheck --help."),
        (["analyze", "--movment", "squat", "a.mp4"], "--movement"),
        (["analyze", "--movement", "lunge", "a.mp4"], "'auto', 'squat', 'hinge'"),
        (["analyze", "--person", "0", "a.mp4"], "--person"),
        (["app", "--port", "99999"], "65535"),
        (["bench"], "formcheck bench --help"),
    ],
)
def test_bad_usage_is_one_sentence(args: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert words in err
    assert err.endswith("--help.\n")


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out == f"formcheck {__version__}\n"
    assert cli.run([]) == 0
    out = capsys.readouterr().out
    assert all(word in out for word in ("analyze", "checks", "doctor", "app", "bench"))
    assert cli.run(["analyze", "--help"]) == 0
    assert "files are written only with --out" in " ".join(capsys.readouterr().out.split())


def test_help_is_quick() -> None:
    def seconds() -> float:
        begin = time.perf_counter()
        subprocess.run([*MODULE, "--help"], check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - begin

    assert min(seconds() for _ in range(5)) < 0.4  # the quickest: the machine may be busy with other tests


def _printed(capsys: pytest.CaptureFixture[str], columns: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    tables.print_report(_report("a.mp4"))
    return capsys.readouterr().out


@pytest.mark.parametrize("columns", [32, 50, 80, 200])
def test_tables_fit_the_window_and_lose_nothing(
    columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = _printed(capsys, columns, monkeypatch)
    assert max(map(len, out.splitlines())) <= columns
    flat = " ".join(out.split())
    for words in (
        "Two deep squats",
        "Two people",
        "1:02.3",
        "118°",
        "partial",
        "FAULT",
        "31°",
        "≤ 12",
        "WATCH",
        "14°",
        "good",
        "-7°",
        "can't tell",
        "from the front",
    ):
        assert words in flat


def test_worst_verdict_comes_first_and_names_the_worst_repetition(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        line for line in _printed(capsys, 120, monkeypatch).splitlines() if line.startswith(("FAULT", "WATCH", "good"))
    ]
    assert [line.split()[0] for line in lines] == ["FAULT", "WATCH", "WATCH", "good"]
    assert "2, 3" in lines[0]
    assert "31°" in lines[0]
    assert "The chest fell forward." in lines[0]


def test_values_are_written_as_people_read_them() -> None:
    assert tables.value_text(_finding("depth", "good", 1, None)) == ""
    assert tables.value_text(_finding("depth", "watch", 1, 12.3)) == "12.3°"
    assert tables.value_text(_finding("hips_first", "good", 1, 0.95, unit="ratio")) == "0.95"
    assert tables.value_text(_finding("heels", "good", 1, 0.1, unit="foot lengths")) == "0.1 foot lengths"
    assert (tables.good_words(LIMIT), tables.fault_words(LIMIT)) == ("≤ 12", "≥ 25")
    below = r.LimitUsed(good=0.9, fault=0.8, bad="below", source="made up")
    assert (tables.good_words(below), tables.fault_words(below)) == ("≥ 0.9", "≤ 0.8")
    assert [tables.clock(t_s) for t_s in (0.0, 59.94, 59.97, 125.0)] == ["0.0 s", "59.9 s", "1:00.0", "2:05.0"]


@pytest.mark.parametrize("columns", [40, 80, 150])
def test_checks_show_every_row_with_its_source(
    columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert cli.run(["checks"]) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= columns
    words = out.split()
    for _, check in CHECKS:
        assert words.count(check.id if columns == 150 else f"({check.id}):")
        assert set(check.limit.source.split()) <= set(words)


def test_checks_as_markdown_are_one_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["checks", "--markdown"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(CHECKS) + 2
    assert {line.count("|") for line in lines} == {9}
    assert lines[2].startswith("| Floor squat | Depth | depth | ≤ 8 | ≥ 23 | deg |")


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a name be any bytes")
def test_a_name_cannot_steer_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for stem in ("a", "bad"):
        clip = folder / f"{stem}\x1b[31m\n\udcff[bold].mp4"
        clip.touch()
        cli.run(["analyze", "--no-video", str(clip)])
    out, err = capsys.readouterr()
    assert "a [31m \ufffd[bold].mp4: Two deep squats" in out
    assert "a [31m  [bold].report.json" in out
    assert err == "bad [31m  [bold].mp4 is not a video.\n"


def test_progress_is_silent_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with console.progress("a.mp4") as on_progress:
        on_progress(pipeline.Progress("measuring", 3, None))
        on_progress(pipeline.Progress("drawing", 3, 9))
    assert capsys.readouterr() == ("", "")


def test_progress_names_stage_frames_and_speed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with console.progress("a.mp4") as on_progress:
        on_progress(pipeline.Progress("measuring", 0, 40))
        time.sleep(0.05)
        on_progress(pipeline.Progress("measuring", 10, 40))
        time.sleep(0.05)
        on_progress(pipeline.Progress("measuring", 20, 40))
    out, err = capsys.readouterr()
    assert out == ""
    assert all(words in err for words in ("a.mp4", "Measuring", "20/40", "frames/s"))


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break differently there")
def test_a_closed_pipe_is_quiet() -> None:
    with subprocess.Popen([*MODULE, "checks"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == ""
    assert child.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_stdout_is_one_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*MODULE, "checks"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "Cannot write to standard output: No space left on device.\n"


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
    assert [line.split()[-2] for line in out.splitlines() if "bare landmarker" in line] == ["1.00"]
    assert "peak memory" in out


def test_speed_of_a_bad_clip_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["bench", "speed", str(tmp_path / "none.mp4")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_app_keeps_to_itself() -> None:
    words = serving.command("127.0.0.1", None)
    assert "--browser.gatherUsageStats=false" in words
    assert "--server.address=127.0.0.1" in words
    assert not [word for word in words if word.startswith("--server.port")]
    assert "--server.port=9000" in serving.command("127.0.0.1", 9000)
    assert serving.app_path().is_file()


def test_classes_that_cannot_be_used_are_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "mine.toml"
    bad.write_text('name = "Mine"\n[[classes]]\nname = "A"\nkind = "cardio"\n')
    for path in (bad, tmp_path / "none.toml"):
        assert cli.run(["app", "--classes", str(path)]) == 2
        err = capsys.readouterr().err
        assert path.name in err
        assert err.count("\n") == 1


def test_the_app_is_told_whose_classes_to_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "mine.toml"
    own.write_text('name = "Mine"\n')
    told: list[object] = []
    monkeypatch.setattr(serving, "_served", lambda *given: told.append(given[3:]) or 0)
    assert cli.run(["app", "--classes", str(own)]) == 0
    assert cli.run(["app"]) == 0
    assert told == [({"FORMCHECK_CLASSES": str(own)},), ()]


def test_a_port_in_use_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert cli.run(["app", "--port", str(port)]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"Cannot use port {port} of 127.0.0.1 (")
    assert err.endswith("give another --port or --host.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize(("number", "to_group"), [(signal.SIGINT, True), (signal.SIGTERM, False)])
def test_the_app_is_served_until_it_is_stopped(number: int, to_group: bool) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    child = subprocess.Popen(
        [*MODULE, "app", "--port", str(port)],
        env=os.environ | {"STREAMLIT_SERVER_HEADLESS": "true"},  # no browser window out of a test
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        assert _answers(port)
        (os.killpg if to_group else os.kill)(child.pid, number)
        said = child.communicate(timeout=20)[0]
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    assert child.returncode == 0
    assert "Traceback" not in said
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def _answers(port: int) -> bool:
    until_s = time.monotonic() + 30
    while time.monotonic() < until_s:
        with contextlib.suppress(OSError), urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
            return bool(answer.read() == b"ok")
        time.sleep(0.1)
    return False
