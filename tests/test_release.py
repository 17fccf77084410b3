"""``release/release.py`` in a small repository of its own, with a FormCheck and a Makefile that only pretend."""

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CHANGELOG = "# Changelog\n\n## Unreleased\n\n### Added\n\n- A\n\n## 0.1.0 (2026-01-02)\n\nOld.\n"
PRETENDED = """
import sys
from pathlib import Path
from formcheck import __version__
if sys.argv[1:3] == ["bench", "accuracy"]:
    assert sys.argv[3:] == ["--set", "release", "--write"]
    Path("docs/release_accuracy.json").write_text('{"source": {"formcheck_version": "%s"}}' % __version__)
    Path("docs/release_accuracy.md").write_text("new")
else:
    assert sys.argv[1:] == ["analyze", "--json", "sample_videos/hands_on_knees_side.mp4"]
    print("report of " + __version__)
"""
#: Each target writes down that it ran, and with which version.
MAKEFILE = "check test site wheel:\n\t@grep -o '\"0.*\"' formcheck/__init__.py >> ../ran; echo $@ >> ../ran\n"
FILES = {
    "CHANGELOG.md": CHANGELOG,
    "CITATION.cff": (ROOT / "CITATION.cff").read_text("utf-8"),
    "Makefile": MAKEFILE,
    ".gitignore": "dist/\n__pycache__/\n",
    "formcheck/__init__.py": '__version__ = "0.1.0"\n',
    "formcheck/__main__.py": PRETENDED,
    "formcheck/schema/report.py": "SCHEMA_VERSION: Final = 2\n",
    "docs/release_accuracy.json": "{}",
    "docs/release_accuracy.md": "old",
    "tests/reports/kept/v1.json": "{}",
}


def git(repository: Path, *words: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *who, *words], cwd=repository, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    place = tmp_path / "repository"
    for name, content in FILES.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(content, encoding="utf-8")
    (place / "release").mkdir()
    shutil.copy(ROOT / "release" / "release.py", place / "release")
    git(place, "init", "--quiet")
    git(place, "add", "--all")
    git(place, "commit", "--quiet", "--message", "All")
    return place


def release(repository: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "release/release.py", *words]
    return subprocess.run(command, cwd=repository, env=env, capture_output=True, text=True)


def changed(repository: Path) -> set[str]:
    return {line[3:] for line in git(repository, "status", "--porcelain", "--untracked-files=all").splitlines()}


def break_step(repository: Path, name: str, before: str, after: str) -> None:
    text = (repository / name).read_text("utf-8")
    assert before in text
    (repository / name).write_text(text.replace(before, after), encoding="utf-8")
    git(repository, "commit", "--quiet", "--all", "--message", "Broken")


def test_a_release_is_written_scored_and_kept_before_it_is_tried(repository: Path) -> None:
    done = release(repository, "0.2.0")
    assert done.returncode == 0, done.stderr
    assert (repository.parent / "ran").read_text().split() == [
        part for target in ("check", "test", "site", "wheel") for part in ('"0.2.0"', target)
    ]
    today = date.today()
    assert f"\nversion: 0.2.0\ndate-released: {today}\n" in (repository / "CITATION.cff").read_text("utf-8")
    assert (repository / "dist" / "notes-0.2.0.md").read_text("utf-8") == "# FormCheck 0.2.0\n\n### Added\n\n- A\n"
    new = f"## Unreleased\n\n## 0.2.0 ({today})\n"
    assert (repository / "CHANGELOG.md").read_text("utf-8") == CHANGELOG.replace("## Unreleased\n", new)
    scores = (repository / "release" / "scores" / "0.2.0.json").read_bytes()
    assert scores == (repository / "docs" / "release_accuracy.json").read_bytes()
    kept = repository / "tests" / "reports" / "kept" / "v2_release_0.2.0.json"
    assert kept.read_text("utf-8") == "report of 0.2.0\n"
    assert changed(repository) == {
        *("CHANGELOG.md", "CITATION.cff", "formcheck/__init__.py"),
        *("docs/release_accuracy.json", "docs/release_accuracy.md", "release/scores/0.2.0.json"),
        "tests/reports/kept/v2_release_0.2.0.json",
    }
    assert "git add --all" in done.stdout


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("Makefile", "\t@", "\t@test $@ != wheel || exit 1; "),
        ("formcheck/__main__.py", "print(", "sys.exit("),
        ("formcheck/__main__.py", "% __version__", "% '0.1.0'"),
        ("CITATION.cff", "date-released", "dated"),
    ],
    ids=["wheel", "report", "scores of another version", "citation"],
)
def test_where_a_step_fails_the_files_are_put_back(repository: Path, name: str, before: str, after: str) -> None:
    break_step(repository, name, before, after)
    done = release(repository, "0.2.0")
    assert done.returncode == 2
    assert done.stderr.endswith("The files are as they were.\n")
    assert changed(repository) == set()
    assert not (repository / "dist" / "notes-0.2.0.md").exists()
    assert (repository / "docs" / "release_accuracy.md").read_text() == "old"


