"""What is tracked: nothing of one machine, nothing large, pins that pin, one set of colours."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAX_BYTES = 1024 * 1024

#: Joined here, so that this file does not hold what it looks for.
REGISTRIES = (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("deb", "debian", "org"))
HOSTS = [".".join(parts) for parts in REGISTRIES]
FOLDERS = ("work", "farm", "root", "home", "Users", "opt", "mnt")
TRACE = re.compile("|".join([*map(re.escape, HOSTS), rf"(?<![\w.:/\\}}$])/(?:{'|'.join(FOLDERS)})/"]))
PIN = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+")


def machine_traces(text: str) -> list[str]:
    """Lines that name a registry's host or an absolute path of somebody's machine."""
    return [line for line in text.splitlines() if TRACE.search(line)]


#: A source that a reader of the repository cannot open; "brief" as an adjective is fine.
UNSEEN_SOURCE = re.compile(r"(?i)\b(?:biomechanics|our|the) brief\b|\bbrief (?:section )?(?:[A-Z]?\d)|\bbrief's\b")


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    try:
        listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"not a git checkout: {error}")
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_tracked_files_name_no_machine(tracked):
    found = {}
    for path in tracked:
        data = path.read_bytes()
        if b"\0" not in data and (lines := machine_traces(data.decode("utf-8"))):
            found[path.relative_to(ROOT).as_posix()] = lines
    assert found == {}


@pytest.mark.parametrize("template", ["{}", "see {}x", "open('{}x')", "a\n- {}ann/clip.mp4 b\nc"])
@pytest.mark.parametrize("trace", [*HOSTS, *(f"/{folder}/" for folder in FOLDERS)])
def test_a_trace_is_noticed(template, trace):
    assert len(machine_traces(template.format(trace))) == 1


@pytest.mark.parametrize("text", ["example.org/work/", "tests/root/x", "./home/x", "/usr/bin/env bash"])
def test_harmless_text_passes(text):
    assert machine_traces(text) == []


def test_only_models_are_large(tracked):
    large = {path.relative_to(ROOT).as_posix() for path in tracked if path.stat().st_size > MAX_BYTES}
    assert all(re.fullmatch(r"models/[^/]+\.task", name) for name in large), large


def test_constraints_are_plain_pins_of_everything_declared():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert [line for line in pins if not PIN.fullmatch(line)] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    extras = project["project"]["optional-dependencies"]
    declared = [*project["project"]["dependencies"], *extras["app"], *extras["cluster"], *extras["postgresql"]]
    declared += [*groups["test"], *groups["check"], *groups["docs"]]
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in pins}
    assert {re.match(r"[\w-]+", entry)[0].lower() for entry in declared} - pinned == set()


def test_theme_has_the_colours_of_the_video():
    from formcheck.drawing import scene

    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    drawn = {
        "primaryColor": scene.ACCENT,
        "greenColor": scene.GOOD,
        "yellowColor": scene.WATCH,
        "redColor": scene.FAULT,
        "grayColor": scene.NOT_ASSESSED,
    }
    assert {name: theme[name] for name in drawn} == {
        name: "#{:02X}{:02X}{:02X}".format(*c) for name, c in drawn.items()
    }


def unseen_sources(text: str) -> list[str]:
    """Lines that cite one."""
    return [line for line in text.splitlines() if UNSEEN_SOURCE.search(line)]


def test_every_source_can_be_opened_by_the_reader(tracked):
    own = Path(__file__).resolve()
    code = [path for path in tracked if path.suffix in (".py", ".md", ".js", ".toml") and path != own]
    found = {path.relative_to(ROOT).as_posix(): unseen_sources(path.read_text(encoding="utf-8")) for path in code}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("text", ["brief 2.3: a hand", "# brief H4", "(brief section 7)", "the biomechanics brief."])
def test_a_source_nobody_can_open_is_noticed(text):
    assert unseen_sources(text)


@pytest.mark.parametrize("text", ["brief ones, and those that end", "brief and duplicate detections are dropped"])
def test_brief_as_a_word_passes(text):
    assert not unseen_sources(text)
