import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from formcheck.cli import doctor
from formcheck.cli import main as cli
from formcheck.errors import OutputError
from formcheck.media import bundles, playable, pose, video


def _found(look: object) -> dict[str, doctor.Item]:
    return {item.name: item for item in doctor._look(look)}  # type: ignore[arg-type]


def _run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    monkeypatch.setenv("COLUMNS", "200")
    code = cli.run(["doctor"])
    return code, capsys.readouterr().out


def test_this_machine_is_well(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    code, out = _run(capsys, monkeypatch)
    assert code == 0
    assert "problem" not in out
    files = ("pose_landmarker_lite", "pose_landmarker_full", "angles")
    for words in (*files, "pose model", "H.264", "HEVC", "OpenCV", "camera", "folder", "memory"):
        assert words in out


def test_a_wrong_model_is_a_problem(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(bundles.SHIPPED_SHA256, "pose_landmarker_lite.task", "0" * 64)
    monkeypatch.setattr(doctor, "LOOKS", (doctor._models,))
    code, out = _run(capsys, monkeypatch)
    assert code == 2
    states = [line.split()[0] for line in out.splitlines() if "sha256" in line or "ship" in line]
    assert states == ["problem", "ok", "ok", "ok", "ok"]


def test_a_missing_model_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "bundle_path", lambda file: (_ for _ in ()).throw(bundles.ModelMissing("gone")))
    found = _found(doctor._models)
    assert {item.state for item in found.values()} == {"problem"}
    assert found["pose_landmarker_full.task"].do == "install FormCheck again"


def test_a_library_that_fails_is_a_problem_and_the_rest_goes_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ImportError("libGL.so.1: cannot open shared object file")

    monkeypatch.setattr(pose, "MediaPipePose", fails)
    monkeypatch.setattr(doctor, "LOOKS", (doctor._pose_model, doctor._folders))
    code, out = _run(capsys, monkeypatch)
    assert code == 2
    assert "libGL.so.1" in out
    assert "temporary folder" in out


def test_codecs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playable, "decoders", lambda: {"H.264": False, "AV1": False, "HEVC": True})
    monkeypatch.setattr(video, "can_encode_h264", lambda: False)
    states = {name: item.state for name, item in _found(doctor._video).items()}
    assert states == {"reads H.264": "problem", "reads AV1": "note", "reads HEVC": "ok", "writes H.264": "problem"}


def test_two_opencv_wheels_are_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _found(doctor._drawing)["OpenCV"].state == "ok"
    monkeypatch.setattr("importlib.metadata.version", lambda name: "5.0")
    assert _found(doctor._drawing)["OpenCV"].state == "note"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs device files")
def test_cameras_are_listed_on_linux_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def devices(path: Path, pattern: str) -> Iterator[Path]:
        assert (str(path), pattern) == ("/dev", "video*")
        yield Path(os.devnull)

    monkeypatch.setattr(doctor.sys, "platform", "linux")
    monkeypatch.setattr(Path, "glob", devices)
    assert _found(doctor._camera)["camera"].found == os.devnull
    monkeypatch.setattr(Path, "glob", lambda *_: iter(()))
    assert _found(doctor._camera)["camera"].state == "note"
    monkeypatch.setattr(doctor.sys, "platform", "darwin")
    assert "not checked" in _found(doctor._camera)["camera"].found


def test_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert _found(doctor._folders)["working folder"].state == "ok"
    assert list(tmp_path.iterdir()) == []

    def refuse(folder: Path) -> None:
        raise OutputError("no")

    monkeypatch.setattr(doctor, "check_writable", refuse)
    states = {name: item.state for name, item in _found(doctor._folders).items()}
    assert states == {"working folder": "note", "temporary folder": "problem"}


def test_a_full_disk_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "DISK_MB", 10**12)
    assert {item.state for item in _found(doctor._folders).values()} == {"note"}


@pytest.mark.parametrize(("free_mb", "state"), [(5000.0, "ok"), (600.0, "note"), (None, "note")])
def test_memory(free_mb: float | None, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "free_memory_mb", lambda: free_mb)
    assert _found(doctor._memory)["memory"].state == state


@pytest.mark.skipif(not Path("/proc/meminfo").exists(), reason="Linux tells")
def test_free_memory_is_what_linux_tells() -> None:
    free_mb = doctor.free_memory_mb()
    assert free_mb is not None
    assert 1 < free_mb < 10**7