def test_only_write_sets_version_date_and_notes_and_runs_nothing(repository: Path) -> None:
    assert release(repository, "0.2.0rc1", "--only-write").returncode == 0
    assert changed(repository) == {"CHANGELOG.md", "CITATION.cff", "formcheck/__init__.py"}
    assert not (repository.parent / "ran").exists()
    git(repository, "commit", "--quiet", "--all", "--message", "Candidate")
    break_step(repository, "CHANGELOG.md", "## Unreleased\n", "## Unreleased\n\n- B\n")
    assert release(repository, "0.2.0", "--only-write").returncode == 0, "a release follows its candidate"


def test_a_dry_run_says_every_step_and_changes_nothing(repository: Path) -> None:
    done = release(repository, "0.2.0", "--dry-run")
    assert done.returncode == 0, done.stderr
    steps = re.findall(r"^(\d)/8 (.+)$", done.stdout, re.MULTILINE)
    assert [int(at) for at, _ in steps] == [*range(1, 9)]
    said = " ".join(words for _, words in steps)
    for wanted in ("CITATION.cff", "release_accuracy.md", "scores/0.2.0.json", "v2_release_0.2.0.json", "make wheel"):
        assert wanted in said
    assert done.stdout.endswith("Nothing was changed.\n")
    assert changed(repository) == set()
    assert not (repository / "dist").exists()
    assert not (repository.parent / "ran").exists()


@pytest.mark.parametrize(
    ("version", "sentence"),
    [
        ("x", "'x' is not a version such as 0.2.0."),
        ("1.2", "'1.2' is not a version such as 0.2.0."),
        ("00.2.0", "'00.2.0' is not a version such as 0.2.0."),
        ("0.1.0", "0.1.0 does not come after 0.1.0, which is here already: please choose a higher one."),
        ("0.0.1", "0.0.1 does not come after 0.1.0, which is here already: please choose a higher one."),
        ("0.1.0rc2", "0.1.0rc2 does not come after 0.1.0, which is here already: please choose a higher one."),
    ],
)
def test_a_release_that_cannot_be_is_one_sentence(repository: Path, version: str, sentence: str) -> None:
    for words in ([version, "--only-write"], [version, "--dry-run"]):
        done = release(repository, *words)
        assert (done.returncode, done.stderr) == (2, f"{sentence}\n")
    assert changed(repository) == set()


def test_parts_of_the_changelog_and_tags_are_versions_too(repository: Path) -> None:
    git(repository, "tag", "v0.10.0")
    git(repository, "tag", "nightly")
    assert "does not come after 0.10.0," in release(repository, "0.9.0", "--dry-run").stderr
    break_step(repository, "CHANGELOG.md", "0.1.0", "0.11.0")
    assert "does not come after 0.11.0," in release(repository, "0.10.1", "--dry-run").stderr


def test_without_notes_or_with_changes_there_is_no_release(repository: Path) -> None:
    (repository / "CHANGELOG.md").write_text(CHANGELOG + "more", encoding="utf-8")
    assert release(repository, "0.2.0", "--dry-run").stderr.startswith("There are changes that are not committed")
    git(repository, "checkout", "--quiet", "CHANGELOG.md")
    break_step(repository, "CHANGELOG.md", "### Added\n\n- A\n\n", "")
    assert release(repository, "0.2.0", "--dry-run").stderr.startswith("CHANGELOG.md says nothing under")


def test_this_repository_has_what_a_release_needs() -> None:
    text = {name: (ROOT / name).read_text("utf-8") for name in ("CITATION.cff", "formcheck/schema/report.py")}
    assert len(re.findall(r"^SCHEMA_VERSION: Final = \d+$", text["formcheck/schema/report.py"], re.MULTILINE)) == 1
    assert len(re.findall(r"^(?:version|date-released): .+$", text["CITATION.cff"], re.MULTILINE)) == 2
    assert (ROOT / "sample_videos" / "hands_on_knees_side.mp4").is_file()
