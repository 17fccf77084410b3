"""Options, help and --debug, whatever the command."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from fake_pipeline import MODULE, Pipeline

from formcheck import __version__
from formcheck.cli import main as cli


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


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["analyze"], "Missing argument"),
        (["analyse"], "Did you mean 'analyze'; see formcheck --help."),
        (["analyze", "--movment", "squat", "a.mp4"], "--movement"),
        (["analyze", "--movement", "lunge", "a.mp4"], "'auto', 'squat', 'hinge', 'get_up', 'sit_to_stand'"),
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
    assert "save files only with --out" in " ".join(capsys.readouterr().out.split())


def test_help_is_quick() -> None:
    """Hardly slower than the libraries that print it: what measures is not loaded for it."""

    def seconds(command: list[str]) -> float:
        begin = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - begin

    printing = [sys.executable, "-c", "import typer, rich.console, rich.table"]
    pairs = [(seconds([*MODULE, "--help"]), seconds(printing)) for _ in range(7)]  # side by side: others work too
    help_s, printing_s = (min(each) for each in zip(*pairs, strict=True))
    assert help_s < 1.8 * printing_s
