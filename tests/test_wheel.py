"""The wheel as people install it: what is in it, and what it does in an empty environment far from the checkout."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BIN = "Scripts" if os.name == "nt" else "bin"
CONSTRAINTS = str(ROOT / "constraints.txt")
#: How each tool makes a command of the wheel that follows, and where it is told to put everything.
TOOLS = {
    "uv": (
        ["tool", "install", "--python", sys.executable, "--constraints", CONSTRAINTS],
        "UV_TOOL_DIR",
        "UV_TOOL_BIN_DIR",
    ),
    "pipx": (
        ["install", "--python", sys.executable, f"--pip-args=--constraint={CONSTRAINTS}"],
        "PIPX_HOME",
        "PIPX_BIN_DIR",
    ),
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    build = [*pip, "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (built,) = folder.glob("formcheck-*.whl")
    return built


def test_it_carries_models_samples_app_and_types_and_nothing_of_the_checkout(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    models = {"pose_landmarker_lite.task", "pose_landmarker_full.task", "angles.npz", "back.npz", "hands.npz"}
    wanted = {
        *(f"formcheck/_models/{name}" for name in models),
        *(f"formcheck/_samples/{path.name}" for path in (ROOT / "sample_videos").glob("*.mp4")),
        "formcheck/_app/app.py",
        "formcheck/_app/.streamlit/config.toml",
        "formcheck/__init__.pyi",
        "formcheck/py.typed",
        "formcheck/locale/zh/LC_MESSAGES/formcheck.mo",
    }
    assert wanted - names == set()
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"formcheck"}
    assert not [name for name in names if "/tests/" in name or name.endswith(".pyc")]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that knows FormCheck's wheel and what it asks for, without extras; its folder of programs."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=True)
    pip = [str(folder / BIN / "python"), "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "-q", "-c", CONSTRAINTS, str(wheel)], check=True)
    return folder / BIN


def run(installed: Path, *args: str, cwd: Path, code: int = 0, **more: str) -> subprocess.CompletedProcess[str]:
    """Run one of these programs; ``more``: variables of its environment, which has none of this Python's."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))} | more
    done = subprocess.run([installed / args[0], *args[1:]], cwd=cwd, env=env, capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    return done


@pytest.mark.whole
def test_its_commands_work_outside_the_checkout_without_the_app(installed: Path, tmp_path: Path) -> None:
    assert run(installed, "formcheck", "--version", cwd=tmp_path).stdout.startswith("formcheck 0.")
    assert "Depth" in run(installed, "formcheck", "checks", cwd=tmp_path).stdout
    sample = "import formcheck; print(formcheck.sample_clips()['shallow_squat_side'])"
    clip = run(installed, "python", "-c", sample, cwd=tmp_path).stdout.strip()
    assert str(installed.parent.resolve()) in str(Path(clip).resolve())
    run(installed, "formcheck", "analyze", "--model", "lite", "--out", "out", clip, cwd=tmp_path)
    report = json.loads((tmp_path / "out" / "shallow_squat_side.report.json").read_text("utf-8"))
    assert report["summary"]["reps_complete"] == 2
    assert (tmp_path / "out" / "shallow_squat_side.annotated.mp4").stat().st_size > 10_000
    run(installed, "formcheck", "export", "--model", "lite", "--out", "out", clip, cwd=tmp_path)
    assert (tmp_path / "out" / "shallow_squat_side.trc").is_file()
    run(installed, "formcheck", "batch", "--model", "lite", "--out", "all", clip, cwd=tmp_path)
    assert (tmp_path / "all" / "summary.parquet").is_file()
    known = "import importlib.util as u, sys; sys.exit(any(u.find_spec(n) for n in ('streamlit', 'sqlalchemy')))"
    run(installed, "python", "-c", known, cwd=tmp_path)
    said = run(installed, "formcheck", "app", cwd=tmp_path, code=2).stderr
    assert said == "The app is not installed: please run pip install 'formcheck[app]' first.\n"
    run(installed, "formcheck", "doctor", cwd=tmp_path)


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """uv and pipx in an environment of their own; its folder of programs. Skips where they cannot be had."""
    folder = tmp_path_factory.mktemp("tools")
    venv.create(folder, with_pip=True)
    pip = [str(folder / BIN / "python"), "-m", "pip", "--disable-pip-version-check", "install", "-q", *TOOLS]
    done = subprocess.run(pip, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"uv and pipx cannot be had here: {done.stderr.strip().splitlines()[-1]}")
    return folder / BIN


@pytest.mark.whole
@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_makes_a_command_of_it_that_works_outside_the_checkout(
    tool: str, tools: Path, wheel: Path, tmp_path: Path
) -> None:
    words, home, programs = TOOLS[tool]
    places = {home: str(tmp_path / "home"), programs: str(tmp_path / "programs"), "UV_PYTHON_DOWNLOADS": "never"}
    run(tools, tool, *words, str(wheel), cwd=tmp_path, **places)
    assert run(tmp_path / "programs", "formcheck", "--version", cwd=tmp_path).stdout.startswith("formcheck 0.")
    shutil.copy(ROOT / "sample_videos" / "shallow_squat_side.mp4", tmp_path)
    clip = ("analyze", "--model", "lite", "--json", "shallow_squat_side.mp4")
    report = json.loads(run(tmp_path / "programs", "formcheck", *clip, cwd=tmp_path).stdout)
    assert report["summary"]["reps_complete"] == 2


@pytest.mark.whole
def test_with_its_extra_the_app_is_served(wheel: Path, installed: Path, tmp_path: Path) -> None:
    pip = [str(installed / "python"), "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "-q", "-c", CONSTRAINTS, f"{wheel}[app]"], check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen([installed / "formcheck", "app", "--port", str(port)], cwd=tmp_path) as server:
        try:
            assert _answer(f"http://127.0.0.1:{port}/_stcore/health") == b"ok"
        finally:
            server.terminate()


def _answer(address: str, seconds: float = 60.0) -> bytes:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address) as reply:
                return reply.read()
        except OSError:
            assert time.monotonic() < end, "the app did not answer"
            time.sleep(0.3)
